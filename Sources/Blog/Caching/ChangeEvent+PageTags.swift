import BSON
import DocumentMapper
import MongoClient

extension ChangeEvent {
    /// The tags of the pages that the change makes stale; `nil` when that is all of them.
    ///
    /// A picture's address is new when its bytes are, so only its post tells of it.
    var staleTags: [String]? {
        switch operation {
        case .insert, .update, .replace, .delete: break
        default: return nil
        }
        switch namespace?.collection {
        case Post.collection: return postTags.map(\.text)
        case User.collection: return userTags.map(\.text)
        case SiteSettings.collection: return [PageTag.settings.text]
        case StoredInvalidation.collection: return texts("tags")
        default: return []
        }
    }

    private var postTags: [PageTag] {
        guard let id = objectID else { return [] }
        switch operation {
        // Lists that show the post, or end just before it, have its own tag.
        case .delete: return [.post(id)]
        case .update where !touches(["tags", "author", "created"]): return [.post(id)]
        default: return lists + [.post(id)]
        }
    }

    /// The lists that the post stands in now.
    private var lists: [PageTag] {
        var lists = [PageTag.list(.all)]
        if let author = fullDocument?["author"]?.objectID {
            lists.append(.list(.author(author)))
        }
        return lists + texts("tags").map { .list(.tag($0)) }
    }

    /// The texts in an array of the document.
    private func texts(_ field: String) -> [String] {
        (fullDocument?[field]?.array.map(Array.init) ?? []).compactMap(\.string)
    }

    private var userTags: [PageTag] {
        guard let id = objectID else { return [] }
        switch operation {
        // With its owner the site is set up, and no page offers that any more.
        case .insert where isOwner: return [.settings, .user(id)]
        case .update where !touches(["displayName", "username"]): return []
        default: return [.user(id)]
        }
    }

    private var isOwner: Bool {
        if case .bool(true)? = fullDocument?["ownsSite"] { return true }
        return false
    }

    private var objectID: ObjectID? { documentKey?["_id"]?.objectID }

    /// Whether an update changed one of the fields, or something within.
    private func touches(_ fields: Set<String>) -> Bool {
        guard let update = updateDescription else { return true }
        let paths =
            update.updatedFields.keys + update.removedFields
            + update.truncatedArrays.map(\.field)
        return paths.contains { path in
            fields.contains(String(path.prefix { $0 != "." }))
        }
    }
}
