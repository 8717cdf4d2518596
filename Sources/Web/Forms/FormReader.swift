import HTTPTypes
import Hummingbird

/// Reads the form in a request's body, and checks its token before anything else.
///
/// A multipart form is read up to its first field for the check; the rest, with
/// the files, waits until the handler asks for it and says how much it takes.
actor FormReader {
    private enum Encoding {
        case none
        case urlEncoded
        case multipart(boundary: [UInt8])
    }

    // How much of a failed upload is read past to reach the words behind its files.
    private static let mostSkippedBytes: Int64 = 128 << 20

    private static let boundaryBytes = Set(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'()+_,-./:=? ".utf8)

    private let encoding: Encoding
    private let contentLength: Int64?
    private let body: BodyReader
    private let folder: String
    private let standardLimits: FormLimits
    private let onEnd: @Sendable (TemporaryFile) -> Void
    private var urlEncodedForm: Form?
    private var multipart: MultipartReader?
    private var uploads: [(name: String, file: UploadedFile)] = []

    init(
        request: Request, body: BodyReader, rules: BodyRules,
        onEnd: @escaping @Sendable (TemporaryFile) -> Void
    ) {
        encoding = Self.encoding(of: request.headers[.contentType])
        contentLength = request.headers[.contentLength].flatMap { Int64($0) }
        self.body = body
        folder = rules.folder
        standardLimits = rules.formLimits
        self.onEnd = onEnd
    }

    /// Returns the value of the token's field, as far as the body must be read for it.
    ///
    /// - Throws: `HTTPError` if the body is no good form.
    func token() async throws -> String? {
        switch encoding {
        case .none: nil
        case .urlEncoded:
            try await readURLEncoded(standardLimits).one(FormToken.fieldName)
        case .multipart:
            try await readMultipart().firstField(named: FormToken.fieldName)
        }
    }

    /// Returns the whole form, whose files lie in temporary files.
    ///
    /// - Throws: `HTTPError` if the body is no good form, or more than `limits`.
    func form(_ limits: FormLimits?) async throws -> Form {
        try await form(limits) { try await self.save($0) }
    }

    /// Returns the form without its files, each of which `handler` has taken.
    ///
    /// - Throws: `HTTPError` if the body is no good form, or more than `limits`; what
    ///   `handler` throws.
    func form(
        _ limits: FormLimits?, files handler: @escaping MultipartReader.FileHandler
    ) async throws -> Form {
        let limits = limits ?? standardLimits
        if let contentLength, contentLength > limits.totalBytes { throw HTTPError.formTooLarge }
        switch encoding {
        case .none:
            throw HTTPError(.unsupportedMediaType, message: "A form was expected here.")
        case .urlEncoded: return try await readURLEncoded(limits)
        case .multipart:
            let reader = try readMultipart()
            try await reader.read(limits, files: handler)
            return await Form(
                fields: reader.fields, uploads: uploads, droppedFiles: reader.droppedFiles)
        }
    }

    /// Returns the words of a form whose request has failed, as far as they can
    /// still be read.
    func words() async -> Form? {
        switch encoding {
        case .none: return nil
        case .urlEncoded: return try? await readURLEncoded(standardLimits)
        case .multipart:
            guard let reader = try? readMultipart() else { return nil }
            var limits = standardLimits
            limits.files = 16
            limits.totalBytes = max(
                limits.totalBytes, min(contentLength ?? 0, Self.mostSkippedBytes))
            try? await reader.read(limits)
            return await Form(fields: reader.fields)
        }
    }

    private func readMultipart() throws -> MultipartReader {
        if let multipart { return multipart }
        guard case .multipart(let boundary) = encoding, Self.isBoundary(boundary) else {
            throw HTTPError.malformedForm
        }
        let reader = MultipartReader(
            boundary: boundary, body: body, headerBytes: standardLimits.headerBytes)
        multipart = reader
        return reader
    }

    private func readURLEncoded(_ limits: FormLimits) async throws -> Form {
        if let urlEncodedForm {
            // It was read for its token, when nobody had said yet how much is taken.
            guard body.byteCount <= limits.totalBytes, urlEncodedForm.fits(limits) else {
                throw HTTPError.formTooLarge
            }
            return urlEncodedForm
        }
        if let contentLength, contentLength > limits.totalBytes { throw HTTPError.formTooLarge }
        var bytes: [UInt8] = []
        while let piece = try await body.next() {
            guard body.byteCount <= limits.totalBytes else { throw HTTPError.formTooLarge }
            bytes.append(contentsOf: piece.readableBytesView)
        }
        do {
            let form = Form(fields: try URLEncodedForm.decode(bytes, limits: limits))
            urlEncodedForm = form
            return form
        } catch URLEncodedForm.Failure.malformed {
            throw HTTPError.malformedForm
        } catch URLEncodedForm.Failure.tooLarge {
            throw HTTPError.formTooLarge
        }
    }

    /// Keeps a file until the request ends.
    private func save(_ incoming: IncomingFile) async throws {
        let file = try await TemporaryFile.make(in: folder)
        onEnd(file)
        do {
            let byteCount = try await file.append(incoming)
            uploads.append((incoming.field, UploadedFile(incoming, in: file, byteCount: byteCount)))
        } catch {
            TemporaryFile.remove(file.path)
            throw error
        }
    }

    /// Tells whether these bytes may separate parts (RFC 2046, 5.1.1).
    private static func isBoundary(_ bytes: [UInt8]) -> Bool {
        (1...70).contains(bytes.count) && bytes.last != UInt8(ascii: " ")
            && bytes.allSatisfy { boundaryBytes.contains($0) }
    }

    private static func encoding(of contentType: String?) -> Encoding {
        guard let header = contentType.flatMap({ HeaderParameters(parsing: $0) }) else {
            return .none
        }
        switch header.value.lowercased() {
        case "application/x-www-form-urlencoded": return .urlEncoded
        case "multipart/form-data":
            return .multipart(boundary: Array((header["boundary"] ?? "").utf8))
        default: return .none
        }
    }
}
