/// What an application adds to each request, such as who is signed in.
public protocol RequestLocal: Sendable {
    /// Makes what a request begins with.
    init()
}
