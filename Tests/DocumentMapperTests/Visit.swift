import DocumentMapper
import FoundationEssentials

/// A model with every kind of index.
@Document("visits")
struct Visit {
    var id = ObjectID()
    var token: String
    var title = ""
    var body = ""
    var user: ObjectID?
    var place: Place?
    var spot: [Double] = []
    var scores: [String: Int] = [:]
    var count = 0
    var at = Date(timeIntervalSince1970: 0)

    static let indexes: [Index<Visit>] = [
        .unique(\.token),
        .expiring(after: .seconds(3600), \.at),
        .on(sparse: true) { $0.user.descending },
        .on(unique: true, where: { $0.count > 5 && $0.user.exists }, name: "busy") {
            [$0.place.city.ascending, $0.at.descending]
        },
        .on(unique: true, collation: .ignoringCase) { $0.title },
        .on(language: "german") {
            [.ascending($0.user), .text($0.title, weight: 10), .text($0.body), .descending($0.at)]
        },
        .on { [.place($0.spot)] },
        .on { [.hashed($0.token)] },
        .on { [.everything(in: $0.scores)] },
    ]
}
