/*
 * set_aside.h - the reject file of the allocator, line by line
 *
 * Each line has the record that was set aside, and why (rejects.h).  Lines without a
 * record, of input that was no JSON, tell of no applicant and are skipped.
 */
#ifndef SET_ASIDE_H
#define SET_ASIDE_H

#include <stdbool.h>

#include "record/record.h"

/* For reading: the record that was set aside, and the texts of its line. */
struct set_aside {
	struct record record;
	struct span filter, code, field; /* at == NULL: not there */
	struct record line;
	const char *at, *end;
	bool no_memory;
};

/* Before the first line of the bytes, which are borrowed. */
void set_aside_open(struct set_aside *, struct span bytes);
void set_aside_close(struct set_aside *);

/*
 * Go to the next line with a record; valid until the next call.  False at the end, or
 * if memory ran out.
 */
bool set_aside_next(struct set_aside *);

#endif
