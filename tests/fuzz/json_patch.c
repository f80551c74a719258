#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "amend/json_patch.h"
#include "amend/merge_patch.h"

#include "target.h"

/* A line with a document, and a patch or a merge patch for it: what is left is JSON. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const unchanging[] = { "id", NULL };
	static struct record correction;
	static struct splice splice;
	static struct writer scratch;
	struct patch_rules rules = { .unchanging = unchanging };
	const struct value *document, *patch, *merge, *was;
	enum patch_fault fault = PATCH_MALFORMED;
	struct record *r = &correction;

	if (record_parse(r, (const char *)data, size, NULL) != RECORD_OK)
		return 0;
	document = record_member(r, &r->values[0], "d", 1);
	patch = record_member(r, &r->values[0], "p", 1);
	merge = record_member(r, &r->values[0], "m", 1);
	was = record_member(r, &r->values[0], "w", 1);
	rules.must_test = record_member(r, &r->values[0], "t", 1) != NULL;
	if (document == NULL || document->type != VALUE_OBJECT ||
	    splice_begin(&splice, record_raw(r, document)) != RECORD_OK)
		return 0;
	if (patch != NULL)
		fault = json_patch_apply(&splice, r, patch, &rules, &scratch);
	else if (merge != NULL)
		fault = merge_patch_apply(&splice, r, merge, was, &rules);
	if (fault == PATCH_NO_MEMORY ||
	    (fault == PATCH_OK && record_parse(&splice.record, splice.line.text,
				      splice.line.len, NULL) != RECORD_OK))
		abort();
	return 0;
}
