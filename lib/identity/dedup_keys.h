/*
 * dedup_keys.h - deduplication by certain keys alone
 *
 * A record leaves as soon as it is judged, byte for byte but for dedup, or, if the last
 * of those that agree is kept, at the end.  What goes wrong outside of the records ends
 * the program with STATUS_TROUBLE, as in stream.h.
 */
#ifndef DEDUP_KEYS_H
#define DEDUP_KEYS_H

#include <stdbool.h>

#include "identity/dedup_run.h"

/* with_ids: hold the id of each record that is kept, for the evidence in the file of
 * rejects. */
void dedup_keys_run(struct stream *, const struct dedup_plan *, bool with_ids);

#endif
