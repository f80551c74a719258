/*
 * part_name.h - the name of a file for a key
 *
 * A key is no path: whatever it holds, the file stands in the folder, is not hidden,
 * and no two keys have the same.  ASCII letters, digits, '-', '_' and, but for the
 * first character, '.' stand for themselves, and so does all that is not ASCII; any
 * other byte is "%" and two hexadecimal digits, as in a URI (RFC 3986, 2.1).
 *
 *	S01       S01.jsonl
 *	../S01    %2E.%2FS01.jsonl
 */
#ifndef PART_NAME_H
#define PART_NAME_H

#include <stdbool.h>

#include "record/span.h"
#include "record/writer.h"

enum part_name_result {
	PART_NAME_OK,
	PART_NAME_EMPTY,    /* the key is empty */
	PART_NAME_TOO_LONG, /* no file system takes it: over 240 bytes */
	PART_NAME_NO_MEMORY,
};

/* Write the name of a key, which is UTF-8, over what name has, NUL behind it. */
enum part_name_result part_name_write(struct writer *name, struct span key);

/* Whether a file is named as one for a key. */
bool part_name_is_one(struct span file);

#endif
