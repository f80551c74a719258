#include <stdlib.h>
#include <string.h>

#include "audit/audit_refusals.h"
#include "memory/hugepages.h"

/* The last one, which is NULL, is no known reason. */
static const char *const words[AUDIT_REFUSALS + 1] = {
	[AUDIT_REFUSAL_FULL] = "full",
	[AUDIT_REFUSAL_TOO_FEW_SEATS] = "too-few-seats",
	[AUDIT_REFUSAL_CLOSED] = "closed",
	[AUDIT_REFUSAL_GROUP_CAPPED] = "group-capped",
	[AUDIT_REFUSAL_GROUP_FULL] = "group-full",
	[AUDIT_REFUSAL_BUNDLE_NOT_ELIGIBLE] = "bundle-not-eligible",
	[AUDIT_REFUSAL_BELOW_FLOOR] = "below-floor",
	[AUDIT_REFUSAL_NOT_ELIGIBLE] = "not-eligible",
	[AUDIT_REFUSAL_LOCKED] = "locked",
	[AUDIT_REFUSAL_NOT_OFFERED] = "not-offered",
	[AUDIT_REFUSAL_NOT_AGREED] = "not-agreed",
	[AUDIT_REFUSAL_NO_CHOICE] = "no-choice",
};

/* What an object says of a refused choice; at == NULL: nothing. */
struct told {
	struct span code, program;
	bool other; /* it says more, or what is no text */
};

static struct told
read_told(struct record *r, const struct value *object)
{
	struct told told = { { NULL, 0 }, { NULL, 0 }, false };
	uint32_t n = (uint32_t)(object - r->values) + 1;

	for (; n < object->next; n = r->values[n + 1].next) {
		struct span name = record_text(r, &r->values[n]), text = { NULL, 0 };

		if (r->values[n + 1].type == VALUE_STRING)
			text = record_text(r, &r->values[n + 1]);
		/* Without memory to undo the escapes it is no known name either. */
		if (name.at == NULL || text.at == NULL)
			told.other = true;
		else if (span_is(name, "code"))
			told.code = text;
		else if (span_is(name, "program"))
			told.program = text;
		else
			told.other = true;
	}
	return told;
}

/* A reason of {"code":...}, with the program if one is given; REFUSALS if it is not so.
 */
static enum audit_refusal
read_reason(struct record *r, const struct value *object, struct span program)
{
	struct told told;
	int reason = 1;

	if (object->type != VALUE_OBJECT)
		return AUDIT_REFUSALS;
	told = read_told(r, object);
	if (told.other || told.code.at == NULL ||
	    (told.program.at != NULL) != (program.at != NULL) ||
	    (program.at != NULL && !span_same(told.program, program)))
		return AUDIT_REFUSALS;
	while (reason < AUDIT_REFUSALS && !span_is(told.code, words[reason]))
		reason++;
	return (enum audit_refusal)reason;
}

/* The list of reasons, or NULL. */
static const struct value *
find_list(struct record *r)
{
	const struct value *admission =
	    record_member(r, &r->values[0], ADMISSION_KEY, strlen(ADMISSION_KEY));
	const struct value *list = NULL;

	if (admission != NULL && admission->type == VALUE_OBJECT)
		list = record_member(r, admission, "refused", strlen("refused"));
	return list;
}

/* The program of a choice of the applicant who was added last. */
static struct span
program_of(const struct round *round, uint32_t choice)
{
	const struct applicants *a = round->applicants;
	uint64_t at = a->first[a->count - 1] + choice;

	return programs_id(round->programs, applicants_program(a, at));
}

bool
audit_refusals_read(
    struct record *r, const struct round *round, uint8_t *reasons, uint32_t *told)
{
	const struct applicants *a = round->applicants;
	uint32_t choices = (uint32_t)(a->first[a->count] - a->first[a->count - 1]);
	bool leftover = round_is_leftover(round);
	uint32_t wanted = leftover ? choices > 0 : choices, count = 0;
	const struct value *list = find_list(r);
	bool fits = list != NULL && list->type == VALUE_ARRAY;
	uint32_t n = fits ? (uint32_t)(list - r->values) + 1 : 0;

	*told = wanted;
	if (choices == 0)
		return list == NULL;
	for (; fits && n < list->next; n = r->values[n].next, count++) {
		struct span program = { NULL, 0 };

		fits = count < wanted;
		if (fits && !leftover)
			program = program_of(round, count);
		if (fits)
			reasons[count] =
			    (uint8_t)read_reason(r, &r->values[n], program);
	}
	if (!fits || count != wanted)
		memset(reasons, AUDIT_REFUSALS, wanted);
	return true;
}

/* What the reasons are compared with. */
struct comparison {
	const struct round *round;
	const struct market *market;
	const uint8_t *right; /* of each choice; NULL: audit_reason_alone() */
};

static inline enum audit_refusal
right_at(const struct comparison *c, uint64_t at)
{
	return c->right != NULL ? (enum audit_refusal)c->right[at]
				: audit_reason_alone(c->round, c->market, at);
}

/*
 * The one reason in a round of leftover seats: the first that stood against any
 * program.
 */
static enum audit_refusal
reason_of_all(const struct comparison *c, uint32_t applicant)
{
	const struct market *m = c->market;
	bool seen[AUDIT_REFUSALS] = { false };
	int reason = 1;

	for (uint64_t at = m->first[applicant]; at < m->first[applicant + 1]; at++)
		seen[right_at(c, at)] = true;
	while (reason < AUDIT_REFUSALS && !seen[reason])
		reason++;
	return (enum audit_refusal)reason;
}

static void
compare(const struct comparison *c, const uint8_t *reasons,
    void (*found)(void *context, const struct breach *), void *context)
{
	const struct market *m = c->market;
	bool leftover = round_is_leftover(c->round);

	for (uint32_t i = 0; i < m->applicants; i++) {
		uint64_t first = m->first[i];
		uint32_t count = leftover ? 1 : market_list_length(m, i);
		struct breach b = { BREACH_WRONG_REFUSAL, i, MARKET_NONE, MARKET_NONE,
			MARKET_NONE, 0, 0, MARKET_NONE, NULL };

		if (*reasons == AUDIT_REFUSAL_NONE) {
			reasons++;
			continue;
		}
		for (uint32_t k = 0; k < count; k++, reasons++) {
			if (!leftover) {
				b.program = market_program(m, first + k);
				b.choice = k;
			}
			b.expected = words[leftover ? reason_of_all(c, i)
						    : right_at(c, first + k)];
			if (words[*reasons] != b.expected)
				found(context, &b);
		}
	}
}

bool
audit_refusals(const struct round *round, const struct market *m,
    const struct seat *seats, const uint8_t *reasons,
    void (*found)(void *context, const struct breach *), void *context)
{
	struct comparison c = { round, m, NULL };
	size_t choices = (size_t)m->first[m->applicants] + 1;
	uint8_t *right;
	bool done;

	if (audit_reasons_are_alone(round, m)) {
		compare(&c, reasons, found, context);
		return true;
	}
	c.right = right = hugepages_grow(NULL, 0, choices);
	done = right != NULL && audit_reasons(round, m, seats, right);
	if (done)
		compare(&c, reasons, found, context);
	hugepages_free(right, choices);
	return done;
}
