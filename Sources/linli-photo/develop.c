#include "photo.h"

#include <string.h>

/// Removes every field that libvips could write into the file.
///
/// `strip` alone is not enough: webpsave of libvips 8.14 keeps EXIF and XMP with it (seen here).
static void forget(VipsImage *image) {
  gchar **names = vips_image_get_fields(image);
  for (int index = 0; names[index]; index++) vips_image_remove(image, names[index]);
  g_strfreev(names);
}

/// The option string makes cut-off files fail; vips_thumbnail_buffer of 8.14 does not pass its
/// `fail_on` to the loader (seen here).
static VipsImage *shrink(const struct input *input, int long_side, bool profile) {
  VipsImage *image = NULL;
  if (profile)
    vips_thumbnail_buffer(
      input->bytes, input->count, &image, long_side, "height", long_side, "size", VIPS_SIZE_DOWN,
      "option_string", "[fail_on=error]", "export_profile", "srgb", NULL);
  else
    vips_thumbnail_buffer(
      input->bytes, input->count, &image, long_side, "height", long_side, "size", VIPS_SIZE_DOWN,
      "option_string", "[fail_on=error]", NULL);
  return image;
}

VipsImage *develop(const struct input *input, int long_side) {
  VipsImage *shrunk = shrink(input, long_side, true);
  // A profile that does not fit its picture is worth less than the picture.
  if (!shrunk) shrunk = shrink(input, long_side, false);
  VipsImage *plain = NULL;
  VipsImage *eight_bits = NULL;
  VipsImage *bare = NULL;
  if (!shrunk || vips_colourspace(shrunk, &plain, VIPS_INTERPRETATION_sRGB, NULL)
      || vips_cast(plain, &eight_bits, VIPS_FORMAT_UCHAR, NULL) || vips_copy(eight_bits, &bare, NULL))
    return NULL;
  forget(bare);
  return bare;
}

size_t strip_webp(uint8_t *bytes, size_t count) {
  if (count < 30 || memcmp(bytes + 12, "VP8X", 4) != 0) return count;
  // Flags of the extended header: profile 0x20, EXIF 0x08, XMP 0x04 (RFC 9649 §2.7.1).
  bytes[20] &= (uint8_t) ~(0x20 | 0x08 | 0x04);
  size_t kept = 12;
  for (size_t at = 12; at + 8 <= count;) {
    size_t length = (size_t)bytes[at + 4] | (size_t)bytes[at + 5] << 8 | (size_t)bytes[at + 6] << 16
      | (size_t)bytes[at + 7] << 24;
    size_t whole = 8 + length + (length & 1);
    if (whole > count - at) whole = count - at;
    bool metadata = memcmp(bytes + at, "EXIF", 4) == 0 || memcmp(bytes + at, "XMP ", 4) == 0
      || memcmp(bytes + at, "ICCP", 4) == 0;
    if (!metadata) {
      memmove(bytes + kept, bytes + at, whole);
      kept += whole;
    }
    at += whole;
  }
  for (int index = 0; index < 4; index++) bytes[4 + index] = (uint8_t)((kept - 8) >> 8 * index);
  return kept;
}
