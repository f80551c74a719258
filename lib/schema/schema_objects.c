#include "schema/schema_few.h"
#include "schema/schema_run_internal.h"
#include "schema/schema_values.h"

/* patternProperties: *known is set if one of the patterns is found in the name. */
static bool
run_patterns(struct run *run, const struct members *m, uint32_t at,
    const struct place *place, bool *known)
{
	bool holds = true;

	for (size_t i = 0; i < m->pattern_count; i++) {
		const struct pattern_member *p = &m->patterns[i];

		switch (pattern_match(p->pattern, place->name, &run->search_work)) {
		case PATTERN_NO_MATCH:
			continue;
		case PATTERN_MATCH:
			*known = true;
			holds &= schema_run_node(run, p->node, at, place);
			break;
		case PATTERN_NO_MEMORY:
			run->no_memory = true;
			return false;
		default:
			holds = schema_answer_give_up(run, p->too_long.code,
			    p->too_long.rule, p->too_long.reason, place);
		}
	}
	return holds;
}

/* Names are unique, so that what is missing is known by counting what is there. */
static bool
report_missing(
    struct run *run, const struct members *m, uint32_t object, const struct place *up)
{
	for (size_t i = 0; i < m->named.count && !schema_answer_is_quiet(run); i++) {
		struct place place = { .up = up, .name = m->named.items[i].name };

		if (m->named.items[i].required &&
		    record_member(run->record, &run->values[object], place.name.at,
			place.name.len) == NULL)
			schema_answer_refuse(run, &m->missing, &place);
	}
	return false;
}

bool
schema_run_few(struct run *run, const struct place *up)
{
	const struct members *m = run->schema->few;
	struct few_member found[SCHEMA_FEW];
	size_t count = schema_few_find(m, run->record, found), required = 0;
	bool holds = true;

	for (size_t i = 0; i < count; i++) {
		const struct member *member = &m->named.items[found[i].number];
		struct place place = { .up = up, .name = member->name };

		required += member->required;
		if (member->node == NULL)
			continue;
		holds &= schema_run_node(run, member->node, found[i].at, &place);
		if (!holds && schema_answer_is_quiet(run))
			return false;
	}
	return required < m->required_count ? report_missing(run, m, 0, up) : holds;
}

static bool
run_members(struct run *run, struct members *m, uint32_t object, const struct place *up)
{
	struct place place = { .up = up };
	size_t required = 0, count = 0;
	bool holds = true;

	for (uint32_t n = object + 1; n < run->values[object].next;
	     n = run->values[n + 1].next) {
		bool known = false;
		long member;

		place.name = schema_answer_name(run, n);
		member = schema_members_find(&m->named, count++, place.name);
		if (member >= 0) {
			required += m->named.items[member].required;
			known = m->named.items[member].node != NULL;
			if (known)
				holds &= schema_run_node(
				    run, m->named.items[member].node, n + 1, &place);
		}
		if (m->pattern_count > 0)
			holds &= run_patterns(run, m, n + 1, &place, &known);
		if (!known && m->additional != NULL) {
			known = true;
			holds &= schema_run_node(run, m->additional, n + 1, &place);
		}
		if (known)
			schema_answer_mark(run, object, count - 1);
		if (!holds && schema_answer_is_quiet(run))
			return false;
	}
	if (required < m->required_count)
		holds = report_missing(run, m, object, up);
	return holds;
}

static bool
run_unevaluated_members(
    struct run *run, const struct node *node, uint32_t object, const struct place *up)
{
	size_t count = 0;
	bool holds = true;

	for (uint32_t n = object + 1; n < run->values[object].next;
	     n = run->values[n + 1].next, count++) {
		struct place place = { .up = up, .name = schema_answer_name(run, n) };

		if (!schema_answer_marks(run, object)[count]) {
			schema_answer_mark(run, object, count);
			holds &= schema_run_node(run, node, n + 1, &place);
		}
	}
	return holds;
}

static bool
run_names(
    struct run *run, const struct check *check, uint32_t object, const struct place *up)
{
	bool holds = true;

	for (uint32_t n = object + 1; n < run->values[object].next;
	     n = run->values[n + 1].next) {
		struct place place = { .up = up, .name = schema_answer_name(run, n) };

		if (!schema_run_ask(run, check->with.node, n, &place))
			holds = schema_answer_refuse(run, &check->refusal, &place);
	}
	return holds;
}

static bool
run_dependent(
    struct run *run, const struct check *check, uint32_t at, const struct place *up)
{
	const struct dependent *d = check->with.dependent;
	const struct value *object = &run->values[at];
	bool holds = true;

	if (record_member(run->record, object, d->name.at, d->name.len) == NULL)
		return true;
	if (d->node != NULL)
		return schema_run_node(run, d->node, at, up);
	for (size_t i = 0; i < d->required_count; i++) {
		struct place place = { .up = up, .name = d->required[i] };

		if (record_member(run->record, object, place.name.at, place.name.len) ==
		    NULL)
			holds = schema_answer_refuse(run, &check->refusal, &place);
	}
	return holds;
}

bool
schema_run_object(
    struct run *run, const struct check *check, uint32_t at, const struct place *place)
{
	size_t members;

	switch (check->kind) {
	case CHECK_MEMBERS:
		return run_members(run, check->with.members, at, place);
	case CHECK_PROPERTY_NAMES:
		return run_names(run, check, at, place);
	case CHECK_DEPENDENT:
		return run_dependent(run, check, at, place);
	case CHECK_UNEVALUATED_MEMBERS:
		return run_unevaluated_members(run, check->with.node, at, place);
	default:
		/* A name and a value for each, and all that the values hold. */
		members = 0;
		for (uint32_t n = at + 1; n < run->values[at].next;
		     n = run->values[n + 1].next)
			members++;
		return (check->kind == CHECK_MIN_PROPERTIES
			       ? members >= check->with.count
			       : members <= check->with.count) ||
		       schema_answer_refuse(run, &check->refusal, place);
	}
}
