/*
 * findings.h - all that is wrong with one record
 */
#ifndef FINDINGS_H
#define FINDINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "findings/finding.h"
#include "memory/arena.h"

/*
 * A record can be wrong in a million places; nobody reads more than these.  What
 * is left out is said in one last finding, "more-findings".
 */
enum { FINDINGS_MOST = 100 };

/* All zero is an empty list. */
struct findings {
	struct finding *items;
	size_t count, room;
	struct arena texts;        /* for texts that live as long as the list */
	bool no_memory;            /* something is missing from the list */
	struct findings *warnings; /* where what only warns goes, or NULL */
};

/* Empty the list, keeping the memory; free it. */
void findings_clear(struct findings *);
void findings_free(struct findings *);

/* Add one.  Its texts are borrowed: they must live until the list is cleared. */
void findings_add(struct findings *, struct finding);

#endif
