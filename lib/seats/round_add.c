#include "seats/round_add.h"
#include "settings/allocate.h"

/* What a record says for this round, before it is added. */
static bool
check(struct round *r, struct record *record, uint32_t *mark, struct span *bundle,
    struct entry_fault *f)
{
	return (r->bands.score == NULL ||
		   score_bands_set(&r->bands, r->applicants->count, record, f)) &&
	       (r->bundle_names.name == NULL ||
		   bundle_names_find(&r->bundle_names, record, bundle, f)) &&
	       taking_part_mark(&r->taking_part, record, mark, f) &&
	       (!round_is_leftover(r) || *mark != 0 ||
		   leftover_list(&r->leftover, record, f));
}

bool
round_add_record(struct round *r, struct record *record, struct entry_fault *f)
{
	struct applicants *a = r->applicants;
	struct span bundle = { NULL, 0 };
	uint32_t mark;

	if (!check(r, record, &mark, &bundle, f))
		return false;
	if (!(round_is_leftover(r)
		    ? applicants_add_any(a, record, &r->leftover, mark, f)
		    : applicants_add(a, record, mark, f)))
		return false;
	if (round_is_leftover(r) && !leftover_keep(&r->leftover, a->count - 1))
		return entry_fault_no_memory(f);
	return r->bundle_names.name == NULL ||
	       bundle_names_add(&r->bundle_names, a->count - 1, bundle) ||
	       entry_fault_no_memory(f);
}

bool
round_add(struct round *r, struct stream *stream, struct record *record)
{
	struct entry_fault f;

	if (round_add_record(r, record, &f))
		return true;
	if (f.code == NULL)
		allocate_fail();
	stream_reject(stream, f.code, f.field, "%s", f.reason);
	return false;
}
