#include <assert.h>
#include <string.h>

#include "seats/standing.h"

static struct standing_rules rules;
static struct record record;

static enum standing
of(const char *line, const char **which)
{
	const char *why = NULL;
	enum standing standing;

	assert(record_parse(&record, line, strlen(line), NULL) == RECORD_OK);
	standing = standing_of(&rules, &record, which, &why);
	assert((standing == STANDING_UNKNOWN) == (why != NULL));
	return standing;
}

int
main(void)
{
	json_t *constants = json_loads("{\"since\":2019}", 0, NULL);
	struct expression_error error;
	const char *which;

	record_init(&record);
	assert(standing_read(&rules, NULL, NULL, NULL, &which, &error) == NULL);
	assert(of("{}", &which) == STANDING_TAKES_PART);
	standing_free(&rules);

	assert(standing_read(&rules, "applicant.year < policy.since", "applicant.any",
		   constants, &which, &error) == NULL);
	assert(of("{\"year\":2020,\"any\":true}", &which) == STANDING_TAKES_PART);
	assert(of("{\"year\":2020,\"any\":false}", &which) == STANDING_NOT_AGREED);
	/* Who is locked is not asked whether he agreed. */
	assert(of("{\"year\":2018}", &which) == STANDING_LOCKED);
	assert(of("{\"year\":2020}", &which) == STANDING_UNKNOWN);
	assert(strcmp(which, "agreed") == 0);
	assert(of("{\"any\":true}", &which) == STANDING_UNKNOWN);
	assert(strcmp(which, "locked") == 0);
	standing_free(&rules);

	assert(standing_read(&rules, "true", "applicant.x +", NULL, &which, &error) !=
	       NULL);
	assert(strcmp(which, "agreed") == 0 && error.column == 14);
	standing_free(&rules);
	assert(standing_read(&rules, "program.id == '1'", NULL, NULL, &which, &error) !=
	       NULL);
	assert(strcmp(which, "locked") == 0);
	standing_free(&rules);
	record_free(&record);
	json_decref(constants);
	return 0;
}
