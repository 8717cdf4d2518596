import Imaging
import TestSupport
import Testing

@Suite("Hostile files")
struct HostileFileTests {
    @Test(
        "a file that is no picture is refused",
        arguments: ["", "a", "hello, this is a text", "GIF", "<html>", "RIFF1234WAVE"])
    func notAnImage(text: String) async {
        await #expect(throws: ImageError.notAnImage) {
            try await Workplace.process(Array(text.utf8), name: "photo.jpg")
        }
    }

    @Test(
        "a picture of another kind is refused",
        arguments: [
            "<svg xmlns='http://www.w3.org/2000/svg'/>", "<?xml version='1.0'?><svg/>", "%PDF-1.7",
            "II*\0", "MM\0*", "\0\0\u{1}\0", "\0\0\0\u{18}ftypheic", "BM1234", "8BPS",
        ])
    func unsupportedFormat(text: String) async {
        await #expect(throws: ImageError.unsupportedFormat) {
            try await Workplace.process(Array(text.utf8), name: "photo.jpg")
        }
    }

    @Test(
        "a picture with too many pixels is refused before it is decoded",
        arguments: [(60_000, 60_000), (16_384, 1), (1, 16_384), (8000, 8000)])
    func tooManyPixels(width: Int, height: Int) async {
        let bomb = PNG.file(width: width, height: height, pixels: [0])

        await #expect(throws: ImageError.tooManyPixels(ImageLimits())) {
            try await Workplace.process(bomb)
        }
    }

    @Test func `a file with too many bytes is refused`() async {
        let limits = ImageLimits(fileBytes: 100)

        await #expect(throws: ImageError.tooLarge(limits)) {
            try await Workplace.process(Grid.lopsided.png(), limits: limits)
        }
    }

    @Test(
        "a picture that ends too early is refused",
        arguments: [
            Grid(columns: 20, rows: 20) { column, row in row.isMultiple(of: 2) ? .red : .blue }
                .jpeg(),
            Grid.lopsided.png(),
        ], [2, 20])
    func truncated(file: [UInt8], part: Int) async {
        await #expect(throws: ImageError.damaged) {
            try await Workplace.process(Array(file.prefix(file.count * (part - 1) / part)))
        }
    }

    @Test("a damaged file gives a picture or an error, and harms nobody", arguments: 0..<40)
    func mutated(seed: Int) async throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let files = [
            Grid.lopsided.jpeg(segments: Metadata.segments(orientation: 6)),
            Grid.lopsided.png(), GIF.animation([.red, .blue]),
        ]
        var file = files[seed % files.count]
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            // The first bytes stay, or nothing would be decoded at all.
            let index = Int.random(in: 8..<file.count, using: &random)
            file[index] = UInt8.random(in: .min ... .max, using: &random)
        }

        do {
            let picture = try await Workplace.process(file)
            #expect(!picture.variants.isEmpty)
        } catch {
            #expect(error is ImageError)
        }
    }
}
