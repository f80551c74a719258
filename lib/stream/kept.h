/*
 * kept.h - records put by until a filter has seen them all
 *
 * The lines are in a spill file; in memory is where each stands, where it came
 * from, and where a value of the filter's own goes into it: 32 bytes a record.
 */
#ifndef KEPT_H
#define KEPT_H

#include <stddef.h>
#include <stdint.h>

#include "record/record.h"

struct kept;

struct kept_record {
	uint64_t at; /* in the spill file */
	uint32_t len;
	uint32_t line;
	struct record_edit edit;
	uint16_t file; /* index of the file that it came from */
};

struct kept *kept_open(void);
void kept_close(struct kept *);

/* Put a line by; returns its number: 0, 1, 2 ... */
size_t kept_add(struct kept *, struct span line, struct record_edit, size_t file,
    uint64_t line_number);

const struct kept_record *kept_at(const struct kept *, size_t number);

/*
 * Say in which order the lines will be fetched: the number of the first, of the
 * second, and so on, each once.  Copies the lines into another spill file, in
 * which those that leave near to each other stand near to each other.  Nothing
 * can be kept after it.
 */
void kept_arrange(struct kept *, const uint32_t numbers[]);

/* The bytes of a line; borrowed until the next call of kept_add() or kept_fetch(). */
struct span kept_fetch(struct kept *, size_t number);

#endif
