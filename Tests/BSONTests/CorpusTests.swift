import BSON
import Testing

@Suite("The BSON corpus", .enabled(if: Corpus.isHere, "\(Corpus.missing)"))
struct CorpusTests {
    @Test("canonical bytes are written as they were read", arguments: Corpus.files)
    func canonical(file: Corpus.File) throws {
        for example in file.valid ?? [] {
            let document = try BSONDocument(bytes(hexadecimal: example.canonical))

            let copy = rebuilt(document)

            #expect(copy.bytes == document.bytes, "\(example.description)")
        }
    }

    @Test("degenerate bytes are written in canonical form", arguments: Corpus.files)
    func degenerate(file: Corpus.File) throws {
        for example in file.valid ?? [] {
            guard let degenerate = example.degenerate else { continue }
            let document = try BSONDocument(bytes(hexadecimal: degenerate))

            let copy = rebuilt(document)

            #expect(copy.bytes == bytes(hexadecimal: example.canonical), "\(example.description)")
        }
    }

    @Test("broken bytes are refused", arguments: Corpus.files)
    func broken(file: Corpus.File) {
        for example in file.decodeErrors ?? [] {
            #expect(throws: BSONError.self, "\(example.description)") {
                try BSONDocument(bytes(hexadecimal: example.bson))
            }
        }
    }

    @Test func `every file was understood`() {
        #expect(Corpus.files.count == Corpus.names.count)
    }
}
