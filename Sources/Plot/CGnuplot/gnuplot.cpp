#include "cgnuplot.h"

#include <fcntl.h>
#include <gnuplot-iostream.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

extern char **environ;

namespace {

// Drawings and messages go to files in memory: gnuplot can always write, so neither side waits
// for the other.
struct MemoryFile {
  int descriptor = -1;
  void *bytes = nullptr;
  size_t length = 0;

  ~MemoryFile() {
    if (bytes != nullptr) munmap(bytes, length);
    if (descriptor >= 0) close(descriptor);
  }

  bool open(const char *name) {
    descriptor = memfd_create(name, MFD_CLOEXEC);
    return descriptor >= 0;
  }

  bool map() {
    if (bytes != nullptr) return true;
    struct stat info;
    if (fstat(descriptor, &info) != 0) return false;
    length = static_cast<size_t>(info.st_size);
    if (length == 0) return true;
    bytes = mmap(nullptr, length, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (bytes == MAP_FAILED) bytes = nullptr;
    return bytes != nullptr;
  }
};

// A write to a process that has ended raises SIGPIPE on this thread: hold it back, and take it
// off the queue if this write has raised it.
class PipeGuard {
 public:
  PipeGuard() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    sigset_t pending;
    sigemptyset(&pending);
    sigpending(&pending);
    wasPending_ = sigismember(&pending, SIGPIPE) == 1;
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }

  ~PipeGuard() {
    if (!wasPending_) {
      const timespec none = {0, 0};
      while (sigtimedwait(&pipe_, nullptr, &none) == -1 && errno == EINTR) {
      }
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }

 private:
  sigset_t pipe_;
  sigset_t before_;
  bool wasPending_ = false;
};

bool startsWith(const char *text, const char *prefix) {
  return strncmp(text, prefix, strlen(prefix)) == 0;
}

// The caller's environment without what would change a drawing.
std::vector<std::string> plainEnvironment() {
  std::vector<std::string> result;
  const char *const changing[] = {"GNUPLOT", "GNUTERM", "LC_", "LANG", "TZ="};
  for (char **entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    bool changes = false;
    for (const char *prefix : changing) changes = changes || startsWith(*entry, prefix);
    if (!changes) result.push_back(*entry);
  }
  result.push_back("LC_ALL=C.UTF-8");
  result.push_back("TZ=UTC");
  return result;
}

// Starts the program reading from `input`; returns an errno.
int spawn(const char *path, int input, int output, int messages, pid_t *process) {
  std::vector<std::string> environment = plainEnvironment();
  std::vector<char *> entries;
  for (std::string &entry : environment) entries.push_back(&entry[0]);
  entries.push_back(nullptr);
  std::string program = path;
  std::string defaults = "-d";
  char *arguments[] = {&program[0], &defaults[0], nullptr};

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input, 0);
  posix_spawn_file_actions_adddup2(&actions, output, 1);
  posix_spawn_file_actions_adddup2(&actions, messages, 2);

  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none, standard;
  sigemptyset(&none);
  sigemptyset(&standard);
  sigaddset(&standard, SIGPIPE);
  sigaddset(&standard, SIGINT);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &standard);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(
      &attributes,
      POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  int error = 0;
  for (int attempt = 0; attempt < 100; attempt++) {
    error = posix_spawn(process, path, &actions, &attributes, arguments, entries.data());
    // Someone still has the program open for writing: an installation that is about to end.
    if (error != ETXTBSY) break;
    poll(nullptr, 0, 5);
  }
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

}  // namespace

struct cgnuplot {
  pid_t process = -1;
  int status = 0;
  MemoryFile drawing;
  MemoryFile messages;
  std::string said;
  // Closes the pipe when it goes.
  std::unique_ptr<Gnuplot> stream;

  ~cgnuplot() {
    closeInput();
    if (process > 0) {
      kill(-process, SIGKILL);
      while (waitpid(process, nullptr, 0) == -1 && errno == EINTR) {
      }
    }
  }

  void closeInput() {
    PipeGuard guard;
    stream.reset();
  }
};

cgnuplot *cgnuplot_open(const char *path, int *error) {
  *error = ENOMEM;
  try {
    std::unique_ptr<cgnuplot> plot(new cgnuplot());
    int ends[2];
    if (!plot->drawing.open("drawing") || !plot->messages.open("messages") ||
        pipe2(ends, O_CLOEXEC) != 0) {
      *error = errno;
      return nullptr;
    }
    *error = spawn(path, ends[0], plot->drawing.descriptor, plot->messages.descriptor,
                   &plot->process);
    close(ends[0]);
    if (*error != 0) plot->process = -1;
    FILE *input = *error == 0 ? fdopen(ends[1], "w") : nullptr;
    if (input == nullptr) {
      if (*error == 0) *error = errno;
      close(ends[1]);
      return nullptr;
    }
    try {
      plot->stream.reset(new Gnuplot(input));
    } catch (...) {
      fclose(input);
      throw;
    }
    return plot.release();
  } catch (...) {
    return nullptr;
  }
}

int cgnuplot_text(cgnuplot *plot, const char *text, size_t length) {
  if (plot->stream == nullptr) return -1;
  PipeGuard guard;
  try {
    plot->stream->write(text, static_cast<std::streamsize>(length));
    plot->stream->flush();
    return plot->stream->good() ? 0 : -1;
  } catch (...) {
    return -1;
  }
}

int cgnuplot_doubles(cgnuplot *plot, const double *values, size_t count) {
  if (plot->stream == nullptr) return -1;
  PipeGuard guard;
  try {
    plot->stream->sendBinary1d(std::vector<double>(values, values + count));
    plot->stream->flush();
    return plot->stream->good() ? 0 : -1;
  } catch (...) {
    return -1;
  }
}

int cgnuplot_finish(cgnuplot *plot, int milliseconds) {
  if (plot->process <= 0) return plot->status;
  plot->closeInput();
  int state = 0;
  pid_t ended = 0;
  for (int waited = 0; waited <= milliseconds; waited++) {
    ended = waitpid(plot->process, &state, WNOHANG);
    if (ended != 0 && !(ended == -1 && errno == EINTR)) break;
    poll(nullptr, 0, 1);
  }
  plot->status = -1;
  if (ended == 0) return -1;  // the close kills it
  plot->process = -1;
  if (ended > 0 && WIFEXITED(state)) plot->status = WEXITSTATUS(state);
  if (ended > 0 && WIFSIGNALED(state)) plot->status = 128 + WTERMSIG(state);
  return plot->status;
}

const uint8_t *cgnuplot_drawing(cgnuplot *plot, size_t *length) {
  *length = 0;
  if (!plot->drawing.map()) return nullptr;
  *length = plot->drawing.length;
  return static_cast<const uint8_t *>(plot->drawing.bytes);
}

const char *cgnuplot_messages(cgnuplot *plot) {
  try {
    if (plot->messages.map() && plot->messages.bytes != nullptr) {
      plot->said.assign(static_cast<const char *>(plot->messages.bytes), plot->messages.length);
    }
    return plot->said.c_str();
  } catch (...) {
    return "";
  }
}

void cgnuplot_close(cgnuplot *plot) { delete plot; }
