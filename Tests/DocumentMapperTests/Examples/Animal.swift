import DocumentMapper

@Document("animals", type: "cat")
struct Cat: Hashable {
    var id = ObjectID()
    var lives = 9
}

@Document("animals", type: "dog")
struct Dog: Hashable {
    var id = ObjectID()
    var tricks: [String] = []
}

@Document("animals")
enum Animal {
    case cat(Cat)
    case dog(Dog)
    case other(UnknownDocument<ObjectID>)
}
