/*
 * filter_fields.h - the top-level fields that filters write
 *
 * Each filter owns one field and makes it anew from the rest of the record, so a change
 * of one is no change of an applicant's own data, and none is corrected by hand.
 */
#ifndef FILTER_FIELDS_H
#define FILTER_FIELDS_H

enum { FILTER_FIELDS = 9 };

/* In the order in which a procedure fills them; ends in NULL. */
extern const char *const filter_fields[FILTER_FIELDS + 1];

#endif
