/*
 * destination.h - where an output with a name is written
 *
 * Symbolic links are followed first, so a link stays.  An open descriptor (/dev/stderr,
 * /dev/fd/3) and what is no regular file (a pipe, a device) are written in place:
 * another file under that name would never reach those who read it.
 */
#ifndef DESTINATION_H
#define DESTINATION_H

/*
 * Open a path that is to be written in place and return the descriptor.  For a regular
 * file, or where there is none yet, returns -1 and *file is its path, links followed;
 * new, the caller frees it.  Ends the program if it cannot, or if the file is also an
 * input or another output.
 */
int destination_open(const char *path, char **file);

#endif
