#include "CPosix.h"

#include <errno.h>
#include <iconv.h>

int64_t posix_convert(
  const char *to, const char *from, const uint8_t *input, size_t input_count, uint8_t *output,
  size_t room) {
  iconv_t converter = iconv_open(to, from);
  // iconv_open's own failure value.
  if (converter == (iconv_t)-1) return -2;
  char *next_in = (char *)input, *next_out = (char *)output;
  size_t left = input_count, free = room;
  size_t result = iconv(converter, &next_in, &left, &next_out, &free);
  iconv_close(converter);
  return result == (size_t)-1 || left > 0 ? -1 : (int64_t)(room - free);
}
