/*
 * json_patch.h - JSON Patch (RFC 6902) on a line
 *
 * All operations of a patch are carried out, or the patch is refused.  Bytes that no
 * operation names stay as they are.
 */
#ifndef JSON_PATCH_H
#define JSON_PATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "amend/splice.h"

enum patch_fault {
	PATCH_OK,
	PATCH_MALFORMED, /* it is no JSON Patch, or no JSON Merge Patch with its values
			  */
	PATCH_NOWHERE,   /* there is nothing at a path, or no place for it */
	PATCH_DIFFERS,   /* a test failed: the value is another one */
	PATCH_UNTESTED,  /* a value that nothing tests would be lost */
	PATCH_PROTECTED, /* it is about a field that it may not touch */
	PATCH_TOO_LARGE, /* too deep, too long, or too many operations */
	PATCH_NO_MEMORY,
};

enum { PATCH_MOST = 1000 };

/* What a patch may do beyond the RFC; all zero: all. */
struct patch_rules {
	/* Top-level fields that it may not change; ends in NULL.  NULL: none. */
	const char *const *unchanging;
	/* What is replaced or removed must have been tested by this patch before. */
	bool must_test;
};

/* What a fault of splicing the line (splice.h) is to the patch. */
enum patch_fault patch_fault_of(enum record_fault);

/*
 * Apply a patch, an array in a record.  On a fault the line is worth nothing any more.
 * scratch is for the use of the function.
 */
enum patch_fault json_patch_apply(struct splice *, struct record *,
    const struct value *patch, const struct patch_rules *, struct writer *scratch);

#endif
