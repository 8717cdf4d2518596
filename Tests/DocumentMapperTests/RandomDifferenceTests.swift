import DocumentMapper
import Testing

/// What holds for every edit, tried on many that nobody thought of.
@Suite("Differences of random edits")
struct RandomDifferenceTests {
    private static let seeds: Range<UInt64> = 0..<200

    private func check(
        _ body: (RandomEdit, Difference, SourceLocation) throws -> Void,
        at location: SourceLocation = #_sourceLocation
    ) throws {
        for seed in Self.seeds {
            let edit = try RandomEdit(seed: seed)
            let difference = try Difference(from: edit.old, to: edit.new, stored: edit.stored)
            try body(edit, difference, location)
        }
    }

    @Test func `the stored document becomes the edited one`() throws {
        try check { edit, difference, location in
            let read = try RandomEdit.read(.document(difference.result))
            let edited = try RandomEdit.read(.document(edit.new))

            #expect(read == edited, "\(edit)", sourceLocation: location)
        }
    }

    @Test func `the server makes of the changes what is remembered`() throws {
        try check { edit, difference, location in
            var stored = BSONValue.document(edit.stored)
            for (path, value) in difference.assigned { stored.set(value, at: path) }
            for path in difference.removed.keys { stored.set(nil, at: path) }

            let (made, remembered) = try (
                stored.sorted(), BSONValue.document(difference.result).sorted()
            )

            #expect(made == remembered, "\(edit)", sourceLocation: location)
        }
    }

    @Test func `no change is made within another`() throws {
        try check { edit, difference, location in
            let paths = difference.assigned.keys + difference.removed.keys

            for path in paths {
                #expect(
                    !paths.contains { $0.hasPrefix(path + ".") }, "\(edit)",
                    sourceLocation: location)
            }
            #expect(Set(paths).count == paths.count, "\(edit)", sourceLocation: location)
        }
    }

    @Test func `what was not edited is not written`() throws {
        try check { edit, difference, location in
            for path in difference.assigned.keys + difference.removed.keys {
                let key = String(path.prefix { $0 != "." })
                #expect(
                    edit.old.bits(of: key) != edit.new.bits(of: key), "\(edit)",
                    sourceLocation: location)
            }
        }
    }

    @Test func `without an edit nothing is written`() throws {
        for seed in Self.seeds {
            let edit = try RandomEdit(seed: seed)

            let difference = try Difference(from: edit.old, to: edit.old, stored: edit.stored)

            #expect(difference.isEmpty)
            #expect(difference.expected.isEmpty)
            #expect(difference.result == edit.stored)
        }
    }

    @Test func `unknown fields of the document stay as they were`() throws {
        try check { edit, difference, location in
            let unknown = edit.stored.keys.filter { $0.hasPrefix("_") }

            for key in unknown {
                #expect(
                    difference.result.bits(of: key) == edit.stored.bits(of: key), "\(edit)",
                    sourceLocation: location)
            }
        }
    }
}

extension BSONDocument {
    /// The bytes of a field: equality would not tell zero from minus zero.
    fileprivate func bits(of key: String) -> [UInt8]? {
        self[key].map { (["": $0] as BSONDocument).bytes }
    }
}

extension BSONValue {
    /// Does what the server does to set a value at a path, or to unset it.
    fileprivate mutating func set(_ value: BSONValue?, at path: String) {
        let first = String(path.prefix { $0 != "." })
        let rest = path.contains(".") ? String(path.dropFirst(first.count + 1)) : nil
        switch self {
        case .document(var document):
            var inner = document[first]
            if let rest { inner?.set(value, at: rest) } else { inner = value }
            document[first] = inner
            self = .document(document)
        case .array(var array):
            guard let index = Int(first), array.indices.contains(index) else { return }
            if let rest { array[index].set(value, at: rest) } else { array[index] = value ?? .null }
            self = .array(array)
        default: break
        }
    }

    /// The value with the keys of its documents in order: the server appends new ones in an
    /// order of its own.
    fileprivate func sorted() throws -> BSONValue {
        switch self {
        case .double(let number): return .string("\(number.bitPattern)")
        case .array(let array): return .array(BSONArray(try array.map { try $0.sorted() }))
        case .document(let document):
            var sorted = BSONDocument()
            for (key, value) in document.sorted(by: { $0.key < $1.key }) {
                try sorted.append(key: key, value.sorted())
            }
            return .document(sorted)
        default: return self
        }
    }
}
