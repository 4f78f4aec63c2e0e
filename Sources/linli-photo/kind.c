#include "photo.h"

#include <string.h>

static bool has(const struct input *input, size_t offset, const char *bytes, size_t count) {
  return input->count >= offset + count && memcmp(input->bytes + offset, bytes, count) == 0;
}

enum kind kind_of(const struct input *input) {
  if (has(input, 0, "\xFF\xD8\xFF", 3)) return KIND_JPEG;
  if (has(input, 0, "\x89PNG\r\n\x1A\n", 8)) return KIND_PNG;
  if (has(input, 0, "RIFF", 4) && has(input, 8, "WEBP", 4)) return KIND_WEBP;
  return KIND_NONE;
}

bool is_animated_png(const struct input *input) {
  // Chunks are length, name, data, checksum; acTL stands before the first IDAT (PNG 3rd ed. §5.6).
  for (size_t at = 8; at + 12 <= input->count;) {
    if (has(input, at + 4, "acTL", 4)) return true;
    if (has(input, at + 4, "IDAT", 4)) return false;
    const uint8_t *length = input->bytes + at;
    at += 12 + ((size_t)length[0] << 24 | (size_t)length[1] << 16 | (size_t)length[2] << 8 | length[3]);
  }
  return false;
}
