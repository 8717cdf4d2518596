import DocumentMapper
import Testing

@Suite("Rules and updates")
struct UpdateRulesTests {
    typealias Change = DocumentMapper.Change<Member>

    static let mistakes: [(@Sendable (Member.Fields) -> Change, path: String)] = [
        ({ $0.tags.push("") }, "tags.0"),
        ({ $0.tags.push(contentsOf: ["a", "A B"]) }, "tags.1"),
        ({ $0.tags.addToSet("A B") }, "tags.0"),
        ({ $0.tags.each.set("") }, "tags.0"),
        ({ $0.homes.push(Member.Home(city: "")) }, "homes.0.city"),
        ({ $0.homes.each.annexes.push(Member.Home(city: "")) }, "homes.annexes.0.city"),
        ({ $0.homes.each.city.set("") }, "homes.city"),
        ({ $0.homes.each.set(Member.Home(city: "")) }, "homes.0.city"),
        ({ $0.home.annexes.push(Member.Home(city: "")) }, "home.annexes.0.city"),
    ]

    @Test("an element that breaks a rule is refused", arguments: mistakes.indices)
    func refused(index: Int) throws {
        let (change, path) = Self.mistakes[index]

        let error = #expect(throws: ValidationError.self) {
            try Update<Member>([change(Member.fields)], countsAsEdit: true)
        }

        #expect(error?.failures.keys.sorted() == [path])
    }

    @Test func `what only the server can tell is left to it`() throws {
        let fields = Member.fields

        let many = try Update<Member>(
            [fields.tags.push(contentsOf: ["a", "b", "c", "d"])], countsAsEdit: true)
        let none = try Update<Member>([fields.marks.addToSet(contentsOf: [])], countsAsEdit: true)

        #expect(!many.isEmpty && !none.isEmpty)
    }
}
