import DocumentMapper

@Document("galleries")
struct Gallery: Hashable {
    var id = ObjectID()
    var cover: Attachment?
    var pictures: [Attachment] = []
}
