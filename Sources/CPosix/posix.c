#include "CPosix.h"

#include <sys/stat.h>
#include <time.h>

int64_t posix_wall_milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t posix_file_mode(int file) {
  struct stat facts;
  return fstat(file, &facts) == 0 ? (int64_t)facts.st_mode : -1;
}

int64_t posix_file_size(int file) {
  struct stat facts;
  return fstat(file, &facts) == 0 ? (int64_t)facts.st_size : -1;
}

int64_t posix_modified_milliseconds(const char *path) {
  struct stat facts;
  if (stat(path, &facts) != 0) return -1;
  return (int64_t)facts.st_mtim.tv_sec * 1000 + facts.st_mtim.tv_nsec / 1000000;
}
