// linli-photo: one picture in, the same picture out without anything that was not seen in it.
//
//   linli-photo clean     [--long-side 2560]   keeps JPEG, PNG or WebP
//   linli-photo thumbnail [--long-side 480]    always JPEG
//   linli-photo cover --box LEFT,TOP,WIDTH,HEIGHT …   as clean, with parts that nobody can see again,
//                                              in thousandths of the upright picture
//
// The picture comes on standard input and leaves on standard output; one line of JSON with type and
// size goes to standard error. Why this is a program of its own, and why it reads no metadata:
// docs/adr/0004-photos-in-a-child-process.md, docs/adr/0021-nothing-of-a-photos-metadata.md.

#include "photo.h"

#include <stdlib.h>
#include <string.h>

/// Above the largest upload that is allowed (10 MB); the server has refused it before.
#define MOST_BYTES ((size_t)32 << 20)

/// A phone's 50-megapixel picture passes. Decoding much more is how a small file eats a server.
#define MOST_PIXELS 60000000ULL

#define JPEG_QUALITY 82
#define THUMBNAIL_QUALITY 75
#define WEBP_QUALITY 80

static bool parse_box(const char *text, struct order *order) {
  if (order->box_count == MOST_BOXES) return false;
  struct box *box = &order->boxes[order->box_count++];
  char rest;
  if (sscanf(text, "%d,%d,%d,%d%c", &box->left, &box->top, &box->width, &box->height, &rest) != 4)
    return false;
  return box->left >= 0 && box->top >= 0 && box->width > 0 && box->height > 0
    && box->left <= 1000 - box->width && box->top <= 1000 - box->height;
}

static bool parse(int count, char **arguments, struct order *order) {
  if (count < 2) return false;
  order->thumbnail = strcmp(arguments[1], "thumbnail") == 0;
  bool covers = strcmp(arguments[1], "cover") == 0;
  if (!order->thumbnail && !covers && strcmp(arguments[1], "clean") != 0) return false;
  order->box_count = 0;
  order->long_side = order->thumbnail ? 480 : 2560;
  for (int index = 2; index < count; index++) {
    if (strcmp(arguments[index], "--long-side") == 0 && index + 1 < count) {
      order->long_side = atoi(arguments[++index]);
    } else if (covers && strcmp(arguments[index], "--box") == 0 && index + 1 < count) {
      if (!parse_box(arguments[++index], order)) return false;
    } else {
      return false;
    }
  }
  return order->long_side >= 16 && order->long_side <= 10000;
}

/// Opens without decoding: only the header has been read when this returns.
static VipsImage *open_header(const struct input *input, enum kind kind) {
  VipsImage *image = NULL;
  void *bytes = input->bytes;
  switch (kind) {
  case KIND_JPEG: vips_jpegload_buffer(bytes, input->count, &image, NULL); break;
  case KIND_PNG: vips_pngload_buffer(bytes, input->count, &image, NULL); break;
  case KIND_WEBP: vips_webpload_buffer(bytes, input->count, &image, NULL); break;
  case KIND_NONE: break;
  }
  return image;
}

static enum ending check_header(VipsImage *image, const struct input *input, enum kind kind) {
  uint64_t pixels = (uint64_t)vips_image_get_width(image) * (uint64_t)vips_image_get_height(image);
  if (pixels > MOST_PIXELS) return ENDING_TOO_MANY_PIXELS;
  if (vips_image_get_n_pages(image) > 1) return ENDING_ANIMATED;
  if (kind == KIND_PNG && is_animated_png(input)) return ENDING_ANIMATED;
  return ENDING_DONE;
}

static int encode(
  VipsImage *image, enum kind kind, const struct order *order, void **bytes, size_t *count) {
  if (order->thumbnail) {
    double white[] = {255};
    VipsArrayDouble *background = vips_array_double_new(white, 1);
    int result = vips_jpegsave_buffer(
      image, bytes, count, "Q", THUMBNAIL_QUALITY, "strip", TRUE, "optimize_coding", TRUE,
      "background", background, NULL);
    vips_area_unref(VIPS_AREA(background));
    return result;
  }
  switch (kind) {
  case KIND_JPEG:
    return vips_jpegsave_buffer(
      image, bytes, count, "Q", JPEG_QUALITY, "strip", TRUE, "optimize_coding", TRUE, NULL);
  case KIND_PNG: return vips_pngsave_buffer(image, bytes, count, "strip", TRUE, NULL);
  case KIND_WEBP:
    return vips_webpsave_buffer(
      image, bytes, count, "Q", WEBP_QUALITY, "strip", TRUE, "effort", 2, NULL);
  case KIND_NONE: break;
  }
  return -1;
}

static void print_shape(const char *type, VipsImage *image) {
  fprintf(
    stderr, "{\"type\":\"%s\",\"width\":%d,\"height\":%d}\n", type,
    vips_image_get_width(image), vips_image_get_height(image));
}

static const char *name_of(enum kind kind) {
  switch (kind) {
  case KIND_PNG: return "png";
  case KIND_WEBP: return "webp";
  default: return "jpeg";
  }
}

static enum ending work(const struct order *order) {
  struct input input;
  enum ending ending = read_input(&input, MOST_BYTES);
  if (ending != ENDING_DONE) return ending;
  enum kind kind = kind_of(&input);
  if (kind == KIND_NONE) return ENDING_NOT_A_PHOTO;

  VipsImage *header = open_header(&input, kind);
  if (!header) return ENDING_BROKEN;
  ending = check_header(header, &input, kind);
  if (ending != ENDING_DONE) return ending;
  g_object_unref(header);

  VipsImage *image = develop(&input, order->long_side);
  if (!image) return ENDING_BROKEN;
  if (order->box_count > 0) image = cover(image, order->boxes, order->box_count);
  if (!image) return ENDING_BROKEN;
  void *bytes = NULL;
  size_t count = 0;
  // libvips is lazy: this is where the picture is decoded, and where a cut-off one shows.
  if (encode(image, kind, order, &bytes, &count)) return ENDING_BROKEN;
  if (kind == KIND_WEBP && !order->thumbnail) count = strip_webp(bytes, count);
  ending = write_output(bytes, count);
  if (ending != ENDING_DONE) return ending;
  print_shape(order->thumbnail ? "jpeg" : name_of(kind), image);
  return ENDING_DONE;
}

/// libvips warns about odd metadata on standard error, where our one line belongs.
static void swallow(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data) {
  (void)domain, (void)level, (void)message, (void)data;
}

int main(int count, char **arguments) {
  struct order order;
  if (!parse(count, arguments, &order)) {
    fprintf(stderr, "usage: linli-photo clean|thumbnail|cover [--long-side PIXELS] [--box L,T,W,H] <IN >OUT\n");
    return ENDING_USAGE;
  }
  limit_process();
  // Without a home libvips finds none of its plug-ins (PDF, SVG, ImageMagick and others), which
  // saves half of the start and all of their faults.
  setenv("VIPSHOME", "/nonexistent", 1);
  if (VIPS_INIT(arguments[0])) return ENDING_FAILED;
  g_log_set_default_handler(swallow, NULL);
  vips_block_untrusted_set(TRUE);
  // One thread a picture: the server runs as many pictures at once as it has cores to spare.
  vips_concurrency_set(1);
  vips_cache_set_max(0);
  // Straight out: memory goes back with the process, and there is nothing else to close.
  _exit(work(&order));
}
