#pragma once
#include <brotli/decode.h>
#include <zlib.h>

/// Unpacks a gzip member; returns the number of bytes, or 0.
static inline size_t cunpack_gzip(
    const uint8_t *packed, size_t packed_size, uint8_t *bytes, size_t size) {
    z_stream stream = {.next_in = (Bytef *)packed, .avail_in = packed_size,
                       .next_out = bytes, .avail_out = size};
    if (inflateInit2(&stream, 15 + 16) != Z_OK) return 0;
    int result = inflate(&stream, Z_FINISH);
    size_t count = stream.total_out;
    inflateEnd(&stream);
    return result == Z_STREAM_END && stream.avail_in == 0 ? count : 0;
}

/// Unpacks Brotli; returns the number of bytes, or 0.
static inline size_t cunpack_brotli(
    const uint8_t *packed, size_t packed_size, uint8_t *bytes, size_t size) {
    size_t count = size;
    return BrotliDecoderDecompress(packed_size, packed, &count, bytes) ==
            BROTLI_DECODER_RESULT_SUCCESS ? count : 0;
}
