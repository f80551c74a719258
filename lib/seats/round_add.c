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
round_add_record(struct round *r, struct record *record, const struct holding *held,
    struct entry_fault *f)
{
	struct applicants *a = r->applicants;
	struct span bundle = { NULL, 0 };
	uint32_t mark;

	if (!check(r, record, &mark, &bundle, f))
		return false;
	if (!(round_is_leftover(r)
		    ? applicants_add_any(a, record, &r->leftover, mark, f)
		    : applicants_add(a, record, mark, held, f)))
		return false;
	if (held != NULL && !holders_add(&r->holders, a->count - 1, held))
		return entry_fault_no_memory(f);
	if (round_is_leftover(r) && !leftover_keep(&r->leftover, a->count - 1))
		return entry_fault_no_memory(f);
	return r->bundle_names.name == NULL ||
	       bundle_names_add(&r->bundle_names, a->count - 1, bundle) ||
	       entry_fault_no_memory(f);
}

/* Set the current record aside for a fault. */
static void
set_aside(struct stream *stream, const struct entry_fault *f)
{
	if (f->code == NULL)
		allocate_fail();
	stream_reject(stream, f->code, f->field, "%s", f->reason);
}

/* Add a record, or set it aside. */
static bool
add(struct round *r, struct stream *stream, struct record *record,
    const struct holding *held)
{
	struct entry_fault f;

	if (round_add_record(r, record, held, &f))
		return true;
	set_aside(stream, &f);
	return false;
}

bool
round_add(struct round *r, struct stream *stream, struct record *record)
{
	return add(r, stream, record, NULL);
}

bool
round_add_holding(struct round *r, struct stream *stream, struct record *record,
    const struct holding *held)
{
	return add(r, stream, record, held);
}

enum round_entry
round_enter_record(struct round *r, struct record *record,
    const struct admission *before, struct entry_fault *f)
{
	struct holding held;

	if (before->status != ADMISSION_ADMITTED)
		return round_add_record(r, record, NULL, f) ? ROUND_ENTERED
							    : ROUND_SET_ASIDE;
	if (!holders_read(&r->holders, r->programs, record, before, &held, f))
		return ROUND_SET_ASIDE;
	if (held.program == MARKET_NONE)
		return ROUND_PASSED;
	return round_add_record(r, record, &held, f) ? ROUND_ENTERED : ROUND_SET_ASIDE;
}

enum round_entry
round_enter(struct round *r, struct stream *stream, struct record *record,
    const struct admission *before)
{
	struct entry_fault f;
	enum round_entry entry = round_enter_record(r, record, before, &f);

	if (entry != ROUND_ENTERED && before->status == ADMISSION_ADMITTED)
		round_hold(r, before->program, before->group);
	if (entry == ROUND_SET_ASIDE)
		set_aside(stream, &f);
	return entry;
}
