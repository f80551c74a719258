#include "publish/demand_load.h"

#include "record/writer.h"
#include "seats/seat_plan.h"
#include "settings/allocate.h"
#include "settings/settings.h"

/* A tally has the names of schools as JSON. */
static bool
add_program(void *demand, struct span id, uint32_t seats)
{
	struct writer name = { 0 };
	bool added;

	writer_string_span(&name, id);
	added = !writer_failed(&name) &&
		demand_add_seats(demand, (struct span){ name.text, name.len }, seats);
	writer_free(&name);
	return added;
}

struct demand *
demand_load(const char *file, const struct text_list *colours)
{
	struct demand *demand;
	const char *why;

	if (file == NULL && colours->count > 0)
		settings_fail("warn", "needs seats to compare with: use --seats");
	if (file == NULL)
		return NULL;
	if ((demand = demand_new()) == NULL)
		allocate_fail();
	for (size_t i = 0; i < colours->count; i++)
		if ((why = demand_add_colour(demand, colours->items[i])) != NULL)
			settings_fail("warn", "\"%s\": %s", colours->items[i], why);
	seat_plan_load("seats", file, add_program, demand);
	return demand;
}
