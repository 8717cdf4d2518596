#pragma once
#include <mongoc/mongoc.h>
#include <string.h>

// What the driver tells of its commands and servers. Every pointer is the driver's
// own, and valid only during the callback that it comes with.

/// One command that starts or ends.
typedef struct {
    void *context;
    const char *command;
    /// NULL when the command ends: the driver tells it only at the start.
    const char *database;
    const char *address;
    /// The command when it starts, the reply when it ends; an empty document if
    /// there are credentials in it.
    const uint8_t *bytes;
    size_t length;
    int64_t request;
    int64_t operation;
    int64_t microseconds;
    /// Twelve bytes; NULL unless a load balancer is in between.
    const uint8_t *service;
    /// The server's number of the connection; -1 if it tells none.
    int32_t connection;
} cmongoc_command_event;

/// One server that is another than it was, such as no longer the primary.
typedef struct {
    void *context;
    const char *address;
    const char *before;
    const char *after;
} cmongoc_server_event;

/// Whether a command that has ended may have brought the changes of a stream.
static inline bool cmongoc_brings_changes(const mongoc_apm_command_succeeded_t *event) {
    const char *command = mongoc_apm_command_succeeded_get_command_name(event);
    return !strcmp(command, "getMore") || !strcmp(command, "aggregate");
}

static inline const uint8_t *cmongoc_service(const bson_oid_t *service) {
    return service ? service->bytes : NULL;
}

static inline cmongoc_command_event cmongoc_started(const mongoc_apm_command_started_t *event) {
    const bson_t *command = mongoc_apm_command_started_get_command(event);
    return (cmongoc_command_event){
        .context = mongoc_apm_command_started_get_context(event),
        .command = mongoc_apm_command_started_get_command_name(event),
        .database = mongoc_apm_command_started_get_database_name(event),
        .address = mongoc_apm_command_started_get_host(event)->host_and_port,
        .bytes = bson_get_data(command),
        .length = command->len,
        .request = mongoc_apm_command_started_get_request_id(event),
        .operation = mongoc_apm_command_started_get_operation_id(event),
        .service = cmongoc_service(mongoc_apm_command_started_get_service_id(event)),
        .connection = mongoc_apm_command_started_get_server_connection_id(event),
    };
}

static inline cmongoc_command_event cmongoc_succeeded(
    const mongoc_apm_command_succeeded_t *event) {
    const bson_t *reply = mongoc_apm_command_succeeded_get_reply(event);
    return (cmongoc_command_event){
        .context = mongoc_apm_command_succeeded_get_context(event),
        .command = mongoc_apm_command_succeeded_get_command_name(event),
        .address = mongoc_apm_command_succeeded_get_host(event)->host_and_port,
        .bytes = bson_get_data(reply),
        .length = reply->len,
        .request = mongoc_apm_command_succeeded_get_request_id(event),
        .operation = mongoc_apm_command_succeeded_get_operation_id(event),
        .microseconds = mongoc_apm_command_succeeded_get_duration(event),
        .service = cmongoc_service(mongoc_apm_command_succeeded_get_service_id(event)),
        .connection = mongoc_apm_command_succeeded_get_server_connection_id(event),
    };
}

static inline cmongoc_command_event cmongoc_failed(
    const mongoc_apm_command_failed_t *event, bson_error_t *error) {
    const bson_t *reply = mongoc_apm_command_failed_get_reply(event);
    mongoc_apm_command_failed_get_error(event, error);
    return (cmongoc_command_event){
        .context = mongoc_apm_command_failed_get_context(event),
        .command = mongoc_apm_command_failed_get_command_name(event),
        .address = mongoc_apm_command_failed_get_host(event)->host_and_port,
        .bytes = bson_get_data(reply),
        .length = reply->len,
        .request = mongoc_apm_command_failed_get_request_id(event),
        .operation = mongoc_apm_command_failed_get_operation_id(event),
        .microseconds = mongoc_apm_command_failed_get_duration(event),
        .service = cmongoc_service(mongoc_apm_command_failed_get_service_id(event)),
        .connection = mongoc_apm_command_failed_get_server_connection_id(event),
    };
}

static inline cmongoc_server_event cmongoc_changed(const mongoc_apm_server_changed_t *event) {
    return (cmongoc_server_event){
        .context = mongoc_apm_server_changed_get_context(event),
        .address = mongoc_apm_server_changed_get_host(event)->host_and_port,
        .before = mongoc_server_description_type(
            mongoc_apm_server_changed_get_previous_description(event)),
        .after = mongoc_server_description_type(
            mongoc_apm_server_changed_get_new_description(event)),
    };
}

/// Sets who hears of a pool's events: once, before its first client. `started` may be
/// NULL, and is worth leaving out: for its sake the driver copies whatever is inserted.
static inline void cmongoc_pool_monitor(
    mongoc_client_pool_t *pool, mongoc_apm_command_started_cb_t started,
    mongoc_apm_command_succeeded_cb_t succeeded, mongoc_apm_command_failed_cb_t failed,
    mongoc_apm_server_changed_cb_t changed, void *context) {
    mongoc_apm_callbacks_t *callbacks = mongoc_apm_callbacks_new();
    if (started) mongoc_apm_set_command_started_cb(callbacks, started);
    mongoc_apm_set_command_succeeded_cb(callbacks, succeeded);
    mongoc_apm_set_command_failed_cb(callbacks, failed);
    mongoc_apm_set_server_changed_cb(callbacks, changed);
    mongoc_client_pool_set_apm_callbacks(pool, callbacks, context);
    mongoc_apm_callbacks_destroy(callbacks);
}
