extension MongoClient {
    /// Version 1 of MongoDB's stable API: a promise of the server to behave, whatever
    /// its own version, as when the program was written.
    public struct ServerAPI: Hashable, Sendable {
        /// Whether the server refuses what the API does not have.
        public var isStrict: Bool?

        /// Whether the server refuses what a later version of the API may not have.
        public var refusesDeprecated: Bool?

        /// Creates settings; what is `nil` is left to the server.
        public init(isStrict: Bool? = nil, refusesDeprecated: Bool? = nil) {
            self.isStrict = isStrict
            self.refusesDeprecated = refusesDeprecated
        }
    }
}
