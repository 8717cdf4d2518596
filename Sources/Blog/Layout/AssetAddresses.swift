import Templates
import Web

/// Where the files that every page links are; each address changes with its
/// file's content, so browsers may keep them for ever.
struct AssetAddresses: Hashable, Sendable {
    let css: TrustedAddress
    let script: TrustedAddress
    /// The script that shows how far an upload has got.
    let uploadScript: TrustedAddress
    let icon: String
    let touchIcon: String

    init(_ assets: Assets) {
        css = TrustedAddress(trusting: assets.url("css/site.css"))
        script = TrustedAddress(trusting: assets.url("js/site.js"))
        uploadScript = TrustedAddress(trusting: assets.url("js/upload.js"))
        icon = assets.url("icon.svg")
        touchIcon = assets.url("apple-touch-icon.png")
    }
}
