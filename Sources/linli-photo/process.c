#define _GNU_SOURCE
#include "photo.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/// The dearest picture let in, 60 megapixels interlaced with 16 bits a channel, took 598 MB here; a
/// usual one takes 75 MB.
#define MOST_MEMORY ((rlim_t)1024 << 20)
#define MOST_CPU_SECONDS 20

static void limit(int resource, rlim_t amount) {
  struct rlimit both = {amount, amount};
  setrlimit(resource, &both);
}

void limit_process(void) {
  close_range(3, ~0U, 0);
  limit(RLIMIT_CPU, MOST_CPU_SECONDS);
  limit(RLIMIT_AS, MOST_MEMORY);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_NOFILE, 32);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

enum ending read_input(struct input *input, size_t most) {
  size_t room = 1 << 20;
  input->count = 0;
  input->bytes = malloc(room);
  while (input->bytes) {
    ssize_t count = read(STDIN_FILENO, input->bytes + input->count, room - input->count);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return ENDING_FAILED;
    if (count == 0) return ENDING_DONE;
    input->count += (size_t)count;
    if (input->count > most) return ENDING_TOO_MANY_BYTES;
    if (input->count == room) input->bytes = realloc(input->bytes, room *= 2);
  }
  return ENDING_FAILED;
}

enum ending write_output(const void *bytes, size_t count) {
  const uint8_t *next = bytes;
  while (count > 0) {
    ssize_t written = write(STDOUT_FILENO, next, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return ENDING_FAILED;
    next += written;
    count -= (size_t)written;
  }
  return ENDING_DONE;
}
