/*
 * cel_text.h - strings as sequences of characters
 *
 * Positions in the rules language count characters (code points), strings are kept
 * as UTF-8.  What goes through a whole string is charged to the steps of the run.
 */
#ifndef CEL_TEXT_H
#define CEL_TEXT_H

#include "cel/cel_value.h"

/* How many characters a valid UTF-8 text has. */
size_t cel_text_count(struct span);

/* The byte at which character number index begins, or len for the one behind the
 * last; false if there are fewer. */
bool cel_text_offset(struct span, int64_t index, size_t *offset);

/* Find the first occurrence of a part at or behind a byte; false if there is none. */
bool cel_text_find(struct span text, struct span part, size_t from, size_t *found);

/* A text that grows, in the memory of the run. */
struct cel_builder {
	struct cel_run *run;
	char *text;
	size_t len, size;
	bool failed;
};
void cel_build(struct cel_builder *, const char *text, size_t len);
struct cel_value cel_built(const struct cel_builder *);

/* The text of a value in string(), join() and format(); false if there is no such text.
 */
bool cel_build_value(struct cel_builder *, struct cel_value);

/* text.format(list); the clauses of the extension strings. */
struct cel_value cel_format(struct cel_run *, struct span text, struct cel_value list);

#endif
