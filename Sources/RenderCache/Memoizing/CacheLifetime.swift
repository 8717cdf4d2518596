/// How long a cached value is served.
public struct CacheLifetime: Hashable, Sendable {
    /// How long it is as good as new.
    public var fresh: Duration

    /// How long after that it is still served, while a new one is computed in the
    /// background or because computing it fails.
    ///
    /// Never what is known to be out of date: only what nobody has looked at for a while.
    public var stale: Duration

    /// How long it is kept that there is nothing: shorter, because what is missing is
    /// often what somebody is about to make.
    public var negative: Duration

    /// A lifetime.
    public init(fresh: Duration, stale: Duration = .zero, negative: Duration = .seconds(10)) {
        self.fresh = max(.zero, fresh)
        self.stale = max(.zero, stale)
        self.negative = max(.zero, negative)
    }

    /// The lifetime with what a call says of it.
    func with(fresh: Duration?, stale: Duration?, negative: Duration?) -> CacheLifetime {
        CacheLifetime(
            fresh: fresh ?? self.fresh, stale: stale ?? self.stale,
            negative: negative ?? self.negative)
    }
}
