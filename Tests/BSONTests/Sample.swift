import BSON
import FoundationEssentials

/// A model written by hand, as the macro would write it.
struct Sample: BSONCodable, Hashable {
    enum Status: String, BSONCodable {
        case draft, published
    }

    var id = ObjectID()
    var title = "Ink"
    var tags: [String] = ["paper", "stone"]
    var status = Status.draft
    var views: Int32 = 7
    var isPinned = false
    var createdAt = Date(bsonMilliseconds: 1_700_000_000_123)
    var publishedAt: Date?
    var counts: [String: Int] = [:]
}

extension Sample {
    init(from reader: inout BSONReader) throws(BSONError) {
        self.init(
            id: try reader.require("_id"),
            title: try reader.require("title"),
            tags: try reader.value("tags") ?? [],
            status: try reader.require("status"),
            views: try reader.require("views"),
            isPinned: try reader.require("isPinned"),
            createdAt: try reader.require("createdAt"),
            publishedAt: try reader.value("publishedAt"),
            counts: try reader.value("counts") ?? [:])
    }

    func write(to writer: inout BSONWriter) {
        writer.document { writer in
            writer.append("_id", id)
            writer.append("title", title)
            writer.append("tags", tags)
            writer.append("status", status)
            writer.append("views", views)
            writer.append("isPinned", isPinned)
            writer.append("createdAt", createdAt)
            writer.append("publishedAt", publishedAt)
            writer.append("counts", counts)
        }
    }
}
