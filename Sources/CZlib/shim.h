#pragma once
#include <zlib.h>

/// Prepares a stream that writes gzip; zlib has only a macro for it.
static inline int czlib_begin_gzip(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}
