#pragma once
#include "request.h"

// Sessions and transactions.

/// Reads what a transaction is to be like: terms, and `maxCommitTimeMS`. To be
/// freed with `mongoc_transaction_opts_destroy`.
static inline mongoc_transaction_opt_t *cmongoc_transaction_options(const bson_t *document) {
    mongoc_transaction_opt_t *options = mongoc_transaction_opts_new();
    cmongoc_terms terms = cmongoc_terms_read(document);
    bson_iter_t field;
    if (terms.read_concern)
        mongoc_transaction_opts_set_read_concern(options, terms.read_concern);
    if (terms.write_concern)
        mongoc_transaction_opts_set_write_concern(options, terms.write_concern);
    if (terms.read_preference)
        mongoc_transaction_opts_set_read_prefs(options, terms.read_preference);
    cmongoc_terms_free(&terms);
    if (bson_iter_init_find(&field, document, "maxCommitTimeMS"))
        mongoc_transaction_opts_set_max_commit_time_ms(options, bson_iter_as_int64(&field));
    return options;
}

/// Starts a session. Request: options of transactions.
static inline mongoc_client_session_t *cmongoc_session_new(
    mongoc_client_t *client, bool causal, bool snapshot, cmongoc_request request,
    bson_error_t *error) {
    bson_t document;
    if (!cmongoc_take(&request, &document, error)) return NULL;
    mongoc_session_opt_t *options = mongoc_session_opts_new();
    mongoc_session_opts_set_causal_consistency(options, causal);
    mongoc_session_opts_set_snapshot(options, snapshot);
    mongoc_transaction_opt_t *transaction = cmongoc_transaction_options(&document);
    mongoc_session_opts_set_default_transaction_opts(options, transaction);
    mongoc_client_session_t *session = mongoc_client_start_session(client, options, error);
    mongoc_transaction_opts_destroy(transaction);
    mongoc_session_opts_destroy(options);
    return session;
}

/// Request: options of the transaction, which win over the session's.
static inline bool cmongoc_transaction_start(
    mongoc_client_session_t *session, cmongoc_request request, bson_error_t *error) {
    bson_t document;
    if (!cmongoc_take(&request, &document, error)) return false;
    mongoc_transaction_opt_t *options = cmongoc_transaction_options(&document);
    bool succeeded = mongoc_client_session_start_transaction(session, options, error);
    mongoc_transaction_opts_destroy(options);
    return succeeded;
}

static inline bool cmongoc_transaction_commit(
    mongoc_client_session_t *session, cmongoc_reply *reply, bson_error_t *error) {
    bson_t answer;
    bool succeeded = mongoc_client_session_commit_transaction(session, &answer, error);
    cmongoc_give(&answer, reply);
    return succeeded;
}

/// The session's identifier; the bytes are the session's own.
static inline void cmongoc_session_id(
    const mongoc_client_session_t *session, const uint8_t **bytes, size_t *length) {
    const bson_t *document = mongoc_client_session_get_lsid(session);
    *bytes = bson_get_data(document);
    *length = document->len;
}

/// The latest time that the session knows of, none at first; the bytes are the
/// session's own.
static inline void cmongoc_session_cluster_time(
    const mongoc_client_session_t *session, const uint8_t **bytes, size_t *length) {
    const bson_t *document = mongoc_client_session_get_cluster_time(session);
    *bytes = document ? bson_get_data(document) : NULL;
    *length = document ? document->len : 0;
}

/// Request: a cluster time.
static inline bool cmongoc_session_advance(
    mongoc_client_session_t *session, cmongoc_request request, bson_error_t *error) {
    bson_t document;
    if (!cmongoc_take(&request, &document, error)) return false;
    mongoc_client_session_advance_cluster_time(session, &document);
    return true;
}
