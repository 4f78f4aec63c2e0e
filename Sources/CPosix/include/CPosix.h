#ifndef LINLI_CPOSIX_H
#define LINLI_CPOSIX_H

#include <stddef.h>
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

/// When a file was last written, in milliseconds since 1970, or -1 (see errno).
int64_t posix_modified_milliseconds(const char *path);

/// Where the word's bytes first occur in the text, or -1 (memmem, which Swift's glibc module leaves out).
int64_t posix_place(const void *word, size_t word_count, const void *text, size_t text_count);

/// Turns text from one encoding into another (iconv, whose types Swift's glibc module leaves out).
///
/// Answers how many bytes were written, -1 for text that the encodings do not have or for too little
/// room, -2 where the system does not know an encoding.
int64_t posix_convert(
  const char *to, const char *from, const uint8_t *input, size_t input_count, uint8_t *output,
  size_t room);

/// A child process: what goes in, room for what comes out, and how it went.
struct posix_child {
  const char *program;
  /// The arguments, the program's name first, ended by NULL.
  char *const *arguments;
  const uint8_t *input;
  size_t input_count;
  /// Standard output; `output_count` says how much of the room was filled.
  uint8_t *output;
  size_t output_room;
  size_t output_count;
  /// Standard error; what does not fit is dropped.
  uint8_t *notes;
  size_t notes_room;
  size_t notes_count;
  int milliseconds;
  /// The exit status, or 128 and the number of the signal that ended it.
  int status;
};

/// Runs a program to its end with an empty environment, feeding and draining it at the same time so
/// that neither side waits for the other for ever. Blocks the calling thread.
///
/// Answers 0, or an errno: ETIMEDOUT and EMSGSIZE after killing a child that took too long or wrote
/// more than there is room for, anything else when it could not be started.
int posix_run(struct posix_child *child);

#endif
