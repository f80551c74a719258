/*
 * leak_check.h - what must not be published in the bytes of a file
 *
 * By value: all values that were added (leaks.h), as they are; and in a file that is
 * not UTF-8 also as GB18030, which GBK is a part of.  By pattern: numbers that belong
 * to a person (personal_number.h).
 *
 * Functions that return bool return false if memory ran out.
 */
#ifndef LEAK_CHECK_H
#define LEAK_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/span.h"
#include "record/writer.h"

struct leak_check;

/* NULL also if iconv(3) does not know GB18030. */
struct leak_check *leak_check_new(void);
void leak_check_free(struct leak_check *);

/* Add a value, UTF-8, with the number of the field that has it; then, once, all were.
 */
bool leak_check_add(struct leak_check *, struct span value, uint32_t field);
void leak_check_ready(struct leak_check *);

/* How many values were too short to be searched. */
size_t leak_check_short(const struct leak_check *);

enum leak_kind {
	LEAK_VALUE,
	LEAK_PATTERN,
	LEAK_UNKNOWN, /* the file is packed, and was not searched */
};

struct leak {
	enum leak_kind kind;
	uint64_t line;       /* from 1; 0 for LEAK_UNKNOWN */
	uint32_t field;      /* of LEAK_VALUE */
	const char *pattern; /* of LEAK_PATTERN: "mobile", static */
};

/* Search these bytes, which are borrowed, from their beginning. */
void leak_check_begin(struct leak_check *, struct span bytes);

/*
 * The next leak, in their order; false if there are no more.  Where a value stands, no
 * pattern is reported.
 */
bool leak_check_next(struct leak_check *, struct leak *);

/*
 * Write a leak of a file over what the writer has, without what leaks.  field is the
 * name of the field, for LEAK_VALUE.
 *
 *	{"file":"out/list.csv","line":7,"code":"leak","field":"resident_id"}
 *	{"file":"out/list.csv","line":9,"code":"leak-pattern","pattern":"mobile"}
 *	{"file":"out/book.xlsx","code":"leak-unknown"}
 */
void leak_check_write(
    struct writer *, const char *file, const struct leak *, const char *field);

#endif
