/*
 * catchment_tally.h - how catchments were decided, for people
 *
 *	{"decided":280,"by":{"road":150,"compound":80, ...},
 *	 "undecided":{"none":10,"several":5, ...},
 *	 "most":[{"rule":"a2","records":41}, ...],"unused":12}
 *
 * "most" are the ten rules that decide most, "unused" is how many decide nothing.
 */
#ifndef CATCHMENT_TALLY_H
#define CATCHMENT_TALLY_H

#include "catchment/catchment_decision.h"
#include "catchment/catchment_table.h"
#include "record/writer.h"

struct catchment_tally;

/* The table is borrowed.  NULL if there is no memory. */
struct catchment_tally *catchment_tally_new(const struct catchment_table *);
void catchment_tally_free(struct catchment_tally *);

void catchment_tally_add(struct catchment_tally *, const struct catchment_decision *);

/* Write it as JSON, or as lines to read; writer_failed() says if there was no memory.
 */
void catchment_tally_write(const struct catchment_tally *, struct writer *);
void catchment_tally_print(const struct catchment_tally *, struct writer *);

#endif
