/*
 * asked.h - the applicants who were asked for, and whether they were found
 */
#ifndef ASKED_H
#define ASKED_H

#include <stdbool.h>
#include <stddef.h>

#include "record/span.h"
#include "text/numbering.h"

/* All zero: nobody was named, so all are asked for. */
struct asked {
	struct numbering *ids;
	bool *found; /* of each id by its number */
};

/* The ids, which are copied; an id may come twice.  False if memory ran out. */
bool asked_open(struct asked *, const char *const ids[], size_t count);
void asked_close(struct asked *);

/* Whether an applicant is asked for, who counts as found then. */
bool asked_for(struct asked *, struct span id);

/* Whether an id of asked_open() has been found. */
bool asked_found(const struct asked *, const char *id);

#endif
