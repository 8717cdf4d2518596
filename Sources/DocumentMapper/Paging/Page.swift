/// Some of the documents that a query finds, and the way to those before and behind.
public struct Page<Item: Sendable>: Sendable {
    /// The documents, in the order of the query.
    public let items: [Item]

    /// Where the page behind begins; `nil` on the last.
    public let next: PageCursor?

    /// Where the page before ends; `nil` on the first.
    ///
    /// It is there on every page that was reached by a cursor, also if all documents
    /// before it have been deleted meanwhile: then that page is empty.
    public let previous: PageCursor?
}

extension Page: Equatable where Item: Equatable {}

extension Page: Hashable where Item: Hashable {}
