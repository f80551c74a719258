/*
 * dedup_mark.h - what is said of a record: its cluster, the strength, the evidence
 *
 * The member dedup of a record, as admit-dedup(1) describes it.  It names records by
 * their ids and never quotes a value that was compared.
 */
#ifndef DEDUP_MARK_H
#define DEDUP_MARK_H

#include <stdbool.h>
#include <stdint.h>

#include "identity/dedup_records.h"
#include "identity/dedup_verdicts.h"
#include "record/writer.h"

/*
 * Write the object for a record.  all: also for a record whose cluster has no other one
 * that stays.  False, with nothing written, if there is nothing to say.  school is the
 * text of the school that the user of its home had, JSON; at == NULL: none.
 */
bool dedup_mark_write(struct writer *, const struct dedup_records *,
    const struct dedup_verdicts *, uint32_t record, struct span school, bool all);

/* The same for a record that is set aside: about the record that is kept for it. */
void dedup_mark_write_reject(struct writer *, const struct dedup_records *,
    const struct dedup_verdicts *, uint32_t record);

/* The id of a record as JSON; one without id is named by its file and line. */
void dedup_mark_write_id(
    struct writer *, const struct dedup_records *, uint32_t record);

/* The first key in which two records agree, or "match". */
const char *dedup_mark_field(const struct dedup_records *, uint32_t a, uint32_t b);

#endif
