/*
 * key_text.h - the value of one or more expressions over a record, for comparing
 *
 * Each part is a path ("scores.math", "/scores/math") or an expression of the rules
 * language; a text with a bracket, a quote or an operator in it is an expression.  A
 * value is folded: as fold.h says, and to simplified characters.  A number counts as
 * the text of its digits.  A part that is missing, null, or nothing but spaces is no
 * value, and so is one whose expression fails on the record.
 */
#ifndef KEY_TEXT_H
#define KEY_TEXT_H

#include <stdbool.h>

#include <jansson.h>

#include "record/record.h"

struct key_text;

/*
 * Read a part, or an array of them.  setting is where it stands in the policy, as
 * settings_fail() takes it; what is wrong there ends the program.  New.
 */
struct key_text *key_text_load(const char *setting, const json_t *parts);

/*
 * The same from paths with commas between them, none of which is an expression.  NULL
 * with *why, a static sentence, if one is no path or there is no memory.
 */
struct key_text *key_text_of_paths(const char *paths, const char **why);

void key_text_free(struct key_text *);

/* Report a path of it that no record has, or an expression that fails on all, as
 * path_load.h does. */
void key_text_watch(const struct key_text *, const char *setting);

/* The parts with commas between them; borrowed. */
const char *key_text_name(const struct key_text *);

enum key_text_form {
	KEY_TEXT_PARTS,  /* each part behind its length: no two keys have the same */
	KEY_TEXT_JOINED, /* U+001F between the parts */
	KEY_TEXT_TOKENS, /* the words of all parts that have a value (token_set.h) */
};

enum key_text_result {
	KEY_TEXT_OK,
	KEY_TEXT_MISSING, /* a part has no value; with KEY_TEXT_TOKENS all parts */
	KEY_TEXT_WRONG,   /* a part is an array or an object */
	KEY_TEXT_NO_MEMORY,
};

/* Borrowed until the next call with the same key text. */
enum key_text_result key_text_read(
    struct key_text *, struct record *, enum key_text_form, struct span *text);

#endif
