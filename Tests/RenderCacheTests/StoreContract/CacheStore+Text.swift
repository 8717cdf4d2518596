import NIOCore
import RenderCache

/// Values as text, so that tests read well.
extension CacheStore {
    func text(_ key: CacheKey) async -> String? {
        await get(key).map { String(buffer: $0.bytes) }
    }

    @discardableResult
    func set(_ key: CacheKey, _ text: String, timeout: Duration? = nil) async -> Bool {
        await set(key, ByteBuffer(string: text), timeout: timeout)
    }

    @discardableResult
    func add(_ key: CacheKey, _ text: String, timeout: Duration? = nil) async -> Bool {
        await add(key, ByteBuffer(string: text), timeout: timeout)
    }

    func texts(_ keys: [CacheKey]) async -> [CacheKey: String] {
        await getMany(keys).mapValues { String(buffer: $0.bytes) }
    }

    @discardableResult
    func claim(
        _ key: CacheKey, lifetime: Duration = .seconds(60), refreshBelow: Duration? = nil
    ) async -> Claimed {
        switch await claim(key, lifetime: lifetime, refreshBelow: refreshBelow) as CacheClaim {
        case .found(let value): .found(String(buffer: value.bytes))
        case .won(let stale, _): .won(stale: stale.map { String(buffer: $0.bytes) })
        case .taken(let stale): .taken(stale: stale.map { String(buffer: $0.bytes) })
        }
    }
}

extension CacheStore {
    /// Claims a key, and returns the token if that won.
    func token(_ key: CacheKey, lifetime: Duration = .seconds(60)) async -> UInt64? {
        let claim: CacheClaim = await claim(key, lifetime: lifetime, refreshBelow: nil)
        guard case .won(_, let token) = claim else { return nil }
        return token
    }

    /// Ends a claim, whoever has it.
    func release(_ key: CacheKey) async {
        await release(key, ifToken: nil)
    }
}

/// An answer to a claim that can be compared.
enum Claimed: Hashable {
    case found(String)
    case won(stale: String?)
    case taken(stale: String?)
}

/// Asks until the answer is yes, for as long as a busy machine may need.
func eventually(_ condition: () async -> Bool) async -> Bool {
    let end = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < end, !Task.isCancelled {
        if await condition() { return true }
        try? await Task.sleep(for: .milliseconds(50))
    }
    return false
}
