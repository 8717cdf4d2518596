import BSON

extension BSONDocument {
    /// Appends an option unless it is `nil`.
    mutating func set(_ key: StaticString, _ value: (some BSONEncodable)?) {
        if let value { append(key, value) }
    }

    /// Appends an option in whole milliseconds unless it is `nil`.
    mutating func set(_ key: StaticString, milliseconds duration: Duration?) {
        if let duration { append(key, Int64(duration.milliseconds)) }
    }

    /// Appends every element of another document.
    mutating func append(contentsOf other: BSONDocument) {
        guard !other.isEmpty else { return }
        // What was in a document can be in another: nothing throws here.
        for (key, value) in other { try? append(key: key, value) }
    }

    /// Creates the form in which the driver takes an array: with keys that count.
    init(numbering documents: [BSONDocument]) {
        self.init()
        // A number holds no NUL: nothing throws here.
        for (index, document) in documents.enumerated() {
            try? append(key: String(index), document)
        }
    }
}
