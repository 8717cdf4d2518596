#pragma once
#include "request.h"

// Everything that changes documents.

typedef enum {
    CMONGOC_INSERT,
    CMONGOC_UPDATE_ONE,
    CMONGOC_UPDATE_MANY,
    CMONGOC_REPLACE_ONE,
    CMONGOC_DELETE_ONE,
    CMONGOC_DELETE_MANY
} cmongoc_write;

/// Adds the next write of `request` to `operation`: a document to insert, or else a
/// filter, the update or replacement (an empty document for a deletion), options.
static inline bool cmongoc_bulk_add(
    mongoc_bulk_operation_t *operation, cmongoc_write write, const bson_t *unchecked,
    cmongoc_request *request, bson_error_t *error) {
    bson_t filter, change, options;
    if (!cmongoc_take(request, &filter, error)) return false;
    if (write == CMONGOC_INSERT)
        return mongoc_bulk_operation_insert_with_opts(operation, &filter, unchecked, error);
    if (!cmongoc_take(request, &change, error) || !cmongoc_take(request, &options, error))
        return false;
    switch (write) {
    case CMONGOC_UPDATE_ONE:
        return mongoc_bulk_operation_update_one_with_opts(
            operation, &filter, &change, &options, error);
    case CMONGOC_UPDATE_MANY:
        return mongoc_bulk_operation_update_many_with_opts(
            operation, &filter, &change, &options, error);
    case CMONGOC_REPLACE_ONE:
        return mongoc_bulk_operation_replace_one_with_opts(
            operation, &filter, &change, &options, error);
    case CMONGOC_DELETE_ONE:
        return mongoc_bulk_operation_remove_one_with_opts(operation, &filter, &options, error);
    case CMONGOC_DELETE_MANY:
        return mongoc_bulk_operation_remove_many_with_opts(operation, &filter, &options, error);
    case CMONGOC_INSERT:
        break;
    }
    return false;
}

/// Starts a bulk write. `options` may say `bypassDocumentValidation`, which the
/// driver takes in another way than the rest.
static inline mongoc_bulk_operation_t *cmongoc_bulk_new(
    mongoc_collection_t *collection, const bson_t *options) {
    const char *bypass = "bypassDocumentValidation";
    bson_t rest = BSON_INITIALIZER;
    bson_iter_t field;
    bson_copy_to_excluding_noinit(options, &rest, bypass, NULL);
    mongoc_bulk_operation_t *operation =
        mongoc_collection_create_bulk_operation_with_opts(collection, &rest);
    if (bson_iter_init_find(&field, options, bypass))
        mongoc_bulk_operation_set_bypass_document_validation(
            operation, bson_iter_as_bool(&field));
    bson_destroy(&rest);
    return operation;
}

/// Request: options, then each write. `writes` says what each is; without it they
/// are all documents to insert.
static inline bool cmongoc_bulk(
    cmongoc_sender sender, const char *database, const char *name, const uint8_t *writes,
    cmongoc_request request, cmongoc_reply *reply, bson_error_t *error) {
    bson_t options = BSON_INITIALIZER, unchecked = BSON_INITIALIZER, answer;
    if (!cmongoc_take_options(&request, &sender, &options, error)) {
        bson_destroy(&options);
        return false;
    }
    mongoc_collection_t *collection = cmongoc_collection(&sender, database, name);
    mongoc_bulk_operation_t *operation = cmongoc_bulk_new(collection, &options);
    // Swift has checked the documents already.
    BSON_APPEND_BOOL(&unchecked, "validate", false);
    bool succeeded = true;
    for (size_t index = 0; succeeded && request.length > 0; index++) {
        cmongoc_write write = writes ? (cmongoc_write)writes[index] : CMONGOC_INSERT;
        succeeded = cmongoc_bulk_add(operation, write, &unchecked, &request, error);
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
    case CMONGOC_INSERT:
        // Only bulk writes insert.
        bson_init(&answer);
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
