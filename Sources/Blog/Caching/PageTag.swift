import BSON

/// What a page shows, so that a change of it makes the page stale.
enum PageTag: Hashable {
    /// The site's name, language and the like: on every page.
    case settings
    case post(ObjectID)
    case user(ObjectID)
    /// Which posts a list has, and in what order.
    case list(PostStore.Scope)

    /// The tag by which the cache knows it.
    ///
    /// What stands before the colon is counted together in the metrics.
    var text: String {
        switch self {
        case .settings: "settings"
        case .post(let id): "post:\(id)"
        case .user(let id): "user:\(id)"
        case .list(.all): "list:all"
        case .list(.tag(let tag)): "list:tag/\(tag)"
        case .list(.author(let id)): "list:author/\(id)"
        }
    }
}
