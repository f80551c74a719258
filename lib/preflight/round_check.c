#include "preflight/round_check.h"

#include "preflight/shares.h"

struct checking {
	const struct round *round;
	const struct round_check_rules *rules;
	const struct numbering *listed;
	struct preflight_findings *findings;
	uint64_t median; /* of the shares that programs refuse, in thousandths */
};

static bool
is_judged(const struct checking *c, const struct program_counts *counts)
{
	return program_counts_judged(counts) >= c->rules->least;
}

/* Set the median of the shares that programs refuse; false if there is no memory. */
static bool
find_median(struct checking *c, const struct program_counts *counts)
{
	const struct programs *p = c->round->programs;
	struct shares shares = { 0 };
	bool fine = true;

	for (uint32_t i = 0; fine && i < p->count; i++)
		if (p->offered[i] && is_judged(c, &counts[i]))
			fine = shares_add(&shares, program_counts_refused(&counts[i]),
			    program_counts_judged(&counts[i]));
	c->median = shares_median(&shares);
	shares_free(&shares);
	return fine;
}

static bool
add(struct checking *c, enum preflight_severity severity, const char *code,
    uint32_t program, uint64_t count, uint64_t of, const char *reason)
{
	const struct preflight_finding finding = { .severity = severity,
		.code = code,
		.reason = reason,
		.round = c->round->name,
		.program = program == MARKET_NONE
			       ? (struct span){ NULL, 0 }
			       : programs_id(c->round->programs, program),
		.count = count,
		.of = of };

	return preflight_add(c->findings, &finding);
}

/* Whether a program asks anything of applicants, itself or for a group. */
static bool
asks(const struct programs *p, uint32_t program)
{
	bool asks = terms_ask(&p->terms[program]);

	for (uint32_t g = p->groups->first[program]; g < p->groups->first[program + 1];
	     g++)
		asks |=
		    p->groups->all[g].offered && terms_ask(&p->groups->all[g].terms);
	return asks;
}

/* Then a condition that refuses nobody from the program may refuse all from a group. */
static bool
has_groups(const struct programs *p, uint32_t program)
{
	return p->groups->first[program] < p->groups->first[program + 1];
}

static bool
check_refused(struct checking *c, uint32_t program, const struct program_counts *counts)
{
	uint64_t judged = program_counts_judged(counts);
	uint64_t refused = program_counts_refused(counts);

	if (!is_judged(c, counts) || !asks(c->round->programs, program))
		return true;
	if (refused == judged)
		return add(c, PREFLIGHT_ERROR, "all-refused", program, refused, judged,
		    "its conditions refuse everybody who lists it: are they, and what "
		    "the school has handed in, right?");
	if (refused == 0 && !has_groups(c->round->programs, program))
		return add(c, PREFLIGHT_NOTICE, "takes-all", program, 0, judged,
		    "its conditions refuse nobody: are they needed?");
	if (shares_is_unusual(refused, judged, c->median, c->rules->refused))
		return add(c, PREFLIGHT_WARNING, "most-refused", program, refused,
		    judged,
		    "its conditions refuse far more than those of other programs: let "
		    "the school look at what it has handed in");
	return true;
}

static bool
check_last(struct checking *c, uint32_t program, const struct program_counts *counts,
    const struct program_counts *last)
{
	uint64_t now = counts->listed, before = last->listed, far = c->rules->far;

	if ((now < c->rules->least && before < c->rules->least) ||
	    (now < far * before && before < far * now))
		return true;
	return add(c, PREFLIGHT_WARNING, "far-from-last", program, now, before,
	    "far more or fewer list it than last year: is its id the same, and is "
	    "everybody there?");
}

static bool
check_program(struct checking *c, uint32_t program, const struct program_counts *counts,
    const struct program_counts *last)
{
	const struct programs *p = c->round->programs;

	if (p->capacity[program] == 0)
		return add(c, PREFLIGHT_WARNING, "no-seats", program, 0, 0,
		    "the round offers it without a seat: has the plan arrived?");
	if (counts->listed == 0 &&
	    numbering_find(c->listed, programs_id(p, program)) != NUMBERING_NONE)
		return true;
	if (counts->listed == 0)
		return add(c, PREFLIGHT_WARNING, "nobody-lists", program, 0, 0,
		    "nobody lists it: is its id the one on the form?");
	return check_refused(c, program, counts) &&
	       (last == NULL || check_last(c, program, counts, last));
}

/* The seats that a program gives in the round: those of the groups that take part. */
static uint64_t
seats_of(const struct programs *p, uint32_t program)
{
	uint32_t first = p->groups->first[program], end = p->groups->first[program + 1];
	uint64_t seats = 0;

	for (uint32_t g = first; g < end; g++)
		if (p->groups->all[g].offered)
			seats += p->groups->all[g].seats;
	return first == end ? p->capacity[program] : seats;
}

uint64_t
round_check_seats(const struct round *round)
{
	uint64_t seats = 0;

	for (uint32_t i = 0; i < round->programs->count; i++)
		if (round->programs->offered[i])
			seats += seats_of(round->programs, i);
	return seats;
}

bool
round_check(const struct round *round, const struct program_counts *counts,
    const struct program_counts *last, const struct numbering *listed,
    const struct round_check_rules *rules, struct preflight_findings *findings)
{
	struct checking c = { round, rules, listed, findings, 0 };
	uint64_t seats = round_check_seats(round);
	bool fine = find_median(&c, counts);

	for (uint32_t i = 0; fine && i < round->programs->count; i++)
		if (round->programs->offered[i])
			fine = check_program(
			    &c, i, &counts[i], last == NULL ? NULL : &last[i]);
	if (fine && round->applicants->count > seats && seats > 0)
		fine = add(&c, PREFLIGHT_NOTICE, "seats-short", MARKET_NONE, seats,
		    round->applicants->count,
		    "the round has fewer seats than applicants: some stay without "
		    "one");
	return fine;
}
