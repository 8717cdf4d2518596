import FoundationEssentials
import Web

/// What pages are made with: the program, its templates and the files that they link.
///
/// A store may outlive all of these; pages of another release are not found in it.
enum PageRelease {
    /// A name that changes whenever one of them does.
    static func name(templates folders: [String], assets: AssetAddresses) -> String {
        let parts = [program, "\(assets)"] + folders.flatMap(contents)
        return String(Digest.hex(of: parts.joined(separator: "\u{0}")).prefix(16))
    }

    /// The running program, by when it was written and how long it is.
    private static var program: String {
        let files = FileManager.default
        let path = (try? files.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let attributes = try? files.attributesOfItem(atPath: path)
        let date = attributes?[.modificationDate] as? Date
        return "\(date?.timeIntervalSince1970 ?? 0) \(attributes?[.size] as? UInt64 ?? 0)"
    }

    private static func contents(of folder: String) -> [String] {
        let files = FileManager.default
        let paths = (try? files.subpathsOfDirectory(atPath: folder)) ?? []
        return paths.sorted().flatMap { path in
            [
                path,
                files.contents(atPath: "\(folder)/\(path)").map {
                    String(decoding: $0, as: UTF8.self)
                } ?? "",
            ]
        }
    }
}
