package import NIOCore

/// A value as it lies in a store, with what its readers must know to judge it.
package struct Envelope: Hashable, Sendable {
    /// When it was computed: milliseconds since 1970, for processes share it.
    package var madeAt: Int64
    /// How many milliseconds it was to be as good as new.
    package var freshFor: Int64
    /// How many more it was to be served while a new one is made.
    package var staleFor: Int64
    /// How many microseconds the computation took.
    package var cost: Int64
    package var evidence: [UInt64]
    package var tags: [String]
    package var body: ByteBuffer

    package init(
        madeAt: Int64, freshFor: Int64, staleFor: Int64, cost: Int64, evidence: [UInt64],
        tags: [String], body: ByteBuffer
    ) {
        self.madeAt = madeAt
        self.freshFor = freshFor
        self.staleFor = staleFor
        self.cost = cost
        self.evidence = evidence
        self.tags = tags
        self.body = body
    }
}

/// What the clock says of an envelope.
package enum Age: Hashable {
    /// As good as new for so many milliseconds.
    case fresh(left: Int64)
    /// To be served only while, or because, there is no new one.
    case stale
    /// Not to be served.
    case over
}

extension Envelope {
    /// How far in the future a value may seem to be made: clocks differ.
    ///
    /// A reader whose clock is behind the writer's believes the value to be younger than it
    /// is, so it may serve it for longer by the difference, but by no more than this: what
    /// seems to come from later counts as stale. A reader whose clock is ahead computes too
    /// early. Whatever the clocks say, the store's own timeout ends the value.
    package static let mostSkew: Int64 = 5000

    /// The envelope's age at a time.
    package func age(at now: Int64) -> Age {
        let age = now - madeAt
        if age >= -Self.mostSkew, age < freshFor { return .fresh(left: freshFor - max(0, age)) }
        return age < freshFor + staleFor ? .stale : .over
    }

    /// How long a store is to keep it.
    var lifetime: Duration { .milliseconds(freshFor + staleFor) }

    /// More than a store has left for it: a claim with this is granted whatever its age.
    var anyTimeLeft: Duration { lifetime + .seconds(60) }
}
