// A reference is stored as the identifier that it names, or holds it, so both can be joined.
extension Field {
    /// Joins to a row the document that it refers to.
    ///
    /// The server compares what the property is declared as: where other programs have
    /// stored DBRefs instead of identifiers, ``Swift/Sequence/resolve(_:in:)`` finds both.
    public static func == <Foreign: Document>(
        local: Field, foreign: Field<Foreign, Foreign.ID>
    ) -> Join<Root, Foreign> where Value: ReferenceValue, Value.Target == Foreign {
        Join(local: Value.identifier(at: local.dottedPath), foreign: foreign.dottedPath)
    }

    /// Joins to a row the document that it refers to, if it does.
    public static func == <Foreign: Document, Reference: ReferenceValue>(
        local: Field, foreign: Field<Foreign, Foreign.ID>
    ) -> Join<Root, Foreign> where Value == Reference?, Reference.Target == Foreign {
        Join(local: Reference.identifier(at: local.dottedPath), foreign: foreign.dottedPath)
    }

    /// Joins to a row the documents that refer to it.
    public static func == <Foreign, Reference: ReferenceValue>(
        local: Field, foreign: Field<Foreign, Reference>
    ) -> Join<Root, Foreign> where Root: Document, Reference.Target == Root, Value == Root.ID {
        Join(local: local.dottedPath, foreign: Reference.identifier(at: foreign.dottedPath))
    }

    /// Joins to a row the documents that list it.
    public static func == <Foreign, Reference: ReferenceValue>(
        local: Field, foreign: AnyElement<Foreign, Reference>
    ) -> Join<Root, Foreign> where Root: Document, Reference.Target == Root, Value == Root.ID {
        Join(local: local.dottedPath, foreign: Reference.identifier(at: foreign.dottedPath))
    }
}

extension AnyElement {
    /// Joins to a row the documents that it lists.
    public static func == <Foreign: Document>(
        local: AnyElement, foreign: Field<Foreign, Foreign.ID>
    ) -> Join<Root, Foreign> where Value: ReferenceValue, Value.Target == Foreign {
        Join(local: Value.identifier(at: local.dottedPath), foreign: foreign.dottedPath)
    }
}

extension ReferenceValue {
    /// Returns the path of the identifier in a reference at a path.
    fileprivate static func identifier(at path: String) -> String {
        identifierKey.map { "\(path).\($0)" } ?? path
    }
}
