/*
 * unfinished.h - files that are not whole yet
 *
 * A file is written under a name of its own beside the one it is for.  If the
 * program ends before it is whole, by exit(3), SIGPIPE, SIGINT, SIGTERM or
 * SIGHUP, it is taken away; the signal then does what it always does.
 */
#ifndef UNFINISHED_H
#define UNFINISHED_H

#include <sys/types.h>

struct unfinished;

/* Create a file beside path.  *fd is open for writing.  Ends the program if it cannot.
 */
struct unfinished *unfinished_create(const char *path, mode_t mode, int *fd);

/* It is whole, closed and checked: give it its name.  Frees. */
void unfinished_rename(struct unfinished *);

#endif
