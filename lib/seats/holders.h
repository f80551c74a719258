/*
 * holders.h - applicants who hold a seat and try for a better one
 *
 * A round may let applicants who were admitted before it try for a choice that they
 * want more.  Who fails keeps the seat: at the seat that is held its holder goes before
 * all others (terms_hold()), so deferred acceptance never takes it away, and gives it
 * to somebody else only when its holder has something better.  What a holder decides
 * stands in the record:
 *
 *	freeze  or nothing: the holder keeps the seat and takes no part
 *	float   the holder tries for every choice before the one that is held
 *	slide   the same, but only for programs of the same school (programs.jsonl)
 *
 * These are the three of the joint seat allocation of India's technical institutes.  A
 * seat at a program or in a group that the round does not offer is kept, whatever its
 * holder decides.
 */
#ifndef HOLDERS_H
#define HOLDERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/path.h"
#include "seats/admission.h"
#include "seats/entry_fault.h"
#include "seats/market.h"
#include "seats/programs.h"
#include "seats/released.h"

/* A seat that was given before the round. */
struct holding {
	uint32_t program; /* MARKET_NONE: none, or its holder takes no part */
	uint32_t group;   /* MARKET_NONE: the program has none */
	bool slide;
};

/* All zero: nobody who holds a seat takes part. */
struct holders {
	struct path *decision; /* where a record says it */
	struct holding *of;    /* of each applicant; for those before known */
	size_t known, room;
	struct released earlier; /* scratch: those that a record names */
};

/*
 * What an admitted applicant holds of a round; program is MARKET_NONE if the round does
 * not offer it.
 */
struct holding holders_holding(
    const struct programs *, const struct admission *, bool slide);

/*
 * What an admitted applicant holds and tries, as the record says: with holding->program
 * MARKET_NONE, the applicant takes no part.  False with a fault if the decision is none
 * of the three, if it is not clear which seats the applicant had before (released.h),
 * or if memory ran out.
 */
bool holders_read(struct holders *, const struct programs *, struct record *,
    const struct admission *, struct holding *, struct entry_fault *);

/* Remember what an applicant holds; false if memory ran out. */
bool holders_add(struct holders *, uint32_t applicant, const struct holding *);
void holders_free(struct holders *);

/* What an applicant held before the round, or NULL. */
static inline const struct holding *
holders_of(const struct holders *h, uint32_t applicant)
{
	return applicant < h->known && h->of[applicant].program != MARKET_NONE
		   ? &h->of[applicant]
		   : NULL;
}

/* Whether what an applicant gets is the seat that the applicant held. */
static inline bool
holders_kept(const struct holders *h, uint32_t applicant, const struct seat *seat)
{
	const struct holding *held = holders_of(h, applicant);

	return held != NULL && held->program == seat->program;
}

/* Whether who holds that (NULL: nothing) does not try for a program of another school.
 */
static inline bool
holders_slides_past(
    const struct programs *p, const struct holding *held, uint32_t program)
{
	return held != NULL && held->slide &&
	       !programs_same_school(p, held->program, program);
}

/*
 * Whether every holder can keep the seat in a market: MARKET_NONE; or a program that
 * has fewer seats than holders, in all or in a group.  *enough is false if memory ran
 * out.
 */
uint32_t holders_short(const struct holders *, const struct market *, bool *enough);

#endif
