import DocumentMapper

@Document("cafes")
struct Cafe: Hashable {
    var id = ObjectID()
    var position: GeoPoint

    static let indexes: [Index<Cafe>] = [.on { [.place($0.position)] }]
}
