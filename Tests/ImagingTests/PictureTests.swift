import Imaging
import TestSupport
import Testing

@Suite("Pictures")
struct PictureTests {
    @Test func `a picture is made in the widths asked for`() async throws {
        let jpeg = Grid(columns: 120, rows: 90) { column, _ in column < 60 ? .red : .blue }.jpeg()

        let picture = try await Workplace.process(jpeg, widths: [640, 320, 320, 100])

        #expect(
            picture.variants.map { [$0.width, $0.height] } == [
                [100, 75], [320, 240], [640, 480],
            ])
    }

    @Test func `a picture is never enlarged`() async throws {
        let picture = try await Workplace.process(Grid.lopsided.jpeg(), widths: [24, 640, 1280])

        #expect(picture.variants.map { [$0.width, $0.height] } == [[24, 16], [48, 32]])
    }

    @Test func `the size of the upload is told`() async throws {
        let jpeg = Grid(columns: 30, rows: 20) { _, _ in .green }.jpeg()

        let picture = try await Workplace.process(jpeg, widths: [40])

        #expect([picture.width, picture.height] == [240, 160])
    }

    @Test func `the average color is told`() async throws {
        let jpeg = Grid(columns: 4, rows: 4) { column, _ in
            column < 2
                ? Color(red: 228, green: 228, blue: 228) : Color(red: 28, green: 28, blue: 28)
        }.jpeg()

        let picture = try await Workplace.process(jpeg)

        #expect(picture.averageColor == "#808080")
    }

    @Test("a picture is turned upright", arguments: 1...8)
    func orientation(orientation: Int) async throws {
        let upright = try await Workplace.process(Grid.lopsided.jpeg())
        let stored = Grid.lopsided.stored(orientation: orientation)
            .jpeg(segments: Metadata.segments(orientation: orientation))

        let picture = try await Workplace.process(stored)

        #expect(picture == upright)
    }

    @Test func `a turned picture is measured upright`() async throws {
        let jpeg = Grid(columns: 8, rows: 4) { _, _ in .red }
            .jpeg(segments: Metadata.segments(orientation: 6))

        let picture = try await Workplace.process(jpeg, widths: [16])

        #expect(
            [picture.width, picture.height, picture.variants[0].width, picture.variants[0].height]
                == [32, 64, 16, 32])
    }

    @Test(
        "no metadata is published",
        arguments: [
            Grid.lopsided.jpeg(segments: Metadata.segments(orientation: 1)), Grid.lopsided.png(),
        ])
    func metadata(file: [UInt8]) async throws {
        let picture = try await Workplace.process(file)

        let text = String(decoding: picture.variants[0].bytes, as: UTF8.self)
        #expect(!text.contains(Metadata.secret) && !text.lowercased().contains("exif"))
    }

    @Test func `a photograph is published as a progressive JPEG`() async throws {
        let picture = try await Workplace.process(
            Grid.lopsided.jpeg(segments: Metadata.segments(orientation: 1)))

        let structure = JPEGStructure(picture.variants[0].bytes)
        // Quantization, Huffman codes and a progressive frame, after JFIF's own.
        #expect(Set(structure.markers).subtracting([0xE0]) == [0xDB, 0xC2, 0xC4])
        #expect([structure.width, structure.height] == [48, 32])
        #expect(picture.variants[0].mediaType == "image/jpeg")
    }

    @Test func `what follows a picture in its file is not published`() async throws {
        let picture = try await Workplace.process(
            Grid.lopsided.jpeg() + Array("<script>alert(1)</script>".utf8))

        #expect(!String(decoding: picture.variants[0].bytes, as: UTF8.self).contains("script"))
    }

    @Test func `transparency is kept`() async throws {
        let png = Grid(columns: 4, rows: 4) { column, _ in column < 2 ? .clear : .red }.png()

        let picture = try await Workplace.process(png)

        let text = String(decoding: picture.variants[0].bytes, as: UTF8.self)
        #expect(picture.variants[0].mediaType == "image/webp" && text.contains("ALPH"))
    }

    @Test func `of an animation the first frame is shown`() async throws {
        let gif = GIF.animation([
            Color(red: 255, green: 0, blue: 0), Color(red: 0, green: 0, blue: 255),
        ])

        let picture = try await Workplace.process(gif)

        #expect(picture.format == .gif && picture.averageColor.hasPrefix("#f"))
    }

    @Test func `a published WebP can be uploaded again`() async throws {
        let first = try await Workplace.process(Grid.lopsided.png())

        let second = try await Workplace.process(first.variants[0].bytes)

        #expect(second.format == .webp && second.width == 48)
    }

    @Test func `a very thin picture keeps one pixel`() async throws {
        let jpeg = Grid(columns: 200, rows: 1) { _, _ in .blue }.jpeg()

        let picture = try await Workplace.process(jpeg, widths: [10])

        #expect([picture.variants[0].width, picture.variants[0].height] == [10, 1])
    }

    @Test func `a name with brackets and blanks is only a name`() async throws {
        let picture = try await Workplace.process(Grid.lopsided.png(), name: "a [page=2,n=-1].jpg")

        #expect(picture.format == .png)
    }
}
