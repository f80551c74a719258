#include <assert.h>
#include <string.h>

#include "seats/term_classes.h"

static json_t *document;
static struct programs *programs;
static struct term_classes *classes;

enum {
	ALICE,
	BORIS,
	FLOOR,
	SAME_FLOOR,
	OTHER_FLOOR,
	OWN_ORDER,
	TIERS,
	SAME_TIERS,
	OF_PROGRAM,
	GROUPED,
	LATER,
	PLAIN,
	OTHER_TIERS
};

static void
make_classes(void)
{
	struct programs_fault fault;

	document = json_loads(
	    "[{\"id\":\"A\",\"capacity\":1,\"eligible\":\"applicant.a == 1\"},"
	    "{\"id\":\"B\",\"capacity\":2,\"eligible\":\"applicant.a == 1\"},"
	    "{\"id\":\"C\",\"capacity\":1,\"floor\":{\"value\":\"t\",\"min\":1.5}},"
	    "{\"id\":\"D\",\"capacity\":1,\"floor\":{\"value\":\"t\",\"line\":2,"
	    "\"drop\":0.5}},"
	    "{\"id\":\"E\",\"capacity\":1,\"floor\":{\"value\":\"t\",\"min\":15}},"
	    "{\"id\":\"F\",\"capacity\":1,\"order\":\"o\"},"
	    "{\"id\":\"G\",\"capacity\":1,\"tiers\":[\"applicant.a == 1\",\"true\"]},"
	    "{\"id\":\"H\",\"capacity\":1,\"tiers\":[\"applicant.a == 1\",\"true\"]},"
	    "{\"id\":\"I\",\"capacity\":1,\"eligible\":\"program.id == applicant.a\"},"
	    "{\"id\":\"J\",\"capacity\":1,\"groups\":[{\"id\":\"g\",\"seats\":1,"
	    "\"unfilled\":\"lapse\"}]},"
	    "{\"id\":\"K\",\"capacity\":1,\"round\":\"later\"},"
	    "{\"id\":\"L\",\"capacity\":1,\"round\":\"now\"},"
	    "{\"id\":\"M\",\"capacity\":1,\"tiers\":[\"true\",\"applicant.a == 1\"]}]",
	    0, NULL);
	assert(document != NULL);
	programs = programs_read(document, "now", NULL, &fault);
	assert(programs != NULL);
	classes = term_classes_new(programs);
	assert(classes != NULL);
}

static void
test_classes(void)
{
	const uint32_t *of = classes->of;

	assert(of[ALICE] == of[BORIS] && of[FLOOR] == of[SAME_FLOOR]);
	assert(of[FLOOR] != of[OTHER_FLOOR] && of[FLOOR] != of[ALICE]);
	assert(of[TIERS] == of[SAME_TIERS] && of[TIERS] != of[OTHER_TIERS]);
	assert(of[OWN_ORDER] != of[PLAIN] && of[LATER] != of[PLAIN]);
	assert(of[OF_PROGRAM] == TERM_CLASS_NONE && of[GROUPED] == TERM_CLASS_NONE);
	assert(of[programs_gap(programs)] == TERM_CLASS_NONE);
	assert(term_classes_like(classes, BORIS) == ALICE);
	assert(term_classes_like(classes, OF_PROGRAM) == OF_PROGRAM);
	assert(term_classes_like(classes, programs_gap(programs)) ==
	       programs_gap(programs));
	for (uint32_t a = 0; a < programs->count; a++)
		assert(of[term_classes_like(classes, a)] == of[a] &&
		       term_classes_like(classes, a) <= a);
	/* As terms_same() has it. */
	for (uint32_t a = 0; a < programs->count; a++)
		for (uint32_t b = 0; b < programs->count; b++)
			if (of[a] != TERM_CLASS_NONE && a != LATER && b != LATER)
				assert(
				    (of[a] == of[b]) ==
				    (of[b] != TERM_CLASS_NONE &&
					terms_same(programs->book, &programs->terms[a],
					    &programs->terms[b])));
}

static void
test_answers(void)
{
	uint32_t priority;

	term_classes_next(classes);
	assert(!term_classes_know(classes, ALICE, &priority));
	term_classes_keep(classes, ALICE, 7);
	assert(term_classes_know(classes, BORIS, &priority) && priority == 7);
	assert(!term_classes_know(classes, FLOOR, &priority));
	term_classes_keep(classes, OF_PROGRAM, 8);
	assert(!term_classes_know(classes, OF_PROGRAM, &priority));
	assert(!term_classes_know(classes, GROUPED, &priority));
	term_classes_next(classes);
	assert(!term_classes_know(classes, BORIS, &priority));
}

/* After 2^32 records the numbers begin again, and what was said is forgotten. */
static void
test_wrap(void)
{
	uint32_t priority;

	classes->record = 1;
	term_classes_keep(classes, ALICE, 7);
	classes->record = UINT32_MAX;
	term_classes_next(classes);
	assert(classes->record == 1);
	assert(!term_classes_know(classes, ALICE, &priority));
}

int
main(void)
{
	make_classes();
	test_classes();
	test_answers();
	test_wrap();
	term_classes_free(classes);
	term_classes_free(NULL);
	programs_free(programs);
	json_decref(document);
	return 0;
}
