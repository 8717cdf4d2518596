public import Logging

/// Stores as settings name them.
///
/// | text | store |
/// |---|---|
/// | `null` | keeps nothing |
/// | `memory`, `memory:64MB` | in this process, 32 MB unless told otherwise |
/// | `sqlite:FILE`, `sqlite:FILE?size=1GB` | in a file that processes share |
/// | `memcached://HOST,HOST:PORT` | in servers |
/// | `memcached+discovery://HOST:PORT` | in the servers of a managed service |
/// | `tiered:STORE`, `tiered:16MB:STORE` | memory before one of the others |
public enum CacheStores {
    /// The store that a text names, for keys of one name space.
    ///
    /// ```swift
    /// let store = try CacheStores.store("tiered:sqlite:cache.db?size=1GB", nameSpace: "blog")
    /// ```
    ///
    /// - Throws: `CacheStoreError`, which tells what may be written instead.
    public static func store(
        _ text: String, nameSpace: String, defaultTimeout: Duration = .seconds(300),
        logger: Logger = Logger(label: "cache")
    ) throws -> any CacheStore {
        let (kind, rest) = split(text, at: ":")
        switch kind {
        case "null" where rest == nil:
            return NullStore()
        case "memory":
            let capacity = try rest.map { try bytes(String($0)) } ?? 32 << 20
            return MemoryStore(capacity: capacity, defaultTimeout: defaultTimeout)
        case "sqlite":
            let (path, size) = try file(rest ?? "")
            return try SQLiteStore(
                path: path, nameSpace: nameSpace, capacity: size ?? 256 << 20,
                defaultTimeout: defaultTimeout, logger: logger)
        case "memcached", "memcached+discovery":
            return try memcached(
                text, nameSpace: nameSpace, defaultTimeout: defaultTimeout, logger: logger)
        case "tiered":
            let (capacity, far) = try tier(rest ?? "")
            return TieredStore(
                before: try store(
                    far, nameSpace: nameSpace, defaultTimeout: defaultTimeout, logger: logger),
                capacity: capacity ?? 16 << 20)
        default:
            throw CacheStoreError("No store of the cache is called \"\(text)\": \(possible)")
        }
    }

    private static let possible = """
        write null, memory, memory:64MB, sqlite:FILE, sqlite:FILE?size=1GB, \
        memcached://HOST,HOST:PORT, memcached+discovery://HOST:PORT, or tiered: before one \
        of the last three
        """

    private static func memcached(
        _ text: String, nameSpace: String, defaultTimeout: Duration, logger: Logger
    ) throws -> any CacheStore {
        do throws(MemcachedAddressError) {
            var configuration = try MemcachedConfiguration(url: text)
            guard MemcachedConfiguration.isNameSpace(nameSpace) else {
                throw MemcachedAddressError(
                    text: nameSpace, reason: "a name space there has letters and digits only")
            }
            configuration.nameSpace = nameSpace
            configuration.defaultTimeout = defaultTimeout
            return MemcachedStore(configuration, logger: logger)
        } catch {
            throw CacheStoreError(error.description)
        }
    }

    /// The bytes that a size such as `64MB` means: kB, MB and GB are powers of 1,024.
    static func bytes(_ text: String) throws -> Int {
        let units = ["kB": 10, "KB": 10, "MB": 20, "GB": 30]
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let shift = units[String(text.dropFirst(digits.count))], digits.count < 7,
            let number = Int(digits), number > 0
        else {
            throw CacheStoreError("\"\(text)\" is no size of a cache: write 500KB, 64MB or 2GB")
        }
        return number << shift
    }

    /// A file and the size that it may have.
    private static func file(_ text: some StringProtocol) throws -> (String, size: Int?) {
        let (path, query) = split(text, at: "?")
        guard !path.isEmpty else {
            throw CacheStoreError("The cache in a file needs the file's name: sqlite:FILE")
        }
        guard let query else { return (path, nil) }
        let (name, size) = split(query, at: "=")
        guard name == "size", let size else {
            throw CacheStoreError("A file of the cache has a size=…, and nothing else: \(text)")
        }
        return (path, try bytes(String(size)))
    }

    /// The size of the memory, if that is told, and the store behind it.
    private static func tier(_ text: some StringProtocol) throws -> (Int?, far: String) {
        let (first, rest) = split(text, at: ":")
        if let rest, first.first?.isNumber == true {
            return (try bytes(first), try tier(rest).far)
        }
        guard ["sqlite", "memcached", "memcached+discovery"].contains(first) else {
            throw CacheStoreError("Memory can stand before sqlite: or memcached:, not \"\(text)\"")
        }
        return (nil, String(text))
    }

    private static func split<Text: StringProtocol>(
        _ text: Text, at separator: Character
    ) -> (String, rest: Text.SubSequence?) {
        guard let place = text.firstIndex(of: separator) else { return (String(text), nil) }
        return (String(text[..<place]), text[text.index(after: place)...])
    }
}
