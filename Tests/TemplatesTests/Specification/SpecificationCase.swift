import Templates
import Testing

/// A behaviour that Mustache's specification asks for, in words of our own.
struct SpecificationCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let template: String

    /// The data, as JSON.
    let data: String
    let partials: [String: String]
    let result: String

    init(
        _ description: String, _ template: String, _ data: String,
        partials: [String: String] = [:], _ result: String
    ) {
        testDescription = description
        self.template = template
        self.data = data
        self.partials = partials
        self.result = result
    }

    /// A case without data.
    init(
        _ description: String, _ template: String, partials: [String: String] = [:],
        _ result: String
    ) {
        self.init(description, template, "{}", partials: partials, result)
    }

    /// What the template makes of the data.
    func rendered() throws -> String {
        let data = try JSONValue(contents: data.utf8, file: "data")
        let template = try TextTemplate(template, partials: TemplateLibrary(sources: partials))
        return String(decoding: try template.render(data), as: UTF8.self)
    }
}
