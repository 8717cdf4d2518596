/// The media types of the files a site is made of.
enum FileType {
    private static let types = [
        "avif": "image/avif", "css": "text/css; charset=utf-8", "gif": "image/gif",
        "html": "text/html; charset=utf-8", "ico": "image/vnd.microsoft.icon", "jpeg": "image/jpeg",
        "jpg": "image/jpeg", "js": "text/javascript; charset=utf-8",
        "json": "application/json", "map": "application/json",
        "mjs": "text/javascript; charset=utf-8", "png": "image/png",
        "svg": "image/svg+xml", "txt": "text/plain; charset=utf-8",
        "webmanifest": "application/manifest+json", "webp": "image/webp",
        "woff": "font/woff", "woff2": "font/woff2", "xml": "application/xml",
        "xsl": "text/xsl; charset=utf-8",
    ]

    /// Returns the type of a file by its name's ending.
    static func mediaType(of name: String) -> String {
        let ending = name.split(separator: ".").last.map { $0.lowercased() }
        return ending.flatMap { types[$0] } ?? "application/octet-stream"
    }
}
