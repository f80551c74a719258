/*
 * unnamed.h - temporary files that nobody can find
 *
 * They hold personal data, so they have mode 0600 and no name: what is left of them
 * when a process ends, in whatever way, is nothing.
 */
#ifndef UNNAMED_H
#define UNNAMED_H

/* The folder for temporary files: TMPDIR, or /tmp.  Borrowed from the environment. */
const char *unnamed_folder(void);

/* A new file there, open for reading and writing.  Ends the program if it cannot. */
int unnamed_open(void);

#endif
