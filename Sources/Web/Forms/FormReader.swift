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

    private let encoding: Encoding
    private let contentLength: Int64?
    private let body: BodyReader
    private let folder: String
    private let standardLimits: FormLimits
    private let onEnd: @Sendable (TemporaryFile) -> Void
    private var urlEncodedForm: Form?
    private var multipart: MultipartReader?

    init(
        request: Request, body: BodyReader, settings: WebSettings,
        onEnd: @escaping @Sendable (TemporaryFile) -> Void
    ) {
        encoding = Self.encoding(of: request.headers[.contentType])
        contentLength = request.headers[.contentLength].flatMap { Int64($0) }
        self.body = body
        folder = settings.uploadFolder
        standardLimits = settings.formLimits
        self.onEnd = onEnd
    }

    /// Returns the value of the token's field, as far as the body must be read for it.
    ///
    /// - Throws: `HTTPError` if the body is no good form.
    func token() async throws -> String? {
        switch encoding {
        case .none: nil
        case .urlEncoded:
            try await readURLEncoded(standardLimits).text(FormToken.fieldName)
        case .multipart:
            try await readMultipart().firstField(named: FormToken.fieldName)
        }
    }

    /// Returns the whole form.
    ///
    /// - Throws: `HTTPError` if the body is no good form, or more than `limits`.
    func form(_ limits: FormLimits?) async throws -> Form {
        let limits = limits ?? standardLimits
        if let contentLength, contentLength > limits.totalBytes { throw HTTPError.formTooLarge }
        switch encoding {
        case .none:
            throw HTTPError(.unsupportedMediaType, message: "A form was expected here.")
        case .urlEncoded: return try await readURLEncoded(limits)
        case .multipart: return try await readMultipart().form(limits)
        }
    }

    /// Returns the words of a form whose request has failed, as far as they can
    /// still be read.
    func words() async -> Form? {
        switch encoding {
        case .none: return nil
        case .urlEncoded: return try? await readURLEncoded(standardLimits)
        case .multipart:
            var limits = standardLimits
            limits.files = 16
            limits.dropsLargeFiles = true
            limits.totalBytes = max(
                limits.totalBytes, min(contentLength ?? 0, Self.mostSkippedBytes))
            return await (try? readMultipart())?.words(limits)
        }
    }

    private func readMultipart() throws -> MultipartReader {
        if let multipart { return multipart }
        guard case .multipart(let boundary) = encoding, (1...70).contains(boundary.count) else {
            throw HTTPError.malformedForm
        }
        let reader = MultipartReader(
            boundary: boundary, body: body, folder: folder,
            headerBytes: standardLimits.headerBytes, onEnd: onEnd)
        multipart = reader
        return reader
    }

    private func readURLEncoded(_ limits: FormLimits) async throws -> Form {
        if let urlEncodedForm { return urlEncodedForm }
        if let contentLength, contentLength > limits.totalBytes { throw HTTPError.formTooLarge }
        var bytes: [UInt8] = []
        while let piece = try await body.next() {
            guard body.byteCount <= limits.totalBytes else { throw HTTPError.formTooLarge }
            bytes.append(contentsOf: piece.readableBytesView)
        }
        do {
            let fields = try URLEncodedForm.decode(bytes, limit: limits.fields)
            guard fields.allSatisfy({ $0.value.utf8.count <= limits.fieldBytes }) else {
                throw HTTPError.formTooLarge
            }
            let form = Form(fields: fields)
            urlEncodedForm = form
            return form
        } catch URLEncodedForm.Failure.malformed {
            throw HTTPError.malformedForm
        } catch URLEncodedForm.Failure.tooManyFields {
            throw HTTPError.formTooLarge
        }
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
