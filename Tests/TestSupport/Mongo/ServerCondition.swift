package import Testing

extension Trait where Self == ConditionTrait {
    /// Skips tests that need a MongoDB on a machine that has none.
    package static var needsServer: Self {
        .enabled(if: TestServer.isExpected, Comment(rawValue: TestServer.advice))
    }
}
