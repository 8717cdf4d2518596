import DocumentMapper

@Document("users")
struct User: Hashable {
    var id = ObjectID()
    var name: String
}

extension User {
    static let deleteRules: [DeleteRule<User>] = [
        .restrict(Post.self, \.author),
        .nullify(Team.self, \.lead),
        .pull(Team.self, \.members),
    ]
}

@Document("teams")
struct Team: Hashable {
    var id = ObjectID()
    var lead: Reference<User>?
    var members: [Reference<User>] = []
}
