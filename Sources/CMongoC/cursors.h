#pragma once
#include "request.h"

// Queries whose answer comes in batches.

typedef enum {
    CMONGOC_FIND,
    CMONGOC_AGGREGATE,
    CMONGOC_AGGREGATE_DATABASE,
    CMONGOC_LIST_INDEXES,
    CMONGOC_LIST_COLLECTIONS,
    CMONGOC_LIST_DATABASES
} cmongoc_query;

static inline mongoc_cursor_t *cmongoc_collection_cursor(
    const cmongoc_sender *sender, const char *database, const char *name, cmongoc_query query,
    const bson_t *subject, const bson_t *options) {
    mongoc_collection_t *collection = cmongoc_collection(sender, database, name);
    mongoc_cursor_t *cursor = NULL;
    if (query == CMONGOC_FIND)
        cursor = mongoc_collection_find_with_opts(collection, subject, options, NULL);
    if (query == CMONGOC_AGGREGATE)
        cursor = mongoc_collection_aggregate(
            collection, MONGOC_QUERY_NONE, subject, options, NULL);
    if (query == CMONGOC_LIST_INDEXES)
        cursor = mongoc_collection_find_indexes_with_opts(collection, options);
    mongoc_collection_destroy(collection);
    return cursor;
}

static inline mongoc_cursor_t *cmongoc_database_cursor(
    const cmongoc_sender *sender, const char *name, cmongoc_query query, const bson_t *subject,
    const bson_t *options) {
    mongoc_database_t *database = cmongoc_database(sender, name);
    mongoc_cursor_t *cursor = query == CMONGOC_LIST_COLLECTIONS
        ? mongoc_database_find_collections_with_opts(database, options)
        : mongoc_database_aggregate(database, subject, options, NULL);
    mongoc_database_destroy(database);
    return cursor;
}

/// Request: a filter or a pipeline (an empty document for a list), options. Sends
/// nothing yet.
static inline mongoc_cursor_t *cmongoc_cursor_new(
    cmongoc_sender sender, const char *database, const char *name, cmongoc_query query,
    cmongoc_request request, bson_error_t *error) {
    bson_t subject, options = BSON_INITIALIZER;
    mongoc_cursor_t *cursor = NULL;
    if (cmongoc_take(&request, &subject, error)
        && cmongoc_take_options(&request, &sender, &options, error)) {
        switch (query) {
        case CMONGOC_FIND:
        case CMONGOC_AGGREGATE:
        case CMONGOC_LIST_INDEXES:
            cursor = cmongoc_collection_cursor(
                &sender, database, name, query, &subject, &options);
            break;
        case CMONGOC_AGGREGATE_DATABASE:
        case CMONGOC_LIST_COLLECTIONS:
            cursor = cmongoc_database_cursor(&sender, database, query, &subject, &options);
            break;
        case CMONGOC_LIST_DATABASES:
            cursor = mongoc_client_find_databases_with_opts(sender.client, &options);
            break;
        }
    }
    bson_destroy(&options);
    return cursor;
}

/// Moves to the next document; its bytes stay valid until the next call.
static inline bool cmongoc_cursor_next(
    mongoc_cursor_t *cursor, const uint8_t **bytes, size_t *length) {
    const bson_t *document;
    if (!mongoc_cursor_next(cursor, &document)) return false;
    *bytes = bson_get_data(document);
    *length = document->len;
    return true;
}

/// Tells why a cursor stopped; false after an ordinary end. The reply's bytes are
/// the cursor's own.
static inline bool cmongoc_cursor_failure(
    mongoc_cursor_t *cursor, const uint8_t **reply, size_t *length, bson_error_t *error) {
    const bson_t *document = NULL;
    if (!mongoc_cursor_error_document(cursor, error, &document)) return false;
    *reply = document ? bson_get_data(document) : NULL;
    *length = document ? document->len : 0;
    return true;
}
