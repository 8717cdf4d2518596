import BSON

/// What a page shows, so that a change of it makes the page stale.
enum PageTag: Hashable {
    /// The site's name, language and the like: on every page.
    case settings
    case post(ObjectID)
    case user(ObjectID)
    /// Which posts a list has, and in what order.
    case list(PostStore.Scope)
    /// Which posts a list begins with: on the pages that a new post changes.
    case front(PostStore.Scope)

    /// The tag that a text names; `nil` if no page has one like it.
    init?(_ text: String) {
        let (kind, name) = text.parts(around: ":")
        switch (kind, name) {
        case ("settings", nil): self = .settings
        case ("post", let name?):
            guard let id = ObjectID(name) else { return nil }
            self = .post(id)
        case ("user", let name?):
            guard let id = ObjectID(name) else { return nil }
            self = .user(id)
        case ("list", let name?):
            guard let scope = PostStore.Scope(tagName: name) else { return nil }
            self = .list(scope)
        case ("front", let name?):
            guard let scope = PostStore.Scope(tagName: name) else { return nil }
            self = .front(scope)
        default: return nil
        }
    }

    /// The tag by which the cache knows it.
    ///
    /// What stands before the colon is counted together in the metrics.
    var text: String {
        switch self {
        case .settings: "settings"
        case .post(let id): "post:\(id)"
        case .user(let id): "user:\(id)"
        case .list(let scope): "list:\(scope.tagName)"
        case .front(let scope): "front:\(scope.tagName)"
        }
    }
}

extension PostStore.Scope {
    /// What tags call the list after their colon.
    fileprivate var tagName: String {
        switch self {
        case .all: "all"
        case .tag(let tag): "tag/\(tag)"
        case .author(let id): "author/\(id)"
        }
    }

    /// The list that a tag names after its colon.
    fileprivate init?(tagName: String) {
        let (kind, name) = tagName.parts(around: "/")
        switch (kind, name) {
        case ("all", nil): self = .all
        case ("tag", let tag?) where !tag.isEmpty: self = .tag(tag)
        case ("author", let name?):
            guard let id = ObjectID(name) else { return nil }
            self = .author(id)
        default: return nil
        }
    }
}

extension String {
    /// What stands before the first of a character, and what after it.
    fileprivate func parts(around character: Character) -> (String, String?) {
        guard let place = firstIndex(of: character) else { return (self, nil) }
        return (String(self[..<place]), String(self[index(after: place)...]))
    }
}
