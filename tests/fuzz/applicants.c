#include <stdint.h>
#include <stdlib.h>

#include "audit/row_digest.h"
#include "seats/admission.h"
#include "seats/applicants.h"

#include "target.h"

/* Any record as an applicant: no fault may leave a trace in the arrays. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static json_t *document;
	static struct programs *programs;
	static struct path *choices, *order;
	static struct record record;
	static struct row_digests *digests;
	struct programs_fault programs_fault;
	struct entry_fault fault;
	struct admission admission;
	struct applicants *a;
	const char *why;

	if (programs == NULL) {
		document = json_loads(
		    "[{\"id\":\"S1\",\"capacity\":1},{\"id\":\"S2\",\"capacity\":1}]",
		    0, NULL);
		programs = programs_read(document, "r", NULL, &programs_fault);
		choices = path_new("choices", &why);
		order = path_new("order", &why);
		digests = row_digests_new();
	}
	if (record_parse(&record, (const char *)data, size, NULL) != RECORD_OK)
		return 0;
	a = applicants_new(programs, choices, order);
	for (int i = 0; i < 3; i++) {
		uint32_t before = a->count;

		if (!applicants_add(a, &record, 0, NULL, &fault) && a->count != before)
			abort();
		for (uint64_t c = a->first[0]; c < a->first[a->count]; c++)
			if (a->choices[c] > programs_gap(programs))
				abort();
	}
	applicants_free(a);
	admission_read(&record, &admission);
	row_digest(digests, &record, ADMISSION_KEY);
	row_value_digest(digests, &record, ADMISSION_KEY);
	return 0;
}
