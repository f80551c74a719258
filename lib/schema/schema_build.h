/*
 * schema_build.h - a schema while its keywords are read: what all keywords need
 *
 * Indexes are those of the compiler's document.  A function that fails has written a
 * message (schema_state.h), unless there was no memory.
 */
#ifndef SCHEMA_BUILD_H
#define SCHEMA_BUILD_H

#include "schema/schema_state.h"

/* A node while its keywords are read. */
struct build {
	uint32_t at; /* index of the schema */
	struct node *node;
	struct check *checks;
	size_t count, room;
	bool members, items, contains, branches; /* read already */
};

struct keyword {
	const char *name;
	/* Read the value of the keyword, which stands at an index. */
	bool (*read)(
	    struct compiler *, struct build *, const struct keyword *, uint32_t at);
	enum check_kind kind;
	const char *code, *reason; /* of a finding */
};

/* Whether a keyword means something in the resource of the schema at an index. */
bool schema_build_knows(const struct compiler *, uint32_t at, struct span keyword);

/* The text of the string or the name at an index; the JSON of the value there. */
struct span schema_build_text(struct compiler *, uint32_t at);
struct span schema_build_raw(const struct compiler *, uint32_t at);

/* The index of the value of another keyword of the same schema, or 0. */
uint32_t schema_build_sibling(
    struct compiler *, const struct build *, const char *keyword);

/* Require a type; what ("a string") is for the message.  False if it has another. */
bool schema_build_require(
    struct compiler *, uint32_t at, enum value_type, const char *what);

/* How many values an array has; a member of an object counts for two. */
size_t schema_build_count_values(const struct compiler *, uint32_t array);

/*
 * Add a check whose finding has the place of the rule at an index, and this reason
 * (NULL if there was no memory for it).  Valid until the next one is added.
 */
struct check *schema_build_check(struct compiler *, struct build *,
    const struct keyword *, uint32_t at, const char *reason);

/*
 * "words value", where the value is JSON of the schema in one line, in the arena;
 * only the otherwise text if the value is too long to be read.
 */
char *schema_build_sentence(
    struct compiler *, const char *words, struct span value, const char *otherwise);

/* Compile the pattern that is the string, or the name, at an index. */
struct pattern *schema_build_pattern(struct compiler *, uint32_t at);

/* Read a whole number, 0 or above. */
bool schema_build_count(struct compiler *, uint32_t at, size_t *count);

#endif
