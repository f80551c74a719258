/*
 * draw_list.h - who takes part in a draw, in an order that anyone can make again
 *
 * An entrant has a key: the number of the application, say.  Entrants of one
 * bundle (twins) draw together: the bundle is one lot, whose key is that of the
 * bundle.  An entrant of no bundle is a lot by itself, under its own key.  Where
 * the lots were numbered before the draw, an entrant has the number of its lot
 * as a ticket too.
 *
 * As a text, the list is one line for each entrant, sorted by bytes:
 *
 *	KEY             an entrant by itself
 *	KEY TAB BUNDLE  one of a bundle
 *
 * and, where there are tickets, TAB and the ticket at the end of every line.  A
 * line ends with LF.  Keys have no tabs and no ends of lines, so the text is that of
 * "LC_ALL=C sort", and its digest can be made with sha256sum(1).
 */
#ifndef DRAW_LIST_H
#define DRAW_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/record.h"

struct draw_list;

/* An empty list, with or without tickets; NULL if there is no memory. */
struct draw_list *draw_list_new(bool ticketed);
void draw_list_free(struct draw_list *);

/* Whether a text can be a key: unseen_is_readable() (unseen.h). */
bool draw_list_is_key(struct span text);

/*
 * Add an entrant; they are numbered 0, 1, 2 ... as they come.  bundle.at is NULL
 * for one by itself; ticket is from 1, or 0 in a list without.  Both texts are
 * keys, and copied.  False if there is no memory.
 */
bool draw_list_add(
    struct draw_list *, struct span key, struct span bundle, uint32_t ticket);

enum draw_list_fault {
	DRAW_LIST_OK,
	/* One entrant came twice, with another bundle or ticket. */
	DRAW_LIST_UNLIKE,
	/* A bundle bears the key of an entrant who is by itself. */
	DRAW_LIST_CLASH,
	/* One ticket for two lots, or two tickets for one. */
	DRAW_LIST_SHARED,
	/* The tickets do not end at the number of lots. */
	DRAW_LIST_GAP,
	DRAW_LIST_NO_MEMORY,
};

/* The code of a fault and one sentence for people, less the two entrants.  Static. */
const char *draw_list_fault_code(enum draw_list_fault);
const char *draw_list_fault_reason(enum draw_list_fault);

/*
 * Nobody else comes: put the list in order.  What is asked below can be asked
 * after it.  pair is set to the numbers of the two entrants that do not agree.
 */
enum draw_list_fault draw_list_close(struct draw_list *, uint32_t pair[2]);

/* How many entrants there are, each counted once, and how many lots. */
uint32_t draw_list_entrants(const struct draw_list *);
uint32_t draw_list_lots(const struct draw_list *);

/*
 * The number under which the entrant of this number came first: its own, or a
 * smaller one if it came twice.
 */
uint32_t draw_list_first(const struct draw_list *, uint32_t number);

/* The lot of an entrant, counted from 0 in the order of the keys of lots. */
uint32_t draw_list_lot(const struct draw_list *, uint32_t number);

/*
 * The tickets of all lots: 1 to their number, each once.  pair as above; with
 * DRAW_LIST_GAP both are the entrant whose ticket is too large.
 */
enum draw_list_fault draw_list_tickets(
    const struct draw_list *, uint32_t tickets[], uint32_t pair[2]);

/*
 * Walk through the lines of the text (without their LF), and through the keys of
 * the lots.  False at the end; the next call begins again.  Borrowed until then.
 */
bool draw_list_next_line(struct draw_list *, struct span *line);
bool draw_list_next_lot(struct draw_list *, struct span *key);

enum { DRAW_LIST_DIGEST_SIZE = 65 };

/*
 * The digest of the text, in hexadecimal digits: "sha256" (FIPS 180-4) or "sm3"
 * (GB/T 32905).  False if it is neither.
 */
bool draw_list_digest(
    struct draw_list *, const char *algorithm, char digest[DRAW_LIST_DIGEST_SIZE]);

#endif
