/// How a ``Cache`` treats everything in it.
public struct CacheSettings: Sendable {
    /// The lifetime of what a call says nothing else about: five minutes, then an hour while
    /// a new one is made.
    public var lifetime = CacheLifetime(fresh: .seconds(300), stale: .seconds(3600))

    /// Names what computes the values, such as the version of the program and its templates.
    ///
    /// Processes that share a store and compute differently, as while a new release is
    /// rolled out, must not read each other's values.
    public var release = ""

    /// How eagerly a value is computed anew before its time is over: the β of XFetch.
    ///
    /// The chance that a reading does so is e^(−left/(β·cost)): with 1 and a cost of 40 ms,
    /// one in 12 at 100 ms before the end and one in two at 28 ms. Zero waits for the end.
    public var eagerness = 1.0

    /// How long one who computes keeps other processes waiting, should it die.
    public var claimLifetime = Duration.seconds(10)

    /// How many stale values are computed anew at once, while they are still served.
    public var mostRefreshes = 8

    /// How long nobody tries again to compute a value that failed while there is an old one
    /// to serve.
    public var pauseAfterFailure = Duration.seconds(1)

    /// The usual settings.
    public init() {}
}
