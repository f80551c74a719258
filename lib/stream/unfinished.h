/*
 * unfinished.h - what a run writes beside its output appears when the run ends well
 *
 * A file is written under a name of its own beside the one it is for; a line that is
 * appended to a file waits.  unfinished_publish() gives all of them their names at
 * once, as the last step but the end of the output itself; unfinished_settle()
 * says that this has gone well too.  If the program ends before that, by exit(3) or by
 * a signal that can be caught, everything is again as it was before; the signal then
 * does what it always does.  SIGXFSZ alone is not deadly: the write fails and is
 * reported.
 */
#ifndef UNFINISHED_H
#define UNFINISHED_H

#include <stddef.h>
#include <sys/types.h>

struct unfinished;

/* Create a file beside path.  *fd is open for writing.  Ends the program if it cannot.
 */
struct unfinished *unfinished_create(const char *path, mode_t mode, int *fd);

/* It is whole, closed and checked: unfinished_publish() may give it its name. */
void unfinished_complete(struct unfinished *);

/*
 * Append a line to a file.  Processes that append to one file at the same time take
 * turns, so their lines do not mix; if not all can be written, none is.  Where path is
 * no regular file, what is written cannot be taken back.  Once in a process.
 */
void unfinished_append(const char *path, const char *line, size_t len);

/* Give every complete file its name.  Ends the program if it cannot. */
void unfinished_publish(void);

/* Take back the files that are complete and not published, for good. */
void unfinished_discard_complete(void);

/* What is published stays: the run has ended as it should. */
void unfinished_settle(void);

#endif
