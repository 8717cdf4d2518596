import FoundationEssentials
import HTTPTypes

/// What a request says about the version it has (RFC 9110, 13).
struct Conditions {
    /// What to do.
    enum Verdict: Hashable {
        case send
        case notModified
        case failed
    }

    private let headers: HTTPFields
    private let isRead: Bool

    init(_ method: HTTPRequest.Method, _ headers: HTTPFields) {
        self.headers = headers
        isRead = method == .get || method == .head
    }

    /// Judges the conditions in the order the standard demands.
    func verdict(entityTag: EntityTag?, lastModified: Date?) -> Verdict {
        if let wanted = headers.list(.ifMatch) {
            guard Self.names(wanted, entityTag, weakly: false) else { return .failed }
        } else if let limit = date(.ifUnmodifiedSince), let lastModified {
            guard whole(lastModified) <= limit else { return .failed }
        }
        if let known = headers.list(.ifNoneMatch) {
            guard Self.names(known, entityTag, weakly: true) else { return .send }
            return isRead ? .notModified : .failed
        }
        if isRead, let known = date(.ifModifiedSince), let lastModified,
            whole(lastModified) <= known
        {
            return .notModified
        }
        return .send
    }

    /// Tells whether a range may be answered: the version must be the one that the
    /// client has the rest of.
    func allowsRange(entityTag: EntityTag?, lastModified: Date?) -> Bool {
        guard let condition = headers[.ifRange] else { return true }
        if condition.contains("\"") {
            return entityTag.map { $0.isStrong && $0.description == condition } ?? false
        }
        guard let date = HTTPDate.date(condition), let lastModified else { return false }
        return whole(lastModified) == date
    }

    /// Tells whether a list names the version there is; `*` names any.
    static func names(_ list: String, _ entityTag: EntityTag?, weakly: Bool) -> Bool {
        list.trimmingSpaces == "*" || entityTag?.isNamed(in: list, weakly: weakly) ?? false
    }

    private func date(_ name: HTTPField.Name) -> Date? {
        headers[name].flatMap(HTTPDate.date)
    }

    private func whole(_ date: Date) -> Date {
        Date(timeIntervalSince1970: date.timeIntervalSince1970.rounded(.down))
    }
}
