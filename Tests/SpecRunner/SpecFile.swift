import BSON
import BSONCorpus
import FoundationEssentials

/// A file of tests.
struct SpecFile {
    /// What to call the file: its path below the folder that was asked for.
    let path: String

    private let url: URL

    /// Returns the files of a folder and the folders in it, or the file itself.
    ///
    /// - Throws: ``Failure`` if there is no such folder.
    static func all(in path: String) throws -> [SpecFile] {
        let root = URL(filePath: path)
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Failure("there is no \(path)")
        }
        guard isFolder else { return [SpecFile(path: root.lastPathComponent, url: root)] }
        return try FileManager.default.subpathsOfDirectory(atPath: path)
            .filter { $0.hasSuffix(".json") }.sorted()
            .map { SpecFile(path: $0, url: root.appending(path: $0)) }
    }

    /// The tests of a file, by their format.
    enum Contents {
        case unified(BSONDocument)
        case corpus(CorpusFile)
    }

    /// Reads the file, and translates the older formats into the unified one.
    ///
    /// - Throws: ``Failure`` if it is in no format that is known.
    func contents() throws -> Contents {
        let data = try Data(contentsOf: url)
        let name = url.deletingPathExtension().lastPathComponent
        let document = try BSONDocument(extendedJSON: String(decoding: data, as: UTF8.self))
        let test = document["tests"]?.array?.first?.document
        if document["schemaVersion"] != nil { return .unified(document) }
        if document["bson_type"] != nil { return .corpus(try CorpusFile(json: data)) }
        if test?["act"] != nil {
            return .unified(try LegacyGridFSFile(document).unified(named: name))
        }
        if test?["changeStreamPipeline"] != nil {
            return .unified(try LegacyChangeStreamFile(document).unified(named: name))
        }
        if test?["operations"] != nil || test?["operation"] != nil {
            return .unified(try LegacyFile(document).unified(named: name))
        }
        throw Failure("it is in no format that is known")
    }
}
