#include <err.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "settings/files.h"
#include "settings/status.h"
#include "stream/destination.h"

int
destination_open(const char *path, char **file)
{
	struct stat status;
	int descriptor, fd;

	files_open_output(path);
	*file = files_follow(path, &descriptor);
	if (descriptor != -1)
		fd = fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
	else if (stat(*file, &status) == 0 && !S_ISREG(status.st_mode))
		fd = open(*file, O_WRONLY | O_CLOEXEC);
	else
		return -1;
	if (fd == -1)
		err(STATUS_TROUBLE, "%s", path);
	free(*file);
	*file = NULL;
	return fd;
}
