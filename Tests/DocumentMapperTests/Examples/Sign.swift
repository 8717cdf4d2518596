import DocumentMapper

@Document("signs")
struct Sign: Hashable {
    var id = ObjectID()
    var title: Localized<String>

    static let indexes: [Index<Sign>] = [.on { $0.title["de"].ascending }]
}
