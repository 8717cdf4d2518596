import FoundationEssentials
import Testing

/// The BSON corpus of MongoDB's drivers, where it is at hand.
enum Corpus {
    /// One file of the corpus.
    struct File: Decodable, Sendable, CustomTestStringConvertible {
        let description: String
        let valid: [ValidCase]?
        let decodeErrors: [InvalidCase]?

        var testDescription: String { description }
    }

    /// Bytes that must be understood.
    struct ValidCase: Decodable, Sendable {
        let description: String
        let canonical: String
        let degenerate: String?

        enum CodingKeys: String, CodingKey {
            case description
            case canonical = "canonical_bson"
            case degenerate = "degenerate_bson"
        }
    }

    /// Bytes that must be refused.
    struct InvalidCase: Decodable, Sendable {
        let description: String
        let bson: String
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
        return data.flatMap { try? JSONDecoder().decode(File.self, from: $0) }
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
