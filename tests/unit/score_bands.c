#include <assert.h>
#include <string.h>

#include "seats/score_bands.h"

int
main(void)
{
	static const char *const bad[] = { "", "7,", "7,8", "7,7.0", "a", "7;6" };
	static const struct {
		const char *line;
		uint16_t band;
	} cases[] = { { "{\"s\":708}", 0 }, { "{\"s\":707.0}", 0 },
		{ "{\"s\":706.5}", 1 }, { "{\"s\":666.5}", 1 }, { "{\"s\":0}", 2 } };
	const char *why;
	struct path *path = path_new("s", &why);
	struct score_bands b = { .score = path };
	struct record record = { 0 };
	struct entry_fault fault;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct score_bands none = { .score = path };

		assert(score_bands_read(&none, bad[i]) != NULL);
		score_bands_free(&none);
	}
	assert(score_bands_read(&b, "707,666.5") == NULL && b.count == 2);
	for (uint32_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert(record_parse(&record, cases[i].line, strlen(cases[i].line),
			   NULL) == RECORD_OK);
		assert(score_bands_set(&b, i, &record, &fault));
		assert(b.band[i] == cases[i].band);
	}
	assert(record_parse(&record, "{\"s\":\"708\"}", 11, NULL) == RECORD_OK);
	assert(!score_bands_set(&b, 5, &record, &fault));
	assert(strcmp(fault.code, "score-not-number") == 0);
	assert(strcmp(fault.field, "s") == 0);
	score_bands_free(&b);
	path_free(path);
	record_free(&record);
	return 0;
}
