#include <assert.h>
#include <string.h>

#include "seats/taking_part.h"

static struct taking_part_rules rules;
static struct record record;

static enum taking_part
of(const char *line, const char **which)
{
	const char *why = NULL;
	enum taking_part standing;

	assert(record_parse(&record, line, strlen(line), NULL) == RECORD_OK);
	standing = taking_part_of(&rules, &record, which, &why);
	assert((standing == TAKING_PART_UNKNOWN) == (why != NULL));
	return standing;
}

int
main(void)
{
	json_t *constants = json_loads("{\"since\":2019}", 0, NULL);
	struct expression_error error;
	const char *which;

	record_init(&record);
	assert(taking_part_read(&rules, NULL, NULL, NULL, &which, &error) == NULL);
	assert(of("{}", &which) == TAKING_PART_TAKES_PART);
	taking_part_free(&rules);

	assert(taking_part_read(&rules, "applicant.year < policy.since",
		   "applicant.any", constants, &which, &error) == NULL);
	assert(of("{\"year\":2020,\"any\":true}", &which) == TAKING_PART_TAKES_PART);
	assert(of("{\"year\":2020,\"any\":false}", &which) == TAKING_PART_NOT_AGREED);
	/* Who is locked is not asked whether he agreed. */
	assert(of("{\"year\":2018}", &which) == TAKING_PART_LOCKED);
	assert(of("{\"year\":2020}", &which) == TAKING_PART_UNKNOWN);
	assert(strcmp(which, "agreed") == 0);
	assert(of("{\"any\":true}", &which) == TAKING_PART_UNKNOWN);
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
