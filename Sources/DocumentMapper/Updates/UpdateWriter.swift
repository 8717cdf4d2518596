import BSON
import MongoClient

/// Groups changes by what they do, and names the elements that they are for.
struct UpdateWriter {
    private let collection: String
    private var operators: [String] = []
    private var groups: [String: BSONDocument] = [:]
    private var paths: [String: String] = [:]
    private var elements: [BSONDocument] = []
    private(set) var requirements: [Requirement] = []

    init(collection: String) {
        self.collection = collection
    }

    /// Adds a change.
    ///
    /// The server takes each path once, so elements that are added to the same array, or
    /// removed from it, are joined. All else that meets at a path is refused: the server
    /// does so too, but only once it has found a document.
    mutating func append(_ change: Change<some Any>) throws {
        let path = try text(of: change.path, creates: change.kind.creates)
        let name = change.kind.rawValue
        var operand = try change.operand.get()
        if paths[path] == name, let joined = groups[name]?[path]?.joined(with: operand) {
            operand = joined
            groups[name] = try groups[name]?.without(path)
        } else {
            try claim(path, for: name)
            if change.kind == .rename, let other = operand.string { try claim(other, for: name) }
        }
        if groups[name] == nil { operators.append(name) }
        try groups[name, default: [:]].append(key: path, operand)
    }

    /// Adds the fields of a document to be stored where none is found, but for those that
    /// are changed.
    mutating func append(inserted document: BSONDocument, at path: String = "") throws {
        guard !document.isEmpty else { return }
        for (key, value) in document {
            let path = path.joined(to: key)
            if !paths.keys.contains(where: path.meets) {
                try append(Change<Never>(.setOnInsert, UpdatePath(path), value))
            } else if let inner = value.document,
                !paths.keys.contains(where: { $0 == path || path.hasPrefix($0 + ".") })
            {
                try append(inserted: inner, at: path)
            }
        }
    }

    /// The changes by operator.
    func document() throws(BSONError) -> BSONDocument {
        var document = BSONDocument()
        for name in operators { try document.append(key: name, groups[name] ?? [:]) }
        return document
    }

    /// The conditions on elements.
    func arrayFilters() throws(BSONError) -> [BSONDocument] {
        var filters: [BSONDocument] = []
        for (index, condition) in elements.enumerated() {
            filters.append(try condition.asArrayFilter(named: Self.name(ofElement: index)))
        }
        return filters
    }

    /// Notes that a path is changed, unless it, or one inside or around it, is already.
    private mutating func claim(_ path: String, for name: String) throws(MongoError) {
        if let other = paths.keys.first(where: { $0.meets(path) }) {
            throw MongoError(
                .invalidRequest,
                "Two changes concern one field: \(paths[other] ?? "") of \(other) and \(name) of "
                    + "\(path). Make one of them.",
                operation: "update \(collection)")
        }
        paths[path] = name
    }

    /// Writes a path, and notes what must be there for it.
    private mutating func text(of path: UpdatePath, creates: Bool) throws -> String {
        var text = ""
        for (index, section) in path.sections.enumerated() {
            var needs =
                creates ? section.optionals.map { Requirement(path: $0, type: "object") } : []
            let isMatched = if case .matched = section.selector { true } else { false }
            if isMatched, !needs.isEmpty {
                throw MongoError(
                    .invalidRequest,
                    "Whether the matched element has '\(needs[0].path)' cannot be asked; use "
                        + "each(where:) instead of matched.",
                    operation: "update \(collection)")
            }
            if path.sections.dropFirst(index + 1).first?.selector?.needsArray == true {
                needs.append(Requirement(path: section.path, type: "array"))
            }
            switch section.selector {
            case nil: requirements += needs.filter { !requirements.contains($0) }
            case .matched: text += ".$"
            case .every: text += try ".$[\(element(meeting: needs.map(\.document)))]"
            case .meeting(let condition):
                text += try ".$[\(element(meeting: [condition.get()] + needs.map(\.document)))]"
            }
            text = section.path.isEmpty ? text : text.joined(to: section.path)
        }
        return text
    }

    /// Returns the name of elements that meet all conditions; none for all elements.
    private mutating func element(meeting conditions: [BSONDocument]) throws -> String {
        let conditions = conditions.filter { !$0.isEmpty }
        guard !conditions.isEmpty else { return "" }
        let condition: BSONDocument =
            conditions.count == 1
            ? conditions[0] : ["$and": .array(BSONArray(conditions.map(BSONValue.document)))]
        let index = elements.firstIndex(of: condition) ?? elements.endIndex
        if index == elements.endIndex { elements.append(condition) }
        return Self.name(ofElement: index)
    }

    private static func name(ofElement index: Int) -> String { "e\(index)" }
}

extension UpdatePath.Selector {
    /// Whether the server refuses to look for elements where there is no array.
    fileprivate var needsArray: Bool {
        if case .matched = self { false } else { true }
    }
}

extension String {
    /// Whether one path is the other, or leads into it.
    fileprivate func meets(_ other: String) -> Bool {
        self == other || hasPrefix(other + ".") || other.hasPrefix(self + ".")
    }
}

extension BSONDocument {
    /// The document without a key.
    fileprivate func without(_ key: String) throws(BSONError) -> BSONDocument {
        var copy = BSONDocument()
        for (other, value) in self where other != key { try copy.append(key: other, value) }
        return copy
    }
}

extension BSONValue {
    /// The operand with the elements of both: a list, or nothing but a list in `$each`;
    /// `nil` for any other.
    fileprivate func joined(with other: BSONValue) -> BSONValue? {
        switch (self, other) {
        case (.array(let first), .array(let second)):
            .array(BSONArray(first.values + second.values))
        case (.document(let first), .document(let second))
        where first.keys == ["$each"] && second.keys == ["$each"]:
            (first["$each"] ?? .null).joined(with: second["$each"] ?? .null)
                .map { .document(["$each": $0]) }
        default: nil
        }
    }
}
