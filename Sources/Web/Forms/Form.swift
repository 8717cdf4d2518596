import Hummingbird

/// What a visitor sent, whichever way the form was encoded.
public struct Form: Sendable {
    private let fields: [(name: String, value: String)]
    private let uploads: [(name: String, file: UploadedFile)]
    private let droppedFiles: Set<String>

    init(
        fields: [(name: String, value: String)],
        uploads: [(name: String, file: UploadedFile)] = [],
        droppedFiles: Set<String> = []
    ) {
        self.fields = fields
        self.uploads = uploads
        self.droppedFiles = droppedFiles
    }

    /// Returns the value of a field that may come only once, or `nil` if it did not come.
    ///
    /// - Throws: `HTTPError(.badRequest)` if it came twice: of two readers of the
    ///   same form, one would see the first value and one the last.
    public func one(_ name: String) throws -> String? {
        try single(all(name), name)
    }

    /// Returns every value of a field, in order.
    public func all(_ name: String) -> [String] {
        fields.filter { $0.name == name }.map(\.value)
    }

    /// Returns the file of a field that may come only once, or `nil` if none was chosen.
    ///
    /// - Throws: `HTTPError(.badRequest)` if there are two.
    public func file(_ name: String) throws -> UploadedFile? {
        try single(files(name), name)
    }

    /// Tells whether the fields are no more than `limits` allow.
    func fits(_ limits: FormLimits) -> Bool {
        fields.count <= limits.fields
            && fields.allSatisfy { name, value in
                limits.allowsName(name) && value.utf8.count <= limits.fieldBytes
            }
    }

    /// The names of the fields for which a file was chosen.
    var fileFields: Set<String> { droppedFiles.union(uploads.map(\.name)) }

    /// Tells whether a file of a field was dropped for being too large.
    public func hasTooLargeFile(_ name: String) -> Bool {
        droppedFiles.contains(name)
    }

    /// Returns the files of a field, in order.
    public func files(_ name: String) -> [UploadedFile] {
        uploads.filter { $0.name == name }.map(\.file)
    }

    private func single<Value>(_ values: [Value], _ name: String) throws -> Value? {
        guard values.count <= 1 else {
            throw HTTPError(.badRequest, message: "The field \(name) came more than once.")
        }
        return values.first
    }
}
