/*
 * differences.h - who differs between two lists, and why
 *
 * The records of the new list are compared one by one with the old list, and then the
 * records that are gone are added.  What is known of each waits in a spill file until
 * the last one has come: only then it is known which chains of moves there are.  In
 * memory is 8 bytes for each applicant who differs, and 40 bytes and the id for each
 * who has another seat.
 *
 *	{"id":"B","code":"improved","from":{...},"to":{...},"fields":["rank.unified.order"],
 *	 "cause":"chain","steps":1,"by":"A"}
 */
#ifndef DIFFERENCES_H
#define DIFFERENCES_H

#include <stdbool.h>
#include <stdint.h>

#include "compare/old_list.h"
#include "compare/rule_changes.h"
#include "record/path.h"

/* What a comparison works by; all is borrowed. */
struct differences_rules {
	struct old_list *old;
	const struct rule_changes *changes;
	struct path *const *choices; /* lists of choices in a record */
	size_t choice_lists;
	const char *const *ignored;  /* top-level fields that are not compared */
	const char *const *computed; /* top-level fields that filters compute */
	bool moves_only;             /* leave out who has the same seat */
};

/* What became of an applicant; the first is no difference. */
enum difference_code {
	DIFFERENCE_SAME,
	DIFFERENCE_NEW,
	DIFFERENCE_GONE,
	DIFFERENCE_PLACED,
	DIFFERENCE_DISPLACED,
	DIFFERENCE_IMPROVED,
	DIFFERENCE_WORSENED,
	DIFFERENCE_MOVED,
	DIFFERENCE_CHANGED,   /* another field than the seat */
	DIFFERENCE_REWRITTEN, /* other bytes, and the same values */
	DIFFERENCE_CODES
};

/* Why the seat is another one. */
enum difference_cause {
	CAUSE_NONE,
	CAUSE_OWN_DATA,
	CAUSE_RULE,
	CAUSE_CHAIN,
	CAUSE_UNKNOWN,
	CAUSES
};

/* "new", ..., "own-data", ...; NULL of the first of each.  Static. */
const char *differences_code_word(enum difference_code);
const char *differences_cause_word(enum difference_cause);

struct differences;

struct differences *differences_new(const struct differences_rules *);
void differences_free(struct differences *);

/* What became of differences_add(). */
enum difference_step {
	DIFFERENCE_ADDED,
	DIFFERENCE_UNCLEAR, /* *field: where the admission does not say what it is */
	DIFFERENCE_TWICE,   /* the id came earlier */
	DIFFERENCE_NO_MEMORY,
};

/*
 * Compare a record of the new list with the old one.  What is wrong with a record of
 * the old list ends the program.
 */
enum difference_step differences_add(
    struct differences *, struct span id, struct record *, const char **field);

/*
 * After the last record: find who is gone, and all chains; call found for each line, in
 * the order of the new list and then of the old one.  False if there is no memory.
 */
bool differences_finish(struct differences *,
    void (*found)(void *context, struct span line), void *context);

/* After that: how many differ by a code. */
uint32_t differences_count(const struct differences *, enum difference_code);

/*
 * After that: the table.  Calls row for each code and cause (of chains, for each number
 * of steps), then for each program that somebody left or joined.  False if there is no
 * memory.
 */
bool differences_table(const struct differences *,
    void (*row)(void *context, struct span line), void *context);

#endif
