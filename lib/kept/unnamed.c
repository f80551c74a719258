#define _GNU_SOURCE /* for O_TMPFILE */
#include "kept/unnamed.h"

#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "settings/allocate.h"
#include "settings/status.h"

const char *
unnamed_folder(void)
{
	const char *folder = getenv("TMPDIR");

	return folder == NULL || *folder == '\0' ? "/tmp" : folder;
}

/* Never with a name where the system can do that: a run that is killed leaves nothing.
 */
int
unnamed_open(void)
{
	const char *folder = unnamed_folder();
	char *path;
	size_t size;
	int fd;

#ifdef O_TMPFILE
	fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (fd != -1)
		return fd;
#endif
	size = strlen(folder) + sizeof "/admit.XXXXXX";
	path = allocate(size, 1);
	snprintf(path, size, "%s/admit.XXXXXX", folder);
	fd = mkstemp(path);
	if (fd == -1 || unlink(path) == -1)
		err(STATUS_TROUBLE, "%s", path);
	free(path);
	return fd;
}
