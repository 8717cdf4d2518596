import CVips

/// What the worker is asked to do.
struct Job {
    /// The file to read.
    let path: String

    private let widths: [Int32]
    private let maximumPixels: Int
    private let maximumSide: Int

    /// Reads the command line.
    init?(arguments: [String]) {
        guard arguments.count == 5, let pixels = Int(arguments[3]), let side = Int(arguments[4])
        else { return nil }
        let widths = arguments[2].split(separator: ",").compactMap { Int32($0) }
        guard !widths.isEmpty, widths.allSatisfy({ $0 > 0 }) else { return nil }
        path = arguments[1]
        self.widths = Set(widths).sorted()
        maximumPixels = pixels
        maximumSide = side
    }

    /// Makes the pictures.
    ///
    /// The widest comes from the file, the others from it in memory, so that the
    /// file is decoded once. A width beyond the picture's own gives the picture
    /// in its own size, and only once.
    func run(on file: UploadedFile) throws(Refusal) -> Answer {
        let format = try PictureFormat(header: file.header)
        guard unsafe cvips_start(format.loader) == 0 else { throw .damaged }
        let header = try Picture(headerOf: file)
        guard header.width <= maximumSide, header.height <= maximumSide,
            header.width * header.height <= maximumPixels
        else { throw .tooManyPixels }
        guard let widest = widths.last else { throw .damaged }
        let largest = try Picture(decoding: file, header: header, width: widest)
        var answer = Answer(
            format: format, width: header.uprightWidth, height: header.uprightHeight,
            color: try largest.averageColor())
        for width in widths where width < largest.width {
            answer.add(try largest.shrunk(to: width).encoded(from: format))
        }
        answer.add(try largest.encoded(from: format))
        return answer
    }
}
