#include <assert.h>
#include <string.h>

#include "seats/market.h"
#include "seats/taking_part.h"

static struct taking_part_rules rules;
static struct record record;

/* The mark of a record, or NONE_SURE with the name of the condition that failed. */
enum { NONE_SURE = 1 };

static uint32_t
of(const char *line, const char **which)
{
	struct entry_fault fault;
	uint32_t mark;

	assert(record_parse(&record, line, strlen(line), NULL) == RECORD_OK);
	if (taking_part_mark(&rules, &record, &mark, &fault)) {
		assert(mark == 0 || mark >= WISH_MARKS);
		return mark;
	}
	assert(strcmp(fault.code, "rule-error") == 0 && fault.reason != NULL);
	*which = fault.field;
	return NONE_SURE;
}

int
main(void)
{
	json_t *constants = json_loads("{\"since\":2019}", 0, NULL);
	struct expression_error error;
	const char *which;

	record_init(&record);
	assert(taking_part_read(&rules, NULL, NULL, NULL, &which, &error) == NULL);
	assert(of("{}", &which) == 0);
	taking_part_free(&rules);

	assert(taking_part_read(&rules, "applicant.year < policy.since",
		   "applicant.any", constants, &which, &error) == NULL);
	assert(of("{\"year\":2020,\"any\":true}", &which) == 0);
	assert(of("{\"year\":2020,\"any\":false}", &which) == WISH_NOT_AGREED);
	/* Whether a locked applicant agreed is not asked. */
	assert(of("{\"year\":2018}", &which) == WISH_LOCKED);
	assert(of("{\"year\":2020}", &which) == NONE_SURE);
	assert(strcmp(which, "agreed") == 0);
	assert(of("{\"any\":true}", &which) == NONE_SURE);
	assert(strcmp(which, "locked") == 0);
	taking_part_free(&rules);

	assert(taking_part_read(
		   &rules, "true", "applicant.x +", NULL, &which, &error) != NULL);
	assert(strcmp(which, "agreed") == 0 && error.column == 14);
	taking_part_free(&rules);
	assert(taking_part_read(
		   &rules, "program.id == '1'", NULL, NULL, &which, &error) != NULL);
	assert(strcmp(which, "locked") == 0);
	taking_part_free(&rules);
	record_free(&record);
	json_decref(constants);
	return 0;
}
