#include <assert.h>
#include <string.h>

#include "seats/terms.h"

static struct record record;

static struct terms
read(struct term_book *book, const char *json, struct expression_value **program)
{
	json_t *object = json_loads(json, 0, NULL);
	struct terms terms = TERMS_EMPTY;
	struct terms_fault fault;

	assert(object != NULL && terms_read(book, object, &terms, &fault));
	*program = terms_of_program(book, &terms) ? expression_value_new(object) : NULL;
	json_decref(object);
	return terms;
}

/* The result of a record whose order in the round is 7, and its priority. */
static enum terms_result
test(struct term_book *book, const char *line, const struct terms *terms,
    const struct expression_value *program, uint32_t *priority)
{
	struct entry_fault fault;

	assert(record_parse(&record, line, strlen(line), NULL) == RECORD_OK);
	terms_next(book);
	return terms_test(book, terms, &record, program, 7, true, priority, &fault);
}

static void
test_all(struct term_book *book)
{
	struct expression_value *program;
	struct terms t = read(book,
	    "{\"id\":\"S\",\"eligible\":\"applicant.age >= policy.age\","
	    "\"tiers\":[\"applicant.near == program.id\",\"applicant.age < 9\"],"
	    "\"order\":\"own\",\"floor\":{\"value\":\"total\",\"line\":50.5,\"drop\":"
	    "20}}",
	    &program);
	uint32_t p;

	assert(program != NULL && terms_ask(&t) && terms_rank(&t));
	assert(test(book, "{\"age\":6,\"near\":\"S\",\"own\":3,\"total\":30.5}", &t,
		   program, &p) == TERMS_OPEN &&
	       p == 3);
	assert(test(book, "{\"age\":6,\"near\":\"T\",\"own\":3,\"total\":30.5}", &t,
		   program, &p) == TERMS_OPEN &&
	       p > 2147483000);
	assert(test(book, "{\"age\":6,\"near\":\"T\",\"own\":3,\"total\":30.4}", &t,
		   program, &p) == TERMS_BELOW_FLOOR);
	assert(test(book, "{\"age\":9,\"near\":\"T\",\"own\":3,\"total\":40}", &t,
		   program, &p) == TERMS_NOT_ELIGIBLE);
	assert(test(book, "{\"age\":5}", &t, program, &p) == TERMS_NOT_ELIGIBLE);
	assert(test(book, "{}", &t, program, &p) == TERMS_FAILED);
	expression_value_free(program);
}

/* Whether orders are seen to differ. */
static void
test_unique(struct term_book *book)
{
	struct expression_value *program;
	struct terms t = read(book, "{\"order\":\"own\"}", &program);
	uint32_t p;

	assert(program == NULL);
	assert(test(book, "{\"own\":3}", &t, NULL, &p) == TERMS_OPEN && p == 3);
	assert(terms_commit(book, 1));
	assert(test(book, "{\"own\":3}", &t, NULL, &p) == TERMS_OPEN);
	assert(terms_unique(book)); /* it took no part yet */
	assert(test(book, "{\"own\":4}", &t, NULL, &p) == TERMS_OPEN);
	assert(terms_commit(book, 2) && terms_unique(book));
	assert(test(book, "{\"own\":4}", &t, NULL, &p) == TERMS_OPEN);
	assert(terms_commit(book, 3) && !terms_unique(book));
}

int
main(void)
{
	json_t *constants = json_pack("{s:i}", "age", 6);
	struct term_book *book = terms_book_new(constants);

	test_all(book);
	test_unique(book);
	terms_book_free(book);
	terms_book_free(NULL);
	json_decref(constants);
	record_free(&record);
	return 0;
}
