/*
 * published.h - what a published result says of its applicants
 *
 * The applicants of a round, each with the seat that its record names, which is not
 * trusted.
 */
#ifndef PUBLISHED_H
#define PUBLISHED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/set_aside.h"
#include "seats/admission.h"
#include "seats/round.h"
#include "stream/stream.h"

/* All zero but the round, which is borrowed: nobody has been added. */
struct published {
	struct round *round;
	struct seat *seats; /* of each applicant of the round */
	uint32_t *who;    /* the number of each on the roll (roll.h); NULL: the same */
	uint8_t *reasons; /* of each who is told some (audit_refusals.h) */
	size_t reasons_count;
	size_t seats_room, who_room, reasons_room;
};

/* What is wrong with an admission alone: codes, all static. */
enum { PUBLISHED_MOST = 4 };
struct published_faults {
	const char *codes[PUBLISHED_MOST];
	size_t count;
};

enum published_result {
	PUBLISHED_ADDED,
	PUBLISHED_SET_ASIDE, /* round_add() has set the record aside */
	PUBLISHED_NO_MEMORY,
};

/*
 * Add the applicant of the current record, who has a number on the roll and had no seat
 * before the round, with the seat and the reasons that the admission names.  Sets what
 * is wrong with the admission alone; if it names no seat of the round, the applicant
 * has none.
 *
 * held is the seat that the applicant had before the round and could improve, or NULL;
 * kept says that the admission is still the one before the round.  That seat has been
 * held (round.h), as each from before the round, and is so until its holder is added.
 */
enum published_result published_add(struct published *, struct stream *,
    struct record *, const struct admission *, uint32_t number,
    const struct holding *held, bool kept, struct published_faults *);

/*
 * Check why a record was set aside, which has its admission from before the round: by
 * the same rules it must be set aside now, with the same code and field.  Sets *code to
 * "wrongly-set-aside" or "wrong-cause", or NULL, and *expected to the right cause,
 * static, or NULL.  An applicant who could have taken part is added without a seat.
 */
enum published_result published_set_aside(struct published *, struct set_aside *,
    uint32_t number, const char **code, const char **expected);

/* The number of an applicant on the roll. */
static inline uint32_t
published_number(const struct published *p, uint32_t applicant)
{
	return p->who != NULL ? p->who[applicant] : applicant;
}

void published_free(struct published *);

#endif
