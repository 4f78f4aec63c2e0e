#define _GNU_SOURCE
#include "sheet.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#define MOST_MEMORY ((rlim_t)512 << 20)
#define MOST_CPU_SECONDS 15

static void limit(int resource, rlim_t amount) {
  struct rlimit both = {amount, amount};
  setrlimit(resource, &both);
}

void limit_process(void) {
  close_range(3, ~0U, 0);
  limit(RLIMIT_CPU, MOST_CPU_SECONDS);
  limit(RLIMIT_AS, MOST_MEMORY);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_NOFILE, 64);
  limit(RLIMIT_FSIZE, (rlim_t)128 << 20);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

void text_add(struct text *text, const char *bytes, size_t count) {
  if (text->failed || count == 0) return;
  if (text->count + count > text->room) {
    size_t room = text->room ? text->room : 4096;
    while (room < text->count + count) room *= 2;
    char *grown = realloc(text->bytes, room);
    if (!grown) {
      text->failed = true;
      return;
    }
    text->bytes = grown;
    text->room = room;
  }
  memcpy(text->bytes + text->count, bytes, count);
  text->count += count;
}

enum ending read_input(struct text *input) {
  char piece[65536];
  for (;;) {
    ssize_t count = read(STDIN_FILENO, piece, sizeof piece);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return ENDING_FAILED;
    if (count == 0) return ENDING_DONE;
    text_add(input, piece, (size_t)count);
    if (input->failed) return ENDING_FAILED;
    if (input->count > MOST_INPUT) return ENDING_TOO_LARGE;
  }
}

enum ending write_output(const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(STDOUT_FILENO, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return ENDING_FAILED;
    bytes += written;
    count -= (size_t)written;
  }
  return ENDING_DONE;
}
