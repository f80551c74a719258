/*
 * address_parsing.h - the state of the parser within one line
 *
 * The modules of the parser work on it one after the other: divisions, street, home.
 * Each takes parts from p->at on and leaves p->at behind them.
 */
#ifndef ADDRESS_PARSING_H
#define ADDRESS_PARSING_H

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

#include "address/address_line.h"
#include "address/address_parts.h"
#include "address/address_words.h"
#include "address/gazetteer.h"
#include "record/writer.h"

/* Where a text of a part stands in the parser's bytes, which may move. */
struct address_place {
	size_t at, len;
};

/* A part while the line is parsed. */
struct address_taken {
	size_t from, to; /* characters of the line; from == to: it is not written */
	struct address_place text;
	enum address_evidence evidence;
	uint32_t integer;
	/* In the gazetteer: the name, which several entries may bear, and the one of
	 * them that it is.  GAZETTEER_NONE: not known. */
	uint32_t name, entry;
};

struct address_parsing {
	const struct gazetteer *gazetteer;
	const char32_t *chars; /* zeros behind the last one */
	const size_t *starts;  /* of their bytes (address_line.h) */
	size_t count, at;
	struct address_taken taken[ADDRESS_PARTS];
	struct address_number number;
	unsigned marks;
	const struct province *province; /* that was taken, or NULL */
	struct gazetteer_found found;    /* at found_at - 1; see parsing_find() */
	size_t found_at;
	struct writer texts; /* the line, then those of parts; see address_place */
	struct writer canonical, rest;
};

/* Whether there is such a part already. */
static inline bool
parsing_has(const struct address_parsing *p, enum address_part part)
{
	return p->taken[part].evidence != ADDRESS_NONE;
}

/*
 * Take characters as a part (none: it is inferred), whose text is what is written to
 * p->texts until parsing_end().
 */
void parsing_begin(struct address_parsing *, enum address_part, size_t from, size_t to);
void parsing_end(struct address_parsing *, enum address_part);

/* Take characters as a part; its text is what they say, as a name. */
void parsing_take(struct address_parsing *, enum address_part, size_t from, size_t to);

/* Take them as a part that is an entry of the gazetteer: its text is today's name. */
void parsing_take_entry(struct address_parsing *, enum address_part, size_t from,
    size_t to, uint32_t entry);

/* Let a part that was taken go on up to an end; text is what it was so far, and is not
 * in p->texts. */
void parsing_extend(
    struct address_parsing *, enum address_part, struct span text, size_t to);

/* Give a part that was taken another text. */
void parsing_set_text(struct address_parsing *, enum address_part, struct span text);

/* The text of a part; borrowed until one is written. */
struct span parsing_text(const struct address_parsing *, enum address_part);

/* What the gazetteer has at p->at; borrowed until the next call. */
const struct gazetteer_found *parsing_find(struct address_parsing *);

/* Leave characters over. */
void parsing_leave(struct address_parsing *, size_t from, size_t to);

/* Skip stops and dashes. */
void parsing_skip_stops(struct address_parsing *);

#endif
