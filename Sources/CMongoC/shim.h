#pragma once
#include <mongoc/mongoc.h>

#include "commands.h"
#include "cursors.h"
#include "request.h"
#include "session.h"
#include "stream.h"
#include "writes.h"

// The only door to the C driver.

/// How many connections a pool may open, and for how long each may wait, unless
/// the address says otherwise.
typedef struct {
    int32_t maximum_connections;
    int32_t server_selection_milliseconds;
    int32_t connect_milliseconds;
    int32_t socket_milliseconds;
} cmongoc_settings;

static inline void cmongoc_set_option(mongoc_uri_t *uri, const char *name, int32_t value) {
    if (!mongoc_uri_has_option(uri, name)) mongoc_uri_set_option_as_int32(uri, name, value);
}

/// Lets the allocator keep what a reply needed for the next one.
///
/// glibc returns freed memory to the system beyond a threshold of 128 KB, so that each
/// list of documents would fault the same pages in again. It raises the threshold by
/// itself when a larger block is freed, to twice its size: here is one.
static inline void cmongoc_keep_freed_memory(void) {
    // Volatile, or the compiler would see that nothing happens.
    void *volatile block = malloc(4 << 20);
    free(block);
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

/// Makes every command of a new pool name version 1 of the server's stable API.
/// `strict` and `deprecation_errors` are -1 for what is left to the server.
static inline bool cmongoc_pool_declare_api(
    mongoc_client_pool_t *pool, int32_t strict, int32_t deprecation_errors,
    bson_error_t *error) {
    mongoc_server_api_t *api = mongoc_server_api_new(MONGOC_SERVER_API_V1);
    if (strict >= 0) mongoc_server_api_strict(api, strict);
    if (deprecation_errors >= 0) mongoc_server_api_deprecation_errors(api, deprecation_errors);
    bool succeeded = mongoc_client_pool_set_server_api(pool, api, error);
    mongoc_server_api_destroy(api);
    return succeeded;
}
