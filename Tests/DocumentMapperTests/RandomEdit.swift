import BSON
import TestSupport

/// A document as some program stored it, as a model writes it, and as it writes an edit.
struct RandomEdit {
    let stored: BSONDocument
    let old: BSONDocument
    let new: BSONDocument

    init(seed: UInt64) throws {
        var random = DocumentMaker(random: SeededGenerator(seed: seed))
        // The keys of the document itself are a model's, which a path can name.
        old = try random.document(keys: DocumentMaker.plainKeys, depth: 3)
        new = try random.edited(old, keys: DocumentMaker.plainKeys)
        stored = try random.stored(old)
    }

    /// A document as the model reads it: without what it knows nothing of, with the numbers
    /// in its types, and in no order.
    static func read(_ value: BSONValue) throws -> BSONValue {
        switch value {
        case .int32(let number): return .int64(Int64(number))
        case .double(let number):
            // Bits, since equality would not tell zero from minus zero.
            return .string("\(number.bitPattern)")
        case .array(let array): return .array(BSONArray(try array.map(read)))
        case .document(let document):
            var known = BSONDocument()
            for (key, value) in document.sorted(by: { $0.key < $1.key })
            where !key.hasPrefix("_") {
                try known.append(key: key, read(value))
            }
            return .document(known)
        default: return value
        }
    }
}

/// Makes documents by chance.
private struct DocumentMaker {
    static let plainKeys = ["a", "b", "c", "d", "e", "f"]
    static let anyKeys = ["a", "b", "c", "d.e", "$f", ""]

    var random: SeededGenerator

    mutating func isOne(in count: Int) -> Bool { Int.random(in: 0..<count, using: &random) == 0 }

    mutating func document(keys: [String], depth: Int) throws -> BSONDocument {
        var document = BSONDocument()
        for key in keys where !isOne(in: 3) {
            try document.append(key: key, value(depth: depth - 1))
        }
        return document
    }

    mutating func value(depth: Int) throws -> BSONValue {
        switch Int.random(in: depth > 0 ? 0..<9 : 3..<9, using: &random) {
        case 0: .document(try document(keys: keys(), depth: depth))
        case 1: .array(BSONArray(try items { maker throws in try maker.element(depth: depth) }))
        case 2: .array(BSONArray(try items { maker throws in try maker.value(depth: 0) }))
        case 3: .double([0.0, -0.0, .nan, 1.5].randomElement(using: &random) ?? 0)
        case 4: .string(["", "ink", "stone"].randomElement(using: &random) ?? "")
        case 5: .null
        case 6: .bool(isOne(in: 2))
        default: .int64(Int64.random(in: 0..<4, using: &random))
        }
    }

    /// Some documents have keys that no path can name.
    private mutating func keys() -> [String] {
        isOne(in: 5) ? Self.anyKeys : Self.plainKeys
    }

    private mutating func items(
        _ make: (inout DocumentMaker) throws -> BSONValue
    ) throws -> [BSONValue] {
        var items: [BSONValue] = []
        for _ in 0..<Int.random(in: 0..<4, using: &random) { items.append(try make(&self)) }
        return items
    }

    /// An element of an array, sometimes told by an identifier.
    private mutating func element(depth: Int) throws -> BSONValue {
        var element = try document(keys: Self.plainKeys, depth: depth)
        if !isOne(in: 4) { element["id"] = .int64(Int64.random(in: 0..<9, using: &random)) }
        return .document(element)
    }

    mutating func edited(_ document: BSONDocument, keys: [String]) throws -> BSONDocument {
        var edited = BSONDocument()
        for (key, value) in document where !isOne(in: 8) {
            try edited.append(key: key, self.edited(value))
        }
        if isOne(in: 4), let key = keys.randomElement(using: &random) {
            edited[key] = try value(depth: 1)
        }
        return edited
    }

    private mutating func edited(_ value: BSONValue) throws -> BSONValue {
        if isOne(in: 6) { return try self.value(depth: 2) }
        switch value {
        case .document(let document):
            return .document(try edited(document, keys: keys()))
        case .array(var array):
            for index in array.indices where isOne(in: 3) {
                array[index] = try edited(array[index])
            }
            if isOne(in: 4) { array.values.shuffle(using: &random) }
            if isOne(in: 4), !array.isEmpty { array.removeFirst() }
            if isOne(in: 4) { array.append(try element(depth: 1)) }
            return .array(array)
        default:
            return value
        }
    }

    /// The document as another program stored it: numbers in another type, and fields that
    /// the model knows nothing of.
    mutating func stored(_ document: BSONDocument) throws -> BSONDocument {
        var stored = BSONDocument()
        for (number, (key, value)) in document.enumerated() {
            if isOne(in: 4) { try stored.append(key: "_\(number)", self.value(depth: 1)) }
            try stored.append(key: key, self.stored(value))
        }
        return stored
    }

    private mutating func stored(_ value: BSONValue) throws -> BSONValue {
        switch value {
        case .int64(let number) where isOne(in: 4): .int32(Int32(truncatingIfNeeded: number))
        case .document(let document): .document(try stored(document))
        case .array(let array):
            .array(BSONArray(try array.values.map { try stored($0) }))
        default: value
        }
    }
}
