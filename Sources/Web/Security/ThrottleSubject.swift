/// What tries are counted for, such as one account or one address.
public struct ThrottleSubject: Hashable, Sendable {
    /// How often something may be tried.
    public struct Limit: Hashable, Sendable {
        /// How many times at once.
        public var burst: Int

        /// After how long there is one more.
        public var interval: Duration

        /// Sets both.
        public init(burst: Int, interval: Duration) {
            self.burst = burst
            self.interval = interval
        }
    }

    let kind: String
    let name: String
    let limit: Limit

    /// Names one of a kind.
    public init(_ kind: String, _ name: String, _ limit: Limit) {
        self.kind = kind
        self.name = name
        self.limit = limit
    }
}
