#include "preflight/round_faults.h"

#include <stdlib.h>
#include <string.h>

#include "memory/array.h"

/* The share of records that a run may set aside. */
enum { ONE_IN = 50 };

static bool
is_same(const struct round_fault *known, const struct entry_fault *f)
{
	if (strcmp(known->code, f->code) != 0)
		return false;
	if (known->field == NULL || f->field == NULL)
		return known->field == NULL && f->field == NULL;
	return strcmp(known->field, f->field) == 0;
}

bool
round_faults_add(struct round_faults *faults, const struct entry_fault *f,
    struct record *record, const char *file, uint64_t line)
{
	struct round_fault new = { .code = f->code, .reason = f->reason, .count = 1 };

	for (size_t i = 0; i < faults->count; i++)
		if (is_same(&faults->all[i], f)) {
			faults->all[i].count++;
			return true;
		}
	if (!array_reserve(
		&faults->all, &faults->room, faults->count + 1, sizeof *faults->all))
		return false;
	if (f->field != NULL) {
		new.field = malloc(strlen(f->field) + 1);
		if (new.field == NULL)
			return false;
		memcpy(new.field, f->field, strlen(f->field) + 1);
	}
	faults->all[faults->count++] = new;
	return record_place_note(
	    &faults->all[faults->count - 1].first, record, file, line);
}

bool
round_faults_tell(const struct round_faults *faults, struct span round,
    uint64_t records, struct preflight_findings *findings)
{
	for (size_t i = 0; i < faults->count; i++) {
		const struct round_fault *f = &faults->all[i];
		const struct preflight_finding finding = {
			.severity = f->count * ONE_IN > records ? PREFLIGHT_ERROR
								: PREFLIGHT_WARNING,
			.code = f->code,
			.field = f->field == NULL ? (struct span){ NULL, 0 }
						  : span_of(f->field),
			.round = round,
			.file = span_of(f->first.file),
			.line = f->first.line,
			.count = f->count,
			.of = records,
			.reason = f->reason,
		};

		if (!preflight_add(findings, &finding))
			return false;
	}
	return true;
}

void
round_faults_free(struct round_faults *faults)
{
	for (size_t i = 0; i < faults->count; i++) {
		free(faults->all[i].field);
		record_place_free(&faults->all[i].first);
	}
	free(faults->all);
	*faults = (struct round_faults){ 0 };
}
