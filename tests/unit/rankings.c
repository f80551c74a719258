#include <assert.h>
#include <string.h>

#include "seats/rankings.h"

static struct record record;

static void
add(struct rankings *r, uint32_t applicant, const char *line)
{
	assert(record_parse(&record, line, strlen(line), NULL) == RECORD_OK);
	terms_next(r->programs->book);
	assert(rankings_add(r, applicant, &record, 10 + applicant));
}

static bool
has(const struct rankings *r, uint32_t program, size_t at, uint32_t applicant)
{
	return (uint32_t)r->lists[r->list_of[program]].entries[at] == applicant;
}

static uint32_t
priority(const struct rankings *r, uint32_t program, size_t at)
{
	return (uint32_t)(r->lists[r->list_of[program]].entries[at] >> 32);
}

static uint32_t
count(const struct rankings *r, uint32_t program)
{
	return r->lists[r->list_of[program]].count;
}

int
main(void)
{
	json_t *document = json_loads(
	    "[{\"id\":\"A\",\"round\":\"r\",\"capacity\":1},"
	    " {\"id\":\"B\",\"round\":\"s\",\"capacity\":1},"
	    " {\"id\":\"C\",\"round\":\"r\",\"capacity\":9},"
	    " {\"id\":\"D\",\"round\":\"r\",\"capacity\":1,\"order\":\"own\","
	    "  \"floor\":{\"value\":\"total\",\"min\":5}},"
	    " {\"id\":\"E\",\"round\":\"r\",\"capacity\":1,\"order\":\"own\","
	    "  \"floor\":{\"value\":\"total\",\"min\":5.0}},"
	    " {\"id\":\"F\",\"round\":\"r\",\"capacity\":1,"
	    "  \"tiers\":[\"applicant.near == program.id\",\"true\"]},"
	    " {\"id\":\"G\",\"round\":\"r\",\"capacity\":1,"
	    "  \"tiers\":[\"applicant.near == program.id\",\"true\"]}]",
	    0, NULL);
	struct programs_fault fault;
	struct programs *p = programs_read(document, "r", NULL, &fault);
	struct rankings *r = rankings_new(p);

	assert(p != NULL && r != NULL);
	/* A and C ask the same, D and E too; F and G each mean themselves. */
	assert(r->count == 4);
	assert(r->list_of[0] == r->list_of[2] && r->list_of[3] == r->list_of[4]);
	assert(r->list_of[5] != r->list_of[6]);
	assert(r->list_of[1] == MARKET_NONE); /* another round's */
	assert(r->list_of[7] == MARKET_NONE); /* a choice that was left empty */

	record_init(&record);
	add(r, 0, "{\"own\":7,\"total\":5,\"near\":\"G\"}");
	add(r, 1, "{\"own\":6,\"total\":4.9,\"near\":\"x\"}"); /* below the floor */
	add(r, 2, "{\"total\":5}");                            /* no place, not near */
	add(r, 3, "{\"own\":3,\"total\":500,\"near\":\"F\"}");
	assert(count(r, 0) == 4 && priority(r, 0, 2) == 12);
	assert(count(r, 3) == 2 && has(r, 3, 0, 0) && has(r, 3, 1, 3));
	assert(priority(r, 3, 0) == 7 && priority(r, 3, 1) == 3);
	assert(count(r, 5) == 3 && has(r, 5, 2, 3));
	assert(priority(r, 5, 2) < priority(r, 5, 0)); /* a better tier */
	assert(priority(r, 6, 0) < priority(r, 6, 1));
	rankings_free(r);
	rankings_free(NULL);
	programs_free(p);
	record_free(&record);
	json_decref(document);
	return 0;
}
