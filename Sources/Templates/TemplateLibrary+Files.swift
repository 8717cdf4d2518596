import FoundationEssentials

extension TemplateLibrary {
    private static let ending = ".mustache"
    private static let maximumDepth = 32

    static func path(of name: String, in folder: String) -> String {
        "\(folder)/\(name)\(ending)"
    }

    /// The names of the templates in a folder, also where links lead to other folders.
    static func names(in folder: String) throws(TemplateError) -> [String] {
        var names: [String] = []
        var waiting: [[String]] = [[]]
        while let path = waiting.popLast() {
            let inner = ([folder] + path).joined(separator: "/")
            guard path.count <= maximumDepth else {
                throw TemplateError(
                    "folders lie here more than \(maximumDepth) deep; a link may lead back",
                    at: .wholeFile(inner))
            }
            for entry in try entries(of: inner) where !entry.hasPrefix(".") {
                var isFolder = false
                _ = FileManager.default.fileExists(
                    atPath: "\(inner)/\(entry)", isDirectory: &isFolder)
                if isFolder {
                    waiting.append(path + [entry])
                } else if entry.hasSuffix(ending) {
                    let name = (path + [entry]).joined(separator: "/")
                    names.append(String(name.dropLast(ending.count)))
                }
            }
        }
        return names
    }

    private static func entries(of folder: String) throws(TemplateError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw TemplateError("this folder cannot be read", at: .wholeFile(folder))
        }
    }

    static func text(of file: String) throws(TemplateError) -> String {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw TemplateError("this file cannot be read", at: .wholeFile(file))
        }
        return try text(data, of: file)
    }

    /// The text of a file's contents, without a byte order mark.
    static func text(
        _ contents: some Collection<UInt8>, of file: String
    ) throws(TemplateError) -> String {
        guard let text = String(validating: contents, as: UTF8.self) else {
            throw TemplateError("this file is not UTF-8", at: .wholeFile(file))
        }
        return text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
    }
}
