import CBrotli
import NIOCore

/// Packs bytes as Brotli (RFC 7932).
@safe
final class BrotliEncoder: ContentEncoder {
    private let state: OpaquePointer

    init?(_ effort: ContentCoding.Effort) {
        guard let state = unsafe BrotliEncoderCreateInstance(nil, nil, nil) else { return nil }
        unsafe self.state = state
        // At 4 a page takes about as long as with gzip; a window of 256 KiB holds any
        // page and bounds the memory that each visitor costs.
        let (quality, window): (UInt32, UInt32) = effort == .best ? (11, 22) : (4, 18)
        unsafe BrotliEncoderSetParameter(state, BROTLI_PARAM_QUALITY, quality)
        unsafe BrotliEncoderSetParameter(state, BROTLI_PARAM_LGWIN, window)
    }

    deinit {
        unsafe BrotliEncoderDestroyInstance(state)
    }

    func encode(_ bytes: ByteBuffer, isLast: Bool) throws(ContentEncoderFailure) -> ByteBuffer {
        let operation = isLast ? BROTLI_OPERATION_FINISH : BROTLI_OPERATION_PROCESS
        let input = Array(bytes.readableBytesView)
        var packed = ByteBuffer()
        var isGood = true
        unsafe input.withUnsafeBufferPointer { input in
            // The encoder reads `input` before it returns; what it hands out is its own
            // memory, valid until the next call, and copied before.
            var left = input.count
            var next = input.baseAddress
            repeat {
                var room = 0
                isGood =
                    unsafe BrotliEncoderCompressStream(
                        state, operation, &left, &next, &room, nil, nil) != 0
                while isGood, unsafe BrotliEncoderHasMoreOutput(state) != 0 {
                    var count = 0
                    guard let output = unsafe BrotliEncoderTakeOutput(state, &count) else { break }
                    unsafe packed.writeBytes(UnsafeRawBufferPointer(start: output, count: count))
                }
            } while isGood && left > 0
        }
        guard isGood, unsafe !isLast || BrotliEncoderIsFinished(state) != 0 else {
            throw ContentEncoderFailure()
        }
        return packed
    }
}
