#include "preflight/scales.h"

#include <math.h>
#include <stdlib.h>

#include "memory/array.h"
#include "text/numbering.h"

/* The numbers of a group. */
struct group {
	double *values;
	size_t count, room;
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
	for (uint32_t i = 0; i < numbering_count(s->names); i++)
		free(s->groups[i].values);
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
scales_add(struct scales *s, struct record *record)
{
	struct decimal number;
	struct group *group;
	struct span name;
	enum path_found found = path_string(s->by, record, &name);
	enum path_found value = path_decimal(s->value, record, &number);

	if (found == PATH_NO_MEMORY || value == PATH_NO_MEMORY)
		return false;
	if (found != PATH_FOUND || value != PATH_FOUND)
		return true;
	group = find_group(s, name);
	if (group == NULL || !array_reserve(&group->values, &group->room,
				 group->count + 1, sizeof *group->values))
		return false;
	group->values[group->count++] = (double)number.units / pow(10, number.scale);
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
tell(struct scales *s, const double *medians, const uint32_t *numbers, size_t count,
    double middle, double spread, struct preflight_findings *findings)
{
	for (size_t i = 0; i < count; i++) {
		double off = fabs(medians[i] - middle);
		const struct preflight_finding finding = {
			.severity = PREFLIGHT_ERROR,
			.code = "other-scale",
			.field = span_of(path_text(s->value)),
			.group = numbering_text(s->names, numbers[i]),
			.count = s->groups[numbers[i]].count,
			.of = s->groups[numbers[i]].count,
			.reason = "its numbers are far from those of all others: does "
				  "it use another scale, or another column?",
		};

		if (off > fabs(middle) / 4 && off > 6 * spread &&
		    !preflight_add(findings, &finding))
			return false;
	}
	return true;
}

bool
scales_check(struct scales *s, struct preflight_findings *findings)
{
	uint32_t groups = numbering_count(s->names);
	double *medians = calloc((size_t)groups + 1, sizeof *medians);
	double *sorted = calloc((size_t)groups + 1, sizeof *sorted);
	uint32_t *numbers = calloc((size_t)groups + 1, sizeof *numbers);
	bool fine = medians != NULL && sorted != NULL && numbers != NULL;
	double middle, spread;
	size_t count = 0;

	for (uint32_t i = 0; fine && i < groups; i++) {
		struct group *g = &s->groups[i];

		if (g->count < s->least || g->count == 0)
			continue;
		numbers[count] = i;
		medians[count] = sorted[count] = median_of(g->values, g->count);
		count++;
	}
	if (fine && count >= 3) {
		middle = median_of(sorted, count);
		for (size_t i = 0; i < count; i++)
			sorted[i] = fabs(medians[i] - middle);
		spread = median_of(sorted, count);
		fine = tell(s, medians, numbers, count, middle, spread, findings);
	}
	free(medians);
	free(sorted);
	free(numbers);
	return fine;
}
