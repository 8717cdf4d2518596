public import BSON

/// A value that names a document of another model: ``Reference`` or ``DBReference``.
public protocol ReferenceValue: Referring, Hashable, BSONCodable, Sendable {
    /// The identifier of the document.
    var id: Target.ID { get }

    /// The key of the identifier in what is stored; `nil` where that is the identifier.
    static var identifierKey: String? { get }

    /// Names the document with an identifier, whether there is one or not.
    init(_ id: Target.ID)
}

extension ReferenceValue {
    /// What is stored is the identifier.
    public static var identifierKey: String? { nil }

    /// Names a document.
    public init(to target: Target) {
        self.init(target.id)
    }

    /// Returns the document, or `nil` if there is none.
    ///
    /// For the references of several documents, ``Swift/Sequence/resolve(_:in:)`` asks
    /// once for all.
    ///
    /// - Throws: `MongoError` if the server could not answer, and `BSONError` if what
    ///   is stored is not a `Target`.
    public func resolve(in targets: Documents<Target>) async throws -> Target? {
        try await targets.find(id: id)
    }
}
