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
