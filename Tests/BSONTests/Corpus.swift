import BSONCorpus
import FoundationEssentials
import Testing

/// The BSON corpus of MongoDB's drivers, where it is at hand.
enum Corpus {
    /// One file of the corpus.
    struct File: Sendable, CustomTestStringConvertible {
        let name: String
        let content: CorpusFile

        var testDescription: String { "\(name): \(content.description)" }
    }

    /// What a skipped test says.
    static let missing = """
        The BSON corpus is not here: set MONGODB_SPECS to a folder that holds bson_corpus, or \
        place one at ../shared/specs.
        """

    static let names =
        (try? FileManager.default.contentsOfDirectory(atPath: folder))?
        .filter { $0.hasSuffix(".json") }.sorted() ?? []

    static let files = names.compactMap { name in
        let data = FileManager.default.contents(atPath: "\(folder)/\(name)")
        return data.flatMap { try? CorpusFile(json: $0) }.map { File(name: name, content: $0) }
    }

    static var isHere: Bool { !names.isEmpty }

    private static let folder: String = {
        let package = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let specs =
            ProcessInfo.processInfo.environment["MONGODB_SPECS"].map { URL(filePath: $0) }
            ?? package.appending(path: "../shared/specs")
        return specs.appending(path: "bson_corpus").path
    }()
}
