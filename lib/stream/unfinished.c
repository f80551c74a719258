#define _GNU_SOURCE /* for renameat2 */
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "settings/allocate.h"
#include "settings/status.h"
#include "stream/destination.h"
#include "stream/unfinished.h"

enum stage {
	STAGE_WRITTEN,  /* the file beside is ours */
	STAGE_COMPLETE, /* and whole */
	STAGE_NEW,      /* the file has its name, which was free */
	STAGE_SWAPPED,  /* and what had the name before is beside */
	STAGE_FINAL,    /* and what had the name before is gone */
};

struct unfinished {
	enum stage stage;
	char *path, *beside;
	struct unfinished *next;
};

/* A line at the end of a file that others append to as well: locked until it stays. */
struct appended {
	int fd; /* -1: none */
	char *path;
	off_t before; /* the file's size */
	bool created;
};

/* Read by the signal handler: changed only while the signals are blocked. */
static struct unfinished *all;
static struct appended appended = { .fd = -1 };

/* The signals that do not end a program, or that nobody can catch. */
static const int not_deadly[] = { SIGCHLD, SIGCONT, SIGURG, SIGWINCH, SIGTSTP, SIGTTIN,
	SIGTTOU, SIGSTOP, SIGKILL, SIGXFSZ };

/* Those that do, crashes too. */
static sigset_t
deadly(void)
{
	sigset_t set;

	sigfillset(&set);
	for (size_t i = 0; i < sizeof not_deadly / sizeof *not_deadly; i++)
		sigdelset(&set, not_deadly[i]);
	return set;
}

/* Only what a signal handler may call (signal-safety(7)). */
static void
take_back_line(void)
{
	if (appended.fd == -1)
		return;
	if (appended.created && appended.before == 0)
		(void)unlink(appended.path);
	(void)!ftruncate(appended.fd, appended.before);
	appended.fd = -1; /* closed, and so unlocked, by the end of the process */
}

static void
take_back_all(void)
{
	take_back_line();
	for (const struct unfinished *u = all; u != NULL; u = u->next)
		if (u->stage == STAGE_NEW)
			(void)unlink(u->path);
		else if (u->stage == STAGE_SWAPPED)
			(void)rename(u->beside, u->path);
		else if (u->stage != STAGE_FINAL)
			(void)unlink(u->beside);
	all = NULL;
}

static void
die_of(int signal_number)
{
	take_back_all();
	signal(signal_number, SIG_DFL);
	raise(signal_number);
}

/* A handler, since what is ignored stays so in a command that is started. */
static void
go_on(int signal_number)
{
	(void)signal_number;
}

static void
handle(int signal_number, void (*handler)(int))
{
	struct sigaction action = { .sa_handler = handler }, old;

	action.sa_mask = deadly();
	if (sigaction(signal_number, NULL, &old) == 0 && old.sa_handler == SIG_DFL)
		sigaction(signal_number, &action, NULL);
}

static void
watch(void)
{
	static bool watching;
	sigset_t set = deadly();

	if (watching)
		return;
	watching = true;
	for (int n = 1; n <= SIGRTMAX; n++)
		if (sigismember(&set, n) == 1)
			handle(n, die_of);
	handle(SIGXFSZ, go_on);
	if (atexit(take_back_all) != 0)
		allocate_fail();
}

static void
block_signals(sigset_t *old)
{
	sigset_t set = deadly();

	sigprocmask(SIG_BLOCK, &set, old);
}

static void
unblock_signals(const sigset_t *old)
{
	sigprocmask(SIG_SETMASK, old, NULL);
}

/* mkstemp(3) gives 0600; anybody else's bits are subject to the umask as ever. */
static mode_t
allowed(mode_t mode)
{
	mode_t mask = umask(0);

	umask(mask);
	return mode & ~mask;
}

struct unfinished *
unfinished_create(const char *path, mode_t mode, int *fd)
{
	static const char suffix[] = ".XXXXXX";
	struct unfinished *u = allocate(1, sizeof *u);
	size_t len = strlen(path);
	sigset_t old;

	watch();
	u->path = allocate_text(path, len);
	u->beside = allocate(len + sizeof suffix, 1);
	memcpy(u->beside, path, len);
	memcpy(u->beside + len, suffix, sizeof suffix);
	block_signals(&old);
	*fd = mkstemp(u->beside);
	if (*fd == -1)
		err(STATUS_TROUBLE, "%s", path);
	u->next = all;
	all = u;
	unblock_signals(&old);
	if (mode != 0600 && fchmod(*fd, allowed(mode)) == -1)
		err(STATUS_TROUBLE, "%s", path);
	return u;
}

void
unfinished_complete(struct unfinished *u)
{
	u->stage = STAGE_COMPLETE;
}

/* The old file is kept beside, if there is one and the file system can swap names. */
static int
give_name(struct unfinished *u)
{
#ifdef RENAME_EXCHANGE
	if (renameat2(AT_FDCWD, u->beside, AT_FDCWD, u->path, RENAME_EXCHANGE) == 0) {
		u->stage = STAGE_SWAPPED;
		return 0;
	}
	if (errno != ENOENT && errno != EINVAL && errno != ENOSYS)
		return -1;
#endif
	bool is_free = access(u->path, F_OK) == -1 && errno == ENOENT;

	if (rename(u->beside, u->path) == -1)
		return -1;
	u->stage = is_free ? STAGE_NEW : STAGE_FINAL;
	return 0;
}

void
unfinished_publish(void)
{
	sigset_t old;

	for (struct unfinished *u = all; u != NULL; u = u->next) {
		if (u->stage != STAGE_COMPLETE)
			continue;
		block_signals(&old);
		if (give_name(u) == -1)
			err(STATUS_TROUBLE, "%s", u->path);
		unblock_signals(&old);
	}
}

/* An empty file that was made for nothing goes, unless somebody has written to it. */
static _Noreturn void
fail_to_append(const struct appended *a)
{
	int error = errno;
	struct stat status;

	if (a->fd != -1 && a->created && fstat(a->fd, &status) == 0 &&
	    status.st_size == 0)
		(void)unlink(a->path);
	errno = error;
	err(STATUS_TROUBLE, "%s", a->path);
}

static void
open_to_append(struct appended *a, struct stat *status)
{
	do {
		a->created = true;
		a->fd = open(
		    a->path, O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
		if (a->fd == -1 && errno == EEXIST) {
			a->created = false;
			a->fd = open(a->path, O_WRONLY | O_APPEND | O_CLOEXEC);
		}
	} while (a->fd == -1 && (errno == EINTR || (!a->created && errno == ENOENT)));
	if (a->fd == -1 || fstat(a->fd, status) == -1)
		fail_to_append(a);
}

/*
 * False if the file is gone: the process that had the lock has taken its line back, and
 * the file with it.
 */
static bool
lock(const struct appended *a, struct stat *status)
{
	struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

	while (fcntl(a->fd, F_SETLKW, &whole) == -1) {
		if (errno == ENOLCK || errno == ENOSYS || errno == EOPNOTSUPP)
			break; /* a file system without locks */
		if (errno != EINTR)
			fail_to_append(a);
	}
	if (fstat(a->fd, status) == -1)
		fail_to_append(a);
	return status->st_nlink > 0;
}

static void
write_all(int fd, const char *path, const char *bytes, size_t len)
{
	ssize_t done;

	while (len > 0) {
		done = write(fd, bytes, len);
		if (done == -1 && errno == EINTR)
			continue;
		if (done == -1)
			err(STATUS_TROUBLE, "%s", path);
		bytes += done;
		len -= (size_t)done;
	}
}

static void
append_in_place(int fd, const char *path, const char *line, size_t len)
{
	write_all(fd, path, line, len);
	if (close(fd) == -1)
		err(STATUS_TROUBLE, "%s", path);
}

void
unfinished_append(const char *path, const char *line, size_t len)
{
	struct appended a = { 0 };
	struct stat status;
	sigset_t old;
	int fd = destination_open(path, &a.path);

	if (fd != -1) {
		append_in_place(fd, path, line, len);
		return;
	}
	watch();
	open_to_append(&a, &status);
	while (!lock(&a, &status)) {
		close(a.fd);
		open_to_append(&a, &status);
	}
	a.before = status.st_size;
	block_signals(&old);
	appended = a;
	unblock_signals(&old);
	write_all(a.fd, path, line, len);
}

static void
free_one(struct unfinished *u)
{
	free(u->path);
	free(u->beside);
	free(u);
}

void
unfinished_discard_complete(void)
{
	struct unfinished **at = &all, *u;
	sigset_t old;

	block_signals(&old);
	while ((u = *at) != NULL) {
		if (u->stage != STAGE_COMPLETE) {
			at = &u->next;
			continue;
		}
		*at = u->next;
		(void)unlink(u->beside);
		free_one(u);
	}
	unblock_signals(&old);
}

/* Nothing is left to do that matters to the run: what fails here does not undo it. */
void
unfinished_settle(void)
{
	struct unfinished **at = &all, *u;
	sigset_t old;

	block_signals(&old);
	if (appended.fd != -1)
		(void)close(appended.fd); /* and unlock */
	free(appended.path);
	appended = (struct appended){ .fd = -1 };
	while ((u = *at) != NULL) {
		if (u->stage == STAGE_WRITTEN || u->stage == STAGE_COMPLETE) {
			at = &u->next;
			continue;
		}
		*at = u->next;
		if (u->stage == STAGE_SWAPPED)
			(void)unlink(u->beside);
		free_one(u);
	}
	unblock_signals(&old);
}
