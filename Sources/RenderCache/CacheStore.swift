public import NIOCore

/// Where cached bytes are kept: memory, a file, or servers that many processes share.
///
/// Every store keeps the same promises, which one suite of tests checks against each:
/// - A store never throws. What it cannot reach is a miss, and a write that it could not make
///   is `false`: a cache that is away makes a page slower, never an error.
/// - A store may forget anything at any time; it never gives back anything but what was
///   stored last under the key.
/// - **Timeouts**: `nil` is the store's own default, zero means that the value never expires,
///   and a negative one removes the value. Times are whole seconds in the coarsest store, so
///   that a timeout may end up to two seconds late.
/// - An empty value is a value: it is not a miss.
/// - Keys and values may hold any bytes. A value larger than the store takes is refused
///   (`false`) and whatever the key held before is gone, for it is out of date.
///
/// The operations are those of werkzeug's cachelib, where `inc` and `dec` are not atomic and
/// an expired key cannot be added to again; here they are, and it can.
public protocol CacheStore: Sendable {
    /// The store as all processes see it: this one, unless it remembers in this process what
    /// another one holds.
    ///
    /// For what must count everywhere at once, such as the versions of tags.
    var shared: any CacheStore { get }

    /// The value, unless it has expired.
    func get(_ key: CacheKey) async -> CachedBytes?

    /// Stores a value in the place of any other.
    ///
    /// - Returns: Whether it was stored.
    func set(_ key: CacheKey, _ bytes: ByteBuffer, timeout: Duration?) async -> Bool

    /// Stores a value if the key holds none; of several callers at once exactly one succeeds.
    ///
    /// - Returns: Whether it was stored.
    func add(_ key: CacheKey, _ bytes: ByteBuffer, timeout: Duration?) async -> Bool

    /// Removes a value.
    ///
    /// - Returns: Whether there was one.
    func delete(_ key: CacheKey) async -> Bool

    /// The values of those keys that hold one, in as few round trips as the store can.
    func getMany(_ keys: [CacheKey]) async -> [CacheKey: CachedBytes]

    /// Stores several values, each on its own: some may be stored when others are not.
    ///
    /// - Returns: The keys that were stored.
    func setMany(_ values: [CacheKey: ByteBuffer], timeout: Duration?) async -> Set<CacheKey>

    /// Removes several values; every key is tried.
    ///
    /// - Returns: The keys that held one.
    func deleteMany(_ keys: [CacheKey]) async -> Set<CacheKey>

    /// Whether the key holds a value that has not expired.
    func has(_ key: CacheKey) async -> Bool

    /// Adds to a counter, atomically; a missing one starts at `amount` with the timeout, and
    /// one that exists keeps the timeout that it has.
    ///
    /// A counter is an unsigned number of 64 bits, stored as decimal text, so that `get` and
    /// `set` work on it as well.
    ///
    /// - Returns: The new value; `nil` if the key holds something else or is out of reach.
    func increment(_ key: CacheKey, by amount: UInt64, timeout: Duration?) async -> UInt64?

    /// Subtracts from a counter, atomically, and stops at zero; a missing one starts there.
    ///
    /// - Returns: The new value; `nil` if the key holds something else or is out of reach.
    func decrement(_ key: CacheKey, by amount: UInt64, timeout: Duration?) async -> UInt64?

    /// Removes every value of this store's own name space, and no one else's.
    ///
    /// - Returns: Whether it could.
    func clear() async -> Bool

    /// Reads a value with the intent to compute it: of several callers at once, in any
    /// process, one wins where there is no value, or one marked stale, or one with less than
    /// `refreshBelow` left to live.
    ///
    /// A claim ends when the value is set, the claim is released, or `lifetime` is over, for
    /// its holder may have died. A claim is not a value: `get`, `has` and `add` do not see it.
    func claim(
        _ key: CacheKey, lifetime: Duration, refreshBelow: Duration?
    ) async -> CacheClaim

    /// Ends a claim, so that the next caller wins it.
    ///
    /// A `token` confines this to the claim that was won with it: one's own may have ended
    /// long ago, and another caller be at work.
    func release(_ key: CacheKey, ifToken token: UInt64?) async

    /// Keeps a value only for those who wait for a new one: the next claim wins it as stale.
    /// A `revision` confines this to that very value.
    func markStale(_ key: CacheKey, ifRevision revision: UInt64?) async

    /// Ends what is under way and lets go of connections and files; where there are any,
    /// everything is a miss from then on.
    func close() async
}

extension CacheStore {
    /// This store: most remember nothing of another one.
    public var shared: any CacheStore { self }

    /// Does nothing: most stores hold nothing that does not end with them.
    public func close() async {}
}
