/*
 * dedup_verdicts.h - which records stay, from what is known of all of them
 */
#ifndef DEDUP_VERDICTS_H
#define DEDUP_VERDICTS_H

#include <stdbool.h>
#include <stdint.h>

#include "identity/dedup_records.h"
#include "identity/linkage.h"

struct dedup_verdicts {
	struct linkage linkage;
	struct clusters twins; /* each record with its twins */
	bool has_twins;
	uint32_t *places;
	uint32_t *kept;  /* the record that is kept for each; itself if it stays */
	uint32_t *users; /* of its home before; NULL without rules for homes */
};

/* How to judge. */
struct dedup_orders {
	/* The weakest evidence that sets a record aside; STRENGTH_NONE: none does. */
	int sets_aside;
	bool one_to_one;
	/* As homes.h has it. */
	int (*is_excepted)(void *context, uint32_t record, uint32_t user);
	void *context;
};

/* False if there is no memory or is_excepted() ended it. */
bool dedup_verdicts_judge(struct dedup_verdicts *, struct dedup_records *,
    struct linkage_pair *pairs, size_t pair_count, const struct dedup_orders *);
void dedup_verdicts_close(struct dedup_verdicts *);

/*
 * The record that the evidence about a record is shown for: its partner, if that stays,
 * or else the first one of its cluster that stays, or its partner; LINKAGE_NONE if it
 * is linked with none.
 */
uint32_t dedup_verdicts_partner(const struct dedup_verdicts *, uint32_t record);

/* The strength at which two records are one cluster; STRENGTH_NONE: they are none. */
enum strength dedup_verdicts_strength(
    const struct dedup_verdicts *, uint32_t a, uint32_t b);

#endif
