/*
 * preload.c - a library that makes the machine of a program fail once
 *
 * Loaded by LD_PRELOAD, and told by the environment: FAULT_KIND is one of the kinds
 * below, FAULT_AT the number of the call of that kind that fails (0: each one), and
 * FAULT_MARK the file that is written when it does.  What the program starts itself is
 * not touched.  A crash writes into the same file where it was: the library whose code
 * ran, so that a fault of a library is told from a fault of the program.
 */
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind {
	NO_MEMORY,
	NO_MAP,
	NO_READ,
	NO_WRITE,
	NO_CLOSE,
	NO_RENAME,
	NO_OPEN,
	NO_STATUS,
	NO_PROCESS,
	INTERRUPTED,
	SHORT_READ,
	SHORT_WRITE,
	KINDS
};

static const char *const kinds[KINDS] = { "malloc", "mmap", "read", "write", "close",
	"rename", "open", "stat", "process", "interrupt", "short-read", "short-write" };

static enum kind kind = KINDS;
static unsigned long long fails_at, calls;
static const char *mark_file;

static const int crashes[] = { SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL };

/* Without the functions below, which would count it. */
static void
mark(const char *text)
{
	long fd = syscall(
	    SYS_openat, AT_FDCWD, mark_file, O_WRONLY | O_CREAT | O_APPEND, 0600);

	if (fd < 0)
		return;
	(void)syscall(SYS_write, fd, text, strlen(text));
	(void)syscall(SYS_close, fd);
}

/* Whether this call of a kind is the one that fails. */
static bool
fails(enum kind of)
{
	int before = errno;

	if (of != kind)
		return false;
	calls++;
	if (fails_at != 0 && calls != fails_at)
		return false;
	/* An interrupted call that is made again must come through some time. */
	if (fails_at == 0 && of == INTERRUPTED && calls % 2 == 0)
		return false;
	mark("");
	errno = before;
	return true;
}

/* The function of the same name that would have been called. */
#define NEXT(result, name, ...)             \
	static result (*next)(__VA_ARGS__); \
	if (next == NULL)                   \
	*(void **)&next = dlsym(RTLD_NEXT, name)

/* What the program itself does about a crash. */
static void (*own_handlers[NSIG])(int);

static void
tell_crash(int number)
{
	void *frames[64];
	int count = backtrace(frames, 64);

	kind = KINDS;
	for (int i = 0; i < count; i++) {
		Dl_info where;

		if (dladdr(frames[i], &where) == 0 || where.dli_fname == NULL ||
		    strstr(where.dli_fname, "preload") != NULL ||
		    strstr(where.dli_fname, "/libc.so") != NULL)
			continue;
		mark(where.dli_fname);
		break;
	}
	signal(number, SIG_DFL);
	if (own_handlers[number] != NULL)
		own_handlers[number](number);
	raise(number);
}

/* The handlers that begin() has set are not seen by the program. */
int
sigaction(int number, const struct sigaction *action, struct sigaction *old)
{
	NEXT(int, "sigaction", int, const struct sigaction *, struct sigaction *);
	bool is_crash = false;

	for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++)
		is_crash |= number == crashes[i];
	if (!is_crash || kind == KINDS)
		return next(number, action, old);
	if (old != NULL)
		*old = (struct sigaction){ .sa_handler = SIG_DFL };
	if (action != NULL)
		own_handlers[number] = action->sa_handler;
	return 0;
}

__attribute__((constructor)) static void
begin(void)
{
	const char *name = getenv("FAULT_KIND"), *at = getenv("FAULT_AT");
	void *frame[1];

	unsetenv("LD_PRELOAD");
	mark_file = getenv("FAULT_MARK");
	if (name == NULL || at == NULL || mark_file == NULL)
		return;
	(void)backtrace(frame, 1); /* loads what it needs, now that it can */
	for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++)
		signal(crashes[i], tell_crash);
	fails_at = strtoull(at, NULL, 10);
	for (enum kind k = 0; k < KINDS; k++)
		if (strcmp(name, kinds[k]) == 0)
			kind = k;
}

#define FAIL_IF(of, error, value) \
	if (fails(of)) {          \
		errno = (error);  \
		return (value);   \
	}

/* glibc's own names: dlsym(3) needs memory itself. */
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

void *
malloc(size_t size)
{
	FAIL_IF(NO_MEMORY, ENOMEM, NULL);
	return __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
	FAIL_IF(NO_MEMORY, ENOMEM, NULL);
	return __libc_calloc(count, size);
}

void *
realloc(void *memory, size_t size)
{
	FAIL_IF(NO_MEMORY, ENOMEM, NULL);
	return __libc_realloc(memory, size);
}

void *
aligned_alloc(size_t alignment, size_t size)
{
	FAIL_IF(NO_MEMORY, ENOMEM, NULL);
	return __libc_memalign(alignment, size);
}

int
posix_memalign(void **memory, size_t alignment, size_t size)
{
	if (fails(NO_MEMORY))
		return ENOMEM;
	*memory = __libc_memalign(alignment, size);
	return *memory != NULL ? 0 : ENOMEM;
}

void *
mmap(void *at, size_t size, int protection, int flags, int fd, off_t offset)
{
	NEXT(void *, "mmap", void *, size_t, int, int, int, off_t);
	FAIL_IF(NO_MAP, ENOMEM, MAP_FAILED);
	return next(at, size, protection, flags, fd, offset);
}

/* What is left of a length, if this call is cut short. */
static size_t
cut(enum kind of, size_t size)
{
	return size > 1 && fails(of) ? (size > 14 ? 7 : 1) : size;
}

ssize_t
read(int fd, void *to, size_t size)
{
	NEXT(ssize_t, "read", int, void *, size_t);
	FAIL_IF(NO_READ, EIO, -1);
	FAIL_IF(INTERRUPTED, EINTR, -1);
	return next(fd, to, cut(SHORT_READ, size));
}

ssize_t
pread(int fd, void *to, size_t size, off_t at)
{
	NEXT(ssize_t, "pread", int, void *, size_t, off_t);
	FAIL_IF(NO_READ, EIO, -1);
	FAIL_IF(INTERRUPTED, EINTR, -1);
	return next(fd, to, cut(SHORT_READ, size), at);
}

ssize_t
write(int fd, const void *from, size_t size)
{
	NEXT(ssize_t, "write", int, const void *, size_t);
	FAIL_IF(NO_WRITE, ENOSPC, -1);
	FAIL_IF(INTERRUPTED, EINTR, -1);
	return next(fd, from, cut(SHORT_WRITE, size));
}

ssize_t
pwrite(int fd, const void *from, size_t size, off_t at)
{
	NEXT(ssize_t, "pwrite", int, const void *, size_t, off_t);
	FAIL_IF(NO_WRITE, ENOSPC, -1);
	FAIL_IF(INTERRUPTED, EINTR, -1);
	return next(fd, from, cut(SHORT_WRITE, size), at);
}

/* The descriptor is gone, as with every close(2) that fails on Linux. */
int
close(int fd)
{
	NEXT(int, "close", int);
	int result = next(fd);

	FAIL_IF(NO_CLOSE, EIO, -1);
	return result;
}

int
fclose(FILE *file)
{
	NEXT(int, "fclose", FILE *);
	int result = next(file);

	FAIL_IF(NO_CLOSE, EIO, EOF);
	return result;
}

int
rename(const char *from, const char *to)
{
	NEXT(int, "rename", const char *, const char *);
	FAIL_IF(NO_RENAME, EACCES, -1);
	return next(from, to);
}

int
renameat2(int from_folder, const char *from, int to_folder, const char *to,
    unsigned int flags)
{
	NEXT(int, "renameat2", int, const char *, int, const char *, unsigned int);
	FAIL_IF(NO_RENAME, EACCES, -1);
	return next(from_folder, from, to_folder, to, flags);
}

int
link(const char *from, const char *to)
{
	NEXT(int, "link", const char *, const char *);
	FAIL_IF(NO_RENAME, EACCES, -1);
	return next(from, to);
}

static mode_t
mode_of(int flags, va_list args)
{
	return flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;
}

int
open(const char *path, int flags, ...)
{
	NEXT(int, "open", const char *, int, ...);
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = mode_of(flags, args);
	va_end(args);
	FAIL_IF(NO_OPEN, EMFILE, -1);
	return next(path, flags, mode);
}

int
openat(int folder, const char *path, int flags, ...)
{
	NEXT(int, "openat", int, const char *, int, ...);
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = mode_of(flags, args);
	va_end(args);
	FAIL_IF(NO_OPEN, EMFILE, -1);
	return next(folder, path, flags, mode);
}

FILE *
fopen(const char *path, const char *mode)
{
	NEXT(FILE *, "fopen", const char *, const char *);
	FAIL_IF(NO_OPEN, EMFILE, NULL);
	return next(path, mode);
}

FILE *
fdopen(int fd, const char *mode)
{
	NEXT(FILE *, "fdopen", int, const char *);
	FAIL_IF(NO_OPEN, ENOMEM, NULL);
	return next(fd, mode);
}

int
mkstemp(char *path)
{
	NEXT(int, "mkstemp", char *);
	FAIL_IF(NO_OPEN, EMFILE, -1);
	return next(path);
}

int
mkostemp(char *path, int flags)
{
	NEXT(int, "mkostemp", char *, int);
	FAIL_IF(NO_OPEN, EMFILE, -1);
	return next(path, flags);
}

int
mkdir(const char *path, mode_t mode)
{
	NEXT(int, "mkdir", const char *, mode_t);
	FAIL_IF(NO_OPEN, ENOSPC, -1);
	return next(path, mode);
}

int
fstat(int fd, struct stat *status)
{
	NEXT(int, "fstat", int, struct stat *);
	FAIL_IF(NO_STATUS, EIO, -1);
	return next(fd, status);
}

off_t
lseek(int fd, off_t offset, int whence)
{
	NEXT(off_t, "lseek", int, off_t, int);
	FAIL_IF(NO_STATUS, EIO, -1);
	return next(fd, offset, whence);
}

int
fchmod(int fd, mode_t mode)
{
	NEXT(int, "fchmod", int, mode_t);
	FAIL_IF(NO_STATUS, EPERM, -1);
	return next(fd, mode);
}

int
ftruncate(int fd, off_t size)
{
	NEXT(int, "ftruncate", int, off_t);
	FAIL_IF(NO_STATUS, EIO, -1);
	return next(fd, size);
}

pid_t
fork(void)
{
	NEXT(pid_t, "fork", void);
	FAIL_IF(NO_PROCESS, EAGAIN, -1);
	return next();
}

int
pipe(int ends[2])
{
	NEXT(int, "pipe", int[2]);
	FAIL_IF(NO_PROCESS, EMFILE, -1);
	return next(ends);
}

int
dup2(int from, int to)
{
	NEXT(int, "dup2", int, int);
	FAIL_IF(NO_PROCESS, EMFILE, -1);
	return next(from, to);
}

int
poll(struct pollfd *fds, nfds_t count, int timeout)
{
	NEXT(int, "poll", struct pollfd *, nfds_t, int);
	FAIL_IF(INTERRUPTED, EINTR, -1);
	return next(fds, count, timeout);
}
