import DocumentMapper
import FoundationEssentials
import Testing

/// A type that only this file sees, with models in it.
private enum Desk {
    @Document("drawers")
    struct Drawer: Hashable {
        var id = 1
        var `init` = 2
        var `default`: String?
        var label: Label

        #if DEBUG
        init(label: Label) { self.label = label }
        #else
        init(label: Label) { self.label = label }
        #endif
    }

    @Embedded
    enum Label: Hashable {
        case text(Text)
        case number(of: Kind)
    }

    @Embedded
    struct Text: Hashable {
        var words: [Kind: String] = [:]
    }

    enum Kind: String, BSONCodable, BSONKey {
        case first, second
    }
}

@Suite("Declarations")
struct DeclarationTests {
    @Test func `models within a private type are stored, whatever their properties are called`()
        throws
    {
        let drawer = Desk.Drawer(label: .text(.init(words: [.second: "a"])))

        let document = try BSONDocument(encoding: drawer)

        #expect(
            document == [
                "_id": 1, "init": 2, "label": ["_type": "text", "words": ["second": "a"]],
            ])
        #expect(try Desk.Drawer(reading: document) == drawer)
    }

    @Test func `a value is asked for by the type that only the enum's neighbours see`() throws {
        let filter = Desk.Drawer.fields.label.of == .first

        let document = try filter.document()

        #expect(document == ["label.of": ["$eq": "first"]])
    }
}
