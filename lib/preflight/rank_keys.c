#include "preflight/rank_keys.h"

#include "order/ranking.h"

struct sections {
	const json_t *rank, *draw;
	const char *id;
};

/* The last key of an entry; NULL: it has none. */
static const char *
last_key(const json_t *entry)
{
	const json_t *by = json_object_get(entry, "by");

	if (json_is_array(by))
		by = json_array_get(by, json_array_size(by) - 1);
	return json_string_value(by);
}

/* The name in "KIND.name.FIELD", or the same as a JSON Pointer; no text if a path is
 * not one of these. */
static struct span
name_in(struct span path, const char *kind, const char *field)
{
	char mark = span_begins(path, "/") ? '/' : '.';
	struct span name;

	if (mark == '/')
		span_cut(&path, mark);
	if (!span_is(span_cut(&path, mark), kind))
		return (struct span){ NULL, 0 };
	name = span_cut(&path, mark);
	return span_is(path, field) ? name : (struct span){ NULL, 0 };
}

/* The entry of a section that writes under a name; NULL: there is none. */
static const json_t *
entry_that_writes(const json_t *section, struct span name)
{
	const char *key;
	json_t *entry;

	json_object_foreach((json_t *)section, key, entry)
	{
		const char *as = json_string_value(json_object_get(entry, "as"));

		if (span_is(name, as != NULL ? as : key))
			return entry;
	}
	return NULL;
}

/* Whether the places of one rank differ wherever those of another one must. */
static bool
is_without_ties(const json_t *rank, const json_t *of)
{
	const json_t *within = json_object_get(rank, "within");

	return json_object_get(rank, "shared") == NULL &&
	       (within == NULL || json_equal(within, json_object_get(of, "within")));
}

/* Whether no two records share a key.  Of a draw or a rank that the policy does not
 * have, nothing is known, and it is believed. */
static bool
is_final(const char *key, const json_t *entry, const struct sections *s)
{
	struct ranking_order order;
	struct span path = { key, ranking_read_order(key, &order) };
	struct span drawn = name_in(path, "draw", "number");
	struct span ranked = name_in(path, "rank", "order");
	const json_t *from;

	if (span_is(path, s->id))
		return true;
	if (drawn.at != NULL) {
		from = entry_that_writes(s->draw, drawn);
		return json_object_get(from, "bundle") == NULL;
	}
	if (ranked.at == NULL)
		return false;
	from = entry_that_writes(s->rank, ranked);
	return from == NULL || is_without_ties(from, entry);
}

static bool
check(const char *name, const json_t *entry, const struct sections *s,
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

	if (key == NULL || is_final(key, entry, s) ||
	    json_object_get(entry, "shared") != NULL)
		return true;
	return preflight_add(findings, &finding);
}

bool
rank_keys_check(const json_t *rank, const json_t *draw, const char *id,
    struct preflight_findings *findings)
{
	const struct sections sections = { rank, draw, id };
	const char *name;
	json_t *entry;

	json_object_foreach((json_t *)rank, name, entry)
	{
		if (!check(name, entry, &sections, findings))
			return false;
	}
	return true;
}
