/*
 * flood.h - messages of one kind: the first ten are printed, the rest are counted
 *
 * A wrong column in a table of 20,000 rows is one mistake, not 20,000 messages.
 */
#ifndef FLOOD_H
#define FLOOD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct flood {
	struct flood_code {
		char *code;
		uint64_t count;
	} * codes; /* in the order in which they came */
	size_t count, room;
};

/* Count a message with a code; whether it is to be printed. */
bool flood_passes(struct flood *, const char *code);

/* Say how many messages of each code were not printed.  Frees, so a next time is new.
 */
void flood_end(struct flood *);

#endif
