/*
 * rank_merge.h - one rank out of files that were ranked each by itself
 *
 * The best record of all files is the best one of some file, so a place is known as
 * soon as the file before it has been read, and nothing is held but a record of each.
 * How many there are is the sum of what the files say of themselves (rank.NAME.of);
 * a file that has not as many in the end was cut.
 */
#ifndef RANK_MERGE_H
#define RANK_MERGE_H

#include <stddef.h>

#include "order/named_rank.h"
#include "stream/stream.h"

/*
 * Pass all records of a stream with that many lanes, in their order, each with its
 * place among all.  A lane that is not in order, was not ranked or was cut ends the
 * program with STATUS_TROUBLE, as does a tie where places are not shared.
 */
void rank_merge(struct stream *, size_t lanes, struct named_rank *);

#endif
