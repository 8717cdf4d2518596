import Templates

/// A page with a field of every kind.
@TemplateData
struct Sample {
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
    var script = TrustedAddress(trusting: "/a.js?b&c")
    var tree = Tree(label: "X", branches: [Tree(label: "Y")])
}

@TemplateData
struct Person {
    var name = "Cy"
    var address = Address()
    var friend: Address?
}

@TemplateData
struct Address {
    var town = "Łódź"
    var isFar = true
    var streets = ["Main", "Mill"]
}

/// A value whose table leads back to itself.
@TemplateData
struct Tree {
    var label: String
    var branches: [Tree] = []
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
