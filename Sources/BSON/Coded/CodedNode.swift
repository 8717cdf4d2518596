/// What an encoder has been told so far about one value.
///
/// `Codable` may hold several containers and fill them in any order, while BSON
/// is written from front to end. So the parts are kept until all are there.
final class CodedNode: BSONEncodable {
    private enum Content {
        case nothing
        case value(any BSONEncodable)
        case document
        case array
    }

    private var content = Content.nothing
    private var keys: [String] = []
    private var positions: [String: Int] = [:]
    private var children: [CodedNode] = []

    /// The number of items, of an array.
    var count: Int { children.count }

    /// Makes this a scalar, or anything that writes itself.
    func set(_ value: any BSONEncodable) {
        content = .value(value)
    }

    /// Makes this a document, unless it is one already.
    func becomeDocument() {
        content = .document
    }

    /// Makes this an array, unless it is one already.
    func becomeArray() {
        content = .array
    }

    /// Returns a new child of a document, in place of an older one of the key.
    func child(_ key: String) -> CodedNode {
        let node = CodedNode()
        if let position = positions[key] {
            children[position] = node
        } else {
            positions[key] = children.count
            keys.append(key)
            children.append(node)
        }
        return node
    }

    /// Returns a new last child of an array.
    func nextChild() -> CodedNode {
        let node = CodedNode()
        children.append(node)
        return node
    }

    /// Writes the value; one that was told nothing is an empty document.
    func write(to writer: inout BSONWriter) {
        switch content {
        case .value(let value): value.write(to: &writer)
        case .nothing, .document:
            writer.document { writer in
                for (key, child) in zip(keys, children) { writer.append(key: key, child) }
            }
        case .array:
            writer.array { writer in
                for child in children { writer.append(child) }
            }
        }
    }
}
