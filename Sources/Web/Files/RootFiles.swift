/// What happens when a browser looks for a file at the site's root, such as
/// `/favicon.ico`.
public enum RootFiles: Hashable, Sendable {
    /// The file is there, and kept for a day.
    case served
    /// The browser is sent to the file's lasting address, so that a front server needs
    /// to know only one folder.
    case redirected
}
