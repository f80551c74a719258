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
};

struct address_parsing {
	const struct gazetteer *gazetteer; /* or NULL */
	const char32_t *chars;             /* zeros behind the last one */
	size_t count, at;
	struct address_taken taken[ADDRESS_PARTS];
	struct address_number number;
	unsigned marks;
	bool province_is_city;
	struct writer texts; /* of the parts and the line; see address_place */
	struct writer rest;
};

/* Whether there is such a part already. */
static inline bool
parsing_has(const struct address_parsing *p, enum address_part part)
{
	return p->taken[part].evidence != ADDRESS_NONE;
}

/* Take characters as a part; its text is what they say, as a name. */
void parsing_take(struct address_parsing *, enum address_part, size_t from, size_t to);

/* The text of a part, in UTF-8. */
void parsing_set_text(struct address_parsing *, enum address_part, const char *text);

/* Leave characters over. */
void parsing_leave(struct address_parsing *, size_t from, size_t to);

void parsing_write_integer(struct writer *, uint32_t);
void parsing_write_text(struct writer *, const char *text);

/* Skip what is between parts. */
void parsing_skip_stops(struct address_parsing *);

/* Provinces to communities; road, lane and number; what is behind them. */
void address_divisions(struct address_parsing *);
void address_street(struct address_parsing *);
void address_home(struct address_parsing *);

/* A house number at p->at, which may do without 号 behind a road. */
bool address_take_number(struct address_parsing *, bool behind_road);

#endif
