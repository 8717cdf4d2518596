import DocumentMapper
import FoundationEssentials

/// A model that says when things happened to it, and completes and checks itself.
@Document("tickets")
struct Ticket: Hashable {
    var id = ObjectID()
    @Rules(.length(1...20)) var title: String
    var slug = ""
    var seats: [Seat] = []
    var notes: [Note] = []
    var scores: [Int] = []
    var code = Int.random(in: 0..<1_000_000)
    @CreatedAt var createdAt = Date.now
    @UpdatedAt var updatedAt = Date.now
    @DeletedAt var deletedAt: Date?
    @Version var version = 0

    mutating func willSave() {
        slug = title.lowercased()
    }

    func willDelete() throws(ValidationError) {
        guard title != "kept" else {
            throw ValidationError(failures: ["": [.init(.custom, "must stay")]])
        }
    }

    /// An element that is told by its identifier.
    @Embedded
    struct Seat: Hashable {
        var id: Int
        var row: String
    }

    /// An element without one.
    @Embedded
    struct Note: Hashable {
        var text: String
        var isDone = false
        var place: Place?
    }
}
