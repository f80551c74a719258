#include <stdlib.h>

#include "memory/array.h"
#include "seats/holders.h"
#include "text/numbering.h"

enum decision { FREEZE, FLOAT, SLIDE };

static bool
fail(const struct holders *h, struct entry_fault *f)
{
	return entry_fault_set(f, "holder-unclear", path_text(h->decision),
	    "the decision about the seat is none of freeze, float and slide");
}

static bool
read_decision(struct holders *h, struct record *record, enum decision *decision,
    struct entry_fault *f)
{
	static const char *const words[] = {
		[FREEZE] = "freeze", [FLOAT] = "float", [SLIDE] = "slide"
	};
	const struct value *v = path_find(h->decision, record);
	struct span text;

	*decision = FREEZE;
	if (v == NULL || v->type == VALUE_NULL)
		return true;
	if (v->type != VALUE_STRING)
		return fail(h, f);
	text = record_text(record, v);
	if (text.at == NULL)
		return entry_fault_no_memory(f);
	for (int d = FREEZE; d <= SLIDE; d++)
		if (span_is(text, words[d])) {
			*decision = (enum decision)d;
			return true;
		}
	return fail(h, f);
}

struct holding
holders_holding(const struct programs *programs, const struct admission *a, bool slide)
{
	struct holding none = { MARKET_NONE, MARKET_NONE, false };
	uint32_t program = programs_find(programs, a->program), group;

	if (program == NUMBERING_NONE || !programs->offered[program])
		return none;
	group = groups_find(programs->groups, program, a->group);
	if (programs->groups->first[program] < programs->groups->first[program + 1] &&
	    (group == MARKET_NONE || !programs->groups->all[group].offered))
		return none;
	return (struct holding){ program, group, slide };
}

bool
holders_read(struct holders *h, const struct programs *programs, struct record *record,
    const struct admission *a, struct holding *holding, struct entry_fault *f)
{
	enum decision decision;

	*holding = (struct holding){ MARKET_NONE, MARKET_NONE, false };
	if (h->decision == NULL || a->status != ADMISSION_ADMITTED)
		return true;
	if (!read_decision(h, record, &decision, f))
		return false;
	if (decision == FREEZE)
		return true;
	*holding = holders_holding(programs, a, decision == SLIDE);
	if (holding->program == MARKET_NONE)
		return true;
	switch (released_read(&h->earlier, record)) {
	case RELEASED_READ:
		return true;
	case RELEASED_UNCLEAR:
		*holding = (struct holding){ MARKET_NONE, MARKET_NONE, false };
		return entry_fault_set(f, "admission-unclear", RELEASED_PATH,
		    "it does not say which seats were given on");
	case RELEASED_NO_MEMORY:
		break;
	}
	return entry_fault_no_memory(f);
}

bool
holders_add(struct holders *h, uint32_t applicant, const struct holding *holding)
{
	if (!array_reserve(&h->of, &h->room, applicant + (size_t)1, sizeof *h->of))
		return false;
	for (; h->known <= applicant; h->known++)
		h->of[h->known] = (struct holding){ MARKET_NONE, MARKET_NONE, false };
	h->of[applicant] = *holding;
	return true;
}

void
holders_free(struct holders *h)
{
	free(h->of);
	released_free(&h->earlier);
	*h = (struct holders){ .decision = h->decision };
}

uint32_t
holders_short(const struct holders *h, const struct market *m, bool *enough)
{
	uint32_t *seats, *of_groups, program = MARKET_NONE;

	*enough = true;
	if (h->known == 0)
		return MARKET_NONE;
	seats = calloc(m->programs + (size_t)market_groups(m) + 1, sizeof *seats);
	*enough = seats != NULL;
	if (seats == NULL)
		return MARKET_NONE;
	of_groups = seats + m->programs;
	for (uint32_t p = 0; p < m->programs; p++)
		seats[p] = market_free(m, p);
	for (uint32_t g = 0; g < market_groups(m); g++)
		of_groups[g] = m->groups[g].seats < m->groups[g].cap
				   ? m->groups[g].seats
				   : m->groups[g].cap;
	for (uint32_t i = 0; i < h->known && program == MARKET_NONE; i++) {
		const struct holding *held = holders_of(h, i);

		if (held == NULL)
			continue;
		if (seats[held->program]-- == 0 ||
		    (market_grouped(m, held->program) && of_groups[held->group]-- == 0))
			program = held->program;
	}
	free(seats);
	return program;
}
