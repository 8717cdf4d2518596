#pragma once
#include "request.h"

// Change streams: what happens in a collection, a database or all of them.

typedef enum {
    CMONGOC_WATCH_COLLECTION,
    CMONGOC_WATCH_DATABASE,
    CMONGOC_WATCH_DEPLOYMENT
} cmongoc_watched;

/// Opens a change stream. Request: a pipeline, options. A stream that the server
/// refused is returned too, and tells why with `cmongoc_changes_failure`. Watching
/// the deployment, the sender's terms do not count.
static inline mongoc_change_stream_t *cmongoc_watch(
    cmongoc_sender sender, cmongoc_watched watched, const char *database, const char *name,
    cmongoc_request request, bson_error_t *error) {
    bson_t pipeline, options = BSON_INITIALIZER;
    mongoc_change_stream_t *stream = NULL;
    if (cmongoc_take(&request, &pipeline, error)
        && cmongoc_take_options(&request, &sender, &options, error)) {
        mongoc_collection_t *collection;
        mongoc_database_t *owner;
        switch (watched) {
        case CMONGOC_WATCH_COLLECTION:
            collection = cmongoc_collection(&sender, database, name);
            stream = mongoc_collection_watch(collection, &pipeline, &options);
            mongoc_collection_destroy(collection);
            break;
        case CMONGOC_WATCH_DATABASE:
            owner = cmongoc_database(&sender, database);
            stream = mongoc_database_watch(owner, &pipeline, &options);
            mongoc_database_destroy(owner);
            break;
        case CMONGOC_WATCH_DEPLOYMENT:
            stream = mongoc_client_watch(sender.client, &pipeline, &options);
            break;
        }
    }
    bson_destroy(&options);
    return stream;
}

/// Moves to the next change, and waits for one; its bytes stay valid until the next
/// call.
static inline bool cmongoc_changes_next(
    mongoc_change_stream_t *stream, const uint8_t **bytes, size_t *length) {
    const bson_t *document;
    if (!mongoc_change_stream_next(stream, &document)) return false;
    *bytes = bson_get_data(document);
    *length = document->len;
    return true;
}

/// Tells why a stream stopped; false if it only has nothing new. The reply's bytes
/// are the stream's own.
static inline bool cmongoc_changes_failure(
    mongoc_change_stream_t *stream, const uint8_t **reply, size_t *length,
    bson_error_t *error) {
    const bson_t *document = NULL;
    if (!mongoc_change_stream_error_document(stream, error, &document)) return false;
    *reply = document ? bson_get_data(document) : NULL;
    *length = document ? document->len : 0;
    return true;
}

/// Where to go on after what was read; the bytes are the stream's own.
static inline bool cmongoc_changes_token(
    mongoc_change_stream_t *stream, const uint8_t **bytes, size_t *length) {
    const bson_t *document = mongoc_change_stream_get_resume_token(stream);
    if (!document) return false;
    *bytes = bson_get_data(document);
    *length = document->len;
    return true;
}
