/// How the files that a site is made of are served.
public struct FileSettings: Hashable, Sendable {
    /// Whether `/favicon.ico` and the like are there, or lead to their lasting address.
    public var atRoot = RootFiles.served

    /// The files are where browsers look for them.
    public init() {}
}
