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
    init(from before: BSONArray, to after: BSONArray, stored: BSONArray) {
        // A type may read other elements than are stored, or in another order, as a set
        // does.
        guard before.count == stored.count, zip(before, stored).allSatisfy({ $0.isRead(from: $1) })
        else {
            sources = after.map { _ in nil }
            isInPlace = false
            return
        }
        let sources =
            Self.byIdentity(before, after) ?? Self.byPosition(before, after)
            ?? Self.byContent(before, after)
        self.sources = sources
        isInPlace =
            before.count == after.count
            && sources.enumerated().allSatisfy { $1 == nil || $1 == $0 }
    }

    private static func byIdentity(_ before: BSONArray, _ after: BSONArray) -> [Int?]? {
        for key in ["_id", "id"] {
            let (old, new) = (
                before.compactMap { $0.document?[key]?.wrapped },
                after.compactMap { $0.document?[key]?.wrapped }
            )
            guard old.count == before.count, new.count == after.count,
                Set(old).count == old.count, Set(new).count == new.count
            else { continue }
            let positions = Dictionary(
                old.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
            return new.map { positions[$0] }
        }
        return nil
    }

    private static func byPosition(_ before: BSONArray, _ after: BSONArray) -> [Int?]? {
        guard before.count == after.count else { return nil }
        let changed = after.indices.filter { !before[$0].hasSameBytes(as: after[$0]) }
        let old = Set(before.map(\.wrapped))
        guard !changed.contains(where: { old.contains(after[$0].wrapped) }) else { return nil }
        var sources: [Int?] = Array(after.indices)
        for index in changed where !before[index].sharesField(with: after[index]) {
            sources[index] = nil
        }
        return sources
    }

    private static func byContent(_ before: BSONArray, _ after: BSONArray) -> [Int?] {
        var positions = Dictionary(grouping: before.indices.reversed()) { before[$0].wrapped }
        return after.map { positions[$0.wrapped]?.popLast() }
    }
}

extension BSONValue {
    /// Whether nothing in the value speaks against its having been read from another.
    fileprivate func isRead(from stored: BSONValue) -> Bool {
        switch (self, stored) {
        case (.document(let mine), .document(let stored)):
            let values = stored.valuesByKey
            return mine.allSatisfy { key, value in values[key].map(value.isRead) ?? true }
        case (.array, .array):
            return true
        default:
            return type != stored.type || hasSameBytes(as: stored)
        }
    }

    /// Whether both are documents with an equal field, or are none.
    fileprivate func sharesField(with other: BSONValue) -> Bool {
        guard let mine = document, let theirs = other.document else { return type == other.type }
        let values = theirs.valuesByKey
        return mine.contains { key, value in
            values[key].map { value.hasSameBytes(as: $0) } ?? false
        }
    }
}
