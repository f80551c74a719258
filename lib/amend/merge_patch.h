/*
 * merge_patch.h - JSON Merge Patch (RFC 7396) on a line
 *
 * A member of the patch replaces the member of the record, an object is merged with the
 * object, and null removes.  Bytes that the patch does not name stay as they are.
 */
#ifndef MERGE_PATCH_H
#define MERGE_PATCH_H

#include "amend/json_patch.h"

/*
 * Apply a patch, an object in a record.  was says what the patch mends, in the shape of
 * the patch: for each member that it replaces, adds or removes, the value that it must
 * have (null: it must not be there).  NULL: all goes, as the RFC says; only together
 * with rules that do not ask for tests.  On a fault the line is worth nothing any more.
 */
enum patch_fault merge_patch_apply(struct splice *, struct record *,
    const struct value *patch, const struct value *was, const struct patch_rules *);

#endif
