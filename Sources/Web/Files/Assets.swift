import FoundationEssentials
import HTTPTypes
public import Hummingbird
import NIOCore

/// The files a site is made of: style sheets, scripts, icons.
///
/// All of them are read when the site starts and served from memory by name, so no
/// address can reach anything else. Pages link to names that carry a digest of the
/// file, which browsers keep for good.
public struct Assets: Sendable {
    /// A folder that could not be read.
    public struct FolderError: Error, Hashable, CustomStringConvertible {
        /// What is wrong, with the folder's or the file's name.
        public let description: String
    }

    private let prefix: String
    private let addresses: [String: String]
    private let files: [String: EncodedFile]
    private let rootFiles: [String: EncodedFile]

    /// Reads every file in `folder` and the folders in it, but hidden ones and links
    /// that lead out of it.
    ///
    /// - Throws: `FolderError`.
    public init(folder: String, prefix: String = "/static/") throws(FolderError) {
        var addresses: [String: String] = [:]
        var files: [String: EncodedFile] = [:]
        var rootFiles: [String: EncodedFile] = [:]
        for name in try Self.names(in: folder) {
            guard let data = FileManager.default.contents(atPath: folder + "/" + name) else {
                throw FolderError(description: "\(folder)/\(name) cannot be read.")
            }
            let bytes = Array(data)
            let content = EncodedFile.Content(bytes, mediaType: FileType.mediaType(of: name))
            let fingerprinted = Self.fingerprinted(name, bytes)
            addresses[name] = fingerprinted
            files[name] = EncodedFile(content, caching: .seconds(300))
            files[fingerprinted] = EncodedFile(content, caching: .immutable)
            if !name.contains("/") {
                rootFiles[name] = EncodedFile(content, caching: .seconds(86_400))
            }
        }
        self.prefix = prefix
        self.addresses = addresses
        self.files = files
        self.rootFiles = rootFiles
    }

    /// Returns the address to link to, such as `/static/app.3f2a9c0d1e2f.css`.
    ///
    /// A name that is not there gives an address that is not found.
    public func url(_ name: String) -> String {
        prefix + (addresses[name] ?? name)
    }

    /// Serves the files, and those in `atRoot` that are there also at the site's
    /// root, where browsers look for them.
    public func addRoutes<Routes: RouterMethods>(
        to routes: Routes,
        atRoot rootRoutes: [Route<>] = [
            Route("favicon.ico"), Route("favicon.svg"), Route("apple-touch-icon.png"),
            Route("apple-touch-icon-precomposed.png"), Route("site.webmanifest"),
        ],
        _ rootStyle: RootFiles = .served
    ) {
        routes.get(RouterPath(stringLiteral: prefix + "**")) { request, context in
            let path = context.parameters.getCatchAll().joined(separator: "/")
            guard let name = PercentEncoding.decode(path.utf8, plusIsSpace: false),
                let file = files[name]
            else { throw HTTPError(.notFound) }
            return file
        }
        for route in rootRoutes {
            let name = String(route().dropFirst())
            guard let file = rootFiles[name] else { continue }
            let address = url(name)
            routes.get(RouterPath(stringLiteral: name)) { request, context in
                switch rootStyle {
                case .served: file.response(from: request, context: context)
                case .redirected:
                    // Kept for a while only: the lasting address changes with the file.
                    Response(
                        status: .found,
                        headers: [.location: address, .cacheControl: "public, max-age=3600"])
                }
            }
        }
    }

    private static func names(in folder: String) throws(FolderError) -> [String] {
        guard let names = try? FileManager.default.subpathsOfDirectory(atPath: folder) else {
            throw FolderError(description: "The folder \(folder) cannot be read.")
        }
        let root = URL(filePath: folder).resolvingSymlinksInPath().path()
        return names.filter { name in
            let path = URL(filePath: folder + "/" + name).resolvingSymlinksInPath().path()
            var isFolder = false
            return FileManager.default.fileExists(
                atPath: folder + "/" + name, isDirectory: &isFolder)
                && !isFolder && path.hasPrefix(root.hasSuffix("/") ? root : root + "/")
                && !name.split(separator: "/").contains { $0.hasPrefix(".") }
        }.sorted()
    }

    /// Puts a digest before the name's ending.
    private static func fingerprinted(_ name: String, _ bytes: [UInt8]) -> String {
        let digest = Hexadecimal.encode(Sodium.digest(bytes).prefix(6))
        let start = name.lastIndex(of: "/") ?? name.startIndex
        guard let dot = name[start...].lastIndex(of: ".") else { return "\(name).\(digest)" }
        return "\(name[..<dot]).\(digest)\(name[dot...])"
    }
}
