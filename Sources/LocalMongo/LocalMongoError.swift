/// Why a private mongod could not be started, in one line that says what to do.
public enum LocalMongoError: Error, Hashable, CustomStringConvertible {
    /// No mongod was found.
    case executableNotFound

    /// The data folder cannot be made, read or written.
    case folderUnusable(path: String, reason: String)

    /// Another running Inkstone keeps its data in the folder.
    case folderInUse(path: String)

    /// The mongod ended instead of starting.
    case ended(code: Int32, reason: String?, log: String)

    /// The mongod runs, but cannot be used.
    case notUsable(reason: String, log: String)

    /// The failure, and what to do about it.
    public var description: String {
        switch self {
        case .executableNotFound:
            "no mongod was found: run 'make', which installs one, or set MONGODB_URI to a server."
        case .folderUnusable(let path, let reason):
            "the data folder \(path) cannot be used (\(reason)): choose another with INKSTONE_DATA."
        case .folderInUse(let path):
            "another running Inkstone uses \(path): stop it, or choose another INKSTONE_DATA."
        case .ended(let code, let reason, let log):
            "mongod ended with code \(code) (\(reason ?? "no reason given")): see \(log)."
        case .notUsable(let reason, let log):
            "mongod started but cannot be used (\(reason)): see \(log)."
        }
    }
}
