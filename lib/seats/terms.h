/*
 * terms.h - on which terms a program, or a group of its seats, takes applicants
 *
 * The keys that a line of programs.jsonl and each of its groups may have:
 *
 *	eligible  a condition (conditions.h); without it, everybody is
 *	tiers     conditions, the best tier first; the first that is true is the tier
 *	          of an applicant; if none is true the applicant is not eligible
 *	order     where a record has its place in the order that counts here; without
 *	          it, the order of the round
 *	floor     {"value":PATH,"min":NUMBER}: nobody below the minimum; or
 *	          {"value":PATH,"line":NUMBER,"drop":NUMBER}: the line less the drop
 */
#ifndef TERMS_H
#define TERMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "cel/expression.h"
#include "record/path.h"
#include "record/record.h"
#include "record/writer.h"
#include "seats/entry_fault.h"

struct terms {
	uint32_t eligible, floor; /* TERMS_NONE: none */
	uint32_t rank;            /* TERMS_NONE: the order of the round */
	uint32_t tier_first, tier_count;
};

#define TERMS_NONE  UINT32_MAX
#define TERMS_EMPTY ((struct terms){ TERMS_NONE, TERMS_NONE, TERMS_NONE, 0, 0 })

/* Whether anything is asked; whether it says who goes first. */
static inline bool
terms_ask(const struct terms *t)
{
	return t->eligible != TERMS_NONE || t->floor != TERMS_NONE || t->tier_count > 0;
}

static inline bool
terms_rank(const struct terms *t)
{
	return t->rank != TERMS_NONE || t->tier_count > 0;
}

/*
 * How many tiers priorities are made of (market_priority()): those of the terms, or one
 * where they have none; and one before them if those who hold a seat keep it
 * (terms_guarantee()).
 */
static inline uint32_t
terms_tiers(const struct terms *t, bool guarantee)
{
	return (t->tier_count > 0 ? t->tier_count : 1) + guarantee;
}

/* All conditions, ranks and floors of a file, each one once. */
struct term_book;

/* constants as for conditions_new(); NULL in the same cases. */
struct term_book *terms_book_new(const json_t *constants);
void terms_book_free(struct term_book *);

/* What is wrong with a key of a program; all but the text are static. */
struct terms_fault {
	const char *code, *field, *reason;
	const char *text; /* of a condition, borrowed from the document; or NULL */
	struct expression_error error; /* in the text */
};

/*
 * Set what an object has of the four keys, and leave the others as they are.  False
 * with *fault set if one is wrong.
 */
bool terms_read(struct term_book *, const json_t *object, struct terms *,
    struct terms_fault *fault);

/* The paths of all orders and floors, counted from 0; NULL behind the last.  Borrowed.
 */
struct path *terms_path(const struct term_book *, uint32_t number);

/* Whether a condition of these names the program. */
bool terms_of_program(const struct term_book *, const struct terms *);

/*
 * Whether two ask for the same, and rank alike; whether they rank alike.  Conditions
 * are compared as texts: one that names the program may mean another thing elsewhere.
 */
bool terms_same(
    const struct term_book *, const struct terms *one, const struct terms *other);
bool terms_rank_alike(
    const struct term_book *, const struct terms *one, const struct terms *other);

/*
 * Write what terms ask for and how they rank: the same bytes for those that
 * terms_same() takes for the same, and not empty.
 */
void terms_write(const struct term_book *, const struct terms *, struct writer *);

enum terms_result {
	TERMS_OPEN,
	TERMS_BELOW_FLOOR, /* eligible but for the floor */
	TERMS_NOT_ELIGIBLE,
	TERMS_FAILED, /* the record does not say, or memory ran out; *fault is set */
};

static inline enum terms_result
terms_no_memory(struct entry_fault *f)
{
	entry_fault_no_memory(f);
	return TERMS_FAILED;
}

/* What was found in a record no longer counts: the next one follows. */
void terms_next(struct term_book *);

/*
 * Check an applicant against terms.  order is the applicant's in the order of the
 * round.  If ranked, *priority is the applicant's priority among those on these terms.
 */
enum terms_result terms_test(struct term_book *, const struct terms *, struct record *,
    const struct expression_value *program, uint64_t order, bool ranked,
    uint32_t *priority, struct entry_fault *fault);

/*
 * Before the first priority is asked for: a tier before all others is for those who
 * hold a seat.
 */
void terms_guarantee(struct term_book *);

/*
 * The priority, in that tier, of an applicant who holds a seat on these terms.  Whether
 * the applicant is still eligible is not asked.  TERMS_OPEN, or TERMS_FAILED with a
 * fault.
 */
enum terms_result terms_hold(struct term_book *, const struct terms *, struct record *,
    uint64_t order, uint32_t *priority, struct entry_fault *fault);

/*
 * The record takes part: its order and its places in ranks are taken.  False if
 * memory ran out.
 */
bool terms_commit(struct term_book *, uint64_t order);

/*
 * Whether no two had the same place in a rank; then no two have the same priority
 * anywhere.  False as well where orders are too far apart to say.
 */
bool terms_unique(const struct term_book *);

#endif
