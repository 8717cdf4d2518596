import Templates
import Testing

@Suite("Template library")
struct LibraryTests {
    private func page(_ library: TemplateLibrary) throws -> String {
        let template = try library.template("posts/show", page: Sample.self, chrome: Chrome.self)
        return String(decoding: template.render(Chrome(), Sample()), as: UTF8.self)
    }

    @Test("templates are named by their paths")
    func namesFiles() throws {
        let files = [
            "layout.mustache": "", "posts/show.mustache": "", "posts/notes.txt": "",
            ".hidden/a.mustache": "", "posts/.b.mustache": "",
        ]
        try TemplateFiles.with(files) { files in
            let library = try TemplateLibrary(folder: files.folder)

            #expect(library.names == ["layout", "posts/show"])
        }
    }

    @Test("a file of a later folder replaces the same file of an earlier one")
    func overlays() throws {
        let base = ["layout.mustache": "plain", "posts/show.mustache": "{{>layout}} {{text}}"]
        try TemplateFiles.with(base) { files in
            try TemplateFiles.with(["layout.mustache": "themed"]) { theme in
                let plain = try page(TemplateLibrary(folder: files.folder))
                let themed = try page(TemplateLibrary(folders: [files.folder, theme.folder]))

                #expect(plain == "plain text")
                #expect(themed == "themed text")
            }
        }
    }

    @Test("a mistake names the file's path")
    func namesPath() throws {
        try TemplateFiles.with(["posts/show.mustache": "\n{{txet}}"]) { files in
            let error = #expect(throws: TemplateError.self) {
                try page(TemplateLibrary(folder: files.folder))
            }

            #expect(error?.file == "\(files.folder)/posts/show.mustache")
            #expect(error?.line == 2)
        }
    }

    @Test("a byte order mark is not part of the page")
    func dropsByteOrderMark() throws {
        try TemplateFiles.with(["posts/show.mustache": "\u{FEFF}<p>"]) { files in
            let result = try page(TemplateLibrary(folder: files.folder))

            #expect(result == "<p>")
        }
    }

    @Test("a folder that is not there is refused")
    func refusesMissingFolder() {
        let error = #expect(throws: TemplateError.self) {
            try TemplateLibrary(folder: "/nowhere/at/all")
        }

        #expect(error?.description == "/nowhere/at/all: this folder cannot be read")
    }
}
