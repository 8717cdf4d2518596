/// What a browser does with an attribute's value.
enum AttributePurpose: Hashable {
    case plain

    /// An address to go to or to show.
    case address

    /// Addresses with descriptors.
    case addressList

    /// An address whose content acts with the page's rights.
    case trustedAddress

    /// Nothing escapes a value for this attribute; the reason completes "a
    /// value cannot stand in".
    case refused(String)

    /// Says what `attribute` is for in `element`; a link is plain if it brings nothing
    /// that acts.
    init(of attribute: String, in element: String, isPlainLink: Bool) {
        // `xlink:href` is an `href`.
        let name = attribute.split(separator: ":").last.map(String.init) ?? attribute
        if ["animate", "animatemotion", "animatetransform", "set"].contains(element) {
            self = .refused("<\(element)>, which can rewrite other attributes")
        } else if name.hasPrefix("on") {
            self = .refused("'\(attribute)', which is a script; use a data- attribute")
        } else if ["style", "srcdoc", "ping", "archive", "attributionsrc"].contains(name) {
            self = .refused("'\(attribute)'; use a class or a data- attribute")
        } else if name == "charset" {
            self = .refused("'charset', which decides how the page is read")
        } else if name == DecisiveAttribute.name(in: element) {
            self = .refused("the '\(name)' of <\(element)>, which decides whether it acts")
        } else if ["srcset", "imagesrcset"].contains(name) {
            self = .addressList
        } else if Self.addresses.contains(name) {
            let acts = Self.actingElements.contains(element)
            self = acts && !(element == "link" && isPlainLink) ? .trustedAddress : .address
        } else {
            self = .plain
        }
    }

    private static let addresses: Set<String> = [
        "action", "background", "base", "cite", "classid", "code", "codebase", "data", "dynsrc",
        "formaction", "href", "icon", "longdesc", "lowsrc", "manifest", "poster", "profile", "src",
        "usemap",
    ]

    private static let actingElements: Set<String> = [
        "applet", "base", "embed", "fencedframe", "frame", "iframe", "link", "object", "portal",
        "script",
    ]
}
