/*
 * path_load.h - a path, as a setting of a filter
 *
 * This is set-up for filters: a text that is no path ends the program with
 * STATUS_TROUBLE and a message that says where it stands.
 *
 * A path that is given and that no record has is mostly misspelt.  Each such path is
 * watched here, and the stream reports it at the end.
 */
#ifndef PATH_LOAD_H
#define PATH_LOAD_H

#include <stddef.h>

#include "record/path.h"

/*
 * The path that is the value of a setting.  New; NULL where text is NULL.  It is
 * watched if the setting was given.
 */
struct path *path_load(const char *setting, const char *text);

/* The same for a path that records need not have. */
struct path *path_load_unwatched(const char *setting, const char *text);

/* Watch a path that is part of a setting, or of a file; either may be NULL. */
void path_load_watch(const char *setting, const char *file, struct path *);

/*
 * Watch an expression that is part of a setting in the same way: where it is evaluated,
 * the caller notes PATH_SOUGHT, and PATH_FOUND_ONCE if it did not fail.
 */
unsigned char *path_load_watch_expression(const char *setting, const char *text);

/*
 * Warn of every watched path that was looked for in records and that none had; returns
 * how many there are.
 */
size_t path_load_report(void);

#endif
