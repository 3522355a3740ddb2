/* A disk that forgets: loaded with LD_PRELOAD, it writes down, before every write to a database file, the bytes that
 * were there; a sync that succeeded forgets those notes. After SIGKILL, undoing the notes of a file (losing_disk.py)
 * leaves what a power cut may leave: everything synced, nothing that was not.
 *
 * Notes of FILE are in FILE.unsynced: records of {offset, old length in the file, file size before} and the old bytes.
 * They are written with write(2), so they survive the process. Only files whose path contains $UNSYNCED_FOLDER and
 * that are no -shm file (rebuilt after a crash) are watched.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct note { uint64_t offset, old_length, size_before; };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) \
    static __typeof__(name) *real; \
    if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

/* The path of the notes of fd, or 0 when it is not watched. */
static int notes_path(int fd, char *out, size_t room) {
    char link[64], path[PATH_MAX];
    const char *folder = getenv("UNSYNCED_FOLDER");
    if (!folder) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, sizeof path - 1);
    if (n <= 0) return 0;
    path[n] = 0;
    if (!strstr(path, folder) || strstr(path, ".unsynced")) return 0;
    if (n > 4 && !strcmp(path + n - 4, "-shm")) return 0;
    struct stat s;
    if (fstat(fd, &s) || !S_ISREG(s.st_mode)) return 0;
    return snprintf(out, room, "%s.unsynced", path) < (int)room;
}

/* The negative control: with UNSYNCED_LIE set no sync ever reaches the disk, though all are said to have. */
static int lying(void) { return getenv("UNSYNCED_LIE") != NULL; }

static void must(int ok, const char *what) {
    if (ok) return;
    perror(what);
    abort(); /* a note that is not kept would make the test blind */
}

/* Appends a note of the bytes [offset, offset + length) and of the size, before they change. */
static void keep(int fd, off_t offset, size_t length) {
    char path[PATH_MAX];
    if (!notes_path(fd, path, sizeof path)) return;
    static __typeof__(write) *plain;
    if (!plain) plain = (__typeof__(write) *)dlsym(RTLD_NEXT, "write");
    struct stat s;
    must(fstat(fd, &s) == 0, "fstat");
    struct note note = {(uint64_t)offset, 0, (uint64_t)s.st_size};
    if (offset < s.st_size) note.old_length = (uint64_t)(s.st_size - offset) < length ? (uint64_t)(s.st_size - offset) : length;
    char *old = malloc(sizeof note + note.old_length);
    must(old != NULL, "malloc");
    if (note.old_length) {
        /* The descriptor may be write-only: read through the path. */
        char link[64];
        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        int reader = open(link, O_RDONLY | O_CLOEXEC);
        must(reader >= 0 && pread(reader, old + sizeof note, note.old_length, offset) == (ssize_t)note.old_length, "read before write");
        close(reader);
    }
    memcpy(old, &note, sizeof note);
    int notes = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    must(notes >= 0 && plain(notes, old, sizeof note + note.old_length) == (ssize_t)(sizeof note + note.old_length), "write note");
    close(notes);
    free(old);
}

static void forget(int fd) {
    char path[PATH_MAX];
    if (notes_path(fd, path, sizeof path)) unlink(path);
}

ssize_t write(int fd, const void *bytes, size_t count) {
    REAL(write);
    char path[PATH_MAX];
    if (!notes_path(fd, path, sizeof path)) return real(fd, bytes, count);
    pthread_mutex_lock(&lock);
    int append = fcntl(fd, F_GETFL) & O_APPEND;
    struct stat s;
    must(fstat(fd, &s) == 0, "fstat");
    keep(fd, append ? s.st_size : lseek(fd, 0, SEEK_CUR), count);
    ssize_t done = real(fd, bytes, count);
    pthread_mutex_unlock(&lock);
    return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) {
    REAL(pwrite);
    pthread_mutex_lock(&lock);
    keep(fd, offset, count);
    ssize_t done = real(fd, bytes, count, offset);
    pthread_mutex_unlock(&lock);
    return done;
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t offset) {
    return pwrite(fd, bytes, count, (off_t)offset);
}

int ftruncate(int fd, off_t size) {
    REAL(ftruncate);
    pthread_mutex_lock(&lock);
    struct stat s;
    must(fstat(fd, &s) == 0, "fstat");
    keep(fd, size, s.st_size > size ? (size_t)(s.st_size - size) : 0);
    int done = real(fd, size);
    pthread_mutex_unlock(&lock);
    return done;
}

int ftruncate64(int fd, off64_t size) { return ftruncate(fd, (off_t)size); }

int fsync(int fd) {
    REAL(fsync);
    pthread_mutex_lock(&lock);
    int done = real(fd);
    if (done == 0 && !lying()) forget(fd);
    pthread_mutex_unlock(&lock);
    return done;
}

int fdatasync(int fd) {
    REAL(fdatasync);
    pthread_mutex_lock(&lock);
    int done = real(fd);
    if (done == 0 && !lying()) forget(fd);
    pthread_mutex_unlock(&lock);
    return done;
}
