extension Embedded {
    /// Notes each rule that the struct breaks, itself or in what it holds.
    public func validate(_ validation: inout Validation) {
        for property in Self.properties { property.check?(self, &validation) }
        for rule in Self.rules { rule.check(self, &validation) }
    }

    /// Checks every rule.
    ///
    /// Storing a document does so before anything is sent. It asks no server: what only
    /// the database knows, such as whether a slug is taken, an index decides.
    ///
    /// - Throws: ``ValidationError`` with every rule that is broken, all at once.
    public func validate() throws(ValidationError) {
        var validation = Validation()
        validate(&validation)
        guard validation.failures.isEmpty else {
            throw ValidationError(validation, in: Self.self)
        }
    }
}
