import FoundationEssentials
public import Logging
import NIOCore

/// A store in a file, that survives a restart and that many processes may share.
///
/// The file is bounded in bytes: what it really uses is known exactly from SQLite's own
/// count of pages. Expired and unwanted entries are removed in the background, a few at a
/// time. Which are unwanted SIEVE decides, by one bit for each entry: those that nobody has
/// read since the store last came by.
///
/// A write waits for at most two seconds for other processes, and Swift's own threads wait
/// for nothing. A file that is broken is moved aside and begun anew; a disk that is full or
/// read-only makes writes fail, which the log is told once a minute.
public final class SQLiteStore: Sendable {
    let file: SQLiteFile
    let trimmer: SQLiteTrimmer
    private let prefix: Data
    private let defaultTimeout: Duration
    private let largestValue: Int

    /// Opens a file, or makes it.
    ///
    /// - Parameters:
    ///   - path: The file; beside it there will be others that start with its name.
    ///   - nameSpace: Whose keys they are, among those who share the file.
    ///   - capacity: How many bytes the file may have; SQLite's log beside it may have some
    ///     8 MB more, and a broken file that was moved aside as much again. A value may have
    ///     an eighth of that.
    ///   - defaultTimeout: How long values live that are stored without a timeout.
    ///   - logger: Where it is told what goes wrong.
    /// - Throws: `CacheStoreError` if the file cannot be made, or is a database of another
    ///   kind.
    public init(
        path: String, nameSpace: String = "", capacity: Int = 256 << 20,
        defaultTimeout: Duration = .seconds(300), logger: Logger = Logger(label: "cache")
    ) throws {
        // A smaller file would hold little but its own tables.
        let capacity = max(capacity, 1 << 20)
        file = try SQLiteFile(path: path, capacity: capacity, logger: logger)
        trimmer = SQLiteTrimmer(file: file, capacity: capacity)
        prefix = Data(nameSpace.utf8) + [0]
        self.defaultTimeout = defaultTimeout
        largestValue = capacity / 8
        trimmer.start()
    }

    /// What is held, and what had to go.
    public var statistics: SQLiteStoreStatistics { trimmer.statistics }

    /// Lets go of the file; from then on everything is a miss.
    public func close() async {
        await file.close()
    }

    /// Removes what has expired and what is too much now, rather than soon.
    package func trim() async {
        await trimmer.trim()
    }

    func name(_ key: CacheKey) -> Data {
        prefix + Data(key.text.utf8)
    }

    /// The key of a name; `nil` if it is of another name space.
    func key(_ name: Data) -> CacheKey? {
        guard name.starts(with: prefix) else { return nil }
        return CacheKey(text: String(decoding: name.dropFirst(prefix.count), as: UTF8.self))
    }

    /// The names of this store's keys: from the first to before the second.
    var names: (first: Data, last: Data) {
        (prefix, prefix.dropLast() + [1])
    }

    /// When a value is to end; `nil` if it has ended already.
    func end(_ timeout: Duration?) -> Int64? {
        switch Expiry(timeout: timeout, default: defaultTimeout) {
        case .already: nil
        case .never: .max
        case .after(let duration): SQLiteTime.after(duration)
        }
    }

    func isTooLarge(_ bytes: ByteBuffer) -> Bool {
        bytes.readableBytes > largestValue
    }
}
