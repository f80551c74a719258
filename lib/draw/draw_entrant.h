/*
 * draw_entrant.h - who a record enters for a draw
 */
#ifndef DRAW_ENTRANT_H
#define DRAW_ENTRANT_H

#include <stdbool.h>
#include <stdint.h>

#include "findings/finding.h"
#include "record/path.h"
#include "record/record.h"

/* Where it stands in a record; the caller's.  bundle and ticket may be NULL. */
struct draw_paths {
	struct path *id, *bundle, *ticket;
};

/* As draw_list_add() takes it; the texts are borrowed until the next record. */
struct draw_entrant {
	struct span key, bundle;
	uint32_t ticket;
};

enum draw_entrant_found {
	DRAW_ENTRANT_FOUND,
	DRAW_ENTRANT_WRONG, /* the finding says why; its texts live on */
	DRAW_ENTRANT_NO_MEMORY,
};

enum draw_entrant_found draw_entrant_read(const struct draw_paths *, struct record *,
    struct draw_entrant *, struct finding *);

#endif
