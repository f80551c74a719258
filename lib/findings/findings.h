/*
 * findings.h - all faults of one record, or all warnings about it
 */
#ifndef FINDINGS_H
#define FINDINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "findings/finding.h"
#include "memory/arena.h"

/*
 * A record can have a million faults; nobody reads more than these.  If there are more,
 * one last finding says so: "more-findings".
 */
enum { FINDINGS_MOST = 100 };

/* All zero is an empty list. */
struct findings {
	struct finding *items;
	size_t count, room;
	struct arena texts;        /* for texts that live as long as the list */
	bool no_memory;            /* the list is not complete */
	struct findings *warnings; /* the list for warnings, or NULL */
};

/* Empty the list, keeping the memory; free it. */
void findings_clear(struct findings *);
void findings_free(struct findings *);

/* Add one.  Its texts are borrowed: they must live until the list is cleared. */
void findings_add(struct findings *, struct finding);

#endif
