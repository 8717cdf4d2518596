import Glibc

/// How many files and connections this process may have open.
enum FileDescriptors {
    /// The limit that an administrator has set.
    static var highestLimit: Int { limits().map { Int(clamping: $0.rlim_max) } ?? 1024 }

    /// Takes as many as an administrator allows, and returns how many that are.
    ///
    /// The usual 1024 are there for programs that use `select`, which this is not.
    static func raiseLimit() -> Int {
        guard var limits = limits() else { return 1024 }
        limits.rlim_cur = limits.rlim_max
        // Raising the limit to what is allowed changes nothing but this process.
        return unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits) == 0
            ? Int(clamping: limits.rlim_cur) : 1024
    }

    private static func limits() -> rlimit? {
        var limits = rlimit()
        // The function fills in the structure.
        return unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits) == 0
            ? limits : nil
    }
}
