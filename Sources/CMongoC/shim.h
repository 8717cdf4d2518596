#pragma once
#include <mongoc/mongoc.h>

#include "request.h"
#include "session.h"

// The only door to the C driver.

/// How many connections a pool may open, and for how long each may wait, unless
/// the address says otherwise.
typedef struct {
    int32_t maximum_connections;
    int32_t server_selection_milliseconds;
    int32_t connect_milliseconds;
    int32_t socket_milliseconds;
} cmongoc_settings;

typedef enum {
    CMONGOC_UPDATE_ONE,
    CMONGOC_UPDATE_MANY,
    CMONGOC_REPLACE_ONE,
    CMONGOC_DELETE_ONE,
    CMONGOC_DELETE_MANY
} cmongoc_write;

/// Which of the sender's terms a command is sent with: a plain one with its read
/// preference alone.
typedef enum {
    CMONGOC_PLAIN_COMMAND,
    CMONGOC_READ_COMMAND,
    CMONGOC_WRITE_COMMAND
} cmongoc_command_kind;

typedef enum { CMONGOC_FIND, CMONGOC_AGGREGATE, CMONGOC_INDEXES } cmongoc_query;

static inline void cmongoc_set_option(mongoc_uri_t *uri, const char *name, int32_t value) {
    if (!mongoc_uri_has_option(uri, name)) mongoc_uri_set_option_as_int32(uri, name, value);
}

/// Opens a pool; blocks while it looks up addresses. What the address itself says
/// wins over `settings`, which is left holding the number of connections in force.
/// `database` gets the address's default database, to be freed with `bson_free`.
static inline mongoc_client_pool_t *cmongoc_pool_new(
    const char *address, const char *application, cmongoc_settings *settings, char **database,
    bson_error_t *error) {
    mongoc_uri_t *uri = mongoc_uri_new_with_error(address, error);
    if (!uri) return NULL;
    if (!mongoc_write_concern_is_acknowledged(mongoc_uri_get_write_concern(uri))) {
        bson_set_error(
            error, MONGOC_ERROR_COMMAND, MONGOC_ERROR_COMMAND_INVALID_ARG,
            "with w=0 in it nobody would learn of a write that failed");
        mongoc_uri_destroy(uri);
        return NULL;
    }
    cmongoc_set_option(uri, MONGOC_URI_MAXPOOLSIZE, settings->maximum_connections);
    cmongoc_set_option(
        uri, MONGOC_URI_SERVERSELECTIONTIMEOUTMS, settings->server_selection_milliseconds);
    cmongoc_set_option(uri, MONGOC_URI_CONNECTTIMEOUTMS, settings->connect_milliseconds);
    cmongoc_set_option(uri, MONGOC_URI_SOCKETTIMEOUTMS, settings->socket_milliseconds);
    if (!mongoc_uri_has_option(uri, MONGOC_URI_APPNAME))
        mongoc_uri_set_appname(uri, application);
    settings->maximum_connections =
        mongoc_uri_get_option_as_int32(uri, MONGOC_URI_MAXPOOLSIZE, 1);
    if (settings->maximum_connections < 1) settings->maximum_connections = 1;
    *database = bson_strdup(mongoc_uri_get_database(uri));
    mongoc_client_pool_t *pool = mongoc_client_pool_new_with_error(uri, error);
    mongoc_uri_destroy(uri);
    // Version 2 tells the server's error codes from the driver's own.
    if (pool) mongoc_client_pool_set_error_api(pool, MONGOC_ERROR_API_VERSION_2);
    return pool;
}

/// Request: the command, options.
static inline bool cmongoc_command(
    cmongoc_sender sender, const char *name, cmongoc_command_kind kind, cmongoc_request request,
    cmongoc_reply *reply, bson_error_t *error) {
    bson_t command, options = BSON_INITIALIZER, answer;
    bool succeeded = false;
    if (cmongoc_take(&request, &command, error)
        && cmongoc_take_options(&request, &sender, &options, error)) {
        mongoc_database_t *database = cmongoc_database(&sender, name);
        cmongoc_terms terms = cmongoc_terms_of(&sender);
        switch (kind) {
        case CMONGOC_PLAIN_COMMAND:
            succeeded = mongoc_client_command_with_opts(
                sender.client, name, &command, terms.read_preference, &options, &answer, error);
            break;
        case CMONGOC_READ_COMMAND:
            succeeded = mongoc_database_read_command_with_opts(
                database, &command, NULL, &options, &answer, error);
            break;
        case CMONGOC_WRITE_COMMAND:
            succeeded = mongoc_database_write_command_with_opts(
                database, &command, &options, &answer, error);
            break;
        }
        cmongoc_give(&answer, reply);
        cmongoc_terms_free(&terms);
        mongoc_database_destroy(database);
    }
    bson_destroy(&options);
    return succeeded;
}

/// Request: options, then each document to insert.
static inline bool cmongoc_insert(
    cmongoc_sender sender, const char *database, const char *name, cmongoc_request request,
    cmongoc_reply *reply, bson_error_t *error) {
    bson_t options = BSON_INITIALIZER, document, unchecked = BSON_INITIALIZER, answer;
    if (!cmongoc_take_options(&request, &sender, &options, error)) {
        bson_destroy(&options);
        return false;
    }
    mongoc_collection_t *collection = cmongoc_collection(&sender, database, name);
    mongoc_bulk_operation_t *operation =
        mongoc_collection_create_bulk_operation_with_opts(collection, &options);
    // Swift has checked the documents already.
    BSON_APPEND_BOOL(&unchecked, "validate", false);
    bool succeeded = true;
    while (succeeded && request.length > 0) {
        succeeded = cmongoc_take(&request, &document, error)
            && mongoc_bulk_operation_insert_with_opts(operation, &document, &unchecked, error);
    }
    if (succeeded) {
        succeeded = mongoc_bulk_operation_execute(operation, &answer, error) != 0;
        cmongoc_give(&answer, reply);
    }
    bson_destroy(&unchecked);
    bson_destroy(&options);
    mongoc_bulk_operation_destroy(operation);
    mongoc_collection_destroy(collection);
    return succeeded;
}

/// Request: a filter, the update or replacement (an empty document for a
/// deletion), options.
static inline bool cmongoc_modify(
    cmongoc_sender sender, const char *database, const char *name, cmongoc_write write,
    cmongoc_request request, cmongoc_reply *reply, bson_error_t *error) {
    bson_t filter, change, options = BSON_INITIALIZER, answer;
    if (!cmongoc_take(&request, &filter, error) || !cmongoc_take(&request, &change, error)
        || !cmongoc_take_options(&request, &sender, &options, error)) {
        bson_destroy(&options);
        return false;
    }
    mongoc_collection_t *collection = cmongoc_collection(&sender, database, name);
    bool succeeded = false;
    switch (write) {
    case CMONGOC_UPDATE_ONE:
        succeeded = mongoc_collection_update_one(
            collection, &filter, &change, &options, &answer, error);
        break;
    case CMONGOC_UPDATE_MANY:
        succeeded = mongoc_collection_update_many(
            collection, &filter, &change, &options, &answer, error);
        break;
    case CMONGOC_REPLACE_ONE:
        succeeded = mongoc_collection_replace_one(
            collection, &filter, &change, &options, &answer, error);
        break;
    case CMONGOC_DELETE_ONE:
        succeeded =
            mongoc_collection_delete_one(collection, &filter, &options, &answer, error);
        break;
    case CMONGOC_DELETE_MANY:
        succeeded =
            mongoc_collection_delete_many(collection, &filter, &options, &answer, error);
        break;
    }
    cmongoc_give(&answer, reply);
    bson_destroy(&options);
    mongoc_collection_destroy(collection);
    return succeeded;
}

/// Request: a filter, the update or replacement (ignored for a removal), a sort
/// order, a projection, further options.
static inline bool cmongoc_find_and_modify(
    cmongoc_sender sender, const char *database, const char *name,
    mongoc_find_and_modify_flags_t flags, cmongoc_request request, cmongoc_reply *reply,
    bson_error_t *error) {
    bson_t filter, change, sort, projection, further = BSON_INITIALIZER, answer;
    if (!cmongoc_take(&request, &filter, error) || !cmongoc_take(&request, &change, error)
        || !cmongoc_take(&request, &sort, error) || !cmongoc_take(&request, &projection, error)
        || !cmongoc_take_options(&request, &sender, &further, error)) {
        bson_destroy(&further);
        return false;
    }
    mongoc_find_and_modify_opts_t *options = mongoc_find_and_modify_opts_new();
    mongoc_find_and_modify_opts_set_flags(options, flags);
    if (!(flags & MONGOC_FIND_AND_MODIFY_REMOVE))
        mongoc_find_and_modify_opts_set_update(options, &change);
    if (!bson_empty(&sort)) mongoc_find_and_modify_opts_set_sort(options, &sort);
    if (!bson_empty(&projection)) mongoc_find_and_modify_opts_set_fields(options, &projection);
    if (!bson_empty(&further)) mongoc_find_and_modify_opts_append(options, &further);
    mongoc_collection_t *collection = cmongoc_collection(&sender, database, name);
    bool succeeded = mongoc_collection_find_and_modify_with_opts(
        collection, &filter, options, &answer, error);
    cmongoc_give(&answer, reply);
    mongoc_collection_destroy(collection);
    mongoc_find_and_modify_opts_destroy(options);
    bson_destroy(&further);
    return succeeded;
}

/// Request: a filter or a pipeline (an empty document for indexes), options.
/// Sends nothing yet.
static inline mongoc_cursor_t *cmongoc_cursor_new(
    cmongoc_sender sender, const char *database, const char *name, cmongoc_query query,
    cmongoc_request request, bson_error_t *error) {
    bson_t subject, options = BSON_INITIALIZER;
    mongoc_cursor_t *cursor = NULL;
    if (cmongoc_take(&request, &subject, error)
        && cmongoc_take_options(&request, &sender, &options, error)) {
        mongoc_collection_t *collection = cmongoc_collection(&sender, database, name);
        switch (query) {
        case CMONGOC_FIND:
            cursor = mongoc_collection_find_with_opts(collection, &subject, &options, NULL);
            break;
        case CMONGOC_AGGREGATE:
            cursor = mongoc_collection_aggregate(
                collection, MONGOC_QUERY_NONE, &subject, &options, NULL);
            break;
        case CMONGOC_INDEXES:
            cursor = mongoc_collection_find_indexes_with_opts(collection, &options);
            break;
        }
        mongoc_collection_destroy(collection);
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
