import NIOCore

/// Packs bytes that come piece by piece.
protocol ContentEncoder: AnyObject {
    /// Takes more bytes, and returns what is ready to be sent.
    ///
    /// - Throws: `ContentEncoderFailure`, after which the encoder must not be used.
    func encode(_ bytes: ByteBuffer, isLast: Bool) throws(ContentEncoderFailure) -> ByteBuffer
}

/// The library that packs is out of memory, or was misused.
struct ContentEncoderFailure: Error {}

extension ContentCoding {
    /// How much time is spent on packing well.
    enum Effort {
        /// For a page that somebody waits for.
        case quick
        /// For a file that is packed once and sent often.
        case best
    }

    /// Returns an encoder, or `nil` for bytes that are sent as they are.
    func encoder(_ effort: Effort) -> (any ContentEncoder)? {
        switch self {
        case .identity: nil
        case .gzip: GzipEncoder(effort)
        case .brotli: BrotliEncoder(effort)
        }
    }

    /// Returns all of `bytes`, packed.
    func pack(_ bytes: [UInt8], _ effort: Effort) -> [UInt8]? {
        guard let encoder = encoder(effort) else { return bytes }
        let packed = try? encoder.encode(ByteBuffer(bytes: bytes), isLast: true)
        return packed.map { Array($0.readableBytesView) }
    }
}
