/// What a worker printed.
///
/// A worker may have been taken over by the file it read, so its answer is read
/// like any stranger's: what is not exactly as expected is no answer.
enum WorkerAnswer {
    case picture(ProcessedImage)
    case refused(Refusal)

    /// Why a worker made no pictures, in its own word.
    enum Refusal: String {
        case notAnImage
        case unsupportedFormat
        case tooManyPixels
        case damaged
    }

    /// Reads the lines, the empty line after them, and the pictures' bytes.
    init?(_ bytes: [UInt8]) {
        let lineFeed = UInt8(ascii: "\n")
        guard
            let end = bytes.indices.dropLast().first(where: {
                bytes[$0] == lineFeed && bytes[$0 + 1] == lineFeed
            })
        else { return nil }
        let lines = bytes[..<end].split(separator: lineFeed).map { line in
            String(decoding: line, as: UTF8.self).split(separator: " ").map(String.init)
        }
        guard let first = lines.first else { return nil }
        if first.count == 2, first[0] == "refused", lines.count == 1 {
            guard let refusal = Refusal(rawValue: first[1]) else { return nil }
            self = .refused(refusal)
        } else {
            let body = bytes[(end + 2)...]
            guard let picture = Self.picture(first, lines.dropFirst(), body) else { return nil }
            self = .picture(picture)
        }
    }

    private static func picture(
        _ words: [String], _ lines: ArraySlice<[String]>, _ body: ArraySlice<UInt8>
    ) -> ProcessedImage? {
        guard words.count == 5, words[0] == "picture", !lines.isEmpty,
            let format = ImageFormat(rawValue: words[1]),
            let width = side(words[2]), let height = side(words[3]), isColor(words[4])
        else { return nil }
        var variants: [ImageVariant] = []
        var rest = body
        for line in lines {
            guard let variant = variant(line, &rest) else { return nil }
            variants.append(variant)
        }
        guard rest.isEmpty else { return nil }
        return ProcessedImage(
            format: format, width: width, height: height, averageColor: words[4],
            variants: variants)
    }

    private static func variant(
        _ words: [String], _ rest: inout ArraySlice<UInt8>
    ) -> ImageVariant? {
        guard words.count == 5, words[0] == "variant",
            let width = side(words[1]), let height = side(words[2]),
            let count = Int(words[4]), count > 0, count <= rest.count
        else { return nil }
        let bytes = Array(rest.prefix(count))
        rest = rest.dropFirst(count)
        guard words[3] == mediaType(of: bytes) else { return nil }
        return ImageVariant(width: width, height: height, mediaType: words[3], bytes: bytes)
    }

    /// What readers' browsers will take the bytes for.
    private static func mediaType(of bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
        let isWebP = bytes.starts(with: "RIFF".utf8) && bytes.dropFirst(8).starts(with: "WEBP".utf8)
        return isWebP ? "image/webp" : nil
    }

    private static func side(_ word: String) -> Int? {
        Int(word).flatMap { (1...65_535).contains($0) ? $0 : nil }
    }

    private static func isColor(_ word: String) -> Bool {
        let digits = word.utf8.dropFirst()
        return word.utf8.count == 7 && word.first == "#"
            && digits.allSatisfy { "0123456789abcdef".utf8.contains($0) }
    }
}
