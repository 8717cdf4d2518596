import HTTPTypes

/// The ways in which a ready page is an answer.
enum ReadyKind: Int, CaseIterable {
    case whole
    case head
    case notModified
    case notModifiedHead

    init(isKnown: Bool, isHead: Bool) {
        switch (isKnown, isHead) {
        case (false, false): self = .whole
        case (false, true): self = .head
        case (true, false): self = .notModified
        case (true, true): self = .notModifiedHead
        }
    }

    var method: HTTPRequest.Method {
        self == .head || self == .notModifiedHead ? .head : .get
    }

    var status: HTTPResponse.Status {
        self == .whole || self == .head ? .ok : .notModified
    }
}
