// A disk that forgets, a disk that is full, a clock that jumps: what LD_PRELOAD puts between a server and its machine.
// The folder FAULTS_DIR holds `control`, which says what goes wrong now, and gets `log`: every change of a database
// file, and every flush of one, in order. After the process was killed, a disk image is made from it in which whatever
// was not flushed is gone, torn, or there.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

typedef struct {
  volatile int32_t is_logging, is_full;
  volatile int64_t clock_ahead_ms;
  volatile int32_t is_deaf, ends_at_flush;
} Control;

// As `disk-image.ts` reads it: the head, then `length` bytes of a write.
typedef struct {
  char what, file;
  char zero[2];
  uint32_t length;
  int64_t at;
} Record;

enum { WRITE = 'w', TRUNCATE = 't', FLUSH = 'f' };

static Control nothing, *control = &nothing;
static int log_fd = -1;
static pthread_mutex_t log_lock = PTHREAD_MUTEX_INITIALIZER;

static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_ftruncate)(int, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_clock_gettime)(clockid_t, struct timespec *);
static int (*real_gettimeofday)(struct timeval *, void *);
static int (*real_timedwait)(pthread_cond_t *, pthread_mutex_t *, const struct timespec *);

__attribute__((constructor)) static void start(void) {
  const char *folder = getenv("FAULTS_DIR");
  char path[PATH_MAX];
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_clock_gettime = dlsym(RTLD_NEXT, "clock_gettime");
  real_gettimeofday = dlsym(RTLD_NEXT, "gettimeofday");
  // Without its version, the one that programs of the last century were linked with is found.
  real_timedwait = dlvsym(RTLD_NEXT, "pthread_cond_timedwait", "GLIBC_2.3.2");
  if (!real_timedwait) real_timedwait = dlsym(RTLD_NEXT, "pthread_cond_timedwait");
  if (!folder) return;
  snprintf(path, sizeof path, "%s/control", folder);
  int fd = open(path, O_RDWR | O_CLOEXEC);
  void *page = fd < 0 ? MAP_FAILED : mmap(NULL, sizeof(Control), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (page != MAP_FAILED) control = page;
  snprintf(path, sizeof path, "%s/log", folder);
  log_fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
}

// 'd' for a database, 'w' for its write-ahead log, 0 for anything else.
static char kind_of(int fd) {
  char link[32], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  const char *end = strstr(path, "hearth.db");
  if (!end) return 0;
  return !strcmp(end, "hearth.db") ? 'd' : !strcmp(end, "hearth.db-wal") ? 'w' : 0;
}

static void note(Record record, const void *bytes) {
  struct iovec parts[2] = {{&record, sizeof record}, {(void *)bytes, record.length}};
  pthread_mutex_lock(&log_lock);
  if (writev(log_fd, parts, record.length ? 2 : 1) < 0) abort();
  pthread_mutex_unlock(&log_lock);
}

static int grows(int fd, off_t end) {
  struct stat now;
  return fstat(fd, &now) == 0 && end > now.st_size;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t at) {
  char file = control->is_logging || control->is_full ? kind_of(fd) : 0;
  if (file && control->is_full && grows(fd, at + (off_t)length)) {
    errno = ENOSPC;
    return -1;
  }
  // Noted before it is done: a write that nobody waited for may or may not be there.
  if (file && control->is_logging) note((Record){WRITE, file, {0}, (uint32_t)length, at}, bytes);
  return real_pwrite(fd, bytes, length, at);
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) { return pwrite64(fd, bytes, length, at); }

int ftruncate64(int fd, off_t length) {
  char file = control->is_logging ? kind_of(fd) : 0;
  if (file) note((Record){TRUNCATE, file, {0}, 0, length}, NULL);
  return real_ftruncate(fd, length);
}
int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

static int flush(int fd, int (*real)(int)) {
  // Says that it is done and does nothing: what a server would be that did not flush.
  if (control->is_deaf && kind_of(fd)) return 0;
  // The worst moment: everything is written, nothing of it is flushed.
  if (control->ends_at_flush && kind_of(fd)) raise(SIGKILL);
  int end = real(fd);
  char file = end == 0 && control->is_logging ? kind_of(fd) : 0;
  if (file) note((Record){FLUSH, file, {0}, 0, 0}, NULL);
  return end;
}
int fsync(int fd) { return flush(fd, real_fsync); }
int fdatasync(int fd) { return flush(fd, real_fdatasync); }

int clock_gettime(clockid_t clock, struct timespec *time) {
  if (!real_clock_gettime) real_clock_gettime = dlsym(RTLD_NEXT, "clock_gettime");
  int end = real_clock_gettime(clock, time);
  if (end == 0 && clock == CLOCK_REALTIME) time->tv_sec += control->clock_ahead_ms / 1000;
  return end;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
  if (!real_gettimeofday) real_gettimeofday = dlsym(RTLD_NEXT, "gettimeofday");
  int end = real_gettimeofday(time, zone);
  if (end == 0) time->tv_sec += control->clock_ahead_ms / 1000;
  return end;
}

// Deadlines are moments of the clock above, and the kernel's did not jump: without this a thread would wait for hours,
// or not at all. What is no time of day (a deadline of the monotonic clock) is left alone.
int pthread_cond_timedwait(pthread_cond_t *restrict condition, pthread_mutex_t *restrict lock,
                           const struct timespec *restrict deadline) {
  struct timespec real = *deadline;
  if (real.tv_sec > 1000000000) real.tv_sec -= control->clock_ahead_ms / 1000;
  return real_timedwait(condition, lock, &real);
}
