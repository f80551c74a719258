#include <err.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "settings/allocate.h"
#include "settings/status.h"
#include "stream/unfinished.h"

struct unfinished {
	char *path, *beside;
	struct unfinished *next;
};

/* Read by the signal handler: changed only while the signals are blocked. */
static struct unfinished *all;

static const int deadly[] = { SIGPIPE, SIGINT, SIGTERM, SIGHUP };
enum { DEADLY = sizeof deadly / sizeof *deadly };

static void
remove_all(void)
{
	for (const struct unfinished *u = all; u != NULL; u = u->next)
		unlink(u->beside);
}

static void
die_of(int signal_number)
{
	remove_all();
	signal(signal_number, SIG_DFL);
	raise(signal_number);
}

static void
watch(void)
{
	struct sigaction action = { .sa_handler = die_of }, old;

	sigemptyset(&action.sa_mask);
	for (int i = 0; i < DEADLY; i++)
		if (sigaction(deadly[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
			sigaction(deadly[i], &action, NULL);
	if (atexit(remove_all) != 0)
		allocate_fail();
}

static void
block_signals(sigset_t *old)
{
	sigset_t set;

	sigemptyset(&set);
	for (int i = 0; i < DEADLY; i++)
		sigaddset(&set, deadly[i]);
	sigprocmask(SIG_BLOCK, &set, old);
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
	static bool watching;
	struct unfinished *u = allocate(1, sizeof *u);
	size_t len = strlen(path);
	sigset_t old;

	if (!watching)
		watch();
	watching = true;
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
	sigprocmask(SIG_SETMASK, &old, NULL);
	if (mode != 0600 && fchmod(*fd, allowed(mode)) == -1)
		err(STATUS_TROUBLE, "%s", path);
	return u;
}

void
unfinished_rename(struct unfinished *u)
{
	struct unfinished **link = &all;
	sigset_t old;

	if (rename(u->beside, u->path) == -1)
		err(STATUS_TROUBLE, "%s", u->path);
	block_signals(&old);
	while (*link != u)
		link = &(*link)->next;
	*link = u->next;
	sigprocmask(SIG_SETMASK, &old, NULL);
	free(u->path);
	free(u->beside);
	free(u);
}
