#ifndef LINLI_CPOSIX_H
#define LINLI_CPOSIX_H

#include <stdint.h>

// The few system calls that answer in structs. Swift 6 (MemberImportVisibility) sees glibc's struct
// members as belonging to whichever C module of the dependency graph included the header first, so
// Swift code that reads them breaks when a dependency moves. Here they come out as plain numbers.

/// Milliseconds since 1970-01-01T00:00:00Z by the system clock.
int64_t posix_wall_milliseconds(void);

/// Permission and type bits of an open file, or -1 (see errno).
int64_t posix_file_mode(int file);

/// Bytes in an open file, or -1 (see errno).
int64_t posix_file_size(int file);

#endif
