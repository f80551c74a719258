/*
 * roster.h - where each record came from, by its number
 *
 * Four bytes a record, and with ids eight bytes more and the id.
 */
#ifndef ROSTER_H
#define ROSTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/record.h"

struct roster;

/* An empty roster, with or without ids; NULL if there is no memory. */
struct roster *roster_new(bool with_ids);
void roster_free(struct roster *);

/*
 * Add the next record, whose number is the count before.  The id is copied; any
 * bytes, len 0 if it has none.  Records of a file come one after the other.
 * False if there is no memory, or line is more than 32 bits can count.
 */
bool roster_add(struct roster *, const char *file, uint64_t line, struct span id);

uint32_t roster_count(const struct roster *);
size_t roster_bytes(const struct roster *);

/* Borrowed from the roster, until the next roster_add(). */
const char *roster_file(const struct roster *, uint32_t number);
uint64_t roster_line(const struct roster *, uint32_t number);
struct span roster_id(const struct roster *, uint32_t number);

#endif
