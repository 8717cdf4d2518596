import DocumentMapper

/// The nested document of the benchmark for object mappers: thirteen documents of
/// fifteen fields each, about 7.6 KB.
@Document("nested")
struct NestedDocument {
    var id = ObjectID()
    var first: SubDocument
    var second: SubDocument
    var third: SubDocument
    var fourth: SubDocument
    var fifth: SubDocument
    var sixth: SubDocument
    var seventh: SubDocument
    var eighth: SubDocument
    var list: [SubDocument]

    static let indexes: [Index<NestedDocument>] = [
        .on { $0.first.uniqueID.ascending },
        .on { $0.list.anyElement.uniqueID.ascending },
    ]

    init() {
        first = SubDocument(uniqueID: ObjectID())
        second = SubDocument(uniqueID: ObjectID())
        third = SubDocument(uniqueID: ObjectID())
        fourth = SubDocument(uniqueID: ObjectID())
        fifth = SubDocument(uniqueID: ObjectID())
        sixth = SubDocument(uniqueID: ObjectID())
        seventh = SubDocument(uniqueID: ObjectID())
        eighth = SubDocument(uniqueID: ObjectID())
        list = (0..<5).map { _ in SubDocument(uniqueID: ObjectID()) }
    }
}
