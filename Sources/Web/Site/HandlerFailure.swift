/// What a handler threw, wrapped.
///
/// Hummingbird's router turns the errors it knows into responses itself; wrapped,
/// they reach Web's error pages.
struct HandlerFailure: Error {
    /// What was thrown.
    let cause: any Error
}
