/*
 * late_record.h - the record that is explained, read again only if it must be
 *
 * What a round says of most applicants follows from its market alone.  The line is
 * fetched and parsed at the first need of a condition, or of the keys of the order.
 */
#ifndef LATE_RECORD_H
#define LATE_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "record/record.h"

/* All zero, but for line and context, which are borrowed. */
struct late_record {
	/* The line of a record that was parsed before, by its number. */
	struct span (*line)(void *context, size_t number);
	void *context;
	size_t number; /* set by late_record_turn() */
	bool is_read;
	struct record record;
	char *copy; /* of its line: those of others are fetched meanwhile */
	size_t room;
};

/* Go over to another record. */
void late_record_turn(struct late_record *, size_t number);

/* The record, its lists and objects folded; NULL if there is no memory. */
struct record *late_record_read(struct late_record *);

void late_record_free(struct late_record *);

#endif
