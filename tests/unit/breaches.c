#include <assert.h>
#include <string.h>

#include "audit/breaches.h"

#define NONE MARKET_NONE

/* B is the first and A the second on the roll; A is the first of the market. */
static const uint32_t who[] = { 1, 0 };

static const struct {
	struct breach breach;
	const char *text;
} cases[] = {
	{ { BREACH_OVER_CAPACITY, NONE, 0, NONE, NONE, 480, 481, NONE, NULL },
	    "{\"code\":\"over-capacity\",\"property\":\"P9\",\"program\":\"S01\","
	    "\"seats\":480,"
	    "\"filled\":481}" },
	{ { BREACH_FREE_SEAT, 0, 0, NONE, 2, 480, 479, NONE, NULL },
	    "{\"code\":\"free-seat\",\"property\":\"P10\",\"applicant\":\"A\","
	    "\"program\":\"S01\","
	    "\"choice\":3,\"seats\":480,\"filled\":479}" },
	{ { BREACH_JUSTIFIED_ENVY, 0, 0, 1, 0, 480, 480, NONE, NULL },
	    "{\"code\":\"justified-envy\",\"property\":\"P11\",\"applicant\":\"A\","
	    "\"program\":\"S01\","
	    "\"choice\":1,\"instead_of\":\"B\"}" },
	{ { BREACH_ORDER_TWICE, 1, NONE, 0, NONE, 0, 0, NONE, NULL },
	    "{\"code\":\"order-twice\",\"property\":\"P14\",\"applicant\":\"B\",\"same_"
	    "as\":\"A\"}" },
	{ { BREACH_SHARED_SPLIT, 0, 0, 1, 0, 480, 480, NONE, NULL },
	    "{\"code\":\"shared-split\",\"property\":\"P13\",\"applicant\":\"A\","
	    "\"program\":\"S01\","
	    "\"choice\":1,\"same_as\":\"B\"}" },
	{ { BREACH_BUNDLE_SPLIT, 0, NONE, 1, NONE, 0, 0, NONE, NULL },
	    "{\"code\":\"bundle-split\",\"property\":\"P13\",\"applicant\":\"A\","
	    "\"bound_to\":\"B\"}" },
	{ { BREACH_NOT_CHOSEN, 1, 0, NONE, NONE, 480, 1, NONE, NULL },
	    "{\"code\":\"not-chosen\",\"property\":\"P7\",\"applicant\":\"B\","
	    "\"program\":\"S01\"}" },
	{ { BREACH_WRONG_CHOICE, 1, 0, NONE, 1, 480, 1, NONE, NULL },
	    "{\"code\":\"wrong-choice\",\"property\":\"P7\",\"applicant\":\"B\","
	    "\"program\":\"S01\","
	    "\"choice\":2}" },
};

static bool
is(const struct writer *w, const char *want)
{
	return w->len == strlen(want) && memcmp(w->text, want, w->len) == 0;
}

int
main(void)
{
	json_t *document =
	    json_loads("[{\"id\":\"S01\",\"round\":\"r\",\"capacity\":480}]", 0, NULL);
	struct programs_fault fault;
	struct programs *programs = programs_read(document, NULL, NULL, &fault);
	struct roll *roll = roll_new(false);
	struct record record = { 0 };
	struct writer w = { 0 };
	uint32_t number;
	bool admitted;

	roll_call(roll, (struct span){ "B", 1 }, &record, &admitted, &number);
	roll_call(roll, (struct span){ "A", 1 }, &record, &admitted, &number);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		breaches_write(&w, &cases[i].breach, programs, roll, who);
		assert(is(&w, cases[i].text));
	}
	breaches_write_row(&w, "undecided", roll, 0, (struct span){ NULL, 0 }, NULL);
	assert(
	    is(&w, "{\"code\":\"undecided\",\"property\":\"P5\",\"applicant\":\"B\"}"));
	breaches_write_row(
	    &w, "unknown-program", roll, 1, (struct span){ "\"", 1 }, NULL);
	assert(is(&w, "{\"code\":\"unknown-program\",\"property\":\"P6\",\"applicant\":"
		      "\"A\",\"program\":\"\\\"\"}"));
	breaches_write_row(
	    &w, "wrong-cause", roll, 0, (struct span){ NULL, 0 }, "choice-unknown");
	assert(
	    is(&w, "{\"code\":\"wrong-cause\",\"property\":\"P4\",\"applicant\":\"B\","
		   "\"expected\":\"choice-unknown\"}"));
	breaches_write_cutoff(&w,
	    &(struct cutoff_breach){ "wrong-cutoff", 0, NONE, span_of("filled"), 3 },
	    programs);
	assert(is(&w, "{\"code\":\"wrong-cutoff\",\"property\":\"P17\",\"line\":3,"
		      "\"program\":\"S01\","
		      "\"field\":\"filled\"}"));
	writer_free(&w);
	roll_free(roll);
	programs_free(programs);
	json_decref(document);
	return 0;
}
