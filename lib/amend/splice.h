/*
 * splice.h - a line in which values are replaced, added and removed
 *
 * A correction changes a few bytes of a line, one value after the other, and all others
 * stay as they are: numbers digit for digit, members in their order, spaces.
 */
#ifndef SPLICE_H
#define SPLICE_H

#include <stdbool.h>
#include <stdint.h>

#include "record/record.h"
#include "record/writer.h"

/* All zero is ready.  record is the line as it stands; for reading. */
struct splice {
	struct record record;
	struct writer line, next; /* the bytes of the record; of what will be */
};

/* Begin with a line, which is copied.  Texts of the record can be read. */
enum record_fault splice_begin(struct splice *, struct span line);
void splice_free(struct splice *);

/*
 * Each of these parses the line again, so all values of the record are new.  On a fault
 * (too deep, too long, no memory) the line is worth nothing any more.  A value that is
 * given is JSON, and must not be part of this line.
 */
enum record_fault splice_replace(
    struct splice *, const struct value *old, struct span value);

/* Add a member at the end of an object that has none of that name. */
enum record_fault splice_add_member(
    struct splice *, const struct value *object, struct span name, struct span value);

/* Put an item into an array, in front of the one with that index; 0 to its length. */
enum record_fault splice_add_item(
    struct splice *, const struct value *array, uint32_t index, struct span value);

/* Remove an item, or a member with its name; with one comma. */
enum record_fault splice_remove(
    struct splice *, const struct value *parent, const struct value *);

#endif
