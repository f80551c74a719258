#include <stdlib.h>

#include "mechanisms/queue.h"
#include "seats/leftover.h"

/* An applicant who could have a seat at a program. */
struct pair {
	uint32_t metres;
	uint32_t place; /* of the applicant in the order */
	uint64_t at;    /* of his wish */
};

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

void
leftover_close(struct leftover *l)
{
	free(l->list);
	free(l->offered);
	free(l->points);
	*l = (struct leftover){ 0 };
}

static bool
fail(struct leftover_fault *f, const char *code, struct path *field, const char *reason)
{
	*f = (struct leftover_fault){ code, field, reason };
	return false;
}

static bool
read_coordinate(struct path *path, struct record *record, int64_t limit,
    int64_t *billionths, struct leftover_fault *f)
{
	const struct value *v = path_find(path, record);
	struct span text;

	if (v == NULL || v->type == VALUE_NULL)
		return fail(f, "place-missing", path, "there is no coordinate");
	text = v->type == VALUE_STRING ? record_text(record, v) : record_raw(record, v);
	if (text.at == NULL)
		return fail(f, NULL, path, NULL);
	if ((v->type != VALUE_STRING && v->type != VALUE_NUMBER) ||
	    !position_parse(text.at, text.len, billionths))
		return fail(f, "place-not-a-number", path,
		    "the coordinate is no decimal number of degrees");
	if (*billionths < -limit || *billionths > limit)
		return fail(
		    f, "place-range", path, "no degrees of a longitude or latitude");
	return true;
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
leftover_list(struct leftover *l, struct record *record, struct leftover_fault *f)
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
	home = distance_point(p);
	for (uint32_t i = 0; i < l->count; i++)
		l->list[i].metres = distance_metres(home, l->points[i]);
	qsort(l->list, l->count, sizeof *l->list, compare_programs);
	return true;
}

static int
compare_pairs(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	if (x->metres != y->metres)
		return x->metres < y->metres ? -1 : 1;
	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

/* The metres of an open wish; those of its claims are all the same. */
static uint32_t
metres_of(const struct market *m, uint64_t at)
{
	uint32_t count;
	const struct claim *claims;

	if (!market_grouped(m, market_program(m, at)))
		return m->wishes[at].priority;
	claims = market_claims(m, at, &count);
	return count > 0 ? claims[0].priority : 0;
}

static size_t
list_pairs(const struct market *m, const uint32_t *queue, struct pair *pairs)
{
	size_t count = 0;

	for (uint32_t place = 0; place < m->applicants; place++) {
		uint32_t i = queue[place];

		for (uint64_t at = m->first[i]; at < m->first[i + 1]; at++)
			if (market_open(m, at))
				pairs[count++] =
				    (struct pair){ metres_of(m, at), place, at };
	}
	return count;
}

static void
set_priority(const struct market *m, uint64_t at, uint32_t priority,
    struct wish *wishes, struct claim *claims)
{
	uint32_t list = wishes[at].priority;

	if (!market_grouped(m, wishes[at].program)) {
		wishes[at].priority = priority;
		return;
	}
	for (uint64_t c = m->claim_first[list]; c < m->claim_first[list + 1]; c++)
		claims[c].priority = priority;
}

bool
leftover_rank(const struct market *m, struct wish *wishes, struct claim *claims)
{
	enum market_fault fault = MARKET_OK;
	struct market_tie tie;
	size_t room = m->first[m->applicants] + (size_t)1, count;
	uint32_t *next = calloc(m->programs + (size_t)1, sizeof *next);
	struct pair *pairs = malloc(room * sizeof *pairs);
	uint32_t *queue = queue_new(m, true, &fault, &tie);
	bool enough = next != NULL && pairs != NULL && queue != NULL;

	if (enough) {
		count = list_pairs(m, queue, pairs);
		qsort(pairs, count, sizeof *pairs, compare_pairs);
		for (size_t i = 0; i < count; i++)
			set_priority(m, pairs[i].at,
			    next[market_program(m, pairs[i].at)]++, wishes, claims);
	}
	free(next);
	free(pairs);
	free(queue);
	return enough;
}

uint32_t
leftover_find_tie(
    const struct market *m, struct market_tie *tie, enum market_fault *fault)
{
	uint32_t *queue;

	*fault = MARKET_OK;
	queue = queue_new(m, false, fault, tie);
	free(queue);
	if (*fault != MARKET_ORDER_TWICE)
		return MARKET_NONE;
	*fault = MARKET_OK;
	return market_program(m, m->first[tie->other]);
}
