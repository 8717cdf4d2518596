import BSON

/// What a filter, an update or a pipeline looks like, without a single value.
///
/// `{author: {$eq: ?}, $or: [{views: {$gt: ?}}, {tags: {$in: ?}}]}` is enough to see
/// which index is missing, and may be logged. Only operators that hold further
/// conditions are looked into, so the keys of a stored document stay out as well.
package struct Shape: Hashable, Sendable, CustomStringConvertible {
    /// The shape as text.
    package let description: String

    /// Bytes of text after which the rest is left out.
    private static let longest = 1000

    /// Operators that hold fields or conditions rather than values.
    private static let holders: Set<String> = [
        "$and", "$or", "$nor", "$not", "$elemMatch",
        "$match", "$group", "$sort", "$project", "$addFields", "$facet",
        "$set", "$setOnInsert", "$unset", "$inc", "$mul", "$min", "$max", "$rename",
        "$currentDate", "$push", "$addToSet", "$pull", "$pullAll", "$pop", "$bit",
    ]

    /// Reads a filter or an update.
    package init(of document: borrowing Span<UInt8>) {
        var text = ""
        Self.describe(BSONReader(copy document), into: &text)
        description = text
    }

    /// Reads a pipeline whose stages are numbered, as the driver takes it.
    package init(ofPipeline document: borrowing Span<UInt8>) {
        var text = ""
        Self.describeElements(BSONReader(copy document), into: &text)
        description = text
    }

    private static func describe(_ value: BSONReader, into text: inout String) {
        switch value.type {
        case .document: describeFields(value, into: &text)
        case .array: describeElements(value, into: &text)
        default: text += "?"
        }
    }

    private static func describeFields(_ document: BSONReader, into text: inout String) {
        var fields = document
        var separator = "{"
        // What is not well-formed ends here; the server will say so.
        while let field = try? fields.next(), let key = try? field.key() {
            text += separator
            guard text.utf8.count < longest else {
                text += "…"
                break
            }
            text += "\(key): "
            if isHolder(key, of: field.value) {
                describe(field.value, into: &text)
            } else {
                text += "?"
            }
            separator = ", "
        }
        text += separator == "{" ? "{}" : "}"
    }

    private static func describeElements(_ array: BSONReader, into text: inout String) {
        var elements = array
        var separator = ""
        text += "["
        while let element = try? elements.next() {
            text += separator
            guard text.utf8.count < longest else {
                text += "…"
                break
            }
            describe(element.value, into: &text)
            separator = ", "
        }
        text += "]"
    }

    /// Whether a value is worth looking into: conditions of an operator, or operators
    /// of a field.
    private static func isHolder(_ key: String, of value: BSONReader) -> Bool {
        guard !key.hasPrefix("$") else { return holders.contains(key) }
        var fields = value
        guard value.type == .document, let first = try? fields.next() else { return false }
        return !first.name.isEmpty && first.name[0] == UInt8(ascii: "$")
    }
}
