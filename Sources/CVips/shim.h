#pragma once
#include <stdbool.h>
#include <stdint.h>
#include <unistd.h>
#include <vips/vips.h>

// libvips' calls take named options as variable arguments, which Swift cannot
// pass. Every function here that returns a pointer returns NULL on failure and
// leaves the reason in libvips' error buffer.

/// Starts libvips so that it can read one kind of file and nothing else.
///
/// `loader` names a class, such as `VipsForeignLoadJpeg`. libvips chooses a
/// loader from the bytes, so all the others are blocked, not just not asked.
static inline int cvips_start(const char *loader) {
    // Plug-ins would be searched for below this folder; there are none.
    g_setenv("VIPSHOME", "/nonexistent", TRUE);
    // Large pictures stay in memory, whose limit is ours, not in a file.
    g_setenv("VIPS_DISC_THRESHOLD", "16g", TRUE);
    if (vips_init("inkstone-image-worker") != 0) return -1;
    vips_block_untrusted_set(TRUE);
    vips_operation_block_set("VipsForeignLoad", TRUE);
    vips_operation_block_set(loader, FALSE);
    vips_cache_set_max(0);
    vips_concurrency_set(1);
    return 0;
}

/// Opens the file for reading from its start.
static inline VipsSource *cvips_source(int descriptor) {
    if (lseek(descriptor, 0, SEEK_SET) != 0) return NULL;
    return vips_source_new_from_descriptor(descriptor);
}

/// Reads a picture's header; pixels are decoded only when asked for.
static inline VipsImage *cvips_header(int descriptor) {
    VipsSource *source = cvips_source(descriptor);
    if (source == NULL) return NULL;
    VipsImage *image = vips_image_new_from_source(source, "", NULL);
    g_object_unref(source);
    return image;
}

/// Whether the picture says which colors its numbers mean.
static inline bool cvips_has_profile(VipsImage *image) {
    return vips_image_get_typeof(image, VIPS_META_ICC_NAME) != 0;
}

/// Notes the name of a field of metadata.
static inline void *cvips_note_field(
    VipsImage *image, const char *name, GValue *value, void *fields) {
    g_ptr_array_add((GPtrArray *)fields, g_strdup(name));
    return NULL;
}

/// Removes everything that is not pixels.
///
/// The encoders' own `strip` leaves the color profile in a WebP, for one.
static inline void cvips_remove_metadata(VipsImage *image) {
    GPtrArray *fields = g_ptr_array_new_with_free_func(g_free);
    vips_image_map(image, cvips_note_field, fields);
    for (guint index = 0; index < fields->len; index++)
        vips_image_remove(image, (const char *)g_ptr_array_index(fields, index));
    g_ptr_array_unref(fields);
}

/// Decodes a picture no wider than `width`, upright, in 8-bit sRGB, in memory,
/// without metadata.
///
/// Only a picture with a color profile is converted by it: libvips shifts the
/// colors of one without, which is sRGB by custom.
static inline VipsImage *cvips_decode(int descriptor, int width, bool has_profile) {
    VipsSource *source = cvips_source(descriptor);
    if (source == NULL) return NULL;
    VipsImage *thumbnail = NULL, *colors = NULL, *result = NULL;
    if (vips_thumbnail_source(
            source, &thumbnail, width, "height", VIPS_MAX_COORD, "size", VIPS_SIZE_DOWN,
            "option_string", "[fail_on=truncated]", has_profile ? "export_profile" : NULL,
            "srgb", NULL)
            == 0
        && vips_colourspace(thumbnail, &colors, VIPS_INTERPRETATION_sRGB, NULL) == 0)
        result = vips_image_copy_memory(colors);
    if (result != NULL) cvips_remove_metadata(result);
    g_clear_object(&colors);
    g_clear_object(&thumbnail);
    g_object_unref(source);
    return result;
}

/// Shrinks a decoded picture to `width`.
static inline VipsImage *cvips_shrink(VipsImage *image, int width) {
    VipsImage *thumbnail = NULL, *result = NULL;
    if (vips_thumbnail_image(
            image, &thumbnail, width, "height", VIPS_MAX_COORD, "size", VIPS_SIZE_DOWN, NULL)
        == 0)
        result = vips_image_copy_memory(thumbnail);
    g_clear_object(&thumbnail);
    return result;
}

/// Encodes a progressive JPEG without metadata; free it with `g_free`.
static inline uint8_t *cvips_jpeg(VipsImage *image, int quality, size_t *length) {
    void *bytes = NULL;
    vips_jpegsave_buffer(
        image, &bytes, length, "Q", quality, "interlace", TRUE, "optimize_coding", TRUE,
        "strip", TRUE, NULL);
    return (uint8_t *)bytes;
}

/// Encodes a WebP; free it with `g_free`.
///
/// Sharp chroma keeps colored lettering legible in screenshots.
static inline uint8_t *cvips_webp(VipsImage *image, int quality, size_t *length) {
    void *bytes = NULL;
    vips_webpsave_buffer(
        image, &bytes, length, "Q", quality, "smart_subsample", TRUE, "strip", TRUE, NULL);
    return (uint8_t *)bytes;
}

/// Finds the average color, over white where the picture is transparent.
static inline int cvips_average(VipsImage *image, uint8_t *red, uint8_t *green, uint8_t *blue) {
    VipsImage *flat = NULL, *statistics = NULL;
    double white[] = {255, 255, 255};
    VipsArrayDouble *background = vips_array_double_new(white, 3);
    int status = vips_image_hasalpha(image)
        ? vips_flatten(image, &flat, "background", background, NULL)
        : vips_copy(image, &flat, NULL);
    if (status == 0 && flat->Bands == 3) status = vips_stats(flat, &statistics, NULL);
    if (status == 0 && statistics != NULL) {
        // The fifth column is the mean; the first row is of all bands together.
        *red = (uint8_t)*VIPS_MATRIX(statistics, 4, 1);
        *green = (uint8_t)*VIPS_MATRIX(statistics, 4, 2);
        *blue = (uint8_t)*VIPS_MATRIX(statistics, 4, 3);
    }
    vips_area_unref(VIPS_AREA(background));
    g_clear_object(&statistics);
    g_clear_object(&flat);
    return status;
}
