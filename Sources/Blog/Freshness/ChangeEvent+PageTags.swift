import BSON
import DocumentMapper
import MongoClient

extension ChangeEvent {
    /// What the change may have changed on pages; `nil` when that is everything.
    ///
    /// A picture's address is new when its bytes are, so only its post tells of it.
    var pageTags: Set<PageTag>? {
        switch operation {
        case .insert, .update, .replace, .delete: break
        default: return nil
        }
        switch namespace?.collection {
        case Post.collection: return postTags
        case User.collection: return userTags
        case SiteSettings.collection: return [.settings]
        default: return []
        }
    }

    private var postTags: Set<PageTag> {
        guard let id = objectID else { return [] }
        switch operation {
        // Lists that show the post, or end just before it, have its own tag.
        case .delete: return [.post(id)]
        case .update where !touches(["tags", "author", "created"]): return [.post(id)]
        default: return Set(lists).union([.post(id)])
        }
    }

    /// The lists that the post stands in now.
    private var lists: [PageTag] {
        var lists = [PageTag.list(.all)]
        if let author = fullDocument?["author"]?.objectID {
            lists.append(.list(.author(author)))
        }
        let tags = fullDocument?["tags"]?.array.map(Array.init) ?? []
        return lists + tags.compactMap(\.string).map { .list(.tag($0)) }
    }

    private var userTags: Set<PageTag> {
        guard let id = objectID else { return [] }
        switch operation {
        // The first person to come is its owner, and pages offer no set-up from then on.
        case .insert: return [.settings]
        case .update where !touches(["displayName", "username"]): return []
        default: return [.user(id)]
        }
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
