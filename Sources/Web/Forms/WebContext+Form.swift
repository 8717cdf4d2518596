import Hummingbird

extension WebContext {
    /// Returns the form that came with the request, with the fields that `Model` has.
    ///
    /// What could not be read is among the form's problems, to be shown with it.
    ///
    /// - Throws: `HTTPError` if there is no form, a broken one or too much of it, or if
    ///   a field came twice that may come once.
    public func form<Model: FormModel>(
        _ model: Model.Type, _ limits: FormLimits? = nil
    ) async throws -> FilledForm<Model> {
        try FilledForm(try await form(limits))
    }

    /// Returns the form that came with the request, having sent its files on while
    /// they came.
    ///
    /// Files that are not kept before the request ends are discarded.
    ///
    /// - Throws: `HTTPError` if there is no form, a broken one or too much of it; what
    ///   the destination throws.
    public func form<Stored>(
        _ limits: FormLimits, sendingFilesTo destination: FileDestination<Stored>
    ) async throws -> (form: Form, files: StoredFiles<Stored>) {
        scope.expectFiles()
        let files = StoredFiles(destination)
        onEnd { await files.discardRest() }
        let form = try await scope.form.form(limits) { try await files.receive($0) }
        return (form, files)
    }
}
