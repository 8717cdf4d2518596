#pragma once
#include <mongoc/mongoc.h>
#include <string.h>

// What a caller asks of the servers: read concern, write concern, read preference.
// Swift writes them as one document; here they become the driver's objects, which
// are null where nothing was asked for.

typedef struct {
    mongoc_read_concern_t *read_concern;
    mongoc_write_concern_t *write_concern;
    mongoc_read_prefs_t *read_preference;
} cmongoc_terms;

/// Reads a level; no text leaves the choice to the server.
static inline mongoc_read_concern_t *cmongoc_read_concern(const bson_iter_t *field) {
    mongoc_read_concern_t *concern = mongoc_read_concern_new();
    const char *level = bson_iter_utf8(field, NULL);
    if (level && *level) mongoc_read_concern_set_level(concern, level);
    return concern;
}

static inline mongoc_write_concern_t *cmongoc_write_concern(const bson_iter_t *field) {
    mongoc_write_concern_t *concern = mongoc_write_concern_new();
    bson_iter_t part;
    if (!BSON_ITER_HOLDS_DOCUMENT(field) || !bson_iter_recurse(field, &part)) return concern;
    while (bson_iter_next(&part)) {
        const char *key = bson_iter_key(&part);
        if (!strcmp(key, "w") && BSON_ITER_HOLDS_UTF8(&part)) {
            const char *tag = bson_iter_utf8(&part, NULL);
            if (!strcmp(tag, "majority"))
                mongoc_write_concern_set_w(concern, MONGOC_WRITE_CONCERN_W_MAJORITY);
            else
                mongoc_write_concern_set_wtag(concern, tag);
        } else if (!strcmp(key, "w")) {
            mongoc_write_concern_set_w(concern, (int32_t)bson_iter_as_int64(&part));
        } else if (!strcmp(key, "j")) {
            mongoc_write_concern_set_journal(concern, bson_iter_as_bool(&part));
        } else if (!strcmp(key, "wtimeout")) {
            mongoc_write_concern_set_wtimeout_int64(concern, bson_iter_as_int64(&part));
        }
    }
    return concern;
}

/// Reads a preference whose `mode` is the driver's number.
static inline mongoc_read_prefs_t *cmongoc_read_preference(const bson_iter_t *field) {
    mongoc_read_prefs_t *preference = mongoc_read_prefs_new(MONGOC_READ_PRIMARY);
    bson_iter_t part;
    if (!BSON_ITER_HOLDS_DOCUMENT(field) || !bson_iter_recurse(field, &part)) return preference;
    while (bson_iter_next(&part)) {
        const char *key = bson_iter_key(&part);
        const uint8_t *bytes = NULL;
        uint32_t length = 0;
        bson_t value;
        if (BSON_ITER_HOLDS_ARRAY(&part)) bson_iter_array(&part, &length, &bytes);
        if (BSON_ITER_HOLDS_DOCUMENT(&part)) bson_iter_document(&part, &length, &bytes);
        if (!strcmp(key, "mode")) {
            mongoc_read_prefs_set_mode(preference, (mongoc_read_mode_t)bson_iter_int32(&part));
        } else if (!strcmp(key, "maxStalenessSeconds")) {
            mongoc_read_prefs_set_max_staleness_seconds(preference, bson_iter_as_int64(&part));
        } else if (bytes && bson_init_static(&value, bytes, length)) {
            if (!strcmp(key, "tags")) mongoc_read_prefs_set_tags(preference, &value);
            if (!strcmp(key, "hedge")) mongoc_read_prefs_set_hedge(preference, &value);
        }
    }
    return preference;
}

/// Reads terms, to be freed with `cmongoc_terms_free`. Unknown keys are passed over.
static inline cmongoc_terms cmongoc_terms_read(const bson_t *document) {
    cmongoc_terms terms = {NULL, NULL, NULL};
    bson_iter_t field;
    if (!bson_iter_init(&field, document)) return terms;
    while (bson_iter_next(&field)) {
        const char *key = bson_iter_key(&field);
        if (!strcmp(key, "readConcern") && !terms.read_concern)
            terms.read_concern = cmongoc_read_concern(&field);
        if (!strcmp(key, "writeConcern") && !terms.write_concern)
            terms.write_concern = cmongoc_write_concern(&field);
        if (!strcmp(key, "readPreference") && !terms.read_preference)
            terms.read_preference = cmongoc_read_preference(&field);
    }
    return terms;
}

static inline void cmongoc_terms_free(cmongoc_terms *terms) {
    mongoc_read_concern_destroy(terms->read_concern);
    mongoc_write_concern_destroy(terms->write_concern);
    mongoc_read_prefs_destroy(terms->read_preference);
}
