#include "preflight/scales.h"

#include <math.h>
#include <stdlib.h>

#include "memory/array.h"
#include "text/numbering.h"

struct numbers {
	double *values;
	size_t count, room;
};

struct group {
	struct numbers now, last;
};

/* A group that has enough numbers. */
struct judged {
	struct span name;
	size_t count; /* of its numbers */
	double median, expected;
	bool far;
};

struct scales {
	struct path *value, *by;
	size_t least;
	struct numbering *names;
	struct group *groups;
	size_t room;
};

struct scales *
scales_new(struct path *value, struct path *by, size_t least)
{
	struct scales *s = calloc(1, sizeof *s);

	if (s == NULL)
		return NULL;
	*s = (struct scales){ .value = value, .by = by, .least = least };
	s->names = numbering_new();
	if (s->names != NULL)
		return s;
	free(s);
	return NULL;
}

void
scales_free(struct scales *s)
{
	if (s == NULL)
		return;
	for (uint32_t i = 0; i < numbering_count(s->names); i++) {
		free(s->groups[i].now.values);
		free(s->groups[i].last.values);
	}
	numbering_free(s->names);
	free(s->groups);
	free(s);
}

/* A group by its name, new if need be; NULL if there is no memory. */
static struct group *
find_group(struct scales *s, struct span name)
{
	uint32_t number;
	bool known;

	if (!array_reserve(&s->groups, &s->room, (size_t)numbering_count(s->names) + 1,
		sizeof *s->groups))
		return NULL;
	number = numbering_add(s->names, name, &known);
	if (number == NUMBERING_NONE)
		return NULL;
	if (!known)
		s->groups[number] = (struct group){ 0 };
	return &s->groups[number];
}

bool
scales_add(struct scales *s, struct record *record, bool last)
{
	struct decimal number;
	struct numbers *numbers;
	struct group *group;
	struct span name;
	enum path_found found = path_string(s->by, record, &name);
	enum path_found value = path_decimal(s->value, record, &number);

	if (found == PATH_NO_MEMORY || value == PATH_NO_MEMORY)
		return false;
	if (found != PATH_FOUND || value != PATH_FOUND)
		return true;
	group = find_group(s, name);
	if (group == NULL)
		return false;
	numbers = last ? &group->last : &group->now;
	if (!array_reserve(&numbers->values, &numbers->room, numbers->count + 1,
		sizeof *numbers->values))
		return false;
	numbers->values[numbers->count++] =
	    (double)number.units / pow(10, number.scale);
	return true;
}

static int
compare_doubles(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Sorts them; of an even count the lower one. */
static double
median_of(double *values, size_t count)
{
	qsort(values, count, sizeof *values, compare_doubles);
	return values[(count - 1) / 2];
}

static bool
has_enough(const struct scales *s, const struct numbers *n)
{
	return n->count > 0 && n->count >= s->least;
}

static bool
is_far(double median, double expected)
{
	return fabs(median - expected) > fabs(expected) / 4;
}

static bool
tell(const struct scales *s, const struct judged *group, const char *code,
    const char *reason, struct preflight_findings *findings)
{
	const struct preflight_finding finding = { .severity = PREFLIGHT_ERROR,
		.code = code,
		.field = span_of(path_text(s->value)),
		.group = group->name,
		.count = group->count,
		.of = group->count,
		.reason = reason };

	return preflight_add(findings, &finding);
}

static bool
tell_far(const struct scales *s, const struct judged *groups, size_t count,
    const char *reason, struct preflight_findings *findings)
{
	for (size_t i = 0; i < count; i++)
		if (groups[i].far &&
		    !tell(s, &groups[i], "other-scale", reason, findings))
			return false;
	return true;
}

static bool
tell_changed(const struct scales *s, size_t groups, struct preflight_findings *findings)
{
	const struct preflight_finding finding = { .severity = PREFLIGHT_ERROR,
		.code = "scale-changed",
		.field = span_of(path_text(s->value)),
		.count = groups,
		.of = groups,
		.reason = "the numbers of all groups are far from last year's: if the "
			  "scale was changed, look at all rules that have a number of "
			  "it" };

	return preflight_add(findings, &finding);
}

/* Against last year; far is set. */
static bool
check_with_last(const struct scales *s, struct judged *groups, size_t count,
    struct preflight_findings *findings)
{
	size_t far = 0;

	for (size_t i = 0; i < count; i++) {
		struct judged *g = &groups[i];

		g->far = is_far(g->median, g->expected);
		far += g->far;
	}
	if (far == count)
		return tell_changed(s, count, findings);
	return tell_far(s, groups, count,
	    "its numbers are far from those of last year: does it use another scale, "
	    "or "
	    "another column?",
	    findings);
}

/*
 * How many of the medians, which are in ascending order, are below the gap between two
 * sides; 0 if there are no two sides.
 */
static size_t
find_gap(const double *medians, size_t count)
{
	size_t widest = 0;
	double gap = 0;

	for (size_t i = 1; i < count; i++)
		if (medians[i] - medians[i - 1] > gap) {
			gap = medians[i] - medians[i - 1];
			widest = i;
		}
	if (widest * 3 <= count || (count - widest) * 3 <= count ||
	    !is_far(medians[widest - 1], medians[widest]) ||
	    medians[widest - 1] - medians[0] >= gap ||
	    medians[count - 1] - medians[widest] >= gap)
		return 0;
	return widest;
}

static bool
tell_sides(const struct scales *s, const struct judged *groups, size_t count,
    double first_above, struct preflight_findings *findings)
{
	for (size_t i = 0; i < count; i++)
		if (!tell(s, &groups[i], "two-scales",
			groups[i].median < first_above
			    ? "the groups use two scales, this one the lower one: "
			      "which of them is right?"
			    : "the groups use two scales, this one the higher one: "
			      "which of them is right?",
			findings))
			return false;
	return true;
}

/* Against each other; medians has room for one of each group. */
static bool
check_alone(const struct scales *s, struct judged *groups, size_t count,
    double *medians, struct preflight_findings *findings)
{
	double middle, spread;
	size_t below;

	if (count < 3)
		return true;
	for (size_t i = 0; i < count; i++)
		medians[i] = groups[i].median;
	middle = median_of(medians, count); /* which sorts them */
	below = find_gap(medians, count);
	if (below > 0)
		return tell_sides(s, groups, count, medians[below], findings);
	for (size_t i = 0; i < count; i++)
		medians[i] = fabs(groups[i].median - middle);
	spread = median_of(medians, count);
	for (size_t i = 0; i < count; i++)
		groups[i].far = is_far(groups[i].median, middle) &&
				fabs(groups[i].median - middle) > 6 * spread;
	return tell_far(s, groups, count,
	    "its numbers are far from those of all others: does it use another scale, "
	    "or another column?",
	    findings);
}

/*
 * The groups with enough numbers of this year.  What is expected of them are their
 * medians of last year; *last is false if no group has enough numbers of it.
 */
static size_t
judge_groups(const struct scales *s, struct judged *groups, double *medians, bool *last)
{
	uint32_t all = numbering_count(s->names);
	size_t count = 0, known = 0;
	double middle;

	for (uint32_t i = 0; i < all; i++) {
		const struct numbers *n = &s->groups[i].last;

		if (has_enough(s, n))
			medians[known++] = median_of(n->values, n->count);
	}
	*last = known > 0;
	middle = known > 0 ? median_of(medians, known) : 0;
	for (uint32_t i = 0; i < all; i++) {
		const struct numbers *now = &s->groups[i].now,
				     *before = &s->groups[i].last;

		if (!has_enough(s, now))
			continue;
		groups[count] = (struct judged){ .name = numbering_text(s->names, i),
			.count = now->count,
			.median = median_of(now->values, now->count),
			.expected = has_enough(s, before)
					? median_of(before->values, before->count)
					: middle };
		count++;
	}
	return count;
}

bool
scales_check(struct scales *s, struct preflight_findings *findings)
{
	size_t room = (size_t)numbering_count(s->names) + 1, count;
	struct judged *groups = calloc(room, sizeof *groups);
	double *medians = calloc(room, sizeof *medians);
	bool fine = groups != NULL && medians != NULL, last;

	if (fine) {
		count = judge_groups(s, groups, medians, &last);
		if (last && count > 0)
			fine = check_with_last(s, groups, count, findings);
		else
			fine = check_alone(s, groups, count, medians, findings);
	}
	free(groups);
	free(medians);
	return fine;
}
