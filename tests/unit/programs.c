#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "seats/programs.h"
#include "text/numbering.h"

static struct span
text(const char *s)
{
	return span_of(s);
}

static json_t *
document(const char *json)
{
	json_t *array = json_loads(json, JSON_REJECT_DUPLICATES, NULL);

	assert(array != NULL);
	return array;
}

static void
test_rounds(void)
{
	json_t *d = document("[{\"id\":\"S01\",\"round\":\"first\",\"capacity\":480,"
			     "  \"school\":\"One\",\"name\":\"Day\",\"note\":1},"
			     " {\"id\":\"S02\",\"round\":\"second\",\"capacity\":7},"
			     " {\"id\":\"S03\",\"capacity\":0},"
			     " {\"id\":\"S04\",\"round\":[\"second\",\"first\"],"
			     "  \"capacity\":3}]");
	struct programs_fault fault;
	struct programs *p = programs_read(d, "first", NULL, &fault);

	assert(p != NULL && p->count == 4);
	assert(strcmp(p->round, "first") == 0);
	assert(p->offered[0] && !p->offered[1] && p->offered[2] && p->offered[3]);
	assert(p->capacity[0] == 480 && p->capacity[1] == 0);
	assert(p->capacity[2] == 0 && p->capacity[3] == 3);
	assert(programs_find(p, text("S02")) == 1);
	assert(programs_find(p, text("S05")) == NUMBERING_NONE);
	assert(
	    programs_id(p, 3).len == 3 && memcmp(programs_id(p, 3).at, "S04", 3) == 0);
	programs_free(p);
	json_decref(d);
}

/* Without the name of a round, the programs must know one and no other. */
static void
test_only_round(void)
{
	json_t *d = document("[{\"id\":\"A\",\"capacity\":1},"
			     " {\"id\":\"B\",\"round\":\"main\",\"capacity\":1},"
			     " {\"id\":\"C\",\"round\":[\"main\"],\"capacity\":1}]");
	struct programs_fault fault;
	struct programs *p = programs_read(d, NULL, NULL, &fault);

	assert(p != NULL && strcmp(p->round, "main") == 0);
	assert(p->offered[0] && p->offered[1] && p->offered[2]);
	programs_free(p);
	json_decref(d);
}

static void
test_faults(void)
{
	static const struct {
		const char *json, *round, *code, *field;
		size_t line;
	} cases[] = {
		{ "[{\"capacity\":1}]", "r", "program-no-id", "id", 1 },
		{ "[{\"id\":7,\"capacity\":1}]", "r", "program-no-id", "id", 1 },
		{ "[{\"id\":\"\",\"capacity\":1}]", "r", "program-no-id", "id", 1 },
		{ "[{\"id\":\"A\",\"capacity\":1},{\"id\":\"B\",\"capacity\":1},"
		  "{\"id\":\"A\",\"capacity\":1}]",
		    "r", "program-duplicate", "id", 3 },
		{ "[{\"id\":\"A\"}]", "r", "program-bad-capacity", "capacity", 1 },
		{ "[{\"id\":\"A\",\"capacity\":-1}]", "r", "program-bad-capacity",
		    "capacity", 1 },
		{ "[{\"id\":\"A\",\"capacity\":1.5}]", "r", "program-bad-capacity",
		    "capacity", 1 },
		{ "[{\"id\":\"A\",\"capacity\":\"480\"}]", "r", "program-bad-capacity",
		    "capacity", 1 },
		{ "[{\"id\":\"A\",\"capacity\":4294967295}]", "r",
		    "program-bad-capacity", "capacity", 1 },
		{ "[{\"id\":\"A\",\"capacity\":1,\"seats\":2}]", "r",
		    "program-unknown-key", "seats", 1 },
		{ "[{\"id\":\"A\",\"capacity\":1,\"tiers\":[]}]", "r",
		    "program-bad-tiers", "tiers", 1 },
		{ "[{\"id\":\"A\",\"capacity\":1,\"groups\":[]}]", "r",
		    "program-bad-groups", "groups", 1 },
		{ "[{\"id\":\"A\",\"capacity\":1,\"round\":1}]", "r",
		    "program-bad-round", "round", 1 },
		{ "[{\"id\":\"A\",\"capacity\":1,\"round\":[]}]", "r",
		    "program-bad-round", "round", 1 },
		{ "[{\"id\":\"A\",\"capacity\":1,\"round\":[\"r\",\"\"]}]", "r",
		    "program-bad-round", "round", 1 },
		{ "[{\"id\":\"A\",\"capacity\":1,\"round\":\"s\"}]", "r",
		    "round-unknown", NULL, 0 },
		{ "[]", "r", "round-unknown", NULL, 0 },
		{ "[]", NULL, "round-missing", NULL, 0 },
		{ "[{\"id\":\"A\",\"capacity\":1}]", NULL, "round-missing", NULL, 0 },
		{ "[{\"id\":\"A\",\"capacity\":1,\"round\":[\"r\",\"s\"]}]", NULL,
		    "round-missing", NULL, 0 },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		json_t *d = document(cases[i].json);
		struct programs_fault fault;

		assert(programs_read(d, cases[i].round, NULL, &fault) == NULL);
		assert(strcmp(fault.code, cases[i].code) == 0);
		assert((fault.field == NULL) == (cases[i].field == NULL));
		assert(fault.field == NULL || strcmp(fault.field, cases[i].field) == 0);
		assert(fault.line == cases[i].line);
		assert(fault.reason != NULL);
		json_decref(d);
	}
}

int
main(void)
{
	test_rounds();
	test_only_round();
	test_faults();
	return 0;
}
