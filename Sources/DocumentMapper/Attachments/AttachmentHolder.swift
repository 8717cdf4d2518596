import Synchronization

/// A type whose values may hold attachments.
///
/// Every embedded struct or enum and every collection is one, and finds out by the types
/// of its properties, values or elements. A type of your own that hides attachments, as
/// one that writes itself may, says so:
///
///     extension Media: AttachmentHolder {
///         static func mayHoldAttachments(_ seen: inout Set<ObjectIdentifier>) -> Bool { true }
///     }
public protocol AttachmentHolder: SendableMetatype {
    /// Returns whether a value of the type may hold attachments.
    ///
    /// `seen` names the types that were asked already, for those that hold themselves.
    static func mayHoldAttachments(_ seen: inout Set<ObjectIdentifier>) -> Bool
}

extension Attachment {
    /// Says yes.
    public static func mayHoldAttachments(_ seen: inout Set<ObjectIdentifier>) -> Bool { true }

    /// Returns whether a value of a type may be or hold an attachment, for what `@Embedded`
    /// writes for an enum.
    public static func isHeld<Value>(
        by type: Value.Type, _ seen: inout Set<ObjectIdentifier>
    ) -> Bool {
        guard let holder = type as? any AttachmentHolder.Type else { return false }
        return holder.mayHoldAttachments(&seen)
    }
}

extension Embedded {
    /// Asks the types of the stored properties.
    public static func mayHoldAttachments(_ seen: inout Set<ObjectIdentifier>) -> Bool {
        guard seen.insert(ObjectIdentifier(Self.self)).inserted else { return false }
        return properties.contains { property in
            guard let holder = property.type as? any AttachmentHolder.Type else { return false }
            return holder.mayHoldAttachments(&seen)
        }
    }
}

extension DocumentUnion {
    /// Asks the models.
    public static func mayHoldAttachments(_ seen: inout Set<ObjectIdentifier>) -> Bool {
        models.contains { $0.mayHoldAttachments(&seen) }
    }
}

extension Document {
    /// Whether documents may hold attachments.
    ///
    /// Those of all other models are written without a thought of files.
    static var holdsAttachments: Bool {
        let model = ObjectIdentifier(Self.self)
        if let isHolder = holders.withLock({ $0[model] }) { return isHolder }
        var seen: Set<ObjectIdentifier> = []
        let isHolder = mayHoldAttachments(&seen)
        holders.withLock { $0[model] = isHolder }
        return isHolder
    }
}

/// What the models have said: each is asked once, since every write wants to know.
private let holders = Mutex<[ObjectIdentifier: Bool]>([:])

extension Optional: AttachmentHolder where Wrapped: AttachmentHolder {
    /// Asks the type of the value.
    public static func mayHoldAttachments(_ seen: inout Set<ObjectIdentifier>) -> Bool {
        Wrapped.mayHoldAttachments(&seen)
    }
}

extension Array: AttachmentHolder where Element: AttachmentHolder {
    /// Asks the type of the elements.
    public static func mayHoldAttachments(_ seen: inout Set<ObjectIdentifier>) -> Bool {
        Element.mayHoldAttachments(&seen)
    }
}

extension Set: AttachmentHolder where Element: AttachmentHolder {
    /// Asks the type of the elements.
    public static func mayHoldAttachments(_ seen: inout Set<ObjectIdentifier>) -> Bool {
        Element.mayHoldAttachments(&seen)
    }
}

extension Localized: AttachmentHolder where Value: AttachmentHolder {
    /// Asks the type of the value in a language.
    public static func mayHoldAttachments(_ seen: inout Set<ObjectIdentifier>) -> Bool {
        Value.mayHoldAttachments(&seen)
    }
}

extension Dictionary: AttachmentHolder where Value: AttachmentHolder {
    /// Asks the type of the values.
    public static func mayHoldAttachments(_ seen: inout Set<ObjectIdentifier>) -> Bool {
        Value.mayHoldAttachments(&seen)
    }
}
