/// How much a connection may cost.
///
/// Each limit answers an attack that costs the attacker almost nothing: a great many
/// connections, bytes that come or are taken one at a time, and bodies without end.
public struct ConnectionLimits: Sendable {
    /// How many connections may be open; more wait until one closes.
    public var connections = 10_000

    /// How many connections one address may have open; more are closed at once.
    ///
    /// The addresses of an IPv6 network (its first 64 bits) count as one, because one
    /// customer has all of them. A trusted proxy is not held to this.
    public var connectionsPerAddress = 256

    /// How long a connection may be silent between requests.
    public var idleTimeout: Duration = .seconds(60)

    /// How long the head of a request, or the start of TLS, may take.
    public var headTimeout: Duration = .seconds(15)

    /// How long what a client still sends is taken after the last answer on its connection.
    ///
    /// A socket that closes with something unread resets the connection, and the client loses
    /// what it has not taken of the answer yet (RFC 9112 section 9.6). Clients that are done end
    /// the connection themselves, and sooner.
    public var lingerTime: Duration = .seconds(5)

    /// How many bytes a second must come of a body, and be taken of a response.
    public var minimumRate = 512

    /// Over how long a time the rate is measured.
    public var rateWindow: Duration = .seconds(20)

    /// How long the target of a request may be, in bytes.
    public var targetBytes = 8 << 10

    /// How long one header field may be, in bytes.
    public var fieldBytes = 16 << 10

    /// How long all header fields together may be, in bytes.
    public var headBytes = 32 << 10

    /// How many header fields a request may have.
    public var fields = 100

    /// How many bytes of bodies may be on their way at the same time; what would be
    /// more is asked to come again later.
    public var bytesInFlight: Int64 = 1 << 30

    /// How long an idle connection is kept when the server stops, for a request that
    /// may be on its way.
    public var farewell: Duration = .seconds(2)

    /// The limits for a site on the open internet.
    public init() {}
}
