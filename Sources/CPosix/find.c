#define _GNU_SOURCE
#include "CPosix.h"

#include <string.h>

int64_t posix_place(const void *word, size_t word_count, const void *text, size_t text_count) {
  const char *found = memmem(text, text_count, word, word_count);
  return found == NULL ? -1 : found - (const char *)text;
}
