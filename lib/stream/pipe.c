#define _GNU_SOURCE /* for F_SETPIPE_SZ */
#include <fcntl.h>

#include "stream/pipe.h"

void
pipe_widen(int fd)
{
#ifdef F_SETPIPE_SZ
	(void)fcntl(fd, F_SETPIPE_SZ, 1 << 20);
#else
	(void)fd;
#endif
}
