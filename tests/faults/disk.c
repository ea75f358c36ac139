/* A disk that fails as told, put under one folder of one test child by LD_PRELOAD. Never part of the program.
 *
 * HOLDFAST_DISK_FOLDER  absolute folder the disk lies under; calls elsewhere pass untouched
 * HOLDFAST_DISK_BESIDE  folder for what the simulator itself keeps
 * HOLDFAST_DISK_MODE    eio | enospc | cut | lie | quota | readonly
 * HOLDFAST_DISK_AT      the call that fails, or before which the power goes, from 1; for quota: bytes that may be added;
 *                       0: nothing fails, and the number of calls is left in the file "calls" beside
 * HOLDFAST_DISK_STICKY  1: every call from there on fails
 * HOLDFAST_DISK_SEED    what survives a power cut
 *
 * A cut undoes what was not synced: every write since the file's last sync is taken back, then a random part of them is
 * done again, each whole, not at all, or sector by sector (512 bytes). Of the changes of names in a folder since that
 * folder was last synced, a random number of the first ones survive: file systems keep their order. "lie" is the same
 * disk with syncs that do nothing. Not undone: new folders.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { EIO_MODE = 1, ENOSPC_MODE, CUT, LIE, QUOTA, READONLY };
enum { READS, WRITES, NAMES, SYNCS };

struct change {
    int file;
    long at, length, before_length, before_size, truncated;
    char *before, *after;
    struct change *previous;
};
struct naming {
    int kind; /* 0 made, 1 renamed, 2 removed */
    char from[512], to[512], saved[512];
    struct naming *previous;
};
struct known { dev_t device; ino_t inode; int fd; };

#define MOST 4096
static int mode, sticky;
static long fail_at, calls, added;
static unsigned long seed;
static char folder[512], beside[256];
static size_t folder_length;
static char watched[MOST];
static char *opened_as[MOST];
static struct known files[MOST];
static int file_count, saves;
static struct change *changes;
static struct naming *namings;
static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;

static int (*r_open)(const char *, int, ...);
static ssize_t (*r_read)(int, void *, size_t), (*r_pread)(int, void *, size_t, off_t);
static ssize_t (*r_write)(int, const void *, size_t), (*r_pwrite)(int, const void *, size_t, off_t);
static int (*r_fsync)(int), (*r_fdatasync)(int), (*r_ftruncate)(int, off_t), (*r_close)(int);
static int (*r_linkat)(int, const char *, int, const char *, int);
static int (*r_rename)(const char *, const char *), (*r_unlink)(const char *), (*r_mkdir)(const char *, mode_t);

__attribute__((constructor)) static void begin(void) {
    r_open = dlsym(RTLD_NEXT, "open64"), r_read = dlsym(RTLD_NEXT, "read"), r_pread = dlsym(RTLD_NEXT, "pread64");
    r_write = dlsym(RTLD_NEXT, "write"), r_pwrite = dlsym(RTLD_NEXT, "pwrite64"), r_fsync = dlsym(RTLD_NEXT, "fsync");
    r_fdatasync = dlsym(RTLD_NEXT, "fdatasync"), r_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    r_close = dlsym(RTLD_NEXT, "close"), r_rename = dlsym(RTLD_NEXT, "rename"), r_linkat = dlsym(RTLD_NEXT, "linkat"), r_unlink = dlsym(RTLD_NEXT, "unlink");
    r_mkdir = dlsym(RTLD_NEXT, "mkdir");
    const char *words[] = {"", "eio", "enospc", "cut", "lie", "quota", "readonly"};
    const char *said = getenv("HOLDFAST_DISK_MODE");
    for (int n = 1; said && n <= READONLY; n++)
        if (!strcmp(said, words[n])) mode = n;
    if (!mode) return;
    snprintf(folder, sizeof folder, "%s/", getenv("HOLDFAST_DISK_FOLDER"));
    snprintf(beside, sizeof beside, "%s", getenv("HOLDFAST_DISK_BESIDE"));
    folder_length = strlen(folder);
    fail_at = getenv("HOLDFAST_DISK_AT") ? atol(getenv("HOLDFAST_DISK_AT")) : 0;
    sticky = getenv("HOLDFAST_DISK_STICKY") != NULL;
    seed = getenv("HOLDFAST_DISK_SEED") ? strtoul(getenv("HOLDFAST_DISK_SEED"), NULL, 10) : 1;
}

static unsigned long chance(unsigned long of) {
    seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
    return seed % of;
}

static int ours(const char *path) {
    return mode && path && (!strncmp(path, folder, folder_length) || (strlen(path) + 1 == folder_length && !strncmp(path, folder, folder_length - 1)));
}

static int file_of(int fd) {
    struct stat about;
    if (fstat(fd, &about)) return -1;
    for (int n = 0; n < file_count; n++)
        if (files[n].device == about.st_dev && files[n].inode == about.st_ino) return n;
    char self[64];
    snprintf(self, sizeof self, "/proc/self/fd/%d", fd);
    /* Never closed: closing it would give up the locks SQLite holds on the file. */
    int own = r_open(self, O_RDWR | O_CLOEXEC);
    if (own < 0 || file_count == MOST) return -1;
    files[file_count] = (struct known){about.st_dev, about.st_ino, own};
    return file_count++;
}

static void remember(int fd, const void *bytes, long length, long at, long truncated) {
    if (mode != CUT && mode != LIE) return;
    int file = file_of(fd);
    if (file < 0) return;
    struct stat about;
    fstat(fd, &about);
    struct change *made = calloc(1, sizeof *made);
    made->file = file, made->at = at, made->length = length, made->before_size = about.st_size, made->truncated = truncated;
    long from = truncated ? length : at, keep = truncated ? about.st_size - length : length;
    if (keep > 0) {
        made->before = malloc(keep);
        ssize_t got = r_pread(files[file].fd, made->before, keep, from);
        made->before_length = got > 0 ? got : 0;
    }
    if (!truncated) made->after = malloc(length), memcpy(made->after, bytes, length);
    made->previous = changes, changes = made;
}

static void settle(int fd) {
    if (mode == LIE || (mode != CUT)) return;
    int file = file_of(fd);
    struct change **link = &changes;
    while (*link)
        if ((*link)->file == file) *link = (*link)->previous; else link = &(*link)->previous;
    if (fd < MOST && opened_as[fd]) {
        size_t length = strlen(opened_as[fd]);
        while (length && opened_as[fd][length - 1] == '/') length--;
        struct naming **name = &namings;
        while (*name) {
            const char *end = strrchr((*name)->to, '/');
            if ((size_t)(end - (*name)->to) == length && !strncmp((*name)->to, opened_as[fd], length)) *name = (*name)->previous;
            else name = &(*name)->previous;
        }
    }
}

static void name_changed(int kind, const char *from, const char *to, const char *saved) {
    struct naming *made = calloc(1, sizeof *made);
    made->kind = kind;
    snprintf(made->from, sizeof made->from, "%s", from), snprintf(made->to, sizeof made->to, "%s", to);
    snprintf(made->saved, sizeof made->saved, "%s", saved);
    made->previous = namings, namings = made;
}

static void again(struct change *made) {
    if (made->truncated) { if (chance(2)) r_ftruncate(files[made->file].fd, made->length); return; }
    unsigned long fate = chance(3);
    if (fate == 0) return;
    for (long done = 0; done < made->length;) {
        long to_sector = 512 - (made->at + done) % 512, part = made->length - done < to_sector ? made->length - done : to_sector;
        if (fate == 1 || chance(2)) r_pwrite(files[made->file].fd, made->after + done, part, made->at + done);
        done += part;
    }
}

static void cut(void) {
    long count = 0, n = 0;
    for (struct change *made = changes; made; made = made->previous) count++;
    struct change **all = calloc(count + 1, sizeof *all);
    for (struct change *made = changes; made; made = made->previous) {
        all[n++] = made;
        int fd = files[made->file].fd;
        if (made->before_length) r_pwrite(fd, made->before, made->before_length, made->truncated ? made->length : made->at);
        r_ftruncate(fd, made->before_size);
    }
    while (n--) again(all[n]);
    long names = 0;
    for (struct naming *made = namings; made; made = made->previous) names++;
    long undo = names ? (long)chance(names + 1) : 0;
    for (struct naming *made = namings; made && undo--; made = made->previous) {
        if (made->kind == 0) r_unlink(made->to);
        if (made->kind == 1) r_rename(made->to, made->from);
        if (made->saved[0]) r_rename(made->saved, made->to);
    }
    _exit(137);
}

/* Whether this call fails; the error is in errno then. */
static int fails(int kind) {
    if (mode == READONLY || mode == QUOTA || (mode == ENOSPC_MODE && (kind == READS || kind == SYNCS))) return 0;
    if ((mode == CUT || mode == LIE) && kind == READS) return 0;
    calls++;
    int now = fail_at && (calls == fail_at || (sticky && calls > fail_at));
    if (now && (mode == CUT || mode == LIE)) cut();
    if (now && mode == EIO_MODE) return errno = EIO, 1;
    if (now && mode == ENOSPC_MODE) return errno = ENOSPC, 1;
    return 0;
}

static int too_much(int fd, long at, long length) {
    struct stat about;
    if (mode != QUOTA || fstat(fd, &about)) return 0;
    long grows = at + length - about.st_size;
    if (grows > 0 && added + grows > fail_at) return errno = ENOSPC, 1;
    if (grows > 0) added += grows;
    return 0;
}

static void save_as(char *saved, const char *path) {
    snprintf(saved, 512, "%s/saved-%d", beside, saves++);
    if (link(path, saved)) saved[0] = 0;
}

static int opening(const char *path, int flags, mode_t how) {
    if (!ours(path)) return r_open(path, flags, how);
    pthread_mutex_lock(&one);
    int made = (flags & O_CREAT) && access(path, F_OK) != 0, writes = (flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT), fd = -1;
    if (mode == READONLY && writes) errno = EROFS;
    else if (!((made || (flags & O_TRUNC)) && fails(NAMES))) fd = r_open(path, flags & ~O_TRUNC, how);
    if (fd >= 0 && fd < MOST) {
        watched[fd] = 1;
        free(opened_as[fd]), opened_as[fd] = strdup(path);
        if (made && (mode == CUT || mode == LIE)) name_changed(0, path, path, "");
        if (flags & O_TRUNC) remember(fd, NULL, 0, 0, 1), r_ftruncate(fd, 0);
    }
    pthread_mutex_unlock(&one);
    return fd;
}

#define OPENER(name) int name(const char *path, int flags, ...) { \
    va_list more; va_start(more, flags); mode_t how = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(more, mode_t) : 0; va_end(more); \
    return opening(path, flags, how); }
OPENER(open)
OPENER(open64)

int close(int fd) {
    if (fd >= 0 && fd < MOST) watched[fd] = 0;
    return r_close(fd);
}

static int under(int fd) { return mode && fd >= 0 && fd < MOST && watched[fd]; }

ssize_t read(int fd, void *bytes, size_t length) {
    if (under(fd) && mode == EIO_MODE && fails(READS)) return -1;
    return r_read(fd, bytes, length);
}
static ssize_t reading(int fd, void *bytes, size_t length, off_t at) {
    if (under(fd) && mode == EIO_MODE && fails(READS)) return -1;
    return r_pread(fd, bytes, length, at);
}
ssize_t pread(int fd, void *bytes, size_t length, off_t at) { return reading(fd, bytes, length, at); }
ssize_t pread64(int fd, void *bytes, size_t length, off_t at) { return reading(fd, bytes, length, at); }

static ssize_t writing(int fd, const void *bytes, size_t length, off_t at) {
    pthread_mutex_lock(&one);
    ssize_t done = -1;
    if (!fails(WRITES) && !too_much(fd, at, (long)length)) {
        remember(fd, bytes, (long)length, at, 0);
        done = r_pwrite(fd, bytes, length, at);
    }
    pthread_mutex_unlock(&one);
    return done;
}
ssize_t write(int fd, const void *bytes, size_t length) {
    if (!under(fd)) return r_write(fd, bytes, length);
    off_t at = lseek(fd, 0, SEEK_CUR);
    ssize_t done = writing(fd, bytes, length, at);
    if (done > 0) lseek(fd, at + done, SEEK_SET);
    return done;
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) { return under(fd) ? writing(fd, bytes, length, at) : r_pwrite(fd, bytes, length, at); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t at) { return under(fd) ? writing(fd, bytes, length, at) : r_pwrite(fd, bytes, length, at); }

static int shortening(int fd, off_t length) {
    if (!under(fd)) return r_ftruncate(fd, length);
    pthread_mutex_lock(&one);
    int done = -1;
    if (!fails(WRITES)) remember(fd, NULL, length, 0, 1), done = r_ftruncate(fd, length);
    pthread_mutex_unlock(&one);
    return done;
}
int ftruncate(int fd, off_t length) { return shortening(fd, length); }
int ftruncate64(int fd, off_t length) { return shortening(fd, length); }

static int syncing(int fd, int (*real)(int)) {
    if (!under(fd)) return real(fd);
    pthread_mutex_lock(&one);
    int done = -1;
    if (!fails(SYNCS)) settle(fd), done = 0;
    pthread_mutex_unlock(&one);
    return done;
}
int fsync(int fd) { return syncing(fd, r_fsync); }
int fdatasync(int fd) { return syncing(fd, r_fdatasync); }

int rename(const char *from, const char *to) {
    if (!ours(to)) return r_rename(from, to);
    pthread_mutex_lock(&one);
    int done = -1;
    char saved[512] = "";
    if (mode == READONLY) errno = EROFS;
    else if (!fails(NAMES)) {
        if ((mode == CUT || mode == LIE) && access(to, F_OK) == 0) save_as(saved, to);
        done = r_rename(from, to);
        if (!done && (mode == CUT || mode == LIE)) name_changed(1, from, to, saved);
    }
    pthread_mutex_unlock(&one);
    return done;
}
/* How a nameless file gets its name. Papers alone are saved so; no power cut is tried on them. */
int linkat(int at, const char *from, int to_at, const char *to, int flags) {
    if (!ours(to)) return r_linkat(at, from, to_at, to, flags);
    pthread_mutex_lock(&one);
    int done = -1;
    if (mode == READONLY) errno = EROFS;
    else if (!fails(NAMES)) done = r_linkat(at, from, to_at, to, flags);
    pthread_mutex_unlock(&one);
    return done;
}
int unlink(const char *path) {
    if (!ours(path)) return r_unlink(path);
    pthread_mutex_lock(&one);
    int done = -1;
    char saved[512] = "";
    if (mode == READONLY) errno = EROFS;
    else if (!fails(NAMES)) {
        if (mode == CUT || mode == LIE) save_as(saved, path);
        done = r_unlink(path);
        if (!done && (mode == CUT || mode == LIE)) name_changed(2, path, path, saved);
    }
    pthread_mutex_unlock(&one);
    return done;
}
int mkdir(const char *path, mode_t how) {
    if (ours(path) && mode == READONLY) return errno = EROFS, -1;
    return r_mkdir(path, how);
}

__attribute__((destructor)) static void end(void) {
    if (!mode) return;
    char path[600], text[64];
    snprintf(path, sizeof path, "%s/calls", beside);
    int length = snprintf(text, sizeof text, "%ld", calls), fd = r_open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (fd >= 0 && r_write(fd, text, length) == length) r_close(fd);
}
