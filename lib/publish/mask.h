/*
 * mask.h - a record of the fields that may be published
 *
 * The fields, "PATH" or "PATH as FORM" (mask_form.h), in the order in which they are
 * written; those of one object must stand together.  Everything else goes.
 */
#ifndef MASK_H
#define MASK_H

#include <stdbool.h>
#include <stddef.h>

#include "publish/mask_form.h"
#include "record/path.h"

struct mask_field {
	char *text; /* of the path */
	struct path *path;
	enum mask_form form;
	/* Its names: how many, and how many of them the field before it has too. */
	size_t depth, shared;
};

struct mask {
	struct mask_field *fields;
	size_t count, room;
	struct span secret; /* for pseudonyms */
};

/*
 * Add a field; NULL, or a static sentence that says what is wrong with it ("no memory"
 * as well).
 */
const char *mask_add(struct mask *, const char *field);
void mask_free(struct mask *);

/* Whether one of the fields is a pseudonym. */
bool mask_has_pseudonyms(const struct mask *);

/* Whether a field is written as it is, or an object that it is in. */
bool mask_shows(const struct mask *, const char *path);

/* What is wrong with a field of a record. */
enum mask_fault {
	MASK_OK,
	MASK_NOT_TEXT, /* a value that is no text, and is to be masked */
	MASK_BAD_DATE,
	MASK_FAILED, /* memory ran out */
};

/*
 * Write the record that may be published; a field that is missing or null is left out.
 * On a fault *field is the path.
 */
enum mask_fault mask_write(
    const struct mask *, struct record *, struct writer *, const char **field);

#endif
