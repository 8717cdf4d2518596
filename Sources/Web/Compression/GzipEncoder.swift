import CZlib
import NIOCore

/// Packs bytes as gzip (RFC 1952), with zlib.
@safe
final class GzipEncoder: ContentEncoder {
    // zlib keeps a pointer to the stream in its own state, so it may not move.
    private let stream: UnsafeMutablePointer<z_stream>

    init?(_ effort: ContentCoding.Effort) {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        guard unsafe czlib_begin_gzip(stream, effort == .best ? 9 : 5) == Z_OK else {
            unsafe stream.deallocate()
            return nil
        }
    }

    deinit {
        unsafe deflateEnd(stream)
        unsafe stream.deallocate()
    }

    func encode(_ bytes: ByteBuffer, isLast: Bool) throws(ContentEncoderFailure) -> ByteBuffer {
        var input = Array(bytes.readableBytesView)
        var packed = ByteBuffer()
        var piece = [UInt8](repeating: 0, count: max(1024, input.count / 2))
        var result = Z_OK
        unsafe input.withUnsafeMutableBufferPointer { input in
            // zlib reads from `input` and writes to `piece` before it returns, and the
            // pointers it keeps in the stream are set anew before the next call.
            unsafe stream.pointee.next_in = input.baseAddress
            unsafe stream.pointee.avail_in = UInt32(input.count)
            repeat {
                let room = piece.count
                unsafe piece.withUnsafeMutableBufferPointer { piece in
                    unsafe stream.pointee.next_out = piece.baseAddress
                    unsafe stream.pointee.avail_out = UInt32(room)
                    result = unsafe deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
                }
                packed.writeBytes(piece.prefix(room - Int(unsafe stream.pointee.avail_out)))
            } while unsafe result == Z_OK && stream.pointee.avail_out == 0
        }
        // Nothing left to do is no failure.
        guard result == (isLast ? Z_STREAM_END : Z_OK) || (!isLast && result == Z_BUF_ERROR) else {
            throw ContentEncoderFailure()
        }
        return packed
    }
}
