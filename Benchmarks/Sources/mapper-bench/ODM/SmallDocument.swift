import DocumentMapper

/// The flat document of the benchmark for object mappers: thirteen fields, about 250
/// bytes.
@Document("small")
struct SmallDocument {
    var id = ObjectID()
    var field1 = "Ink Stone"
    var field2 = "Paper"
    var field3 = "Lantern"
    var field4 = "River"
    var field5 = "Mountain"
    var field6 = "Willow"
    var field7: Reference<SmallDocument>?
    var field8: Int32 = 1
    var field9: Int32 = 22
    var field10: Int32 = 333
    var field11: Int32 = 4444
    var field12: Int32 = 55555
    var field13: Int32 = 666_666

    static let indexes: [Index<SmallDocument>] = [.on { $0.field7 }]
}
