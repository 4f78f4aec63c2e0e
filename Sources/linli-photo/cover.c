#include "photo.h"

/// One tile in the mean of its pixels: what was under it cannot be had back.
static void flatten(VipsImage *image, int left, int top, int right, int bottom) {
  int bands = vips_image_get_bands(image);
  size_t line = VIPS_IMAGE_SIZEOF_LINE(image);
  VipsPel *first = VIPS_IMAGE_ADDR(image, left, top);
  uint64_t count = (uint64_t)(right - left) * (uint64_t)(bottom - top);
  for (int band = 0; band < bands; band++) {
    uint64_t sum = 0;
    for (int y = 0; y < bottom - top; y++)
      for (int x = 0; x < right - left; x++) sum += first[(size_t)y * line + (size_t)(x * bands + band)];
    VipsPel mean = (VipsPel)(sum / count);
    for (int y = 0; y < bottom - top; y++)
      for (int x = 0; x < right - left; x++) first[(size_t)y * line + (size_t)(x * bands + band)] = mean;
  }
}

static int least(int one, int two) { return one < two ? one : two; }

VipsImage *cover(VipsImage *image, const struct box *boxes, int count) {
  VipsImage *whole = vips_image_copy_memory(image);
  if (!whole || vips_image_get_format(whole) != VIPS_FORMAT_UCHAR) return NULL;
  int width = vips_image_get_width(whole), height = vips_image_get_height(whole);
  for (int index = 0; index < count; index++) {
    // Outwards to whole pixels: rather one too many than the edge of a face.
    int left = boxes[index].left * width / 1000, top = boxes[index].top * height / 1000;
    int right = least(width, ((boxes[index].left + boxes[index].width) * width + 999) / 1000);
    int bottom = least(height, ((boxes[index].top + boxes[index].height) * height + 999) / 1000);
    if (right <= left || bottom <= top) return NULL;
    // One tile across: smaller ones leave enough of a plate's signs to be guessed from a known font.
    int side = least(right - left, bottom - top);
    for (int y = top; y < bottom; y += side)
      for (int x = left; x < right; x += side)
        flatten(whole, x, y, least(right, x + side), least(bottom, y + side));
  }
  return whole;
}
