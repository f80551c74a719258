#include <stdlib.h>
#include <string.h>

#include "memory/array.h"
#include "seats/groups.h"
#include "settings/keys.h"

struct groups *
groups_new(uint32_t programs)
{
	struct groups *g = calloc(1, sizeof *g);

	if (g == NULL ||
	    (g->first = calloc(programs + (size_t)2, sizeof *g->first)) == NULL) {
		free(g);
		return NULL;
	}
	return g;
}

void
groups_end(struct groups *g)
{
	g->first[g->programs + 1] = g->first[g->programs];
}

void
groups_free(struct groups *g)
{
	if (g == NULL)
		return;
	free(g->first);
	free(g->all);
	free(g);
}

static bool
fail(struct terms_fault *f, const char *code, const char *field, const char *reason)
{
	*f = (struct terms_fault){ .code = code, .field = field, .reason = reason };
	return false;
}

static bool
check_keys(const json_t *group, struct terms_fault *f)
{
	static const char *const keys[] = { "id", "seats", "cap", "unfilled", "round",
		"eligible", "tiers", "order", "floor", NULL };
	const char *unknown = keys_unknown(group, keys);

	return unknown == NULL ||
	       fail(f, "program-unknown-key", unknown, "is not a key of a group");
}

static bool
read_count(
    const json_t *number, const char *field, uint32_t *count, struct terms_fault *f)
{
	if (!json_is_integer(number) || json_integer_value(number) < 0 ||
	    json_integer_value(number) >= UINT32_MAX)
		return fail(f, "program-bad-group", field,
		    "is not a whole number from 0 to 4294967294");
	*count = (uint32_t)json_integer_value(number);
	return true;
}

/* The place in the list, from 0, of the group that unfilled seats go to. */
static bool
read_unfilled(const json_t *list, size_t own, uint32_t first, struct group *group,
    struct terms_fault *f)
{
	const json_t *unfilled = json_object_get(json_array_get(list, own), "unfilled");
	const char *to = json_string_value(json_object_get(unfilled, "to"));

	group->to = MARKET_NONE;
	if (unfilled != NULL && json_is_string(unfilled) &&
	    strcmp(json_string_value(unfilled), "lapse") == 0)
		return true;
	for (size_t i = own + 1; to != NULL && i < json_array_size(list); i++) {
		const char *id =
		    json_string_value(json_object_get(json_array_get(list, i), "id"));

		if (id != NULL && strcmp(id, to) == 0 &&
		    json_object_size(unfilled) == 1) {
			group->to = first + (uint32_t)i;
			return true;
		}
	}
	return fail(f, "program-bad-group", "unfilled",
	    "is neither \"lapse\" nor {\"to\":ID} of a later group");
}

static bool
read_group(struct groups *g, const json_t *list, size_t number, struct term_book *book,
    struct group *group, struct terms_fault *f)
{
	json_t *object = json_array_get(list, number);
	const json_t *id = json_object_get(object, "id");
	const json_t *cap = json_object_get(object, "cap");
	uint32_t program = g->programs;

	if (!json_is_object(object) || !json_is_string(id) ||
	    json_string_length(id) == 0 ||
	    strlen(json_string_value(id)) != json_string_length(id))
		return fail(f, "program-bad-group", "id", "is missing or not a text");
	group->id = json_string_value(id);
	group->round = json_object_get(object, "round");
	group->cap = MARKET_NONE;
	for (uint32_t other = g->first[program]; other < g->first[program] + number;
	     other++)
		if (strcmp(g->all[other].id, group->id) == 0)
			return fail(f, "program-bad-group", "id",
			    "is the id of an earlier group of the program");
	return check_keys(object, f) &&
	       read_count(
		   json_object_get(object, "seats"), "seats", &group->seats, f) &&
	       (cap == NULL || read_count(cap, "cap", &group->cap, f)) &&
	       read_unfilled(list, number, g->first[program], group, f) &&
	       terms_read(book, object, &group->terms, f);
}

bool
groups_add(struct groups *g, const json_t *list, struct term_book *book,
    const struct terms *program, uint32_t capacity, size_t *bad, struct terms_fault *f)
{
	uint32_t first = g->first[g->programs];
	size_t count = json_array_size(list);
	uint64_t seats = 0;

	*bad = 0;
	if (list != NULL && count == 0)
		return fail(
		    f, "program-bad-groups", "groups", "is not an array of groups");
	if (count >= MARKET_NONE / 2 - first)
		return fail(f, "program-bad-groups", "groups", "are too many");
	if (!array_reserve(&g->all, &g->room, first + count, sizeof *g->all))
		return fail(f, "no-memory", NULL, "no memory");
	for (size_t i = 0; i < count; i++) {
		struct group *group = &g->all[first + i];

		*group = (struct group){ .terms = *program };
		group->terms.eligible =
		    TERMS_NONE; /* the program's own is asked first */
		*bad = i + 1;
		if (!read_group(g, list, i, book, group, f))
			return false;
		seats += group->seats;
	}
	*bad = 0;
	if (seats > capacity)
		return fail(f, "program-groups-over-capacity", "groups",
		    "have more seats than the program");
	g->first[++g->programs] = first + (uint32_t)count;
	return true;
}

uint32_t
groups_find(const struct groups *g, uint32_t program, struct span id)
{
	for (uint32_t i = g->first[program]; i < g->first[program + 1]; i++)
		if (id.at != NULL && strlen(g->all[i].id) == id.len &&
		    memcmp(g->all[i].id, id.at, id.len) == 0)
			return i;
	return MARKET_NONE;
}

/* The first group from one on that passes its seats to another; that one if none. */
static uint32_t
find_source(const struct groups *g, uint32_t from, uint32_t to)
{
	while (from < to && g->all[from].to != to)
		from++;
	return from;
}

/*
 * What a group gave beyond its own seats was passed to it by those that pass to it:
 * from their own seats or, if these do not suffice, from what was passed to them.
 */
static void
settle_held(const struct groups *g, uint32_t first, uint32_t end, uint32_t *held)
{
	for (uint32_t i = end; i-- > first;) {
		uint32_t over =
		    held[i] > g->all[i].seats ? held[i] - g->all[i].seats : 0;
		uint32_t passed_on = MARKET_NONE;

		for (uint32_t from = find_source(g, first, i); over > 0 && from < i;
		     from = find_source(g, from + 1, i)) {
			uint32_t seats = g->all[from].seats;
			uint32_t free = seats > held[from] ? seats - held[from] : 0;
			uint32_t part = over < free ? over : free;

			held[from] += part;
			held[i] -= part;
			over -= part;
			if (find_source(g, first, from) < from)
				passed_on = from;
		}
		if (over > 0 && passed_on != MARKET_NONE) {
			held[passed_on] += over;
			held[i] -= over;
		}
	}
}

/*
 * The first one on the way of passed seats that this round offers; MARKET_NONE if they
 * lapse, or if one before it keeps them for its own round.
 */
static uint32_t
next_offered(const struct groups *g, uint32_t to)
{
	while (to != MARKET_NONE && !g->all[to].offered && !g->all[to].pending)
		to = g->all[to].to;
	return to != MARKET_NONE && g->all[to].pending ? MARKET_NONE : to;
}

void
groups_of_program(const struct groups *g, uint32_t program, const uint32_t *taken,
    uint32_t *held, struct seat_group *seats)
{
	uint32_t first = g->first[program], end = g->first[program + 1];

	for (uint32_t i = first; i < end; i++) {
		uint32_t cap = g->all[i].cap;

		held[i] = taken[i];
		if (cap != MARKET_NONE)
			cap = cap > held[i] ? cap - held[i] : 0;
		seats[i] = (struct seat_group){ .cap = cap, .to = MARKET_NONE };
	}
	settle_held(g, first, end, held);
	for (uint32_t i = first; i < end; i++) {
		const struct group *group = &g->all[i];
		uint32_t left = group->seats > held[i] ? group->seats - held[i] : 0;
		uint32_t to = next_offered(g, group->to);

		if (group->offered) {
			seats[i].to = to;
			seats[i].seats += left;
		} else if (to != MARKET_NONE && !group->pending) {
			seats[to].seats += left;
		}
	}
}

struct seat_group *
groups_of_round(const struct groups *g, const uint32_t *taken)
{
	uint32_t count = g->first[g->programs];
	struct seat_group *seats = calloc(count + (size_t)1, sizeof *seats);
	uint32_t *held = malloc((count + (size_t)1) * sizeof *held);

	if (seats == NULL || held == NULL) {
		free(seats);
		free(held);
		return NULL;
	}
	for (uint32_t p = 0; p < g->programs; p++)
		groups_of_program(g, p, taken, held, seats);
	free(held);
	return seats;
}
