import Templates

/// A page with a field of every kind.
struct Sample: TemplateData {
    var text = "text"
    var empty = ""
    var missing: String?
    var number = 42
    var yes = true
    var no = false
    var html = SafeHTML(trusting: "<b>bold</b>")
    var missingHTML: SafeHTML?
    var person = Person()
    var nobody: Person?
    var people = [Person(name: "Ada"), Person(name: "Bob")]
    var none: [Person] = []
    var words = ["one", "two"]
    var tree = Tree(label: "X", branches: [Tree(label: "Y")])

    static let fields: TemplateFields<Sample> = [
        "text": .text(\.text), "empty": .text(\.empty), "missing": .optionalText(\.missing),
        "number": .number(\.number), "yes": .flag(\.yes), "no": .flag(\.no), "html": .html(\.html),
        "missingHTML": .optionalHTML(\.missingHTML), "person": .object(\.person),
        "nobody": .optionalObject(\.nobody), "people": .list(\.people), "none": .list(\.none),
        "words": .texts(\.words), "tree": .object(\.tree),
    ]
}

struct Person: TemplateData {
    var name = "Cy"
    var address = Address()
    var friend: Address?

    static let fields: TemplateFields<Person> = [
        "name": .text(\.name), "address": .object(\.address), "friend": .optionalObject(\.friend),
    ]
}

struct Address: TemplateData {
    var town = "Łódź"
    var isFar = true
    var streets = ["Main", "Mill"]

    static let fields: TemplateFields<Address> = [
        "town": .text(\.town), "isFar": .flag(\.isFar), "streets": .texts(\.streets),
    ]
}

/// A value whose table leads back to itself.
struct Tree: TemplateData {
    var label: String
    var branches: [Tree] = []

    static let fields: TemplateFields<Tree> = [
        "label": .text(\.label), "branches": .list(\.branches),
    ]
}

/// What is around every page.
struct Chrome: TemplateData {
    var site = "Inkstone"
    var text = "the chrome's text"

    static let fields: TemplateFields<Chrome> = ["site": .text(\.site), "text": .text(\.text)]
}

/// Renders a page whose template is `source`.
func render(
    _ source: String, with others: [String: String] = [:], _ sample: Sample = Sample()
) throws -> String {
    let sources = others.merging(["page": source]) { $1 }
    let template = try TemplateLibrary(sources: sources)
        .template("page", page: Sample.self, chrome: Chrome.self)
    return String(decoding: template.render(Chrome(), sample), as: UTF8.self)
}

/// What is wrong with a page whose template is `source`, if anything is.
func mistake(in source: String, with others: [String: String] = [:]) -> String? {
    do {
        _ = try render(source, with: others)
        return nil
    } catch {
        return "\(error)"
    }
}
