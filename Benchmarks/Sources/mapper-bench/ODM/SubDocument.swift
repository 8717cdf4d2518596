import DocumentMapper

/// One of the thirteen documents in a nested one: fifteen fields.
@Embedded
struct SubDocument {
    var uniqueID: ObjectID
    var field1 = "ink stone paper lantern 1"
    var field2 = "ink stone paper lantern 2"
    var field3 = "ink stone paper lantern 3"
    var field4 = "ink stone paper lantern 4"
    var field5 = "ink stone paper lantern 5"
    var field6 = "ink stone paper lantern 6"
    var field7 = "ink stone paper lantern 7"
    var field8 = "ink stone paper lantern 8"
    var field9 = "ink stone paper lantern 9"
    var field10 = "ink stone paper lantern 10"
    var field11 = "ink stone paper lantern 11"
    var field12 = "ink stone paper lantern 12"
    var field13 = "ink stone paper lantern 13"
    var field14 = "ink stone paper lantern 14"
}
