import Hummingbird
import NIOCore

/// Collects the fields of a multipart form, and hands its files on as they come.
actor MultipartReader {
    /// Takes one file; what it leaves unread is skipped.
    typealias FileHandler = @Sendable (IncomingFile) async throws -> Void

    private struct Part {
        let headers: PartHeaders
        /// Of a field, what came so far.
        var value: [UInt8] = []
        var byteCount: Int64 = 0
        var mostBytes = Int64.max
    }

    // What the first field may hold when only the token is looked for. A piece may
    // have 64 KiB and bring more than the token; a few fit, however they were cut.
    private static let tokenLimits = FormLimits(
        totalBytes: 256 << 10, fieldBytes: 1024, fileBytes: 0, fields: 1, files: 0)

    private let body: BodyReader
    private var parser: MultipartParser
    private var limits = MultipartReader.tokenLimits
    private var part: Part?
    private var partCount = 0
    private var fileCount = 0
    private var textBytes = 0
    // What of a file was read before it was known to be one.
    private var firstPiece: ByteBuffer?
    // Why no more can be read: a piece is lost.
    private var failure: (any Error)?

    /// The fields so far.
    private(set) var fields: [(name: String, value: String)] = []

    /// The names of the fields whose files were too large and dropped.
    private(set) var droppedFiles: Set<String> = []

    init(boundary: [UInt8], body: BodyReader, headerBytes: Int) {
        parser = MultipartParser(boundary: boundary, headerBytes: headerBytes)
        self.body = body
    }

    /// Returns the first field's value if it has this name, having read no more.
    func firstField(named name: String) async throws -> String? {
        while fields.isEmpty {
            if let part, part.headers.name != name || part.headers.filename != nil { return nil }
            guard try await step() else { return nil }
        }
        return fields.first { $0.name == name }?.value
    }

    /// Reads the rest of the form; without a `handler`, files are skipped.
    ///
    /// - Throws: `HTTPError` if it is no good form or more than `limits`, and what
    ///   `handler` throws.
    func read(_ limits: FormLimits, files handler: FileHandler? = nil) async throws {
        self.limits = limits
        repeat {
            if part?.headers.filename != nil { try await handOn(to: handler) }
        } while try await step()
    }

    /// Returns the next piece of a file, or `nil` if the part has ended.
    func nextPiece(ofPart number: Int) async throws -> ByteBuffer? {
        guard number == partCount, var current = part else { return nil }
        if let piece = firstPiece {
            firstPiece = nil
            return piece
        }
        guard case .partBytes(let piece) = try await nextEvent() else {
            part = nil
            return nil
        }
        current.byteCount += Int64(piece.readableBytes)
        part = current
        guard current.byteCount <= current.mostBytes else { throw HTTPError.formTooLarge }
        return piece
    }

    /// Reads one thing more, but nothing of a file; returns false at the end.
    private func step() async throws -> Bool {
        guard let event = try await nextEvent() else { return false }
        switch event {
        case .partBegan(let headers):
            partCount += 1
            guard partCount <= limits.fields + limits.files, limits.allowsName(headers.name) else {
                throw HTTPError.formTooLarge
            }
            part = Part(headers: headers)
        case .partBytes(let bytes): try append(bytes)
        case .partEnded: try endField()
        }
        return true
    }

    private func handOn(to handler: FileHandler?) async throws {
        guard let headers = part?.headers else { return }
        // A file that was begun already, by a handler that failed, is only skipped.
        if let handler, part?.byteCount == 0 {
            part?.mostBytes = limits.fileBytes
            do {
                firstPiece = try await nextPiece(ofPart: partCount)
                // What a browser sends when no file was chosen.
                if firstPiece == nil, headers.filename == "" { return }
                guard fileCount < limits.files else { throw HTTPError.formTooLarge }
                try await handler(IncomingFile(headers, part: partCount, reader: self))
                fileCount += 1
            } catch {
                let isTooLarge = (part?.byteCount ?? 0) > limits.fileBytes
                guard isTooLarge, limits.dropsLargeFiles, fileCount < limits.files else {
                    throw error
                }
                droppedFiles.insert(headers.name)
            }
        }
        firstPiece = nil
        part?.mostBytes = .max
        while try await nextPiece(ofPart: partCount) != nil {}
    }

    private func append(_ bytes: ByteBuffer) throws {
        // Taken out of its place, so that its bytes are not copied to be added to.
        guard var current = part else { return }
        part = nil
        defer { part = current }
        current.value += bytes.readableBytesView
        // All fields together may hold twice what one may: they are in memory.
        guard current.value.count <= limits.fieldBytes,
            textBytes + current.value.count <= 2 * limits.fieldBytes
        else { throw HTTPError.formTooLarge }
    }

    private func endField() throws {
        guard let ended = part else { return }
        part = nil
        guard let value = String(validating: ended.value, as: UTF8.self), !value.utf8.contains(0)
        else { throw HTTPError.malformedForm }
        textBytes += ended.value.count
        fields.append((ended.headers.name, value))
    }

    private func nextEvent() async throws -> MultipartParser.Event? {
        do {
            while true {
                if let event = try parser.next() { return event }
                if let failure { throw failure }
                guard let piece = try await readPiece() else { return nil }
                parser.append(piece)
            }
        } catch let error as MultipartError {
            throw error == .headersTooLong ? HTTPError.formTooLarge : HTTPError.malformedForm
        }
    }

    private func readPiece() async throws -> ByteBuffer? {
        do {
            let piece = try await body.next()
            guard piece != nil || parser.isFinished else { throw HTTPError.malformedForm }
            guard body.byteCount <= limits.totalBytes else { throw HTTPError.formTooLarge }
            return piece
        } catch {
            // What comes after a piece that is lost makes no sense.
            failure = error
            throw error
        }
    }
}
