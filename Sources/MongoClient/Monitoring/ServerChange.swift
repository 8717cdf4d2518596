package import Logging

/// What has become of a server, as far as somebody who runs it wants to know.
package struct ServerChange: Hashable, Sendable {
    package let level: Logger.Level
    package let message: String

    /// Compares the driver's names of what a server was and is; `nil` if nothing
    /// changed that matters.
    package init?(before: String, after: String) {
        guard before != after else { return nil }
        (level, message) =
            switch (before, after) {
            case (_, "Unknown"): (.warning, "Lost a database server")
            case (_, "RSPrimary"): (.info, "Found the primary database server")
            case ("RSPrimary", _): (.info, "A database server is no longer the primary")
            case ("Unknown", _): (.info, "Found a database server")
            default: (.debug, "A database server changed its role")
            }
    }
}
