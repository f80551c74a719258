#include "compare/rolls_load.h"

#include <stdlib.h>

#include "compare/old_list.h"
#include "seats/admission.h"
#include "settings/allocate.h"
#include "settings/document.h"
#include "settings/settings.h"

uint64_t
rolls_load_admissions(
    struct school_rolls *rolls, const char *name, struct path *id, size_t max_line)
{
	struct old_list *list = old_list_read(name, id, max_line);
	struct record record = { 0 };
	uint64_t admitted = 0;

	for (uint32_t i = 0; i < old_list_count(list); i++) {
		struct admission admission;
		struct span program = { "", 0 };
		const char *unclear;

		old_list_parse(list, i, &record);
		unclear = admission_read(&record, &admission);
		if (unclear != NULL)
			old_list_fail(list, i, "admission-unclear", unclear,
			    "it does not say where the applicant was placed");
		if (admission.status == ADMISSION_ADMITTED)
			program = admission.program;
		/* The list has refused an id that comes again. */
		if (school_rolls_admit(rolls, old_list_id(list, i), program) !=
		    SCHOOL_ROLLS_OK)
			allocate_fail();
		admitted += program.len > 0;
	}
	old_list_check(list);
	record_free(&record);
	old_list_free(list);
	return admitted;
}

void
rolls_load_plan(struct school_rolls *rolls, const char *programs)
{
	json_t *document = document_load_lines(programs);

	for (size_t i = 0; i < json_array_size(document); i++) {
		const json_t *item = json_array_get(document, i);
		const json_t *id = json_object_get(item, "id");
		const json_t *capacity = json_object_get(item, "capacity");

		if (!json_is_string(id) || !json_is_integer(capacity) ||
		    json_integer_value(capacity) < 0)
			settings_fail("programs",
			    "%s:%zu: a program has no id, or no capacity", programs,
			    i + 1);
		if (!school_rolls_plan(rolls,
			(struct span){ json_string_value(id), json_string_length(id) },
			json_integer_value(capacity)))
			allocate_fail();
	}
	json_decref(document);
}
