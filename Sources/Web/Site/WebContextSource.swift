public import Hummingbird
public import Logging

/// What a context is made from.
public struct WebContextSource: RequestContextSource {
    /// The log of the site.
    public let logger: Logger

    let scope: RequestScope
}
