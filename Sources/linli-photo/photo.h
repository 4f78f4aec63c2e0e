#ifndef LINLI_PHOTO_H
#define LINLI_PHOTO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <vips/vips.h>

// How the program ends. PhotoCleaner.swift knows these numbers too.
enum ending {
  ENDING_DONE = 0,
  ENDING_USAGE = 64,
  ENDING_NOT_A_PHOTO = 65,
  ENDING_BROKEN = 66,
  ENDING_TOO_MANY_PIXELS = 67,
  ENDING_ANIMATED = 68,
  ENDING_TOO_MANY_BYTES = 69,
  ENDING_FAILED = 70,
};

enum kind { KIND_NONE, KIND_JPEG, KIND_PNG, KIND_WEBP };

/// A part of the upright picture that must not be seen, in thousandths of its width and height.
struct box {
  int left, top, width, height;
};

#define MOST_BOXES 40

/// What the arguments ask for.
struct order {
  bool thumbnail;
  int long_side;
  struct box boxes[MOST_BOXES];
  int box_count;
};

struct input {
  uint8_t *bytes;
  size_t count;
};

/// Takes away what this process will not need: files, cores, time and memory without end.
void limit_process(void);

/// Reads standard input to its end, or stops at `most` bytes with ENDING_TOO_MANY_BYTES.
enum ending read_input(struct input *input, size_t most);

enum ending write_output(const void *bytes, size_t count);

/// The type by its first bytes, whatever the file was called.
enum kind kind_of(const struct input *input);

/// Whether a PNG says that it moves; libvips reads such a file as its first picture.
bool is_animated_png(const struct input *input);

/// Turned upright, shrunk and in sRGB with 8 bits: what browsers show the same without a profile, so
/// that the profile can go. Carries no metadata. NULL if it cannot be decoded.
VipsImage *develop(const struct input *input, int long_side);

/// Puts flat tiles over the boxes, each as large as the box's shorter side, so that neither a face
/// nor the signs of a plate are left. NULL if a box holds no pixel or the memory is short.
VipsImage *cover(VipsImage *image, const struct box *boxes, int count);

/// Takes the EXIF block that webpsave writes of its own accord (and all other metadata) out of a
/// WebP file in place; answers the new length.
size_t strip_webp(uint8_t *bytes, size_t count);

#endif
