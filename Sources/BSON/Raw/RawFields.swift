/// The elements of a document, found by their keys.
///
/// Documents of a model mostly have the same keys in the same order, so the one after the
/// last that was found is looked at first. All keys are learnt only where that fails once.
package struct RawFields {
    /// The elements in order.
    package let elements: [RawElement]

    private var next = 0
    private var positions: [SharedBytes: Int]?

    /// Finds the elements of a document.
    ///
    /// - Throws: ``BSONError`` if the value is something else, or malformed there.
    package init(of document: RawValue) throws(BSONError) {
        elements = try document.elements()
    }

    /// The first value of a key.
    package mutating func value(of key: SharedBytes) -> RawValue? {
        position(of: key).map { elements[$0].value }
    }

    /// Where the first element with a key stands.
    package mutating func position(of key: SharedBytes) -> Int? {
        if positions == nil, next < elements.count, elements[next].key == key {
            next += 1
            return next - 1
        }
        let positions =
            self.positions
            ?? Dictionary(
                elements.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
        self.positions = positions
        return positions[key]
    }

    /// Whether the keys that both have come in the same order.
    package func hasSameOrder(as other: RawFields) -> Bool {
        var other = other
        var last = -1
        for element in elements {
            guard let position = other.position(of: element.key) else { continue }
            guard position > last else { return false }
            last = position
        }
        return true
    }
}
