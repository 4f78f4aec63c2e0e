#define _GNU_SOURCE
#include "CPosix.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/// Our ends (0) and the child's (1) of its standard streams.
struct streams {
  int in[2];
  int out[2];
  int err[2];
};

static void close_end(int *end) {
  if (*end >= 0) close(*end);
  *end = -1;
}

static void close_all(struct streams *streams) {
  for (int side = 0; side < 2; side++) {
    close_end(&streams->in[side]);
    close_end(&streams->out[side]);
    close_end(&streams->err[side]);
  }
}

/// Sockets rather than pipes: `send` can be told not to raise SIGPIPE when the child has gone.
static int open_streams(struct streams *streams) {
  *streams = (struct streams){{-1, -1}, {-1, -1}, {-1, -1}};
  int kind = SOCK_STREAM | SOCK_CLOEXEC;
  if (socketpair(AF_UNIX, kind, 0, streams->in) || socketpair(AF_UNIX, kind, 0, streams->out)
      || socketpair(AF_UNIX, kind, 0, streams->err))
    return errno;
  return 0;
}

static int start(const struct posix_child *child, const struct streams *streams, pid_t *pid) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  posix_spawn_file_actions_adddup2(&actions, streams->in[1], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, streams->out[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, streams->err[1], STDERR_FILENO);
  // Nothing of the server's signal handling, and not in its group: Ctrl-C lets pictures finish.
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(
    &attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  char *nothing[] = {NULL};
  int result =
    posix_spawn(pid, child->program, &actions, &attributes, child->arguments, nothing);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return result;
}

static int64_t monotonic_milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool is_passing(int error) { return error == EINTR || error == EAGAIN; }

static void feed(struct posix_child *child, size_t *sent, int *end) {
  ssize_t count = send(
    *end, child->input + *sent, child->input_count - *sent, MSG_NOSIGNAL | MSG_DONTWAIT);
  if (count > 0) *sent += (size_t)count;
  // A child that does not want more says why by its exit status.
  bool refused = count < 0 && !is_passing(errno);
  if (refused || *sent == child->input_count) close_end(end);
}

/// Answers whether there was more than `room`.
static bool drain(uint8_t *bytes, size_t room, size_t *filled, int *end) {
  uint8_t spill[4096];
  bool full = *filled == room;
  ssize_t count = full ? recv(*end, spill, sizeof spill, MSG_DONTWAIT)
                       : recv(*end, bytes + *filled, room - *filled, MSG_DONTWAIT);
  if (count == 0 || (count < 0 && !is_passing(errno))) close_end(end);
  if (count > 0 && !full) *filled += (size_t)count;
  return full && count > 0;
}

static int exchange(struct posix_child *child, struct streams *streams, int64_t deadline) {
  size_t sent = 0;
  if (child->input_count == 0) close_end(&streams->in[0]);
  while (streams->out[0] >= 0 || streams->err[0] >= 0) {
    int64_t left = deadline - monotonic_milliseconds();
    if (left <= 0) return ETIMEDOUT;
    // Closed ends are -1, which poll passes over.
    struct pollfd ends[] = {
      {streams->in[0], POLLOUT, 0}, {streams->out[0], POLLIN, 0}, {streams->err[0], POLLIN, 0}};
    if (poll(ends, 3, (int)left) < 0 && errno != EINTR) return errno;
    if (ends[0].revents) feed(child, &sent, &streams->in[0]);
    if (ends[1].revents
        && drain(child->output, child->output_room, &child->output_count, &streams->out[0]))
      return EMSGSIZE;
    if (ends[2].revents)
      drain(child->notes, child->notes_room, &child->notes_count, &streams->err[0]);
  }
  return 0;
}

/// Waits for the end itself: a child may close its streams and stay.
static int await_end(pid_t pid, int64_t deadline, int *status) {
  struct timespec moment = {0, 500000};
  for (;;) {
    pid_t ended = waitpid(pid, status, WNOHANG);
    if (ended == pid) return 0;
    if (ended < 0 && errno != EINTR) return errno;
    if (monotonic_milliseconds() >= deadline) return ETIMEDOUT;
    nanosleep(&moment, NULL);
  }
}

int posix_run(struct posix_child *child) {
  struct streams streams;
  pid_t pid;
  int64_t deadline = monotonic_milliseconds() + child->milliseconds;
  child->output_count = child->notes_count = 0;
  child->status = -1;
  int result = open_streams(&streams);
  if (result == 0) result = start(child, &streams, &pid);
  if (result != 0) {
    close_all(&streams);
    return result;
  }
  close_end(&streams.in[1]);
  close_end(&streams.out[1]);
  close_end(&streams.err[1]);
  int status = 0;
  result = exchange(child, &streams, deadline);
  if (result == 0) result = await_end(pid, deadline, &status);
  if (result != 0) {
    kill(pid, SIGKILL);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
  }
  close_all(&streams);
  child->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}
