/*
 * path_load.h - a path, as a setting of a filter
 *
 * This is set-up for filters: a text that is no path ends the program with
 * STATUS_TROUBLE and a message that says where it stands.
 */
#ifndef PATH_LOAD_H
#define PATH_LOAD_H

#include "record/path.h"

/* The path that is the value of a setting.  New; NULL where text is NULL. */
struct path *path_load(const char *setting, const char *text);

#endif
