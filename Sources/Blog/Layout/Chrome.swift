import Templates
import Web

/// What stands around every page: the site's name, the way in, the messages.
@TemplateData
struct Chrome {
    /// The person who is signed in.
    @TemplateData
    struct Person {
        let displayName: String
        let username: String
        let authorURL: String
    }

    /// A message about what just happened.
    @TemplateData
    struct Message {
        let category: String
        let message: String
        /// Whether a screen reader is interrupted to hear it.
        let isAlert: Bool
    }

    let siteTitle: String
    let siteTagline: String?
    let language: String
    let user: Person?
    let isOwner: Bool
    let csrf: String
    let flashes: [Message]
    let needsSetup: Bool
    /// Whether to offer signing in; not while it is unknown who is here.
    let offersSignIn: Bool

    var homeURL: String { Address.home() }
    var writeURL: String { Address.write() }
    var peopleURL: String { Address.people() }
    var setupURL: String { Address.setup() }
    var signInURL: String { Address.signIn() }
    var signOutURL: String { Address.signOut() }
    var accountURL: String { Address.account() }

    @NotShown let assets: AssetAddresses
    var cssURL: TrustedAddress { assets.css }
    var scriptURL: TrustedAddress { assets.script }
    var uploadScriptURL: TrustedAddress { assets.uploadScript }
    var faviconURL: String { Address.favicon() }
    var iconURL: String { assets.icon }
    var touchIconURL: String { assets.touchIcon }
    var manifestURL: String { Address.manifest() }
}

extension Chrome {
    init(
        site: SiteState, user: User?, csrf: String, flashes: [Flash],
        assets: AssetAddresses, offersSignIn: Bool = true
    ) {
        siteTitle = site.settings.title
        siteTagline = site.settings.tagline
        language = site.settings.language
        self.user = user.map {
            Person(
                displayName: $0.displayName, username: $0.username,
                authorURL: Address.author($0.username))
        }
        isOwner = user?.role == .owner
        self.csrf = csrf
        self.flashes = flashes.map {
            Message(category: $0.category.rawValue, message: $0.text, isAlert: $0.category.isAlert)
        }
        needsSetup = site.needsSetup
        self.offersSignIn = offersSignIn && user == nil && !site.needsSetup
        self.assets = assets
    }
}
