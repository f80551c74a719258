/*
 * dedup_run.h - deduplication that has to see all records before the first one leaves
 *
 * What goes wrong outside of the records ends the program with STATUS_TROUBLE, as in
 * stream.h.
 */
#ifndef DEDUP_RUN_H
#define DEDUP_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "identity/dedup_rules.h"
#include "identity/keep_rule.h"
#include "stream/stream.h"

/* What the user wants.  All is borrowed. */
struct dedup_plan {
	const struct key_rules *keys;
	struct match_rules *match; /* or NULL, as the two that follow */
	const struct twin_rules *twins;
	const struct home_rules *homes;
	const json_t *match_json; /* as it stands in the policy, for an estimate */
	struct keep_rule *keep;
	struct path *id;
	int sets_aside; /* the weakest strength that does; STRENGTH_NONE: none does */
	bool one_to_one;
	bool marks; /* write dedup into all records that there is something to say of */
	bool strict_keys; /* set aside what lacks a key */
	size_t against;   /* so many of the first files are only compared with */
	size_t memory;    /* bytes */
	bool with_pseudonyms;
	enum dedup_task { DEDUP_DECIDE, DEDUP_ESTIMATE, DEDUP_BLOCKS } task;
};

void dedup_run(struct stream *, const struct dedup_plan *);

#endif
