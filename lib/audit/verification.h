/*
 * verification.h - the verification of one round, from its records to breaches
 *
 * The list before the round comes first, if there is one (a round that lets those who
 * hold a seat try for a better one needs it), then what was set aside of
 * it, then the result.  Each breach is handed out as a JSON object.
 *
 * Functions that return bool return false if memory ran out; then the verification is
 * not whole and must end.
 */
#ifndef VERIFICATION_H
#define VERIFICATION_H

#include "audit/audit_draw.h"
#include "audit/audit_ranks.h"
#include "audit/audit_released.h"
#include "audit/published.h"
#include "audit/roll.h"
#include "audit/set_aside.h"

struct verification {
	struct published published;
	struct roll *roll;
	/* What those on the list before the round held and could improve, by their
	 * numbers on the roll. */
	struct holders entered;
	struct audit_released released; /* what those name who have another seat now */
	struct rank_audit **ranks;      /* of the list before the round */
	size_t rank_count, rank_room;
	struct draw_audit *draw; /* the same, or NULL */
	bool listed;             /* there is a list before the round */
	void (*found)(void *context, struct span breach);
	void *context;
	struct writer breach;
	/* Of the result: rows that were checked, and those of them that are admitted.
	 */
	uint64_t records, placed, breaches;
	/* The seats were not checked, since the mechanism refuses the policy
	 * (mechanism.h); NULL: they were, or see below. */
	const char *refused;
	/* The same, but it refuses two applicants, and there are rows that are not
	 * those of the list: each is a breach, and may be why. */
	const char *unjudged;
	bool unlike; /* there are such rows */
	struct mechanism_place where;
};

/* Begin.  The round is borrowed. */
bool verification_open(struct verification *, struct round *, bool listed,
    void (*found)(void *context, struct span breach), void *context);
void verification_close(struct verification *);

/*
 * Before the first record of the list before the round: check a rank of this name too
 * (audit_ranks.h).  The name and the ranking are borrowed.
 */
bool verification_rank(
    struct verification *, const char *name, struct ranking *, bool shared);

/* The same with a draw, which the verification owns from now on. */
void verification_draw(struct verification *, struct draw_audit *);

/* A record of the list before the round. */
bool verification_enter(struct verification *, struct span id, struct record *);

/* All that was set aside of the list; id is where a record has its id. */
bool verification_set_aside(struct verification *, struct set_aside *, struct path *id);

/*
 * The current record of a stream, of the result.  *set_aside says whether the stream
 * has set it aside, since it could not take part in the round.
 */
bool verification_call(struct verification *, struct stream *, struct record *,
    struct span id, const struct admission *, bool *set_aside);

/*
 * After the last record: check the seats, the reasons and, unless cutoffs.at is NULL,
 * the published cut-offs.  A round that its mechanism cannot honour ends the program.
 */
bool verification_finish(struct verification *, struct span cutoffs);

#endif
