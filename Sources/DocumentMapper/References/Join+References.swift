// A reference is stored as the identifier that it names, so both can be joined.
extension Field {
    /// Joins to a row the document that it refers to.
    public static func == <Foreign: Document>(
        local: Field, foreign: Field<Foreign, Foreign.ID>
    ) -> Join<Root, Foreign> where Value == Reference<Foreign> {
        Join(local: local.dottedPath, foreign: foreign.dottedPath)
    }

    /// Joins to a row the document that it refers to, if it does.
    public static func == <Foreign: Document>(
        local: Field, foreign: Field<Foreign, Foreign.ID>
    ) -> Join<Root, Foreign> where Value == Reference<Foreign>? {
        Join(local: local.dottedPath, foreign: foreign.dottedPath)
    }

    /// Joins to a row the documents that refer to it.
    public static func == <Foreign>(
        local: Field, foreign: Field<Foreign, Reference<Root>>
    ) -> Join<Root, Foreign> where Root: Document, Value == Root.ID {
        Join(local: local.dottedPath, foreign: foreign.dottedPath)
    }

    /// Joins to a row the documents that list it.
    public static func == <Foreign>(
        local: Field, foreign: AnyElement<Foreign, Reference<Root>>
    ) -> Join<Root, Foreign> where Root: Document, Value == Root.ID {
        Join(local: local.dottedPath, foreign: foreign.dottedPath)
    }
}

extension AnyElement {
    /// Joins to a row the documents that it lists.
    public static func == <Foreign: Document>(
        local: AnyElement, foreign: Field<Foreign, Foreign.ID>
    ) -> Join<Root, Foreign> where Value == Reference<Foreign> {
        Join(local: local.dottedPath, foreign: foreign.dottedPath)
    }
}
