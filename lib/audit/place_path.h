/* place_path.h - where a record says its place in a rank, or its number of a draw */
#ifndef PLACE_PATH_H
#define PLACE_PATH_H

#include "record/path.h"

/* The path of a field of "rank" or "draw" by its name, or of all of it: field is NULL.
 * New; NULL if there is no memory. */
struct path *place_path_new(const char *kind, const char *name, const char *field);

#endif
