/// How much a form may bring.
public struct FormLimits: Hashable, Sendable {
    /// The whole body.
    public var totalBytes: Int64
    /// One field's value.
    public var fieldBytes: Int
    /// One file.
    public var fileBytes: Int64
    /// How many fields.
    public var fields: Int
    /// How many files; none may be sent where this is 0.
    public var files: Int
    /// The headers of one part.
    public var headerBytes: Int
    /// One field's name.
    public var nameBytes = 200
    /// How deep a field's name may reach, as `author.address.street` does by two.
    public var nesting = 4
    /// Whether a file that is too large is dropped and told of, rather than the
    /// whole form refused.
    ///
    /// The words that come with it are then not lost. See ``Form/hasTooLargeFile(_:)``.
    public var dropsLargeFiles = false

    /// Sets every limit.
    public init(
        totalBytes: Int64,
        fieldBytes: Int,
        fileBytes: Int64,
        fields: Int,
        files: Int,
        headerBytes: Int = 8192
    ) {
        self.totalBytes = totalBytes
        self.fieldBytes = fieldBytes
        self.fileBytes = fileBytes
        self.fields = fields
        self.files = files
        self.headerBytes = headerBytes
    }

    /// Tells whether a field may have this name.
    func allowsName(_ name: String) -> Bool {
        name.utf8.count <= nameBytes && name.utf8.count { $0 == UInt8(ascii: ".") } <= nesting
            && name.utf8.count { $0 == UInt8(ascii: "[") } <= nesting
    }

    /// Fields only, with room for a long article.
    public static let standard = FormLimits(
        totalBytes: 2 << 20, fieldBytes: 1 << 20, fileBytes: 0, fields: 200, files: 0)

    /// What `standard` allows, and files.
    ///
    /// Files that are dropped may be up to four times as large as those that are
    /// kept; beyond that the form is refused before it is read.
    public static func uploads(
        fileBytes: Int64, files: Int = 1, dropsLargeFiles: Bool = false
    ) -> FormLimits {
        var limits = standard
        limits.fileBytes = fileBytes
        limits.files = files
        limits.dropsLargeFiles = dropsLargeFiles
        limits.totalBytes += fileBytes * Int64(files) * (dropsLargeFiles ? 4 : 1)
        return limits
    }
}
