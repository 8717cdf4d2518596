#pragma once
#include <mongoc/mongoc.h>
#include <string.h>

#include "terms.h"

// libbson aligns `bson_t` more strictly than Swift can express, so a `bson_t`
// lives on a stack frame here and never leaves it. A request is plain bytes: BSON
// documents one after another, in the order that each function names. A reply is
// plain bytes that the caller frees.

/// A reply's bytes, to be freed with `bson_free`.
typedef struct {
    uint8_t *bytes;
    uint32_t length;
} cmongoc_reply;

/// The documents of a request that are not read yet.
typedef struct {
    const uint8_t *bytes;
    size_t length;
} cmongoc_request;

/// Who asks: a client, perhaps in a session, and a document of terms if there are any.
typedef struct {
    mongoc_client_t *client;
    mongoc_client_session_t *session;
    cmongoc_request terms;
} cmongoc_sender;

/// Points `document` at the next document of `request`.
static inline bool cmongoc_take(
    cmongoc_request *request, bson_t *document, bson_error_t *error) {
    uint32_t length;
    if (request->length >= 5) {
        memcpy(&length, request->bytes, sizeof length);
        length = BSON_UINT32_FROM_LE(length);
        if (length <= request->length && length <= INT32_MAX
            && bson_init_static(document, request->bytes, length)) {
            request->bytes += length;
            request->length -= length;
            return true;
        }
    }
    bson_set_error(
        error, MONGOC_ERROR_BSON, MONGOC_ERROR_BSON_INVALID, "A request is not valid BSON");
    return false;
}

/// Names the sender's session, if there is one, in `options`.
static inline bool cmongoc_name_session(
    const cmongoc_sender *sender, bson_t *options, bson_error_t *error) {
    return !sender->session || mongoc_client_session_append(sender->session, options, error);
}

/// Adds the next document of `request`, which holds options, to `options`, and names
/// the session in it.
static inline bool cmongoc_take_options(
    cmongoc_request *request, const cmongoc_sender *sender, bson_t *options,
    bson_error_t *error) {
    bson_t given;
    return cmongoc_take(request, &given, error) && bson_concat(options, &given)
        && cmongoc_name_session(sender, options, error);
}

/// Hands the bytes of `document` to `reply`.
static inline void cmongoc_give(bson_t *document, cmongoc_reply *reply) {
    reply->bytes = bson_destroy_with_steal(document, true, &reply->length);
}

/// The text of an error: in C, since Swift imports the array as a tuple.
static inline const char *cmongoc_message(const bson_error_t *error) { return error->message; }

/// Reads the sender's terms, to be freed with `cmongoc_terms_free`.
static inline cmongoc_terms cmongoc_terms_of(const cmongoc_sender *sender) {
    cmongoc_request request = sender->terms;
    cmongoc_terms none = {NULL, NULL, NULL};
    bson_t document;
    bson_error_t error;
    if (!request.length || !cmongoc_take(&request, &document, &error)) return none;
    return cmongoc_terms_read(&document);
}

/// Returns a collection that is used on the sender's terms. In a transaction the
/// driver puts the transaction's in their place.
static inline mongoc_collection_t *cmongoc_collection(
    const cmongoc_sender *sender, const char *database, const char *name) {
    mongoc_collection_t *collection =
        mongoc_client_get_collection(sender->client, database, name);
    cmongoc_terms terms = cmongoc_terms_of(sender);
    if (terms.read_concern) mongoc_collection_set_read_concern(collection, terms.read_concern);
    if (terms.write_concern)
        mongoc_collection_set_write_concern(collection, terms.write_concern);
    if (terms.read_preference)
        mongoc_collection_set_read_prefs(collection, terms.read_preference);
    cmongoc_terms_free(&terms);
    return collection;
}

/// Returns a database that is used on the sender's terms.
static inline mongoc_database_t *cmongoc_database(
    const cmongoc_sender *sender, const char *name) {
    mongoc_database_t *database = mongoc_client_get_database(sender->client, name);
    cmongoc_terms terms = cmongoc_terms_of(sender);
    if (terms.read_concern) mongoc_database_set_read_concern(database, terms.read_concern);
    if (terms.write_concern) mongoc_database_set_write_concern(database, terms.write_concern);
    if (terms.read_preference) mongoc_database_set_read_prefs(database, terms.read_preference);
    cmongoc_terms_free(&terms);
    return database;
}
