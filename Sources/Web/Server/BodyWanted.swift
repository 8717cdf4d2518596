/// Tells a connection's handlers that somebody is about to read the body, so that a
/// client that waits for it (`Expect: 100-continue`) may send it.
struct BodyWanted: Sendable {}
