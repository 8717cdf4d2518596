import FoundationEssentials
import Templates
import Testing

@Suite("Reloading")
struct ReloadingTests {
    typealias Site = Template<Chrome, Sample>

    private static let files = [
        "page.mustache": "{{>part}} {{text}}", "part.mustache": "one",
    ]

    private func templates(
        _ folders: [String], reloads: Bool
    ) throws -> CompiledTemplates<Site> {
        try CompiledTemplates(folders: folders, reloads: reloads) {
            library throws(TemplateError) in
            try library.template("page", page: Sample.self, chrome: Chrome.self)
        }
    }

    private func page(_ templates: CompiledTemplates<Site>) throws -> String {
        String(decoding: try templates.current().render(Chrome(), Sample()), as: UTF8.self)
    }

    @Test("a changed file shows the next time, also an included one")
    func reloads() throws {
        try TemplateFiles.with(Self.files) { files in
            let templates = try templates([files.folder], reloads: true)
            let before = try page(templates)

            try files.write("two, longer", to: "part.mustache")
            let after = try page(templates)

            #expect(before == "one text")
            #expect(after == "two, longer text")
        }
    }

    @Test("without reloading, files are read once")
    func readsOnce() throws {
        try TemplateFiles.with(Self.files) { files in
            let templates = try templates([files.folder], reloads: false)

            try files.write("two, longer", to: "part.mustache")
            try files.remove("page.mustache")

            #expect(try page(templates) == "one text")
        }
    }

    @Test("a mistake is told until it is mended, and names its place")
    func tellsMistakes() throws {
        try TemplateFiles.with(Self.files) { files in
            let templates = try templates([files.folder], reloads: true)

            try files.write("\n{{txet}}", to: "part.mustache")
            let errors = (0..<2).map { _ in
                #expect(throws: TemplateError.self) { try page(templates) }
            }
            try files.write("mended", to: "part.mustache")
            let mended = try page(templates)

            #expect(
                errors.map { $0?.file }
                    == Array(repeating: "\(files.folder)/part.mustache", count: 2))
            #expect(errors.map { $0?.line } == [2, 2])
            #expect(mended == "mended text")
        }
    }

    @Test("a file that appears in a theme, or goes away from it, shows the next time")
    func followsTheme() throws {
        try TemplateFiles.with(Self.files) { files in
            try TemplateFiles.with([:]) { theme in
                let templates = try templates([files.folder, theme.folder], reloads: true)

                try theme.write("themed", to: "part.mustache")
                let themed = try page(templates)
                try theme.remove("part.mustache")
                let plain = try page(templates)

                #expect(themed == "themed text")
                #expect(plain == "one text")
            }
        }
    }

    @Test("a folder that goes away is a mistake, and may come back")
    func missesFolder() throws {
        try TemplateFiles.with(Self.files) { files in
            let templates = try templates([files.folder], reloads: true)

            try files.remove("")
            let error = #expect(throws: TemplateError.self) { try page(templates) }
            for (path, content) in Self.files {
                try files.write(content, to: path)
            }

            #expect(error?.reason == "this folder cannot be read")
            #expect(try page(templates) == "one text")
        }
    }

    @Test("a mistake at the start is thrown at once", arguments: [true, false])
    func refusesMistakes(reloads: Bool) throws {
        try TemplateFiles.with(["page.mustache": "{{txet}}"]) { files in
            let error = #expect(throws: TemplateError.self) {
                try templates([files.folder], reloads: reloads)
            }

            #expect(error?.line == 1)
        }
    }
}
