/*
 * path.h - the name of a value inside a record
 *
 * "scores.math" is the field math of the field scores; a text that starts with
 * "/" is a JSON Pointer (RFC 6901), for names with dots in them.  A step that
 * meets an array is an index, counted from 0: "choices.0" is the first choice.
 * Names may be Chinese.
 */
#ifndef PATH_H
#define PATH_H

#include "record/decimal.h"
#include "record/record.h"

struct path;

/*
 * Read a path.  Returns a new path, or NULL with *why set to a static sentence:
 * empty, an empty step, a "~" that is no escape, or no memory.
 */
struct path *path_new(const char *text, const char **why);
void path_free(struct path *);

/*
 * The path of a member inside of members, by their names as they are, the outermost
 * first.  A name has no U+0000.  New; NULL if there is no memory.
 */
struct path *path_of_names(const struct span names[], size_t count);

/* The text that the path was made of; borrowed from the path. */
const char *path_text(const struct path *);

/*
 * The value that the path names, or NULL.  Borrowed from the record.  The path
 * remembers where it found its value, since records of a stream are alike.
 */
const struct value *path_find(struct path *, struct record *);

/*
 * Note in *use, which may live on without the path, whether the path was looked for in
 * a record (PATH_SOUGHT) and whether one had it (PATH_FOUND_ONCE).
 */
enum { PATH_SOUGHT = 1, PATH_FOUND_ONCE = 2 };
void path_watch(struct path *, unsigned char *use);

/* What a path leads to, for the filters that want text or a number there. */
enum path_found {
	PATH_FOUND,
	PATH_MISSING,    /* no such field, or null */
	PATH_WRONG_TYPE, /* something else stands there */
	PATH_RANGE,      /* a number that struct decimal cannot hold */
	PATH_NO_MEMORY,
};

/* The text of a string at the path; borrowed until the next record. */
enum path_found path_string(struct path *, struct record *, struct span *);

/* The exact number at the path. */
enum path_found path_decimal(struct path *, struct record *, struct decimal *);

/* The whole number at the path; 5.0 is one, 5.5 is PATH_WRONG_TYPE. */
enum path_found path_integer(struct path *, struct record *, int64_t *);

#endif
