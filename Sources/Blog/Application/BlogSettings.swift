public import RenderCache
public import Web

/// What a blog needs to know before it starts.
public struct BlogSettings: Sendable {
    /// The largest picture that is taken, in bytes, unless told otherwise: a
    /// photograph of a good camera.
    public static let defaultMaximumImageBytes: Int64 = 20 * 1_048_576

    /// How the web side behaves: its key, its public address, its limits.
    public var web: WebSettings

    /// The folder with the page templates.
    public var templates: String

    /// Folders whose templates take the place of those of the same name.
    public var themes: [String] = []

    /// Whether a template whose file has changed is read again for the next page,
    /// and its mistakes shown there: for those who work on templates.
    public var reloadsTemplates = false

    /// The folder with the style sheet, the icons and the like.
    public var staticFiles: String

    /// Where pages are kept that were made for readers who are not signed in.
    public var cache: any CacheStore = MemoryStore()

    /// The executable that opens uploaded pictures, apart from the server.
    public var imageWorker: String

    /// The largest picture that is taken, in bytes.
    public var maximumImageBytes = BlogSettings.defaultMaximumImageBytes

    /// Settings with the parts that have no default.
    public init(
        web: WebSettings, templates: String, staticFiles: String, imageWorker: String
    ) {
        self.web = web
        self.templates = templates
        self.staticFiles = staticFiles
        self.imageWorker = imageWorker
    }
}
