/*
 * programs.h - the seats of a round
 *
 * Seats are records too, one program a line of programs.jsonl:
 *
 *	{"id":"S01","school":"...","name":"...","round":"first","capacity":480}
 *
 *	id        what a family's choice names; text, once in the file
 *	round     the round that offers it; or an array of rounds, which then share
 *	          its seats; or absent: all rounds offer it
 *	capacity  its seats over all of its rounds; a whole number from 0
 *	school    whose program it is; asked for by holders.h
 *	name, note            for people; not read here
 *	eligible, tiers, order, floor    see terms.h
 *	lon, lat  where it is, in decimal degrees; asked for by leftover.h
 *	groups    its seats in groups, in their order of precedence; see groups.h
 *
 * Any other key is an error: no rule is ignored in silence.
 */
#ifndef PROGRAMS_H
#define PROGRAMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "place/position.h"
#include "record/record.h"
#include "seats/groups.h"
#include "seats/terms.h"

/* All programs of the file, in its order, as seen from one round. */
struct programs {
	const json_t *document; /* borrowed: that they were read from, a line each */
	uint32_t count;
	uint32_t *capacity; /* seats; 0 where this round does not offer the program */
	bool *offered;      /* by this round */
	const char *round;  /* the round; borrowed from the caller or the document */
	struct numbering *ids;

	struct position *positions; /* of each program, if programs_located() */

	struct term_book *book;
	struct terms *terms; /* of each program, for all of its groups */
	struct groups *groups;
	bool *alike; /* of each program: the groups that this round offers rank alike */
	struct expression_value **values; /* of those that conditions name, or NULL */
	bool ask;       /* of this round, some ask something of applicants */
	bool ranked;    /* of this round, some have tiers or an order of their own */
	bool guarantee; /* those who hold a seat keep it (holders.h) */
	const char **schools; /* of each program, borrowed from the document, or NULL */
};

/* What is wrong with the file.  All texts are static. */
struct programs_fault {
	const char *code;   /* "program-no-id", ...; see admit-allocate(1) */
	size_t line;        /* from 1; 0: the file as a whole */
	uint32_t group;     /* the field is of this group, from 0; or MARKET_NONE */
	const char *field;  /* NULL: the line as a whole */
	const char *reason; /* one sentence for people */
	const char *text; /* of a condition that does not compile, or NULL; borrowed */
	struct expression_error error; /* in the text */
};

/*
 * Read the programs of document, an array of objects as document_load_lines()
 * gives it, which must outlive them.  constants are those of the policy, or NULL. round
 * may be NULL if the programs name one round and no other.  A round that offers no
 * program is an error.  Returns new programs, or NULL with *fault set; a field in it
 * that is an unknown key is borrowed from the document.
 */
struct programs *programs_read(const json_t *document, const char *round,
    const json_t *constants, struct programs_fault *fault);
void programs_free(struct programs *);

/*
 * Those who hold a seat may try for a better one, and go before all others at the seat
 * that they hold: programs rank from now on.
 */
void programs_guarantee(struct programs *);

/* Whether two programs are the same school's, as their lines say. */
bool programs_same_school(const struct programs *, uint32_t one, uint32_t other);

/* Whether its line says where a program is. */
static inline bool
programs_located(const struct programs *p, uint32_t program)
{
	return p->positions[program].lat != INT64_MAX;
}

/*
 * The number that stands in a list for a choice that was left empty: one behind the
 * last program.  No round offers it and it has no seats, so the choices behind it keep
 * their numbers.
 */
static inline uint32_t
programs_gap(const struct programs *p)
{
	return p->count;
}

/*
 * The number of a program by its id, or NUMBERING_NONE; and the reverse, at NULL for
 * programs_gap().
 */
uint32_t programs_find(const struct programs *, struct span id);
struct span programs_id(const struct programs *, uint32_t program);

/*
 * The terms by which a program ranks: if it has groups, those of the first one that
 * this round offers.
 */
const struct terms *programs_terms(const struct programs *, uint32_t program);

#endif
