/*
 * value.h - one value of a parsed line
 *
 * A record is a table of values in the order of the line: an array is followed by
 * its elements, an object by a name (a VALUE_NAME) and a value for each member.
 * To walk an object at index i:
 *
 *	for (n = i + 1; n < values[i].next; n = values[n + 1].next)
 *		the name is values[n], the value is values[n + 1]
 *
 * and an array: for (n = i + 1; n < values[i].next; n = values[n].next).
 *
 * Behind the last value of a list or object there may be places that hold no value.
 */
#ifndef VALUE_H
#define VALUE_H

#include <stdbool.h>
#include <stdint.h>

enum value_type {
	VALUE_NULL,
	VALUE_FALSE,
	VALUE_TRUE,
	VALUE_NUMBER,
	VALUE_STRING,
	VALUE_ARRAY,
	VALUE_OBJECT,
	VALUE_NAME, /* the name of a member: a string, but no value of its own */
};

struct value {
	uint32_t at;    /* offset of its first byte in the line, quotes included */
	uint32_t end;   /* offset behind its last byte */
	uint32_t next;  /* index of the first value behind it and all that it holds */
	uint16_t depth; /* number of arrays and objects around it */
	uint8_t type;   /* enum value_type */
	bool escaped;   /* a string with a backslash in it; a folded list or object */
};

#endif
