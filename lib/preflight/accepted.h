/*
 * accepted.h - findings that somebody has looked at
 *
 *	accept-unused  warning  there is no such finding: a wrong name, or one of an
 *	                        earlier year
 */
#ifndef ACCEPTED_H
#define ACCEPTED_H

#include <stdbool.h>

#include <jansson.h>

#include "preflight/preflight_findings.h"

/* What was looked at. */
enum preflight_half { PREFLIGHT_SETTINGS, PREFLIGHT_APPLICANTS, PREFLIGHT_BOTH };

/*
 * Make notices of the findings that an item of a list names, an array of texts, which
 * may be NULL: the code of a finding; or its code, its round if it has one, and its
 * program (or else its group, its rule or its file), with a space between them; or the
 * code and the round.  That an item names none is told, unless only the other half
 * could have found it.  False if there is no memory.
 */
bool accepted_apply(
    const json_t *list, enum preflight_half, struct preflight_findings *);

#endif
