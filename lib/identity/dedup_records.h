/*
 * dedup_records.h - what is held of each record until the last one has come
 *
 * Digests of keys and numbers of values, not the record: 16 bytes a key, 4 bytes a
 * comparison, 8 bytes and 16 for sorting a blocking key, about 60 bytes and the id;
 * and each different value that is compared, once.
 */
#ifndef DEDUP_RECORDS_H
#define DEDUP_RECORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "identity/blocking.h"
#include "identity/dedup_rules.h"
#include "identity/keep_rule.h"
#include "identity/roster.h"
#include "identity/value_table.h"

struct dedup_records {
	/* Borrowed; all but the keys may be NULL. */
	const struct key_rules *keys;
	const struct match_rules *match;
	const struct twin_rules *twins;
	const struct home_rules *homes;
	struct keep_rule *keep;

	uint32_t count, earlier; /* records below earlier are only compared with */
	struct roster *roster;
	struct digest *digests;       /* of the exact keys */
	struct digest *same, *differ; /* of twins */
	struct digest *units, *addresses;
	int32_t *years;
	struct digest *contents; /* of all that is compared: no secret in it */
	uint32_t *values;        /* of the comparisons, in their tables */
	struct value_table *tables[MODEL_MAX_COMPARISONS];
	struct blocking *blocking;
	unsigned char *pseudonyms; /* IDENTITY_PSEUDONYM a key, or NULL */
	bool with_pseudonyms;
	size_t room[9]; /* of the arrays above, in the order of dedup_records.c */
};

/* The members that are borrowed are set, the others zero.  False: no memory. */
bool dedup_records_open(struct dedup_records *);
void dedup_records_close(struct dedup_records *);

/* A key that a record is set aside for, if the result is not IDENTITY_OK. */
struct dedup_fault {
	enum identity_fault fault;
	size_t key;
};

/*
 * Add a record.  IDENTITY_MISSING only if strict; IDENTITY_WRONG only if the record is
 * no earlier one; both leave it out.
 */
struct dedup_fault dedup_records_add(struct dedup_records *, struct record *,
    const char *file, uint64_t line, struct span id, bool is_earlier, bool strict);

/* Whether a record lacks an exact key. */
bool dedup_records_lacks(const struct dedup_records *, uint32_t record, size_t key);

/*
 * The place of each record in the order that breaks ties: by the bytes of its id, then
 * by what is compared of it; what is equal in both is interchangeable.  New; NULL if
 * there is no memory.
 */
uint32_t *dedup_records_places(const struct dedup_records *);

/* The levels of two records, and their score with the weight of each comparison. */
uint64_t dedup_records_levels(const struct dedup_records *, uint32_t a, uint32_t b);
int32_t dedup_records_score(
    const struct dedup_records *, uint32_t a, uint32_t b, int32_t *weights);

/*
 * Whether the score is at least that, and then the score.  It stops as soon as the
 * comparisons that are left cannot reach it any more, as those of most pairs.
 */
bool dedup_records_reach(const struct dedup_records *, uint32_t a, uint32_t b,
    int32_t least, int32_t *score);

/* How many bytes are held, and how many more it takes to judge the records, but for
 * the pairs that are found. */
size_t dedup_records_bytes(struct dedup_records *);
size_t dedup_records_bytes_to_judge(const struct dedup_records *);

#endif
