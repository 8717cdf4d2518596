#pragma once
#include "request.h"

// Commands that have no function of their own in the driver.

/// Which of the sender's terms a command is sent with: a plain one with its read
/// preference alone.
typedef enum {
    CMONGOC_PLAIN_COMMAND,
    CMONGOC_READ_COMMAND,
    CMONGOC_WRITE_COMMAND
} cmongoc_command_kind;

/// Sends a command. What it is sent with is the client's own where the sender names no
/// terms, which saves the driver's copies of all of it.
static inline bool cmongoc_send(
    const cmongoc_sender *sender, const char *name, cmongoc_command_kind kind,
    const bson_t *command, const bson_t *options, bson_t *answer, bson_error_t *error) {
    cmongoc_terms terms = cmongoc_terms_of(sender);
    bool is_plain = kind == CMONGOC_PLAIN_COMMAND || !sender->terms.length;
    mongoc_database_t *database = is_plain ? NULL : cmongoc_database(sender, name);
    bool succeeded = false;
    switch (kind) {
    case CMONGOC_PLAIN_COMMAND:
        succeeded = mongoc_client_command_with_opts(
            sender->client, name, command, terms.read_preference, options, answer, error);
        break;
    case CMONGOC_READ_COMMAND:
        succeeded = database
            ? mongoc_database_read_command_with_opts(
                database, command, NULL, options, answer, error)
            : mongoc_client_read_command_with_opts(
                sender->client, name, command, NULL, options, answer, error);
        break;
    case CMONGOC_WRITE_COMMAND:
        succeeded = database
            ? mongoc_database_write_command_with_opts(database, command, options, answer, error)
            : mongoc_client_write_command_with_opts(
                sender->client, name, command, options, answer, error);
        break;
    }
    cmongoc_terms_free(&terms);
    mongoc_database_destroy(database);
    return succeeded;
}

/// Request: the command, options.
static inline bool cmongoc_command(
    cmongoc_sender sender, const char *name, cmongoc_command_kind kind, cmongoc_request request,
    cmongoc_reply *reply, bson_error_t *error) {
    bson_t command, options = BSON_INITIALIZER, answer;
    bool succeeded = false;
    if (cmongoc_take(&request, &command, error)
        && cmongoc_take_options(&request, &sender, &options, error)) {
        succeeded = cmongoc_send(&sender, name, kind, &command, &options, &answer, error);
        cmongoc_give(&answer, reply);
    }
    bson_destroy(&options);
    return succeeded;
}

/// Asks for what a query matches in one message, without a cursor: the driver's looks
/// for a server twice. Request: a filter, options. The reply has what did not fit under
/// `cursor.id`.
static inline bool cmongoc_find(
    cmongoc_sender sender, const char *database, const char *name, cmongoc_request request,
    cmongoc_reply *reply, bson_error_t *error) {
    bson_t filter, given, command = BSON_INITIALIZER, options = BSON_INITIALIZER, answer;
    bool succeeded = false;
    if (cmongoc_take(&request, &filter, error) && cmongoc_take(&request, &given, error)
        && BSON_APPEND_UTF8(&command, "find", name)
        && BSON_APPEND_DOCUMENT(&command, "filter", &filter) && bson_concat(&command, &given)
        && cmongoc_name_session(&sender, &options, error)) {
        succeeded = cmongoc_send(
            &sender, database, CMONGOC_READ_COMMAND, &command, &options, &answer, error);
        cmongoc_give(&answer, reply);
    }
    bson_destroy(&options);
    bson_destroy(&command);
    return succeeded;
}
