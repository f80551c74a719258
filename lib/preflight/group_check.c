#include "preflight/group_check.h"

#include <stdlib.h>

#include "text/numbering.h"

/* Of all groups of an id: how many list their programs, and have a claim to one. */
struct totals {
	uint64_t listed, claims;
	bool asks; /* a condition, one of them at least */
};

struct counts {
	uint64_t *listed; /* of each program */
	uint64_t *claims; /* of each group */
};

static void
count(const struct round *round, const struct counts *counts)
{
	const struct applicants *a = round->applicants;

	for (uint64_t at = 0; at < a->first[a->count]; at++) {
		const struct wish *w = &a->wishes[at];

		counts->listed[w->program] += w->priority != WISH_LOCKED;
		if (w->priority >= WISH_MARKS || a->claim_first == NULL ||
		    round->programs->groups->first[w->program] ==
			round->programs->groups->first[w->program + 1])
			continue;
		for (uint64_t c = a->claim_first[w->priority];
		     c < a->claim_first[w->priority + 1]; c++)
			counts->claims[a->claims[c].group]++;
	}
}

/* Add up the groups that take part, by their ids; false if there is no memory. */
static bool
add_up(const struct programs *p, const struct counts *counts, struct numbering *ids,
    struct totals *totals)
{
	for (uint32_t program = 0; program < p->count; program++)
		for (uint32_t g = p->groups->first[program];
		     g < p->groups->first[program + 1]; g++) {
			const struct group *group = &p->groups->all[g];
			uint32_t id;
			bool known;

			if (!group->offered || group->seats == 0)
				continue;
			id = numbering_add(ids, span_of(group->id), &known);
			if (id == NUMBERING_NONE)
				return false;
			totals[id].listed += counts->listed[program];
			totals[id].claims += counts->claims[g];
			totals[id].asks |= terms_ask(&group->terms);
		}
	return true;
}

static bool
tell(const struct round *round, struct span id, uint64_t listed,
    struct preflight_findings *findings)
{
	const struct preflight_finding finding = { .severity = PREFLIGHT_WARNING,
		.code = "group-empty",
		.round = round->name,
		.group = id,
		.of = listed,
		.reason = "nobody who lists a program may take a seat of the group: is "
			  "the code in its condition right?" };

	return preflight_add(findings, &finding);
}

bool
group_check(
    const struct round *round, uint64_t least, struct preflight_findings *findings)
{
	const struct programs *p = round->programs;
	size_t groups = p->groups->first[p->count];
	struct counts counts = {
		.listed = calloc((size_t)p->count + 1, sizeof *counts.listed),
		.claims = calloc(groups + 1, sizeof *counts.claims),
	};
	struct totals *totals = calloc(groups + 1, sizeof *totals);
	struct numbering *ids = numbering_new();
	bool fine = counts.listed != NULL && counts.claims != NULL && totals != NULL &&
		    ids != NULL;

	if (fine && groups > 0 && round->applicants->wished) {
		count(round, &counts);
		fine = add_up(p, &counts, ids, totals);
		for (uint32_t i = 0; fine && i < numbering_count(ids); i++)
			if (totals[i].asks && totals[i].claims == 0 &&
			    totals[i].listed >= least)
				fine = tell(round, numbering_text(ids, i),
				    totals[i].listed, findings);
	}
	free(counts.listed);
	free(counts.claims);
	free(totals);
	numbering_free(ids);
	return fine;
}
