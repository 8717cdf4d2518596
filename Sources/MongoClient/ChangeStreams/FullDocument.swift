/// Whether an update comes with the document as it is afterwards.
///
/// Open-ended, since a newer server may know more ways.
public struct FullDocument: RawRepresentable, Hashable, Sendable {
    /// The server's name.
    public let rawValue: String

    /// Creates a choice by the server's name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The document as it is when the server tells of the change: later changes may
    /// be in it, and it may be gone.
    public static let updateLookup = Self(rawValue: "updateLookup")
    /// The document as the change left it, if the collection keeps such images.
    public static let whenAvailable = Self(rawValue: "whenAvailable")
    /// The document as the change left it; an error if there is no such image.
    public static let required = Self(rawValue: "required")
}

/// Whether a change comes with the document as it was before.
public struct FullDocumentBeforeChange: RawRepresentable, Hashable, Sendable {
    /// The server's name.
    public let rawValue: String

    /// Creates a choice by the server's name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Without it.
    public static let off = Self(rawValue: "off")
    /// With it, if the collection keeps such images.
    public static let whenAvailable = Self(rawValue: "whenAvailable")
    /// With it; an error if there is no such image.
    public static let required = Self(rawValue: "required")
}
