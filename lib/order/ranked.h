/*
 * ranked.h - the records of a stream, and a rank that they are given
 *
 * What is wrong with a record sets it aside; what is wrong with the order of all ends
 * the program with STATUS_TROUBLE and names records by file and line.
 */
#ifndef RANKED_H
#define RANKED_H

#include <stdbool.h>
#include <stdint.h>

#include "kept/ordered.h"
#include "order/named_rank.h"
#include "record/record.h"
#include "stream/stream.h"

/*
 * Leave the tuple of the current record in the rank; number is its own.  False if it
 * has none: then it has been set aside.
 */
bool ranked_encode(
    struct stream *, struct record *, struct named_rank *, uint32_t number);

/*
 * Walk down the order of all records: count the pools, and note the place of each
 * under its number, unless places is NULL.  A tie is an error where places are not
 * shared, and so is a key of several types.  lines are the records in some order,
 * to find out where they came from; that may be keys, or others.
 */
void ranked_survey(struct stream *, struct named_rank *, struct ordered *keys,
    struct ordered *lines, struct ranking_place *places);

#endif
