extension Field {
    /// Moves the value to another field of the document, whose own value is lost.
    public func rename(to other: Field) -> Change<Root> {
        Change(.rename, updatePath, other.dottedPath)
    }

    /// Moves the value that is stored under a former name to this field.
    ///
    /// For a property that was renamed: `$0.headline.rename(from: "title")`.
    public func rename(from former: String) -> Change<Root> {
        Change(.rename, UpdatePath(former), dottedPath)
    }
}
