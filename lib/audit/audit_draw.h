/*
 * audit_draw.h - the numbers of a draw, re-derived from its seed and its list
 *
 * A draw is what admit-draw(1) wrote at draw.NAME.  The list is the one that was closed
 * and published before the seed was drawn (draw_list.h); the draw itself is
 * draw_rules.h's, which anyone can recompute with other tools (draw_hash.h says how).
 *
 * The codes of its breaches:
 *
 *	wrong-draw        a field is not what seed and list give, or is missing
 *	draw-not-entered  the applicant has a number, and is not on the list
 */
#ifndef AUDIT_DRAW_H
#define AUDIT_DRAW_H

#include <stdbool.h>
#include <stdint.h>

#include "audit/place_breach.h"
#include "draw/draw_rules.h"
#include "record/path.h"
#include "record/record.h"

struct draw_audit;

/*
 * A draw of this name by these rules, which hold together; id is where a record has the
 * key of its entrant.  All are borrowed.  NULL if there is no memory.
 */
struct draw_audit *draw_audit_new(
    const char *name, const struct draw_rules *, struct path *id);
void draw_audit_free(struct draw_audit *);

enum draw_audit_fault {
	DRAW_AUDIT_OK,
	DRAW_AUDIT_LINE,  /* a line is none of a list */
	DRAW_AUDIT_LIST,  /* the list contradicts itself (draw_list.h) */
	DRAW_AUDIT_RULES, /* the rules do not fit so many; *mistake is set */
	DRAW_AUDIT_NO_MEMORY,
};

/* Read the bytes of the list, once, and draw.  *line is that of a wrong line. */
enum draw_audit_fault draw_audit_list(
    struct draw_audit *, struct span text, size_t *line, struct draw_mistake *mistake);

/*
 * Compare a record with what its entrant drew, and call found for each breach; number
 * is the record's own.  False if memory ran out.
 */
bool draw_audit_check(struct draw_audit *, struct record *, uint32_t number,
    void (*found)(void *context, const struct place_breach *), void *context);

#endif
