import BSONCorpus
import Testing

@Suite("The BSON corpus", .enabled(if: Corpus.isHere, "\(Corpus.missing)"))
struct CorpusTests {
    @Test("bytes and Extended JSON agree", arguments: Corpus.files)
    func agree(file: Corpus.File) {
        for result in file.content.run() {
            #expect(result.problems.isEmpty, "\(result.name)")
        }
    }

    @Test func `every file was understood`() {
        #expect(Corpus.files.count == Corpus.names.count)
    }
}
