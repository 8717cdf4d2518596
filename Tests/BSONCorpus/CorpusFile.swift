public import FoundationEssentials

/// One file of the BSON corpus of MongoDB's drivers.
public struct CorpusFile: Decodable, Sendable {
    /// What the file is about.
    public let description: String

    let type: String
    let valid: [ValidCase]?
    let decodeErrors: [UndecodableCase]?
    let parseErrors: [UnparsableCase]?

    private enum CodingKeys: String, CodingKey {
        case description, valid, decodeErrors, parseErrors
        case type = "bson_type"
    }

    /// Reads a file.
    ///
    /// - Throws: `DecodingError` if it is no file of the corpus.
    public init(json: Data) throws {
        self = try JSONDecoder().decode(CorpusFile.self, from: json)
    }

    /// Runs every case of the file.
    public func run() -> [CorpusResult] {
        let valid = (valid ?? []).map { CorpusResult(name: $0.description, problems: $0.check()) }
        let undecodable = (decodeErrors ?? []).map {
            CorpusResult(name: $0.description, problems: $0.check())
        }
        let unparsable = (parseErrors ?? []).map {
            CorpusResult(name: $0.description, problems: $0.check(type: type))
        }
        return valid + undecodable + unparsable
    }
}

/// How one case of the corpus went.
public struct CorpusResult: Sendable {
    /// The case.
    public let name: String

    /// What went otherwise than it should; empty if all went well.
    public let problems: [String]
}
