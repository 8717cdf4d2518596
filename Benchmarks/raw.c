// The limit: what libmongoc does in C, without a mapper, with the same posts.
//   cc -O2 raw.c -o raw $(pkg-config --cflags --libs libmongoc-1.0)
//   raw URI insert|bulk|findone|list|scan|gridfs-up|gridfs-down COUNT
#include <mongoc/mongoc.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { body_size = 3600, batch_size = 1000, looked_up = 2000, page_size = 20 };
enum { mebibytes = 50, pattern_size = 2 << 20, piece_size = 1 << 16 };

static mongoc_collection_t *posts;
static mongoc_database_t *database;
static char body[body_size + 1];

// Refuses to report how fast wrong results were.
static void check(bool is_right, const char *reason)
{
    if (is_right)
        return;
    fprintf(stderr, "raw: %s\n", reason);
    exit(1);
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static bson_t *new_post(long number)
{
    bson_oid_t id, author;
    bson_oid_init(&id, NULL);
    bson_oid_init(&author, NULL);
    char slug[32];
    snprintf(slug, sizeof slug, "post-%ld", number);
    return BCON_NEW(
        "_id", BCON_OID(&id), "title", BCON_UTF8("Ink Stone River Paper Lantern"),
        "slug", BCON_UTF8(slug), "body", BCON_UTF8(body),
        "tags", "[", BCON_UTF8("swift"), BCON_UTF8("mongodb"), "]",
        "authorID", BCON_OID(&author),
        "createdAt", BCON_DATE_TIME((1704067200LL + number * 3600) * 1000),
        "published", BCON_BOOL(true), "revision", BCON_INT32(1));
}

static void insert(long start, long end)
{
    bson_t *batch[batch_size];
    bson_error_t error;
    size_t count = (size_t)(end - start);
    for (size_t i = 0; i < count; i++)
        batch[i] = new_post(start + (long)i);
    bool done = mongoc_collection_insert_many(
        posts, (const bson_t **)batch, count, NULL, NULL, &error);
    check(done, error.message);
    for (size_t i = 0; i < count; i++)
        bson_destroy(batch[i]);
}

static void create_indexes(void)
{
    bson_error_t error;
    bson_t *command = BCON_NEW(
        "createIndexes", BCON_UTF8("posts"), "indexes", "[",
        "{", "key", "{", "slug", BCON_INT32(1), "}", "name", BCON_UTF8("slug_1"), "}",
        "{", "key", "{", "createdAt", BCON_INT32(-1), "}", "name", BCON_UTF8("createdAt_-1"), "}",
        "]");
    check(
        mongoc_collection_write_command_with_opts(posts, command, NULL, NULL, &error),
        error.message);
    bson_destroy(command);
}

// Looks at every field of what is found, and copies nothing.
static long find(bson_t *filter, bson_t *options)
{
    mongoc_cursor_t *cursor = mongoc_collection_find_with_opts(posts, filter, options, NULL);
    const bson_t *post;
    bson_error_t error;
    bson_iter_t field;
    long count = 0;
    for (; mongoc_cursor_next(cursor, &post); count++) {
        uint32_t length = 0;
        check(bson_iter_init(&field, post), "not a document");
        while (bson_iter_next(&field))
            if (strcmp(bson_iter_key(&field), "body") == 0)
                bson_iter_utf8(&field, &length);
        check(length == body_size, "a body has another length");
    }
    check(!mongoc_cursor_error(cursor, &error), error.message);
    mongoc_cursor_destroy(cursor);
    bson_destroy(filter);
    bson_destroy(options);
    return count;
}

static long find_one(long number)
{
    char slug[32];
    snprintf(slug, sizeof slug, "post-%ld", number % looked_up);
    return find(
        BCON_NEW("slug", BCON_UTF8(slug)),
        BCON_NEW("limit", BCON_INT64(1), "singleBatch", BCON_BOOL(true)));
}

static long list(void)
{
    return find(
        bson_new(),
        BCON_NEW("sort", "{", "createdAt", BCON_INT32(-1), "}", "limit", BCON_INT64(page_size)));
}

static mongoc_gridfs_bucket_t *new_bucket(void)
{
    bson_error_t error;
    mongoc_gridfs_bucket_t *bucket = mongoc_gridfs_bucket_new(database, NULL, NULL, &error);
    check(bucket != NULL, error.message);
    return bucket;
}

static void drop(const char *name)
{
    mongoc_collection_t *collection = mongoc_database_get_collection(database, name);
    mongoc_collection_drop(collection, NULL);
    mongoc_collection_destroy(collection);
}

// Stores a file of 50 MiB in pieces such as a request brings.
static long upload(void)
{
    static uint8_t pattern[pattern_size];
    bson_error_t error;
    for (uint64_t i = 0; i < pattern_size; i++)
        pattern[i] = (uint8_t)((i * 2654435761u) >> 13);
    mongoc_gridfs_bucket_t *bucket = new_bucket();
    mongoc_stream_t *file =
        mongoc_gridfs_bucket_open_upload_stream(bucket, "blob", NULL, NULL, &error);
    check(file != NULL, error.message);
    for (size_t done = 0; done < (size_t)mebibytes << 20; done += piece_size) {
        uint8_t *piece = pattern + done % pattern_size;
        check(
            mongoc_stream_write(file, piece, piece_size, 0) == piece_size,
            "a piece was not stored");
    }
    check(mongoc_stream_close(file) == 0, "the file was not stored");
    mongoc_stream_destroy(file);
    mongoc_gridfs_bucket_destroy(bucket);
    return mebibytes;
}

// Reads the newest file a chunk at a time.
static long download(void)
{
    static uint8_t chunk[255 * 1024];
    bson_error_t error;
    mongoc_gridfs_bucket_t *bucket = new_bucket();
    bson_t *all = bson_new();
    mongoc_cursor_t *files = mongoc_gridfs_bucket_find(bucket, all, NULL);
    const bson_t *found;
    bson_iter_t id;
    check(
        mongoc_cursor_next(files, &found) && bson_iter_init_find(&id, found, "_id"),
        "there is no file: upload one first");
    mongoc_stream_t *file = mongoc_gridfs_bucket_open_download_stream(
        bucket, bson_iter_value(&id), &error);
    check(file != NULL, error.message);
    ssize_t size = 0, count;
    while ((count = mongoc_stream_read(file, chunk, sizeof chunk, 0, 0)) > 0)
        size += count;
    check(size == (ssize_t)mebibytes << 20, "the file has another length");
    mongoc_stream_destroy(file);
    mongoc_cursor_destroy(files);
    bson_destroy(all);
    mongoc_gridfs_bucket_destroy(bucket);
    return mebibytes;
}

int main(int argc, char **argv)
{
    check(argc == 4 && atol(argv[3]) > 0, "write URI WORKLOAD COUNT");
    const char *workload = argv[2];
    const long count = atol(argv[3]);
    memset(body, 'x', body_size);

    mongoc_init();
    mongoc_client_t *client = mongoc_client_new(argv[1]);
    check(client != NULL, "not an address");
    database = mongoc_client_get_database(client, "inkstone_benchmarks_raw");
    posts = mongoc_client_get_collection(client, "inkstone_benchmarks_raw", "posts");
    bson_error_t error;
    bson_t *ping = BCON_NEW("ping", BCON_INT32(1));
    check(mongoc_client_command_simple(client, "admin", ping, NULL, NULL, &error), error.message);
    bson_destroy(ping);

    bool is_bulk = strcmp(workload, "bulk") == 0;
    if (is_bulk || strcmp(workload, "insert") == 0)
        mongoc_collection_drop(posts, NULL);
    if (strcmp(workload, "gridfs-up") == 0) {
        drop("fs.files");
        drop("fs.chunks");
    }

    long done = 0;
    const double start = seconds();
    if (is_bulk) {
        for (; done < count; done += BSON_MIN(batch_size, count - done))
            insert(done, BSON_MIN(done + batch_size, count));
        create_indexes();
    } else if (strcmp(workload, "insert") == 0) {
        for (; done < count; done++)
            insert(done, done + 1);
    } else if (strcmp(workload, "findone") == 0) {
        for (long i = 0; i < count; i++)
            done += find_one(i);
        check(done == count, "a post is missing");
    } else if (strcmp(workload, "list") == 0) {
        for (long i = 0; i < count; i++)
            done += list();
        check(done == count * page_size, "a page is not full");
    } else if (strcmp(workload, "scan") == 0) {
        while (done < count) {
            long found = find(bson_new(), bson_new());
            check(found > 0, "there are no posts: run bulk first");
            done += found;
        }
    } else if (strcmp(workload, "gridfs-up") == 0) {
        for (long i = 0; i < count; i++)
            done += upload();
    } else if (strcmp(workload, "gridfs-down") == 0) {
        for (long i = 0; i < count; i++)
            done += download();
    } else {
        check(false, "no such workload");
    }
    const double duration = seconds() - start;
    printf("%s %ld in %.3f s = %.1f/s\n", workload, done, duration, (double)done / duration);

    mongoc_collection_destroy(posts);
    mongoc_database_destroy(database);
    mongoc_client_destroy(client);
    mongoc_cleanup();
    return 0;
}
