/// What became of a document that was to be changed, or else stored.
public struct Upserted<ID: Sendable>: Sendable {
    /// The identifier of the document.
    public let id: ID

    /// Whether it was stored since there was none.
    public let isNew: Bool
}

extension Upserted: Equatable where ID: Equatable {}
