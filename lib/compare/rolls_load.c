#include "compare/rolls_load.h"

#include <stdlib.h>

#include "compare/old_list.h"
#include "seats/admission.h"
#include "seats/seat_plan.h"
#include "settings/allocate.h"

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

static bool
add_program(void *rolls, struct span id, uint32_t seats)
{
	return school_rolls_plan(rolls, id, seats);
}

void
rolls_load_plan(struct school_rolls *rolls, const char *programs)
{
	seat_plan_load("programs", programs, add_program, rolls);
}
