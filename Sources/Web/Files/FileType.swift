/// The media types of the files a site is made of.
enum FileType {
    private static let types = [
        "avif": "image/avif", "bmp": "image/bmp", "css": "text/css; charset=utf-8",
        "csv": "text/csv; charset=utf-8", "gif": "image/gif",
        "htm": "text/html; charset=utf-8", "html": "text/html; charset=utf-8",
        "ico": "image/vnd.microsoft.icon", "jpeg": "image/jpeg", "jpg": "image/jpeg",
        "js": "text/javascript; charset=utf-8", "json": "application/json",
        "map": "application/json", "md": "text/markdown; charset=utf-8",
        "mjs": "text/javascript; charset=utf-8", "mp3": "audio/mpeg", "mp4": "video/mp4",
        "ogg": "audio/ogg", "otf": "font/otf", "pdf": "application/pdf", "png": "image/png",
        "svg": "image/svg+xml", "ttf": "font/ttf", "txt": "text/plain; charset=utf-8",
        "wasm": "application/wasm", "webm": "video/webm",
        "webmanifest": "application/manifest+json", "webp": "image/webp",
        "woff": "font/woff", "woff2": "font/woff2", "xml": "application/xml",
        "xsl": "text/xsl; charset=utf-8", "zip": "application/zip",
    ]

    private static let compressible: Set = [
        "application/json", "application/manifest+json", "application/problem+json",
        "application/wasm", "application/xml", "application/atom+xml", "application/rss+xml",
        "application/feed+json", "font/otf", "font/ttf", "image/bmp", "image/svg+xml",
        "image/vnd.microsoft.icon",
    ]

    /// Returns the type of a file by its name's ending.
    static func mediaType(of name: String) -> String {
        let ending = name.split(separator: ".").last.map { $0.lowercased() }
        return ending.flatMap { types[$0] } ?? "application/octet-stream"
    }

    /// Tells whether packing makes files of a type smaller; pictures and the like are
    /// packed already, and a stream of events must not wait for more of its kind.
    static func isCompressible(_ mediaType: String) -> Bool {
        // Most of what is made; the rest takes longer to tell.
        if mediaType.hasPrefix("text/html") { return true }
        let type = mediaType.prefix { $0 != ";" }.trimmingSpaces.lowercased()
        return compressible.contains(type)
            || type.hasPrefix("text/") && type != "text/event-stream"
    }
}
