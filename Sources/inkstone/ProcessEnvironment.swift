import Glibc

/// The environment variables of this process.
enum ProcessEnvironment {
    /// The value of a variable; an empty one counts as unset, as in
    /// `MONGODB_URI= make run`.
    static func value(_ name: String) -> String? {
        guard let text = unsafe getenv(name) else { return nil }
        let value = unsafe String(cString: text)
        return value.isEmpty ? nil : value
    }
}
