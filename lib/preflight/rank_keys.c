#include "preflight/rank_keys.h"

#include "order/ranking.h"

/* The last key of an entry; NULL: it has none. */
static const char *
last_key(const json_t *entry)
{
	const json_t *by = json_object_get(entry, "by");

	if (json_is_array(by))
		by = json_array_get(by, json_array_size(by) - 1);
	return json_string_value(by);
}

/* Whether no two records share a key. */
static bool
is_final(const char *key, const char *id)
{
	struct ranking_order order;
	size_t len = ranking_read_order(key, &order);
	struct span path = { key, len };

	return span_is(path, id) || span_begins(path, "draw.") ||
	       span_begins(path, "rank.");
}

static bool
check(const char *name, const json_t *entry, const char *id,
    struct preflight_findings *findings)
{
	const char *key = last_key(entry);
	const struct preflight_finding finding = { .severity = PREFLIGHT_WARNING,
		.code = "rank-may-tie",
		.field = span_of("rank"),
		.group = span_of(name),
		.reason = "its last key may be the same for two applicants, and the "
			  "run would end there: add a draw or the id, or say by "
			  "\"shared\" what a tie means" };

	if (key == NULL || is_final(key, id) ||
	    json_object_get(entry, "shared") != NULL)
		return true;
	return preflight_add(findings, &finding);
}

bool
rank_keys_check(
    const json_t *section, const char *id, struct preflight_findings *findings)
{
	json_t *entries = section == NULL ? NULL : json_deep_copy(section);
	bool fine = (entries == NULL) == (section == NULL);

	for (void *at = json_object_iter(entries); fine && at != NULL;
	     at = json_object_iter_next(entries, at))
		fine = check(
		    json_object_iter_key(at), json_object_iter_value(at), id, findings);
	json_decref(entries);
	return fine;
}
