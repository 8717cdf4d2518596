public import Hummingbird
public import Logging

/// What a context is made from.
public struct WebContextSource: RequestContextSource, Sendable {
    /// The log of the site.
    public let logger: Logger

    let scope: RequestScope
}
