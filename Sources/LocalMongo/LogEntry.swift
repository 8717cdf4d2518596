import FoundationEssentials

/// A line of mongod's log: the parts that say what went wrong.
struct LogEntry: Decodable {
    private let severity: String
    private let message: String
    private let attributes: Attributes?

    /// Reads a line, or returns `nil` if mongod did not write it.
    init?(_ line: Substring) {
        guard let entry = try? JSONDecoder().decode(Self.self, from: Data(line.utf8)) else {
            return nil
        }
        self = entry
    }

    /// Whether mongod could not do something that it had to.
    var isError: Bool { severity == "E" || severity == "F" }

    var reason: String {
        guard let cause = attributes?.error?.text else { return message }
        return "\(message): \(cause)"
    }

    private enum CodingKeys: String, CodingKey {
        case severity = "s"
        case message = "msg"
        case attributes = "attr"
    }
}

/// What belongs to the message of one line.
private struct Attributes: Decodable {
    let error: Failure?
}

/// A failure, which mongod writes as a text or as an object.
private struct Failure: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            self.text = text
        } else {
            text = try decoder.container(keyedBy: Key.self).decode(String.self, forKey: .errmsg)
        }
    }

    private enum Key: String, CodingKey {
        case errmsg
    }
}
