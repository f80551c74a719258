/*
 * files.h - the files that the process reads, and those that it writes
 *
 * An output that is also an input, a policy or another output would destroy it.  Every
 * file is added here before it is opened: by the settings as soon as they are read, and
 * by what opens it.  If an output is the same file as another file, by device and
 * inode, the program ends with STATUS_TROUBLE; nothing that the settings name has been
 * opened for writing by then.  Devices (/dev/null, a terminal) may be named several
 * times.
 */
#ifndef FILES_H
#define FILES_H

/* Add a file; option ("--rejects") is what named it, for the message, or NULL. */
void files_add_input(const char *option, const char *path);
void files_add_output(const char *option, const char *path);

/* Add an output that is opened now, once, whether or not it was added before. */
void files_open_output(const char *path);

/* Add standard input and standard output, if they are no devices. */
void files_add_standard(void);

/*
 * The path that a path leads to when symbolic links are followed, whether or not there
 * is such a file; new, the caller frees it.  If it names an open descriptor
 * ("/dev/fd/3",
 * "/dev/stderr"), *descriptor is its number; else -1.
 */
char *files_follow(const char *path, int *descriptor);

#endif
