#include <stdlib.h>

#include "memory/array.h"
#include "place/coordinate.h"
#include "seats/leftover.h"

uint32_t
leftover_open(struct leftover *l, const struct programs *p, bool *enough)
{
	size_t room = p->count + (size_t)1;

	l->count = 0;
	l->list = malloc(room * sizeof *l->list);
	l->offered = malloc(room * sizeof *l->offered);
	l->points = malloc(room * sizeof *l->points);
	*enough = l->list != NULL && l->offered != NULL && l->points != NULL;
	for (uint32_t i = 0; *enough && i < p->count; i++) {
		if (!p->offered[i])
			continue;
		l->offered[l->count] = i;
		if (l->lon != NULL) {
			if (!programs_located(p, i))
				return i;
			l->points[l->count] = distance_point(p->positions[i]);
		}
		l->count++;
	}
	return MARKET_NONE;
}

static bool
read_coordinate(struct path *path, struct record *record, int64_t limit,
    int64_t *billionths, struct entry_fault *f)
{
	enum coordinate what = coordinate_read(path, record, billionths);

	if (what == COORDINATE_NO_MEMORY)
		return entry_fault_no_memory(f);
	if (what == COORDINATE_OK && (*billionths < -limit || *billionths > limit))
		what = COORDINATE_RANGE;
	if (what == COORDINATE_OK)
		return true;
	return entry_fault_set(
	    f, coordinate_code(what), path_text(path), coordinate_reason(what));
}

static int
compare_programs(const void *a, const void *b)
{
	const struct leftover_program *x = a, *y = b;

	if (x->metres != y->metres)
		return x->metres < y->metres ? -1 : 1;
	return (x->program > y->program) - (x->program < y->program);
}

bool
leftover_list(struct leftover *l, struct record *record, struct entry_fault *f)
{
	struct distance_point home;
	struct position p;

	for (uint32_t i = 0; i < l->count; i++)
		l->list[i] = (struct leftover_program){ l->offered[i], 0 };
	if (l->lon == NULL)
		return true;
	if (!read_coordinate(l->lon, record, 180 * POSITION_DEGREE, &p.lon, f) ||
	    !read_coordinate(l->lat, record, 90 * POSITION_DEGREE, &p.lat, f))
		return false;
	l->home = p;
	home = distance_point(p);
	for (uint32_t i = 0; i < l->count; i++)
		l->list[i].metres = distance_metres(home, l->points[i]);
	qsort(l->list, l->count, sizeof *l->list, compare_programs);
	return true;
}

bool
leftover_keep(struct leftover *l, uint32_t applicant)
{
	if (l->rule != LEFTOVER_DISTANCE)
		return true;
	if (!array_reserve(
		&l->homes, &l->homes_room, applicant + (size_t)1, sizeof *l->homes))
		return false;
	l->homes[applicant] = l->home;
	return true;
}

uint32_t
leftover_metres(const struct leftover *l, uint32_t applicant, uint32_t program)
{
	uint32_t low = 0, high = l->count;

	while (low + 1 < high) { /* the numbers of those offered go up */
		uint32_t middle = low + (high - low) / 2;

		if (l->offered[middle] <= program)
			low = middle;
		else
			high = middle;
	}
	return distance_metres(distance_point(l->homes[applicant]), l->points[low]);
}
