import BSON

/// Which elements of an edited array are which of the array before.
///
/// Nothing says so, and an element that took over another's unknown fields would be
/// corrupt. So these rules, in this order, are meant to err on the side of a new element:
///
/// - Structs that all have an `_id`, or all an `id`, are told by it.
/// - Of two arrays of the same length in which nothing was moved, elements at the same
///   position are the same, unless every field of theirs differs.
/// - Otherwise only elements that were not changed are the same.
struct Pairing {
    /// For each element after, the position of the same element before.
    let sources: [Int?]

    /// Whether each element either stands where it stood, or is new there.
    let isInPlace: Bool

    /// Compares arrays of a model, of which the former was read from `stored`.
    ///
    /// - Throws: `BSONError` if a document among the elements is malformed.
    init(from before: [RawValue], to after: [RawValue], stored: [RawValue]) throws(BSONError) {
        // A type may read other elements than are stored, or in another order, as a set
        // does.
        guard try before.areRead(from: stored) else {
            sources = after.map { _ in nil }
            isInPlace = false
            return
        }
        let sources =
            if let known = try Self.byIdentity(before, after) {
                known
            } else if let known = try Self.byPosition(before, after) {
                known
            } else {
                Self.byContent(before, after)
            }
        self.sources = sources
        isInPlace =
            before.count == after.count
            && sources.enumerated().allSatisfy { $1 == nil || $1 == $0 }
    }

    private static func byIdentity(
        _ before: [RawValue], _ after: [RawValue]
    ) throws(BSONError) -> [Int?]? {
        for key in ["_id", "id"] as [StaticString] {
            guard let old = try before.identities(key), let new = try after.identities(key)
            else { continue }
            let positions = Dictionary(
                old.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
            return new.map { positions[$0] }
        }
        return nil
    }

    private static func byPosition(
        _ before: [RawValue], _ after: [RawValue]
    ) throws(BSONError) -> [Int?]? {
        guard before.count == after.count else { return nil }
        let changed = after.indices.filter { before[$0] != after[$0] }
        let old = Set(before)
        guard !changed.contains(where: { old.contains(after[$0]) }) else { return nil }
        var sources: [Int?] = Array(after.indices)
        for index in changed where try !before[index].sharesField(with: after[index]) {
            sources[index] = nil
        }
        return sources
    }

    private static func byContent(_ before: [RawValue], _ after: [RawValue]) -> [Int?] {
        var positions = Dictionary(grouping: before.indices.reversed()) { before[$0] }
        return after.map { positions[$0]?.popLast() }
    }
}

extension [RawValue] {
    /// Whether nothing speaks against the elements' having been read from others.
    fileprivate func areRead(from stored: [RawValue]) throws(BSONError) -> Bool {
        guard count == stored.count else { return false }
        for (value, stored) in zip(self, stored) {
            guard try value.isRead(from: stored) else { return false }
        }
        return true
    }

    /// The values that a key has in the elements, if all have one and no two the same.
    fileprivate func identities(_ key: StaticString) throws(BSONError) -> [RawValue]? {
        var identities: [RawValue] = []
        for element in self {
            guard let identity = try element.value(key) else { return nil }
            identities.append(identity)
        }
        return Set(identities).count == count ? identities : nil
    }
}

extension RawValue {
    /// Whether nothing in the value speaks against its having been read from another.
    fileprivate func isRead(from stored: RawValue) throws(BSONError) -> Bool {
        switch (type, stored.type) {
        case (.document, .document):
            var stored = try RawFields(of: stored)
            for element in try elements() {
                guard let value = stored.value(of: element.key) else { continue }
                guard try element.value.isRead(from: value) else { return false }
            }
            return true
        case (.array, .array):
            return true
        default:
            return type != stored.type || self == stored
        }
    }

    /// Whether both are documents with an equal field, or are none.
    fileprivate func sharesField(with other: RawValue) throws(BSONError) -> Bool {
        guard type == .document, other.type == .document else { return type == other.type }
        var theirs = try RawFields(of: other)
        return try elements().contains { theirs.value(of: $0.key) == $0.value }
    }
}
