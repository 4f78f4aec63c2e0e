#include "photo.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/// libvips gives EXIF values as text: `the value (the value, ASCII, 20 components, 20 bytes)`.
static const char *value_of(VipsImage *image, const char *name) {
  const char *text;
  if (!vips_image_get_typeof(image, name) || vips_image_get_string(image, name, &text)) return NULL;
  return text;
}

/// `2026:11:24 10:28:06` becomes `2026-11-24T10:28:06`; anything else, nothing.
static bool copy_time(const char *text, char *out) {
  const char *shape = "dddd:dd:dd dd:dd:dd";
  for (size_t index = 0; shape[index]; index++) {
    bool digit = text[index] >= '0' && text[index] <= '9';
    if (shape[index] == 'd' ? !digit : text[index] != shape[index]) return false;
  }
  memcpy(out, text, 19);
  out[4] = out[7] = '-';
  out[10] = 'T';
  out[19] = 0;
  return true;
}

/// Appends `+08:00` where the camera wrote its offset (EXIF 2.31).
static void copy_offset(const char *text, char *out) {
  const char *shape = "sdd:dd";
  for (size_t index = 0; shape[index]; index++) {
    bool digit = text[index] >= '0' && text[index] <= '9';
    bool sign = text[index] == '+' || text[index] == '-';
    if (shape[index] == 's' ? !sign : shape[index] == 'd' ? !digit : text[index] != ':') return;
  }
  memcpy(out + 19, text, 6);
  out[25] = 0;
}

/// Three fractions, `36/1 49/1 1234/100`, as degrees.
static bool degrees(const char *text, double *out) {
  double parts[6];
  int found = sscanf(
    text, "%lf/%lf %lf/%lf %lf/%lf", &parts[0], &parts[1], &parts[2], &parts[3], &parts[4],
    &parts[5]);
  if (found != 6 || parts[1] == 0 || parts[3] == 0 || parts[5] == 0) return false;
  *out = parts[0] / parts[1] + parts[2] / parts[3] / 60 + parts[4] / parts[5] / 3600;
  return isfinite(*out) && *out >= 0;
}

static void read_place(VipsImage *image, struct facts *facts) {
  const char *latitude = value_of(image, "exif-ifd3-GPSLatitude");
  const char *longitude = value_of(image, "exif-ifd3-GPSLongitude");
  const char *north = value_of(image, "exif-ifd3-GPSLatitudeRef");
  const char *east = value_of(image, "exif-ifd3-GPSLongitudeRef");
  if (!latitude || !longitude || !north || !east) return;
  if (!degrees(latitude, &facts->latitude) || !degrees(longitude, &facts->longitude)) return;
  if (facts->latitude > 90 || facts->longitude > 180) return;
  // Cameras without a fix write zeros, a place in the Atlantic.
  if (facts->latitude == 0 && facts->longitude == 0) return;
  if (north[0] == 'S') facts->latitude = -facts->latitude;
  if (east[0] == 'W') facts->longitude = -facts->longitude;
  facts->has_place = true;
}

void read_facts(VipsImage *image, bool place, struct facts *facts) {
  memset(facts, 0, sizeof *facts);
  const char *taken = value_of(image, "exif-ifd2-DateTimeOriginal");
  const char *offset = value_of(image, "exif-ifd2-OffsetTimeOriginal");
  if (taken && copy_time(taken, facts->taken_at) && offset) copy_offset(offset, facts->taken_at);
  if (place) read_place(image, facts);
}
