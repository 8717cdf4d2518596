import FoundationEssentials
import Hummingbird
import Testing

@testable import Web

/// A form with a field of every kind.
private struct Order: FormModel {
    enum Size: String, FormValue { case small, large }

    struct Address: FormModel {
        var street = ""

        static let fields: [FormField<Address>] = [
            .field("street", \.street, .must("Say where.") { !$0.isEmpty })
        ]
    }

    var item = "ink"
    var count = 1
    var weight = 0.5
    var isGift = true
    var size = Size.small
    var day = Date(timeIntervalSince1970: 0)
    var note: Int?
    var tags: [String] = ["a"]
    var numbers: [Int] = []
    var address = Address()
    var isPaid = false

    static let fields: [FormField<Order>] =
        [
            .field("item", \.item, tidy: { $0.lowercased() }, .must("Say what.") { !$0.isEmpty }),
            .field(
                "count", \.count, .must("At most 9.") { $0 <= 9 }, .must("At most 99.") { $0 <= 99 }
            ),
            .field("weight", \.weight), .field("gift", \.isGift), .field("size", \.size),
            .field("day", \.day), .field("note", \.note), .field("tag", \.tags),
            .field("number", \.numbers),
        ] + FormField.fields("address", of: \.address)

    static func check(_ form: inout FilledForm<Order>) {
        if form.isGift, form.count > 1 { form.blame("", "One gift only.") }
    }
}

@Suite("Filled form")
struct FilledFormTests {
    private func order(_ fields: [(name: String, value: String)]) throws -> FilledForm<Order> {
        try FilledForm(Form(fields: [("address.street", "x")] + fields))
    }

    @Test func `each field becomes a value of its type`() throws {
        let form = try order([
            ("item", "Paper"), ("count", " 7 "), ("weight", "1.25"), ("gift", "on"),
            ("size", "large"), ("day", "2024-02-29T23:59"), ("note", "3"), ("tag", "x"),
            ("tag", "y"), ("number", "1"), ("number", "-2"),
        ])

        #expect(form.problems == ["": ["One gift only."]])
        #expect(form.item == "paper" && form.count == 7 && form.weight == 1.25 && form.isGift)
        #expect(form.size == .large && form.note == 3 && form.address.street == "x")
        #expect(form.tags == ["x", "y"] && form.numbers == [1, -2])
        #expect(form.day == Date(timeIntervalSince1970: 1_709_251_140))
    }

    @Test func `what did not come stays, but boxes and lists are empty`() throws {
        let form = try order([])

        #expect(form.isComplete)
        #expect(form.item == "ink" && form.count == 1 && form.size == .small)
        #expect(!form.isGift && form.tags.isEmpty)
    }

    @Test func `an empty field is no value where none is needed`() throws {
        let form = try order([("note", " ")])

        #expect(form.isComplete && form.note == nil)
    }

    @Test(
        "what cannot be read is a problem, and comes back as it was typed",
        arguments: [
            ("count", "seven"), ("count", ""), ("count", "99999999999999999999"),
            ("weight", "nan"), ("weight", "1,5"), ("gift", "maybe"), ("size", "huge"),
            ("day", "2023-02-29"), ("day", "2023-02-28T24:00"), ("day", "tomorrow"),
            ("note", "x"), ("number", "x"),
        ])
    func unreadable(name: String, typed: String) throws {
        let form = try order([(name, typed)])
        let property = try #require(Order.fields.first { $0.name == name }?.property())

        #expect(form.problem(property) != nil && form.problems.count == 1)
        #expect(form.texts(property) == [typed])
    }

    @Test func `of the rules that are broken the first is told`() throws {
        let form = try order([("count", "100")])

        #expect(form.problem(\.count) == "At most 9.")
        #expect(form.text(\.count) == "100")
    }

    @Test func `a value that is tidied comes back tidy`() throws {
        #expect(try order([("item", "PAPER")]).text(\.item) == "paper")
    }

    @Test func `no property is filled that is not listed`() throws {
        let form = try order([("isPaid", "1"), ("paid", "1"), ("values", "1")])

        #expect(!form.isPaid && form.isComplete)
    }

    @Test(
        "a field that comes twice and may not is refused",
        arguments: ["item", "count", "gift", "note", "address.street"])
    func pollution(name: String) {
        #expect(throws: HTTPError.self) { try order([(name, "1"), (name, "1")]) }
    }

    @Test func `a form within a form has fields and problems of its own`() throws {
        let form = try FilledForm<Order>(Form(fields: []))

        #expect(form.problem(\.address.street) == "Say where.")
        #expect(form.problems.keys.sorted() == ["address.street"])
    }

    @Test func `what others find stands beside the field it is about`() throws {
        var form = try order([])

        form.blame(["tag.2": ["Too long."], "item": ["Taken."], "owner": ["Unknown."]])

        #expect(form.problem(\.tags) == "Too long.")
        #expect(form.problem(\.item) == "Taken.")
        #expect(form.problem("") == "Unknown.")
    }

    @Test func `a date is shown as it is read`() throws {
        let form = FilledForm<Order>()

        #expect(form.text(\.day) == "1970-01-01T00:00")
    }
}
