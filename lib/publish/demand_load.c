#include "publish/demand_load.h"

#include "record/writer.h"
#include "settings/allocate.h"
#include "settings/document.h"

static void
add_program(struct demand *demand, const char *file, size_t line, const json_t *program)
{
	const json_t *id = json_object_get(program, "id");
	const json_t *capacity = json_object_get(program, "capacity");
	struct writer name = { 0 };

	if (!json_is_string(id))
		settings_fail("seats", "%s:%zu: id: must be a text", file, line);
	if (!json_is_integer(capacity) || json_integer_value(capacity) < 0 ||
	    json_integer_value(capacity) > UINT32_MAX)
		settings_fail("seats",
		    "%s:%zu: capacity: must be a whole number from 0", file, line);
	writer_string_span(
	    &name, (struct span){ json_string_value(id), json_string_length(id) });
	if (writer_failed(&name) ||
	    !demand_add_seats(demand, (struct span){ name.text, name.len },
		(uint64_t)json_integer_value(capacity)))
		allocate_fail();
	writer_free(&name);
}

struct demand *
demand_load(const char *file, const struct text_list *colours)
{
	struct demand *demand;
	json_t *programs;
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
	programs = document_load_lines(file);
	if (json_array_size(programs) == 0)
		settings_fail("seats", "%s: has no programs", file);
	for (size_t i = 0; i < json_array_size(programs); i++)
		add_program(demand, file, i + 1, json_array_get(programs, i));
	json_decref(programs);
	return demand;
}
