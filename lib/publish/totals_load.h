/*
 * totals_load.h - what is counted, as settings of a filter
 *
 * This is set-up for filters: what is wrong ends the program with STATUS_TROUBLE and a
 * message that says where it stands.
 */
#ifndef TOTALS_LOAD_H
#define TOTALS_LOAD_H

#include "order/totals.h"
#include "settings/setting.h"

/* The settings of these names; within may be NULL, small is 0 if it is not given. */
struct totals_settings {
	struct text_list by, sums, quantiles, last;
	const char *within;
	long small;
	bool as_places, totals;
};

/* What they count, with all paths watched (path_load.h).  New. */
struct totals *totals_load(const struct totals_settings *);

/* Whether what stands at a path must be a number, for a message about it. */
bool totals_load_is_number(const struct totals_settings *, const char *path);

#endif
