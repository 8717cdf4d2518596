import FoundationEssentials
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

    @Test("links to folders and files are followed")
    func followsLinks() throws {
        try TemplateFiles.with(["a.mustache": "", "in/b.mustache": ""]) { files in
            try TemplateFiles.with(["c.mustache": ""]) { others in
                let manager = FileManager.default
                try manager.createSymbolicLink(
                    atPath: "\(files.folder)/others", withDestinationPath: others.folder)
                try manager.createSymbolicLink(
                    atPath: "\(files.folder)/d.mustache",
                    withDestinationPath: "\(others.folder)/c.mustache")
                let link = "\(files.folder)-link"
                try manager.createSymbolicLink(
                    atPath: link, withDestinationPath: files.folder)
                defer { try? manager.removeItem(atPath: link) }

                let library = try TemplateLibrary(folder: link)

                #expect(library.names == ["a", "d", "in/b", "others/c"])
            }
        }
    }

    @Test("a link that leads back to its folder is refused")
    func refusesCycles() throws {
        try TemplateFiles.with(["a.mustache": ""]) { files in
            try FileManager.default.createSymbolicLink(
                atPath: "\(files.folder)/again", withDestinationPath: files.folder)

            let error = #expect(throws: TemplateError.self) {
                try TemplateLibrary(folder: files.folder)
            }

            #expect(
                error?.reason == "folders lie here more than 32 deep; a link may lead back")
        }
    }

    @Test("a file in place of the folder is refused")
    func refusesFile() throws {
        try TemplateFiles.with(["a.mustache": ""]) { files in
            let error = #expect(throws: TemplateError.self) {
                try TemplateLibrary(folder: "\(files.folder)/a.mustache")
            }

            #expect(error?.reason == "this folder cannot be read")
        }
    }
}
