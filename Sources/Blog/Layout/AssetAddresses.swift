import Web

/// Where the files that every page links are; each address changes with its
/// file's content, so browsers may keep them for ever.
struct AssetAddresses: Hashable, Sendable {
    /// The style sheet's file name: templates write the folder themselves, because
    /// they refuse what acts on a page if its address is a value from the start.
    let css: String
    /// The script's file name.
    let script: String
    /// That of the script which shows how far an upload has got.
    let uploadScript: String
    let icon: String
    let touchIcon: String
    let manifest: String

    init(_ assets: Assets) {
        css = AssetAddresses.fileName(assets.url("css/site.css"))
        script = AssetAddresses.fileName(assets.url("js/site.js"))
        uploadScript = AssetAddresses.fileName(assets.url("js/upload.js"))
        icon = assets.url("icon.svg")
        touchIcon = assets.url("apple-touch-icon.png")
        manifest = "/site.webmanifest"
    }

    private static func fileName(_ address: String) -> String {
        address.split(separator: "/").last.map(String.init) ?? ""
    }
}
