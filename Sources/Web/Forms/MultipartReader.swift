import Hummingbird
import NIOCore

/// Collects a multipart form: fields in memory, files on disk.
actor MultipartReader {
    private struct Part {
        let headers: PartHeaders
        var value: [UInt8] = []
        var file: TemporaryFile?
        var byteCount: Int64 = 0
        var isDropped = false
    }

    // Files are written in pieces of this size: each is a hop to another thread.
    private static let writeSize = 256 << 10

    // What the first field may hold when only the token is looked for. A piece may
    // have 64 KiB and bring more than the token; a few fit, however they were cut.
    private static let tokenLimits = FormLimits(
        totalBytes: 256 << 10, fieldBytes: 1024, fileBytes: 0, fields: 1, files: 0)

    private let body: BodyReader
    private let folder: String
    private let onEnd: @Sendable (TemporaryFile) -> Void
    private var parser: MultipartParser
    private var waiting: [MultipartParser.Event] = []
    private var next = 0
    private var part: Part?
    private var fields: [(name: String, value: String)] = []
    private var uploads: [(name: String, file: UploadedFile)] = []
    private var droppedFiles: Set<String> = []
    private var dropsFiles = false
    private var partCount = 0
    private var textBytes = 0
    private var isDone = false
    // Why no more can be read: a piece is lost, or the parser has lost its place.
    private var failure: (any Error)?

    init(
        boundary: [UInt8], body: BodyReader, folder: String, headerBytes: Int,
        onEnd: @escaping @Sendable (TemporaryFile) -> Void
    ) {
        parser = MultipartParser(boundary: boundary, headerBytes: headerBytes)
        self.body = body
        self.folder = folder
        self.onEnd = onEnd
    }

    /// Returns the first field's value if it has this name, having read no more.
    func firstField(named name: String) async throws -> String? {
        while fields.isEmpty {
            guard let event = try await nextEvent(Self.tokenLimits) else { return nil }
            if case .partBegan(let headers) = event,
                headers.name != name || headers.filename != nil
            {
                return nil
            }
            try await handle(event, Self.tokenLimits)
        }
        return fields.first { $0.name == name }?.value
    }

    /// Reads everything.
    func form(_ limits: FormLimits) async throws -> Form {
        while !isDone, let event = try await nextEvent(limits) {
            try await handle(event, limits)
        }
        isDone = true
        return Form(fields: fields, uploads: uploads, droppedFiles: droppedFiles)
    }

    /// Reads what words can still be had, and drops every file.
    func words(_ limits: FormLimits) async -> Form {
        dropsFiles = true
        return (try? await form(limits)) ?? Form(fields: fields)
    }

    private func nextEvent(_ limits: FormLimits) async throws -> MultipartParser.Event? {
        while next == waiting.count {
            if let failure { throw failure }
            waiting.removeAll(keepingCapacity: true)
            next = 0
            do {
                guard try await readPiece(limits) else { return nil }
            } catch {
                // Thrown once what came before it has been handled.
                failure = error
            }
        }
        defer { next += 1 }
        return waiting[next]
    }

    /// Parses one more piece of the body, or returns false at the end.
    private func readPiece(_ limits: FormLimits) async throws -> Bool {
        guard let piece = try await body.next() else {
            guard parser.isFinished else { throw HTTPError.malformedForm }
            return false
        }
        guard body.byteCount <= limits.totalBytes else { throw HTTPError.formTooLarge }
        do {
            try parser.read(piece.readableBytesView, into: &waiting)
        } catch .malformed {
            throw HTTPError.malformedForm
        } catch .headersTooLong {
            throw HTTPError.formTooLarge
        }
        return true
    }

    private func handle(_ event: MultipartParser.Event, _ limits: FormLimits) async throws {
        switch event {
        case .partBegan(let headers):
            partCount += 1
            guard partCount <= limits.fields + limits.files else { throw HTTPError.formTooLarge }
            if let filename = headers.filename, !filename.isEmpty, uploads.count >= limits.files {
                throw HTTPError.formTooLarge
            }
            part = Part(headers: headers)
        case .partBytes(let bytes): try await append(bytes, limits)
        case .partEnded: try await endPart()
        }
    }

    private func append(_ bytes: [UInt8], _ limits: FormLimits) async throws {
        // Taken out of its place, so that its bytes are not copied to be added to.
        guard var current = part else { return }
        part = nil
        defer { part = current }
        current.byteCount += Int64(bytes.count)
        guard !current.isDropped else { return }
        current.value += bytes
        if current.headers.filename == nil {
            // All fields together may hold twice what one may: they are in memory.
            guard current.value.count <= limits.fieldBytes,
                textBytes + current.value.count <= 2 * limits.fieldBytes
            else { throw HTTPError.formTooLarge }
        } else {
            let isTooLarge = current.byteCount > limits.fileBytes
            guard !isTooLarge || limits.dropsLargeFiles, uploads.count < limits.files else {
                throw HTTPError.formTooLarge
            }
            if isTooLarge || dropsFiles { return drop(&current) }
            if current.value.count >= Self.writeSize { try await flush(&current) }
        }
    }

    private func drop(_ part: inout Part) {
        part.isDropped = true
        part.value = []
        if let file = part.file { TemporaryFile.remove(file.path) }
        part.file = nil
        droppedFiles.insert(part.headers.name)
    }

    private func flush(_ part: inout Part) async throws {
        let file: TemporaryFile
        if let open = part.file {
            file = open
        } else {
            file = try await TemporaryFile.make(in: folder)
            onEnd(file)
            part.file = file
        }
        try await file.append(part.value)
        part.value.removeAll(keepingCapacity: true)
    }

    private func endPart() async throws {
        guard var ended = part else { return }
        part = nil
        guard !ended.isDropped else { return }
        guard let filename = ended.headers.filename else {
            guard let value = String(validating: ended.value, as: UTF8.self),
                !value.utf8.contains(0)
            else { throw HTTPError.malformedForm }
            textBytes += ended.value.count
            fields.append((ended.headers.name, value))
            return
        }
        // What a browser sends when no file was chosen.
        guard !filename.isEmpty || ended.byteCount > 0 else { return }
        try await flush(&ended)
        guard let file = ended.file else { return }
        let upload = UploadedFile(
            file: file, filename: filename,
            mediaType: ended.headers.mediaType ?? "application/octet-stream",
            byteCount: ended.byteCount)
        uploads.append((ended.headers.name, upload))
    }
}
