import BSON

/// What differs between the fields of a document before and after an edit.
struct FieldChanges {
    /// A field with another value, or that only one of the documents has.
    struct Change {
        let key: SharedBytes
        let before: RawValue?
        let after: RawValue?
        let stored: RawValue?
    }

    /// The changes: values in their order after the edit, and then those that are gone.
    private(set) var changes: [Change] = []

    /// Whether the fields that both have come in the same order.
    let keepsOrder: Bool

    private let after: RawValue

    /// Whether the model writes just what is stored, and nothing was changed but whole
    /// values: then it also writes what will be stored.
    private let isPlain: Bool
    private let new: RawFields
    private let stored: RawFields

    /// Compares two documents of a model, of which the former was read from `stored`.
    ///
    /// - Throws: `BSONError` if one is no document, or malformed.
    init(from before: RawValue, to after: RawValue, stored: RawValue) throws(BSONError) {
        var (old, new) = (try RawFields(of: before), try RawFields(of: after))
        var fields = try RawFields(of: stored)
        keepsOrder = old.hasSameOrder(as: new)
        for element in new.elements {
            let (before, stored) = (old.value(of: element.key), fields.value(of: element.key))
            guard before != element.value else { continue }
            changes.append(
                Change(key: element.key, before: before, after: element.value, stored: stored))
        }
        for element in old.elements where new.value(of: element.key) == nil {
            changes.append(
                Change(
                    key: element.key, before: element.value, after: nil,
                    stored: fields.value(of: element.key)))
        }
        (self.after, self.new, self.stored) = (after, new, fields)
        let areWhole = changes.allSatisfy { change in
            change.stored != nil && change.after?.type != .document && change.after?.type != .array
        }
        isPlain = areWhole && before == stored
    }

    /// The first key that no path can name.
    var unnameable: String? {
        get throws(BSONError) {
            for change in changes {
                let key = try change.key.text()
                if key.isEmpty || key.hasPrefix("$") || key.contains(".") { return key }
            }
            return nil
        }
    }

    /// The stored document with the changes made.
    ///
    /// What stays keeps its place, unless the edit changed the order.
    ///
    /// - Throws: `BSONError` if a document or an array on the way is malformed.
    func result() throws(BSONError) -> RawValue {
        if isPlain { return after }
        var changed = Dictionary(
            changes.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        var elements: [RawElement] = []
        for element in stored.elements {
            // Of fields with the same key only the first is changed.
            guard let change = changed.removeValue(forKey: element.key) else {
                elements.append(element)
                continue
            }
            guard let after = change.after else { continue }
            let value = try element.value.merging(from: change.before, to: after)
            elements.append(RawElement(key: element.key, value: value))
        }
        // A default that was not stored is not stored now, unless it was changed.
        for change in changes where change.stored == nil {
            if let after = change.after {
                elements.append(RawElement(key: change.key, value: after))
            }
        }
        if !keepsOrder {
            var new = new
            let positions = elements.map { new.position(of: $0.key) ?? .max }
            elements = zip(positions, elements).sorted { $0.0 < $1.0 }.map(\.1)
        }
        return try RawValue(elements: elements)
    }
}
