/*
 * draw_commitment.h - what is published before anything is drawn
 *
 * The list of entrants is bound by its digest, and with it stand how many take part
 * and the rules, so that nothing of it can be chosen once the seed is known:
 *
 *	{"draw":"tie","entrants":3,"of":2,"sha256":"84d8...","id":"id",
 *	 "bundle":"twins","method":"hash","round":"tie"}
 */
#ifndef DRAW_COMMITMENT_H
#define DRAW_COMMITMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "draw/draw_list.h"
#include "draw/draw_rules.h"
#include "record/writer.h"

/* All texts are borrowed. */
struct draw_commitment {
	const char *draw;        /* its name */
	const char *algorithm;   /* as draw_list_digest() takes it */
	const char *id, *bundle; /* where a record has them; bundle may be NULL */
	/* Of the list, by draw_commitment_bind(). */
	uint32_t entrants, lots;
	char digest[DRAW_LIST_DIGEST_SIZE];
};

/* Bind it to a closed list.  False if the algorithm is not one of draw_list_digest().
 */
bool draw_commitment_bind(struct draw_commitment *, struct draw_list *);

/* Whether a digest that was published, in digits of either case, is that of the list.
 */
bool draw_commitment_is(const struct draw_commitment *, const char *published);

/* As JSON, one object as above. */
void draw_commitment_write(
    const struct draw_commitment *, const struct draw_rules *, struct writer *);

#endif
