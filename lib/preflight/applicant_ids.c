#include "preflight/applicant_ids.h"

#include "text/numbering.h"

bool
applicant_ids_add(struct applicant_ids *ids, struct path *path, struct record *record,
    const char *file, uint64_t line)
{
	struct span id;
	enum path_found found = path_string(path, record, &id);
	bool known;

	if (ids->seen == NULL && (ids->seen = numbering_new()) == NULL)
		return false;
	ids->records++;
	if (found == PATH_NO_MEMORY)
		return false;
	if (found != PATH_FOUND) {
		ids->missing++;
		return record_place_note(&ids->first_missing, record, file, line);
	}
	if (numbering_add(ids->seen, id, &known) == NUMBERING_NONE)
		return false;
	if (!known)
		return true;
	ids->twice++;
	return record_place_note(&ids->first_twice, record, file, line);
}

static bool
tell(const struct applicant_ids *ids, const struct path *path, const char *code,
    uint64_t count, const struct record_place *first, const char *reason,
    struct preflight_findings *findings)
{
	const struct preflight_finding finding = { .severity = PREFLIGHT_ERROR,
		.code = code,
		.field = span_of(path_text(path)),
		.file = first->file == NULL ? (struct span){ NULL, 0 }
					    : span_of(first->file),
		.line = first->line,
		.count = count,
		.of = ids->records,
		.reason = reason };

	return count == 0 || preflight_add(findings, &finding);
}

bool
applicant_ids_check(const struct applicant_ids *ids, const struct path *path,
    struct preflight_findings *findings)
{
	return tell(ids, path, "id-missing", ids->missing, &ids->first_missing,
		   "records have no id, or one that is no text: correct the map",
		   findings) &&
	       tell(ids, path, "id-twice", ids->twice, &ids->first_twice,
		   "records have the id of another one: is a table there twice?",
		   findings);
}

void
applicant_ids_free(struct applicant_ids *ids)
{
	numbering_free(ids->seen);
	record_place_free(&ids->first_missing);
	record_place_free(&ids->first_twice);
	*ids = (struct applicant_ids){ 0 };
}
