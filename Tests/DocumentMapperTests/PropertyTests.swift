import DocumentMapper
import FoundationEssentials
import Testing

/// A model that notes its times, and has properties called as members of a field are.
@Document("events")
struct Event {
    var id = ObjectID()
    @CreatedAt @Key("made") var createdAt = Date(timeIntervalSince1970: 0)
    @UpdatedAt var updatedAt = Date(timeIntervalSince1970: 0)
    @DeletedAt var deletedAt: Date?
    var path: Route
    var detours: [Route] = []
    var shortcut: Route?

    @Embedded
    struct Route {
        var min: Int
        var exists: Bool?
        var dottedPath: String?
    }
}

@Suite("What a model says of itself")
struct PropertyTests {
    @Test func `every property is named with its key, and whether it is required`() {
        let properties = Event.properties

        #expect(
            properties.map(\.key) == [
                "_id", "made", "updatedAt", "deletedAt", "path", "detours", "shortcut",
            ])
        #expect(properties[1].name == "createdAt")
        #expect(properties.filter(\.isRequired).map(\.key) == ["_id", "path"])
    }

    @Test func `a property knows its type and the way to its value`() {
        let event = Event(path: .init(min: 1), detours: [.init(min: 2), .init(min: 3)])
        let property = Event.properties[5]

        let value = event[keyPath: property.keyPath] as? [Event.Route]

        #expect(property.type is [Event.Route].Type)
        #expect(value?.map(\.min) == [2, 3])
        #expect(Event.properties[6].type is Event.Route?.Type)
    }

    @Test func `times are told apart`() {
        #expect(Event.timestamps?.created?.key == "made")
        #expect(Event.timestamps?.updated?.key == "updatedAt")
        #expect(Event.deletion?.key == "deletedAt")
        #expect(Article.timestamps?.created == nil)
        #expect(Article.deletion?.key == nil)
    }

    static let collisions: [(Filter<Event>, String)] = [
        (Event.fields.path[\.min] == 1, "path.min"),
        (Event.fields.path[\.exists] == true, "path.exists"),
        (Event.fields.shortcut[\.min] == 1, "shortcut.min"),
        (Event.fields.shortcut[\.dottedPath] == "a", "shortcut.dottedPath"),
        (Event.fields.detours.anyElement[\.min] == 1, "detours.min"),
    ]

    @Test(
        "a property called as a member of every field is named by its key path",
        arguments: collisions)
    func collision(filter: Filter<Event>, path: String) throws {
        let document = try filter.document()

        #expect(document.keys == [path])
    }
}
