import Templates
import Web

/// What stands around every page: the site's name, the way in, the messages.
struct Chrome: TemplateData {
    /// The person who is signed in.
    struct Person: TemplateData {
        let displayName: String
        let username: String
        let authorURL: String

        static let fields: TemplateFields<Person> = [
            "displayName": .text { $0.displayName },
            "username": .text { $0.username },
            "authorURL": .text { $0.authorURL },
        ]
    }

    /// A message about what just happened.
    struct Message: TemplateData {
        let category: String
        let message: String
        /// Whether a screen reader is interrupted to hear it.
        let isAlert: Bool

        static let fields: TemplateFields<Message> = [
            "category": .text { $0.category },
            "message": .text { $0.message },
            "isAlert": .flag { $0.isAlert },
        ]
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
    let assets: AssetAddresses

    static let fields: TemplateFields<Chrome> = [
        "siteTitle": .text { $0.siteTitle },
        "siteTagline": .optionalText { $0.siteTagline },
        "language": .text { $0.language },
        "user": .optionalObject { $0.user },
        "isOwner": .flag { $0.isOwner },
        "csrf": .text { $0.csrf },
        "flashes": .list { $0.flashes },
        "needsSetup": .flag { $0.needsSetup },
        "offersSignIn": .flag { $0.offersSignIn },
        "homeURL": .text { _ in Address.home() },
        "writeURL": .text { _ in Address.write() },
        "peopleURL": .text { _ in Address.people() },
        "setupURL": .text { _ in Address.setup() },
        "signInURL": .text { _ in Address.signIn() },
        "signOutURL": .text { _ in Address.signOut() },
        "cssURL": .text { $0.assets.css },
        "scriptName": .text { $0.assets.script },
        "uploadScriptName": .text { $0.assets.uploadScript },
        "iconURL": .text { $0.assets.icon },
        "touchIconURL": .text { $0.assets.touchIcon },
        "manifestURL": .text { $0.assets.manifest },
    ]
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
