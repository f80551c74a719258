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
	free(g->by_id);
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

static int
compare_names(const void *a, const void *b)
{
	const struct group_name *x = a, *y = b;
	int order = strcmp(x->id, y->id);

	return order != 0 ? order : (x->group > y->group) - (x->group < y->group);
}

static const char *
read_id(const json_t *object)
{
	const json_t *id = json_object_get(object, "id");

	return json_string_length(id) > 0 &&
		       strlen(json_string_value(id)) == json_string_length(id)
		   ? json_string_value(id)
		   : NULL;
}

/* The ids of the next program, sorted; *bad is the number of a group that has none. */
static bool
read_names(struct groups *g, const json_t *list, size_t *bad, struct terms_fault *f)
{
	uint32_t first = g->first[g->programs];
	struct group_name *names;
	size_t count = json_array_size(list);
	uint32_t twice = MARKET_NONE;

	*bad = 0;
	if (count == 0)
		return true;
	names = g->by_id + first;

	for (uint32_t i = 0; i < count; i++) {
		names[i].group = first + i;
		names[i].id = read_id(json_array_get(list, i));
		*bad = i + 1;
		if (names[i].id == NULL)
			return fail(
			    f, "program-bad-group", "id", "is missing or not a text");
	}
	qsort(names, count, sizeof *names, compare_names);
	for (size_t i = 1; i < count; i++)
		if (strcmp(names[i - 1].id, names[i].id) == 0 && names[i].group < twice)
			twice = names[i].group;
	*bad = twice != MARKET_NONE ? twice - first + 1 : 0;
	return *bad == 0 || fail(f, "program-bad-group", "id",
				"is the id of an earlier group of the program");
}

/* Among names that are sorted. */
static uint32_t
find_name(const struct group_name *names, size_t count, struct span id)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		size_t len = strlen(names[middle].id);
		int order = strncmp(names[middle].id, id.at, id.len);

		if (order == 0 && len == id.len)
			return names[middle].group;
		if (order == 0)
			order = len < id.len ? -1 : 1;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return MARKET_NONE;
}

/* The group that unfilled seats go to. */
static bool
read_unfilled(struct groups *g, const json_t *object, uint32_t number, size_t count,
    struct group *group, struct terms_fault *f)
{
	uint32_t first = g->first[g->programs];
	const json_t *unfilled = json_object_get(object, "unfilled");
	const char *to = json_string_value(json_object_get(unfilled, "to"));

	group->to = MARKET_NONE;
	if (unfilled != NULL && json_is_string(unfilled) &&
	    strcmp(json_string_value(unfilled), "lapse") == 0)
		return true;
	if (to != NULL && json_object_size(unfilled) == 1)
		group->to = find_name(g->by_id + first, count, span_of(to));
	return (group->to != MARKET_NONE && group->to > number) ||
	       fail(f, "program-bad-group", "unfilled",
		   "is neither \"lapse\" nor {\"to\":ID} of a later group");
}

static bool
read_group(struct groups *g, const json_t *list, uint32_t number,
    struct term_book *book, struct group *group, struct terms_fault *f)
{
	uint32_t first = g->first[g->programs];
	json_t *object = json_array_get(list, number - first);
	const json_t *cap = json_object_get(object, "cap");

	group->id = read_id(object);
	group->round = json_object_get(object, "round");
	group->cap = MARKET_NONE;
	group->source = group->next_source = MARKET_NONE;
	return check_keys(object, f) &&
	       read_count(
		   json_object_get(object, "seats"), "seats", &group->seats, f) &&
	       (cap == NULL || read_count(cap, "cap", &group->cap, f)) &&
	       read_unfilled(g, object, number, json_array_size(list), group, f) &&
	       terms_read(book, object, &group->terms, f);
}

/* Of each group a list, in order, of those that pass seats to it. */
static void
list_sources(struct groups *g, uint32_t first, uint32_t end)
{
	for (uint32_t i = end; i-- > first;) {
		uint32_t to = g->all[i].to;

		if (to == MARKET_NONE)
			continue;
		g->all[i].next_source = g->all[to].source;
		g->all[to].source = i;
	}
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
	if (!array_reserve(&g->all, &g->room, first + count, sizeof *g->all) ||
	    !array_reserve(&g->by_id, &g->names_room, first + count, sizeof *g->by_id))
		return fail(f, "no-memory", NULL, "no memory");
	if (!read_names(g, list, bad, f))
		return false;
	for (uint32_t i = 0; i < count; i++) {
		struct group *group = &g->all[first + i];

		*group = (struct group){ .terms = *program };
		group->terms.eligible =
		    TERMS_NONE; /* the program's own is asked first */
		*bad = i + 1;
		if (!read_group(g, list, first + i, book, group, f))
			return false;
		seats += group->seats;
	}
	*bad = 0;
	if (seats > capacity)
		return fail(f, "program-groups-over-capacity", "groups",
		    "have more seats than the program");
	list_sources(g, first, first + (uint32_t)count);
	g->first[++g->programs] = first + (uint32_t)count;
	return true;
}

uint32_t
groups_find(const struct groups *g, uint32_t program, struct span id)
{
	uint32_t first = g->first[program];

	return id.at == NULL || first == g->first[program + 1]
		   ? MARKET_NONE
		   : find_name(g->by_id + first, g->first[program + 1] - first, id);
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

		for (uint32_t from = g->all[i].source; over > 0 && from != MARKET_NONE;
		     from = g->all[from].next_source) {
			uint32_t seats = g->all[from].seats;
			uint32_t free = seats > held[from] ? seats - held[from] : 0;
			uint32_t part = over < free ? over : free;

			held[from] += part;
			held[i] -= part;
			over -= part;
			if (g->all[from].source != MARKET_NONE)
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
 * lapse, or if one before it keeps them for its own round.  The way from each group
 * behind is in seats already.
 */
static uint32_t
next_offered(const struct groups *g, uint32_t to, const struct seat_group *seats)
{
	if (to == MARKET_NONE || g->all[to].pending)
		return MARKET_NONE;
	return g->all[to].offered ? to : seats[to].to;
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
		seats[i] = (struct seat_group){ .cap = cap };
	}
	settle_held(g, first, end, held);
	for (uint32_t i = end; i-- > first;)
		seats[i].to = next_offered(g, g->all[i].to, seats);
	for (uint32_t i = first; i < end; i++) {
		const struct group *group = &g->all[i];
		uint32_t left = group->seats > held[i] ? group->seats - held[i] : 0;

		if (group->offered) {
			seats[i].seats += left;
			continue;
		}
		if (seats[i].to != MARKET_NONE && !group->pending)
			seats[seats[i].to].seats += left;
		seats[i].to = MARKET_NONE;
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
