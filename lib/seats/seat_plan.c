#include "seats/seat_plan.h"

#include <jansson.h>

#include "settings/allocate.h"
#include "settings/document.h"
#include "settings/settings.h"

void
seat_plan_load(const char *setting, const char *file,
    bool (*add)(void *context, struct span id, uint32_t seats), void *context)
{
	json_t *programs = document_load_lines(file);

	if (json_array_size(programs) == 0)
		settings_fail(setting, "%s: has no programs", file);
	for (size_t i = 0; i < json_array_size(programs); i++) {
		const json_t *program = json_array_get(programs, i);
		const json_t *id = json_object_get(program, "id");
		const json_t *capacity = json_object_get(program, "capacity");

		if (!json_is_string(id))
			settings_fail(
			    setting, "%s:%zu: id: must be a text", file, i + 1);
		if (!json_is_integer(capacity) || json_integer_value(capacity) < 0 ||
		    json_integer_value(capacity) > UINT32_MAX)
			settings_fail(setting,
			    "%s:%zu: capacity: must be a whole number from 0", file,
			    i + 1);
		if (!add(context,
			(struct span){ json_string_value(id), json_string_length(id) },
			(uint32_t)json_integer_value(capacity)))
			allocate_fail();
	}
	json_decref(programs);
}
