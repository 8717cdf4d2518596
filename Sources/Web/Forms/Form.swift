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

    /// Returns the value of a field, the first if it came more than once.
    public func text(_ name: String) -> String? {
        fields.first { $0.name == name }?.value
    }

    /// Returns the value of a field, or `missing` if it did not come.
    public func text(_ name: String, default missing: String) -> String {
        text(name) ?? missing
    }

    /// Returns the value of a field that may come only once.
    ///
    /// - Throws: `HTTPError(.badRequest)` if it came twice: of two readers of the
    ///   same form, one would see the first value and one the last.
    public func one(_ name: String) throws -> String? {
        let values = all(name)
        guard values.count <= 1 else {
            throw HTTPError(.badRequest, message: "The field \(name) came more than once.")
        }
        return values.first
    }

    /// Returns every value of a field, in order.
    public func all(_ name: String) -> [String] {
        fields.filter { $0.name == name }.map(\.value)
    }

    /// Tells whether a box was ticked.
    public func isChecked(_ name: String) -> Bool {
        text(name) != nil
    }

    /// Returns the file of a field, or `nil` if none was chosen.
    public func file(_ name: String) -> UploadedFile? {
        files(name).first
    }

    /// Tells whether a file of a field was dropped for being too large.
    public func hasTooLargeFile(_ name: String) -> Bool {
        droppedFiles.contains(name)
    }

    /// Returns the files of a field, in order.
    public func files(_ name: String) -> [UploadedFile] {
        uploads.filter { $0.name == name }.map(\.file)
    }
}
