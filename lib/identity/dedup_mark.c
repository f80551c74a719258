#include "identity/dedup_mark.h"

#include <stdio.h>
#include <string.h>

#include "identity/homes.h"
#include "identity/record_groups.h"
#include "text/hex.h"

void
dedup_mark_write_id(struct writer *w, const struct dedup_records *r, uint32_t record)
{
	struct span id = roster_id(r->roster, record);
	char line[24];
	struct writer place = { 0 };

	if (id.len > 0) {
		writer_raw(w, id);
		return;
	}
	snprintf(line, sizeof line, ":%llu",
	    (unsigned long long)roster_line(r->roster, record));
	writer_bytes(&place, roster_file(r->roster, record),
	    strlen(roster_file(r->roster, record)));
	writer_bytes(&place, line, strlen(line));
	if (writer_failed(&place))
		w->failed = true;
	else
		writer_string_span(w, (struct span){ place.text, place.len });
	writer_free(&place);
}

static bool
agree(const struct dedup_records *r, size_t key, uint32_t a, uint32_t b)
{
	struct digest x = r->digests[(size_t)a * r->keys->count + key];

	return digest_is_value(x) &&
	       digest_equals(x, r->digests[(size_t)b * r->keys->count + key]);
}

const char *
dedup_mark_field(const struct dedup_records *r, uint32_t a, uint32_t b)
{
	for (size_t key = 0; key < r->keys->count; key++)
		if (agree(r, key, a, b))
			return r->keys->items[key].name;
	return "match";
}

/* Thousandths of a bit, as bits. */
static void
write_bits(struct writer *w, const char *name, int32_t thousandths)
{
	struct decimal bits = { thousandths, 3 };

	while (bits.scale > 0 && bits.units % 10 == 0) {
		bits.units /= 10;
		bits.scale--;
	}
	writer_name(w, name);
	writer_decimal(w, bits);
}

static void
write_comparisons(
    struct writer *w, const struct dedup_records *r, uint32_t a, uint32_t b)
{
	uint64_t levels = dedup_records_levels(r, a, b);
	int32_t weights[MODEL_MAX_COMPARISONS];

	dedup_records_score(r, a, b, weights);
	for (size_t i = 0; i < r->match->compare_count; i++) {
		const struct compare_rule *rule = &r->match->compare[i];
		unsigned level = model_level(levels, i);

		if (level == COMPARISON_MISSING)
			continue;
		writer_open_object(w);
		writer_name(w, "compare");
		writer_string(w, rule->name);
		writer_name(w, "level");
		writer_string(
		    w, level < rule->comparison.count ? rule->levels[level] : "none");
		write_bits(w, "weight", weights[i]);
		writer_close_object(w);
	}
}

/* In which keys and comparisons two records agree, and the score. */
static void
write_evidence(struct writer *w, const struct dedup_records *r, uint32_t a, uint32_t b)
{
	writer_name(w, "with");
	dedup_mark_write_id(w, r, b);
	writer_name(w, "evidence");
	writer_open_array(w);
	for (size_t key = 0; key < r->keys->count; key++) {
		if (!agree(r, key, a, b))
			continue;
		writer_open_object(w);
		writer_name(w, "key");
		writer_string(w, r->keys->items[key].name);
		writer_name(w, "strength");
		writer_string(w, strength_words[r->keys->items[key].strength]);
		writer_close_object(w);
	}
	if (r->match != NULL)
		write_comparisons(w, r, a, b);
	writer_close_array(w);
	if (r->match != NULL)
		write_bits(w, "score", dedup_records_score(r, a, b, NULL));
}

static void
write_cluster(struct writer *w, const struct dedup_records *r, uint32_t name)
{
	writer_name(w, "cluster");
	dedup_mark_write_id(w, r, name);
}

static void
write_duplicate(struct writer *w, const struct dedup_records *r,
    const struct dedup_verdicts *v, uint32_t record, uint32_t other)
{
	enum strength strength = dedup_verdicts_strength(v, record, other);

	write_cluster(w, r, v->linkage.names[STRENGTH_WEAK][record]);
	writer_name(w, "strength");
	writer_string(
	    w, strength_words[strength < STRENGTHS ? strength : STRENGTH_WEAK]);
	write_evidence(w, r, record, other);
}

/* Whether a twin is listed: not the same person again, and not one who was set aside.
 */
static bool
is_listed(const struct dedup_verdicts *v, uint32_t record, uint32_t twin)
{
	const uint32_t *persons = v->linkage.names[STRENGTH_CERTAIN];

	return twin != record && v->kept[twin] == twin &&
	       persons[twin] != persons[record];
}

static bool
has_twin(const struct dedup_verdicts *v, uint32_t record)
{
	const struct clusters *c = &v->twins;

	for (uint32_t at = clusters_next(c, record); at != record;
	     at = clusters_next(c, at))
		if (is_listed(v, record, at))
			return true;
	return false;
}

/* In the order of their ids, from the first one of the cluster. */
static void
write_twins(struct writer *w, const struct dedup_records *r,
    const struct dedup_verdicts *v, uint32_t record)
{
	struct clusters *c = (struct clusters *)&v->twins;
	uint32_t first = clusters_find(c, record), at = first;

	writer_name(w, "twins");
	writer_open_array(w);
	do {
		if (is_listed(v, record, at))
			dedup_mark_write_id(w, r, at);
		at = clusters_next(c, at);
	} while (at != first);
	writer_close_array(w);
}

/* The earlier use: the year and the school, and no person. */
static void
write_home(
    struct writer *w, const struct dedup_records *r, uint32_t user, struct span school)
{
	writer_name(w, "home");
	writer_open_object(w);
	writer_name(w, "year");
	writer_integer(w, r->years[user]);
	if (school.at != NULL) {
		writer_name(w, "school");
		writer_raw(w, school);
	}
	writer_close_object(w);
}

static void
write_split(struct writer *w, const struct dedup_records *r,
    const struct dedup_verdicts *v, uint32_t record)
{
	static const char *const reasons[] = { "", "ids", "chain", "taken", "twins" };

	writer_name(w, "split");
	writer_open_object(w);
	writer_name(w, "from");
	dedup_mark_write_id(w, r, v->linkage.split_from[record]);
	writer_name(w, "why");
	writer_string(w, reasons[v->linkage.split_why[record]]);
	writer_close_object(w);
}

static bool
lacks_any(const struct dedup_records *r, uint32_t record)
{
	for (size_t key = 0; key < r->keys->count; key++)
		if (dedup_records_lacks(r, record, key))
			return true;
	return false;
}

static void
write_lacks(struct writer *w, const struct dedup_records *r, uint32_t record)
{
	writer_name(w, "lacks");
	writer_open_array(w);
	for (size_t key = 0; key < r->keys->count; key++)
		if (dedup_records_lacks(r, record, key))
			writer_string(w, r->keys->items[key].name);
	writer_close_array(w);
}

static void
write_pseudonyms(struct writer *w, const struct dedup_records *r, uint32_t record)
{
	writer_name(w, "pseudonyms");
	writer_open_object(w);
	for (size_t key = 0; key < r->keys->count; key++) {
		const unsigned char *bytes =
		    r->pseudonyms +
		    ((size_t)record * r->keys->count + key) * IDENTITY_PSEUDONYM;
		char text[2 * IDENTITY_PSEUDONYM];

		if (dedup_records_lacks(r, record, key))
			continue;
		hex_write(text, bytes, IDENTITY_PSEUDONYM);
		writer_name(w, r->keys->items[key].name);
		writer_string_span(w, (struct span){ text, sizeof text });
	}
	writer_close_object(w);
}

/* One to one, it is no news that a record that has its link did not get another one. */
static bool
is_split(const struct dedup_verdicts *v, uint32_t record)
{
	enum linkage_split why = v->linkage.split_why[record];

	return why != LINKAGE_WHOLE &&
	       (why != LINKAGE_TAKEN || v->linkage.partners[record] == LINKAGE_NONE);
}

bool
dedup_mark_write(struct writer *w, const struct dedup_records *r,
    const struct dedup_verdicts *v, uint32_t record, struct span school, bool all)
{
	uint32_t partner = dedup_verdicts_partner(v, record);
	bool double_ = partner != LINKAGE_NONE && (all || v->kept[partner] == partner);
	bool twin = v->has_twins && has_twin(v, record);
	uint32_t user = v->users == NULL ? HOMES_NONE : v->users[record];
	bool split = is_split(v, record);
	bool lacks = lacks_any(r, record);

	if (!double_ && !twin && user == HOMES_NONE && !split && !lacks &&
	    !r->with_pseudonyms)
		return false;
	writer_open_object(w);
	if (double_ || twin || user != HOMES_NONE) {
		writer_name(w, "kind");
		writer_string(w, double_ ? "duplicate" : twin ? "twins" : "same-home");
	}
	if (double_)
		write_duplicate(w, r, v, record, partner);
	else if (twin)
		write_cluster(
		    w, r, clusters_find((struct clusters *)&v->twins, record));
	if (twin)
		write_twins(w, r, v, record);
	if (user != HOMES_NONE)
		write_home(w, r, user, school);
	if (split)
		write_split(w, r, v, record);
	if (lacks)
		write_lacks(w, r, record);
	if (r->with_pseudonyms)
		write_pseudonyms(w, r, record);
	writer_close_object(w);
	return true;
}

void
dedup_mark_write_reject(struct writer *w, const struct dedup_records *r,
    const struct dedup_verdicts *v, uint32_t record)
{
	writer_open_object(w);
	writer_name(w, "kind");
	writer_string(w, "duplicate");
	write_duplicate(w, r, v, record, v->kept[record]);
	writer_close_object(w);
}
