package import BSON

/// What it takes for the server's indexes to be the declared ones.
public struct IndexPlan<Model: Document>: Sendable, Hashable {
    /// Declared, and not on the server.
    public let missing: [Index<Model>]

    /// Declared, and on the server with other fields or options.
    public let changed: [Change]

    /// The names of those on the server that are not declared.
    ///
    /// None for a model that shares its collection: they may be another's. The enum of all
    /// models, a ``DocumentUnion``, can tell.
    public let unknown: [String]

    /// An index that is on the server otherwise than it is declared.
    public struct Change: Sendable, Hashable {
        /// The declaration.
        public let index: Index<Model>

        /// What the server calls the one that is in its place.
        public let replacedName: String
    }

    /// Whether the server has the declared indexes and no other.
    public var isEmpty: Bool { missing.isEmpty && changed.isEmpty && unknown.isEmpty }

    /// Compares what is declared with what the server listed.
    ///
    /// - Throws: `BSONError` if either is no definition of an index.
    package init(declared: [Index<Model>], stored definitions: [BSONDocument]) throws(BSONError) {
        var stored: [StoredIndex] = []
        for definition in definitions { stored.append(try StoredIndex(definition)) }
        stored.removeAll { $0.name == "_id_" }

        // All names before any keys, or an index would take the one that bears
        // another's name.
        var wanted: [StoredIndex] = []
        for index in declared { wanted.append(try StoredIndex(index.definition())) }
        var found = wanted.map { index in stored.take { $0.name == index.name } }
        for (place, index) in wanted.enumerated() where found[place] == nil {
            found[place] = stored.take { $0.keys == index.keys }
        }

        var missing: [Index<Model>] = []
        var changed: [Change] = []
        for (place, index) in declared.enumerated() {
            guard let found = found[place] else {
                missing.append(index)
                continue
            }
            if !found.doesTheSame(as: wanted[place]) {
                changed.append(Change(index: index, replacedName: found.name))
            }
        }
        self.missing = missing
        self.changed = changed
        unknown = Model.typeName == nil ? stored.map(\.name) : []
    }
}

extension Array {
    /// Removes and returns the first element that meets the condition.
    fileprivate mutating func take(where condition: (Element) -> Bool) -> Element? {
        firstIndex(where: condition).map { remove(at: $0) }
    }
}

extension IndexPlan: CustomStringConvertible {
    /// A line for each difference, to show before applying it.
    public var description: String {
        let lines =
            missing.map { "+ \(Model.collection) \($0.name)" }
            + changed.map { "~ \(Model.collection) \($0.index.name)" }
            + unknown.map { "? \(Model.collection) \($0)" }
        return lines.joined(separator: "\n")
    }
}
