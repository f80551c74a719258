#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "settings/process.h"
#include "settings/status.h"

/*
 * Standard input is opened for writing and the others for reading, so that their use
 * fails (EBADF) and is reported: an empty input, or an output that goes nowhere, would
 * look like success.
 */
static void
open_standard(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		int flags = fd == STDIN_FILENO ? O_WRONLY : O_RDONLY;

		if (fcntl(fd, F_GETFD) != -1 || errno != EBADF)
			continue;
		/* The lowest number that is free: all below are open. */
		if (open("/dev/null", flags) != fd)
			err(STATUS_TROUBLE, "/dev/null");
	}
}

/* The soft limit alone: a command that admit-seal runs may raise its own. */
static void
write_no_core(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_CORE, &limit) == -1)
		return;
	limit.rlim_cur = 0;
	(void)setrlimit(RLIMIT_CORE, &limit);
}

void
process_begin(void)
{
	open_standard();
	write_no_core();
}
