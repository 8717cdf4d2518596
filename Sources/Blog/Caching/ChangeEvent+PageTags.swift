import BSON
import DocumentMapper
import MongoClient
import RenderCache

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

    /// Lists that show the post, or end just before it, have its own tag: the others matter only
    /// if it may have come to stand in them, or elsewhere in them.
    private var postTags: [PageTag] {
        guard let id = objectID else { return [] }
        var lists: [PostStore.Scope] = []
        let isMoved = operation == .insert || operation == .replace || changes("created")
        if isMoved { lists.append(.all) }
        if isMoved || changes("author"), let author = fullDocument?["author"]?.objectID {
            lists.append(.author(author))
        }
        if isMoved || changes("tags") { lists += texts("tags").map { .tag($0) } }
        let comesFirst = comesFirst
        return lists.map { comesFirst ? .front($0) : .list($0) } + [.post(id)]
    }

    /// Whether the post stands before all that its lists had when it was stored.
    private var comesFirst: Bool {
        guard let created = fullDocument?["created"]?.date, let clusterTime else { return false }
        return PostArrival.comesFirst(created, storedAt: Stamp(clusterTime))
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
        case .update where !changes("displayName") && !changes("username"): return []
        default: return [.user(id)]
        }
    }

    private var isOwner: Bool {
        if case .bool(true)? = fullDocument?["ownsSite"] { return true }
        return false
    }

    private var objectID: ObjectID? { documentKey?["_id"]?.objectID }

    /// Whether an update changed a field, or something within.
    private func changes(_ field: String) -> Bool {
        guard operation == .update else { return false }
        guard let update = updateDescription else { return true }
        let paths =
            update.updatedFields.keys + update.removedFields
            + update.truncatedArrays.map(\.field)
        return paths.contains { $0.prefix { $0 != "." } == field }
    }
}
