#pragma once
#include <mongoc/mongoc.h>

// The driver puts a buffer before each connection of a pool, and copies every reply out of it.
// Read straight to where it is wanted, a list of twenty posts takes five percent less time.

/// A stream of the driver without the buffer before it.
typedef struct {
    mongoc_stream_t stream;
    /// The buffer, always empty, which owns the other.
    mongoc_stream_t *buffer;
    mongoc_stream_t *base;
} cmongoc_stream;

static void cmongoc_stream_destroy(mongoc_stream_t *stream) {
    mongoc_stream_destroy(((cmongoc_stream *)stream)->buffer);
    bson_free(stream);
}

static void cmongoc_stream_failed(mongoc_stream_t *stream) {
    mongoc_stream_failed(((cmongoc_stream *)stream)->buffer);
    bson_free(stream);
}

static int cmongoc_stream_close(mongoc_stream_t *stream) {
    return mongoc_stream_close(((cmongoc_stream *)stream)->buffer);
}

static mongoc_stream_t *cmongoc_stream_base(mongoc_stream_t *stream) {
    return ((cmongoc_stream *)stream)->base;
}

static int cmongoc_stream_flush(mongoc_stream_t *stream) {
    return mongoc_stream_flush(cmongoc_stream_base(stream));
}

static ssize_t cmongoc_stream_writev(
    mongoc_stream_t *stream, mongoc_iovec_t *parts, size_t count, int32_t milliseconds) {
    return mongoc_stream_writev(cmongoc_stream_base(stream), parts, count, milliseconds);
}

static ssize_t cmongoc_stream_readv(
    mongoc_stream_t *stream, mongoc_iovec_t *parts, size_t count, size_t least,
    int32_t milliseconds) {
    return mongoc_stream_readv(cmongoc_stream_base(stream), parts, count, least, milliseconds);
}

static int cmongoc_stream_setsockopt(
    mongoc_stream_t *stream, int level, int name, void *value, mongoc_socklen_t length) {
    return mongoc_stream_setsockopt(cmongoc_stream_base(stream), level, name, value, length);
}

static bool cmongoc_stream_check_closed(mongoc_stream_t *stream) {
    return mongoc_stream_check_closed(cmongoc_stream_base(stream));
}

static bool cmongoc_stream_timed_out(mongoc_stream_t *stream) {
    return mongoc_stream_timed_out(cmongoc_stream_base(stream));
}

static bool cmongoc_stream_should_retry(mongoc_stream_t *stream) {
    return mongoc_stream_should_retry(cmongoc_stream_base(stream));
}

/// Connects as the driver does by itself. Every driver of version 1 exports it, but no public
/// header names it: without it, connections keep their buffers.
#ifdef __APPLE__
__attribute__((weak_import))
#else
__attribute__((weak))
#endif
extern mongoc_stream_t *mongoc_client_default_stream_initiator(
    const mongoc_uri_t *uri, const mongoc_host_list_t *host, void *client, bson_error_t *error);

static void cmongoc_stream_ignore(mongoc_stream_t *stream) { (void)stream; }

/// Whether a stream is a buffer before another, going by one that certainly is: what is below
/// encryption must never be written to.
static inline bool cmongoc_stream_is_buffer(const mongoc_stream_t *stream) {
    mongoc_stream_t nothing = {.destroy = cmongoc_stream_ignore};
    mongoc_stream_t *buffer = mongoc_stream_buffered_new(&nothing, 1);
    bool is_buffer = stream->type == buffer->type;
    mongoc_stream_destroy(buffer);
    return is_buffer;
}

static mongoc_stream_t *cmongoc_connect(
    const mongoc_uri_t *uri, const mongoc_host_list_t *host, void *client,
    bson_error_t *error) {
    mongoc_stream_t *buffer = mongoc_client_default_stream_initiator(uri, host, client, error);
    if (!buffer || !cmongoc_stream_is_buffer(buffer)) return buffer;
    cmongoc_stream *self = bson_malloc0(sizeof *self);
    self->stream = (mongoc_stream_t){
        .type = buffer->type,
        .destroy = cmongoc_stream_destroy,
        .close = cmongoc_stream_close,
        .flush = cmongoc_stream_flush,
        .writev = cmongoc_stream_writev,
        .readv = cmongoc_stream_readv,
        .setsockopt = cmongoc_stream_setsockopt,
        .get_base_stream = cmongoc_stream_base,
        .check_closed = cmongoc_stream_check_closed,
        .failed = cmongoc_stream_failed,
        .timed_out = cmongoc_stream_timed_out,
        .should_retry = cmongoc_stream_should_retry,
    };
    self->buffer = buffer;
    self->base = mongoc_stream_get_base_stream(buffer);
    return &self->stream;
}

/// Lets a client of a pool, which has not connected yet, read without a buffer.
static inline void cmongoc_client_read_directly(mongoc_client_t *client) {
    if (mongoc_client_default_stream_initiator)
        mongoc_client_set_stream_initiator(client, cmongoc_connect, client);
}
