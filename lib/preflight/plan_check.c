#include "preflight/plan_check.h"

#include <inttypes.h>
#include <stdio.h>

#include "preflight/round_check.h"

/* Whether an earlier round of the list has the same file. */
static bool
is_repeated(const struct plan_round *rounds, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (strcmp(rounds[i].file, rounds[at].file) == 0)
			return true;
	return false;
}

static bool
is_offered(const struct plan_round *rounds, size_t count, const char *file, uint32_t p)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(rounds[i].file, file) == 0 &&
		    rounds[i].round->programs->offered[p])
			return true;
	return false;
}

static bool
check_offered(const struct plan_round *rounds, size_t count, size_t at,
    struct preflight_findings *findings)
{
	const struct programs *p = rounds[at].round->programs;

	for (uint32_t i = 0; i < p->count; i++) {
		const struct preflight_finding finding = {
			.severity = PREFLIGHT_WARNING,
			.code = "not-offered",
			.file = span_of(rounds[at].file),
			.line = (uint64_t)i + 1,
			.program = programs_id(p, i),
			.reason = "no round of the run offers it: name its round, or "
				  "remove it",
		};

		if (!is_offered(rounds, count, rounds[at].file, i) &&
		    !preflight_add(findings, &finding))
			return false;
	}
	return true;
}

/* The seats of a program's groups, or of those with an id; -1: it has no groups. */
static json_int_t
group_seats(const json_t *program, const char *id)
{
	const json_t *groups = json_object_get(program, "groups");
	json_int_t seats = 0;

	for (size_t i = 0; i < json_array_size(groups); i++) {
		const json_t *group = json_array_get(groups, i);
		const char *name = json_string_value(json_object_get(group, "id"));

		if (id == NULL || (name != NULL && strcmp(name, id) == 0))
			seats += json_integer_value(json_object_get(group, "seats"));
	}
	return json_array_size(groups) == 0 ? -1 : seats;
}

static bool
check_groups(const struct plan_round *r, struct preflight_findings *findings)
{
	for (size_t i = 0; i < json_array_size(r->document); i++) {
		const json_t *program = json_array_get(r->document, i);
		json_int_t seats = group_seats(program, NULL);
		json_int_t capacity =
		    json_integer_value(json_object_get(program, "capacity"));
		const struct preflight_finding finding = {
			.severity = PREFLIGHT_WARNING,
			.code = "seats-without-group",
			.file = span_of(r->file),
			.line = i + 1,
			.program = programs_id(r->round->programs, (uint32_t)i),
			.count = (uint64_t)(capacity - seats),
			.of = (uint64_t)capacity,
			.reason = "some of its seats are in no group, and nobody can "
				  "get them: correct the groups or the capacity",
		};

		if (seats >= 0 && seats < capacity &&
		    !preflight_add(findings, &finding))
			return false;
	}
	return true;
}

/* A number of the plan against what there is. */
static bool
check_sum(const char *code, struct span round, struct span group, const json_t *planned,
    uint64_t seats, struct preflight_findings *findings)
{
	char reason[160];
	const struct preflight_finding finding = { .severity = PREFLIGHT_ERROR,
		.code = code,
		.round = round,
		.group = group,
		.reason = reason };

	if (planned == NULL || (uint64_t)json_integer_value(planned) == seats)
		return true;
	snprintf(reason, sizeof reason,
	    "the plan has %" JSON_INTEGER_FORMAT " seats, the programs have %" PRIu64
	    ": correct one of them",
	    json_integer_value(planned), seats);
	return preflight_add(findings, &finding);
}

/* The seats of all groups of an id, in all files. */
static uint64_t
seats_of_group(const struct plan_round *rounds, size_t count, const char *id)
{
	uint64_t seats = 0;

	for (size_t r = 0; r < count; r++) {
		const json_t *document = rounds[r].document;

		for (size_t i = 0;
		     !is_repeated(rounds, r) && i < json_array_size(document); i++) {
			json_int_t of_program =
			    group_seats(json_array_get(document, i), id);

			seats += of_program > 0 ? (uint64_t)of_program : 0;
		}
	}
	return seats;
}

static bool
check_quotas(const struct plan_round *rounds, size_t count, json_t *quotas,
    struct preflight_findings *findings)
{
	for (void *at = json_object_iter(quotas); at != NULL;
	     at = json_object_iter_next(quotas, at)) {
		const char *id = json_object_iter_key(at);

		if (!check_sum("quota-sum", (struct span){ NULL, 0 }, span_of(id),
			json_object_iter_value(at), seats_of_group(rounds, count, id),
			findings))
			return false;
	}
	return true;
}

/*
 * A planned round that neither the run nor the policy has is misspelt, and its plan
 * says nothing.  A run may be of some of the policy's rounds.
 */
static bool
check_names(const struct plan_round *rounds, size_t count, const json_t *all,
    json_t *planned, struct preflight_findings *findings)
{
	for (void *at = json_object_iter(planned); at != NULL;
	     at = json_object_iter_next(planned, at)) {
		const struct preflight_finding finding = {
			.severity = PREFLIGHT_ERROR,
			.code = "plan-sum",
			.round = span_of(json_object_iter_key(at)),
			.reason = "the plan has a round that the policy does not have: "
				  "correct its name",
		};
		bool known = json_object_get(all, json_object_iter_key(at)) != NULL;

		for (size_t i = 0; i < count; i++)
			known |= span_same(rounds[i].round->name, finding.round);
		if (!known && !preflight_add(findings, &finding))
			return false;
	}
	return true;
}

/*
 * Whether nothing tells two rounds apart: one round of one file, by the same choices
 * and the same order, and for all who have no seat.
 */
static bool
is_same_round(const struct plan_round *a, const struct plan_round *b)
{
	const struct round *one = a->round, *other = b->round;

	return span_same(one->name, other->name) && strcmp(a->file, b->file) == 0 &&
	       one->choices != NULL && other->choices != NULL &&
	       strcmp(path_text(one->choices), path_text(other->choices)) == 0 &&
	       strcmp(path_text(one->order), path_text(other->order)) == 0 &&
	       !round_has_holders(one) && !round_has_holders(other) &&
	       one->taking_part.locked == CONDITION_NONE &&
	       other->taking_part.locked == CONDITION_NONE;
}

static bool
check_twice(
    const struct plan_round *rounds, size_t at, struct preflight_findings *findings)
{
	const struct preflight_finding finding = {
		.severity = PREFLIGHT_WARNING,
		.code = "round-twice",
		.file = span_of(rounds[at].file),
		.round = rounds[at].round->name,
		.reason = "the run has given its seats before, by the same choices and "
			  "the same order: which round was meant?",
	};

	for (size_t i = 0; i < at; i++)
		if (is_same_round(&rounds[i], &rounds[at]))
			return preflight_add(findings, &finding);
	return true;
}

bool
plan_check(const struct plan_round *rounds, size_t count, const json_t *all,
    const json_t *plan, struct preflight_findings *findings)
{
	json_t *planned = json_object_get(plan, "rounds");

	if (!check_names(rounds, count, all, planned, findings))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct span name = rounds[i].round->name;

		if (!check_sum("plan-sum", name, (struct span){ NULL, 0 },
			json_object_getn(planned, name.at, name.len),
			round_check_seats(rounds[i].round), findings) ||
		    !check_twice(rounds, i, findings))
			return false;
		if (!is_repeated(rounds, i) &&
		    (!check_offered(rounds, count, i, findings) ||
			!check_groups(&rounds[i], findings)))
			return false;
	}
	return check_quotas(rounds, count, json_object_get(plan, "groups"), findings);
}
