/*
 * xlsx_part.h - a part of a workbook as XML (expat), piece by piece
 *
 * Elements come with the last part of their name: prefixes mean nothing here, and the
 * two namespaces of spreadsheets (ECMA-376 transitional and strict) are one.  What is
 * in other namespaces has the name "", but in parts of relationships, which have one of
 * their own.
 *
 * A part is refused that declares a document type (entities could grow without end),
 * that is no well-formed XML, whose elements are nested deeper than XLSX_PART_DEPTH, or
 * that has a tag of more than XLSX_PART_TAG bytes.  So memory is bounded.
 */
#ifndef XLSX_PART_H
#define XLSX_PART_H

#include <stdbool.h>
#include <stddef.h>

#include "sheet/xlsx_fault.h"
#include "sheet/xlsx_package.h"

enum {
	XLSX_PART_DEPTH = 64,
	XLSX_PART_TAG = 1 << 20,
};

/*
 * What is called for each element, with its depth (the outermost is 1), and for text,
 * which comes in pieces.  attributes: names and values in turn, NULL at the end.
 */
struct xlsx_handlers {
	void (*start)(
	    void *context, const char *name, size_t depth, const char **attributes);
	void (*end)(void *context, size_t depth);
	void (*text)(void *context, const char *bytes, size_t len);
};

struct xlsx_part;

/* Open a part; the package must live longer.  NULL with a fault. */
struct xlsx_part *xlsx_part_open(struct xlsx_package *, const char *name,
    const struct xlsx_handlers *, void *context, struct xlsx_fault *);
void xlsx_part_close(struct xlsx_part *);

enum xlsx_step {
	XLSX_PAUSED, /* xlsx_part_pause() was called: read on when it suits */
	XLSX_ENDED,
	XLSX_FAILED, /* the fault says why */
};

/* Read on until a handler pauses, the part ends, or something is wrong. */
enum xlsx_step xlsx_part_read(struct xlsx_part *, struct xlsx_fault *);

/* For the handler "end": pause behind this element. */
void xlsx_part_pause(struct xlsx_part *);

/*
 * For handlers: stop, since what the part says cannot be; the fault says why.  Until
 * reading has stopped, handlers are still called.
 */
void xlsx_part_refuse(struct xlsx_part *);

/* Read a whole part.  False with a fault. */
bool xlsx_part_read_all(struct xlsx_package *, const char *name,
    const struct xlsx_handlers *, void *context, struct xlsx_fault *);

/* The value of an attribute without a prefix, or NULL. */
const char *xlsx_attribute(const char **attributes, const char *name);

/* The value of an attribute of that name in any namespace: r:id. */
const char *xlsx_attribute_apart(const char **attributes, const char *name);

#endif
