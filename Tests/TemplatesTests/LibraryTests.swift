import FoundationEssentials
import Templates
import Testing

@Suite("Template library")
struct LibraryTests {
    /// Makes a folder with files in it, and removes it afterwards.
    private func withFolder(
        _ files: [String: String], _ body: (String) throws -> Void
    ) throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "templates-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for (path, content) in files {
            let file = folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(content.utf8).write(to: file)
        }
        try body(folder.path)
    }

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
        try withFolder(files) { folder in
            let library = try TemplateLibrary(folder: folder)

            #expect(library.names == ["layout", "posts/show"])
        }
    }

    @Test("a file of a later folder replaces the same file of an earlier one")
    func overlays() throws {
        let base = ["layout.mustache": "plain", "posts/show.mustache": "{{>layout}} {{text}}"]
        try withFolder(base) { folder in
            try withFolder(["layout.mustache": "themed"]) { theme in
                let plain = try page(TemplateLibrary(folder: folder))
                let themed = try page(TemplateLibrary(folders: [folder, theme]))

                #expect(plain == "plain text")
                #expect(themed == "themed text")
            }
        }
    }

    @Test("a mistake names the file's path")
    func namesPath() throws {
        try withFolder(["posts/show.mustache": "\n{{txet}}"]) { folder in
            let error = #expect(throws: TemplateError.self) {
                try page(TemplateLibrary(folder: folder))
            }

            #expect(error?.file == "\(folder)/posts/show.mustache")
            #expect(error?.line == 2)
        }
    }

    @Test("a byte order mark is not part of the page")
    func dropsByteOrderMark() throws {
        try withFolder(["posts/show.mustache": "\u{FEFF}<p>"]) { folder in
            let result = try page(TemplateLibrary(folder: folder))

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
