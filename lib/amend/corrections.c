#include <stdlib.h>
#include <string.h>

#include "amend/corrections.h"
#include "amend/json_patch.h"
#include "amend/merge_patch.h"
#include "cel/cel_time.h"
#include "memory/array.h"
#include "record/edits.h"
#include "text/fold.h"
#include "text/numbering.h"

#define AMENDED_KEY "amended"

struct corrections {
	const struct correction_rules *rules;
	struct correction *items;
	size_t count, room;
	struct numbering *ids;
	struct chain {
		uint32_t first, last; /* corrections of the id */
		bool met;             /* by a record */
	} * chains;                   /* of each id */
	size_t chain_room;
	struct record record; /* of a correction */
	struct splice splice;
	struct writer before, entry, scratch;
	struct folded one, other;
	bool no_memory;                /* it ran out where names were compared */
	struct signatures *signatures; /* of the file that is read; or NULL */
};

/* The texts of a correction; borrowed from its record. */
struct signed_by {
	struct span id, by, second, level, basis, at;
};

const char *
correction_code(const struct correction *c)
{
	static const char *const codes[] = {
		[CORRECTION_UNKNOWN_ID] = "correction-unknown-id",
		[CORRECTION_MALFORMED] = "correction-malformed",
		[CORRECTION_LATE] = "correction-late",
		[CORRECTION_UNSIGNED] = "correction-unsigned",
		[CORRECTION_ONE_PERSON] = "correction-one-person",
		[CORRECTION_NOT_AUTHORIZED] = "correction-not-authorized",
		[CORRECTION_DOUBLED] = "correction-doubled",
		[CORRECTION_PROTECTED] = "correction-protected",
		[CORRECTION_STALE] = "correction-stale",
		[CORRECTION_UNTESTED] = "correction-untested",
		[CORRECTION_TOO_LARGE] = "correction-too-large",
	};

	return c->outcome == CORRECTION_NO_RECORD ? record_fault_code(c->fault)
						  : codes[c->outcome];
}

const char *
correction_reason(const struct correction *c)
{
	static const char *const reasons[] = {
		[CORRECTION_UNKNOWN_ID] = "no record has this id",
		[CORRECTION_MALFORMED] = "it is missing, or not what a correction has",
		[CORRECTION_LATE] = "it was made after the deadline",
		[CORRECTION_UNSIGNED] =
		    "there is no valid signature of this person for the file",
		[CORRECTION_ONE_PERSON] = "two different persons are needed",
		[CORRECTION_NOT_AUTHORIZED] =
		    "the policy does not give this person this level",
		[CORRECTION_DOUBLED] =
		    "a correction with this basis was applied to the record already",
		[CORRECTION_PROTECTED] =
		    "it changes a field that is not to be corrected",
		[CORRECTION_STALE] =
		    "the record has another value than the one that is to be corrected",
		[CORRECTION_UNTESTED] =
		    "it does not say which value it corrects (was, or a test)",
		[CORRECTION_TOO_LARGE] =
		    "it has too many operations, or the record would be too large",
	};

	return c->outcome == CORRECTION_NO_RECORD ? record_fault_reason(c->fault)
						  : reasons[c->outcome];
}

size_t
corrections_count(const struct corrections *c)
{
	return c->count;
}

const struct correction *
corrections_at(const struct corrections *c, size_t index)
{
	return &c->items[index];
}

void
corrections_free(struct corrections *c)
{
	if (c == NULL)
		return;
	numbering_free(c->ids);
	record_free(&c->record);
	splice_free(&c->splice);
	writer_free(&c->before);
	writer_free(&c->entry);
	writer_free(&c->scratch);
	fold_free(&c->one);
	fold_free(&c->other);
	free(c->items);
	free(c->chains);
	free(c);
}

static const struct value *
member(struct record *r, const char *name)
{
	return record_member(r, &r->values[0], name, strlen(name));
}

/* Set an outcome; false, so that a check can end with it. */
static bool
set(struct correction *c, enum correction_outcome outcome, const char *field)
{
	c->outcome = outcome;
	c->field = field;
	return false;
}

/* The text of a member, which must not be empty. */
static bool
read_text(struct record *r, struct correction *c, const char *name, bool required,
    struct span *text)
{
	const struct value *v = member(r, name);

	*text = (struct span){ NULL, 0 };
	if (v == NULL && !required)
		return true;
	if (v == NULL || v->type != VALUE_STRING)
		return set(c, CORRECTION_MALFORMED, name);
	*text = record_text(r, v);
	return text->len > 0 || set(c, CORRECTION_MALFORMED, name);
}

/* Every member is one that a correction has. */
static bool
check_names(struct record *r, struct correction *c)
{
	static const char *const names[] = { "id", "by", "second", "level", "basis",
		"at", "reason", "case", "merge", "was", "patch", NULL };

	for (uint32_t n = 1; n < r->values[0].next; n = r->values[n + 1].next)
		if (!span_is_among(record_text(r, &r->values[n]), names))
			return set(c, CORRECTION_MALFORMED, NULL);
	return true;
}

/* A patch or a merge patch that does something. */
static bool
check_change(struct record *r, struct correction *c)
{
	const struct value *merge = member(r, "merge"), *patch = member(r, "patch");
	const struct value *was = member(r, "was"), *change;

	if ((merge == NULL) == (patch == NULL))
		return set(c, CORRECTION_MALFORMED, "merge");
	if (was != NULL && (merge == NULL || was->type != VALUE_OBJECT))
		return set(c, CORRECTION_MALFORMED, "was");
	change = merge != NULL ? merge : patch;
	if (change->type != (merge != NULL ? VALUE_OBJECT : VALUE_ARRAY) ||
	    change->next == (uint32_t)(change - r->values) + 1)
		return set(c, CORRECTION_MALFORMED, merge != NULL ? "merge" : "patch");
	return true;
}

static bool
check_time(const struct corrections *all, struct correction *c, struct span at)
{
	struct cel_value when = cel_timestamp_read(at), last;

	if (when.kind != CEL_TIMESTAMP)
		return set(c, CORRECTION_MALFORMED, "at");
	if (all->rules->deadline == NULL)
		return true;
	last = cel_timestamp_read(span_of(all->rules->deadline));
	return when.integer < last.integer ||
	       (when.integer == last.integer && when.nanoseconds <= last.nanoseconds) ||
	       set(c, CORRECTION_LATE, "at");
}

/* Whether two names are of one person, however they are typed. */
static bool
is_same_person(struct corrections *all, struct span a, struct span b)
{
	fold_reset(&all->one);
	fold_reset(&all->other);
	if (!fold_add(&all->one, a) || !fold_add(&all->other, b))
		all->no_memory = true;
	return span_same((struct span){ all->one.text, all->one.len },
	    (struct span){ all->other.text, all->other.len });
}

static bool
needs_two(const struct correction_rules *rules, struct span level)
{
	for (size_t i = 0; i < rules->two_persons.count; i++)
		if (span_is(level, rules->two_persons.items[i]) ||
		    strcmp(rules->two_persons.items[i], "all") == 0)
			return true;
	return false;
}

/* Whether the policy gives a person a level. */
static bool
has_level(const json_t *persons, struct span person, struct span level)
{
	const json_t *levels = json_object_getn(persons, person.at, person.len), *one;
	size_t i;

	if (json_is_string(levels))
		return span_is(level, json_string_value(levels));
	json_array_foreach(levels, i, one)
	{
		if (json_is_string(one) && span_is(level, json_string_value(one)))
			return true;
	}
	return false;
}

static bool
check_persons(struct corrections *all, struct correction *c, const struct signed_by *s)
{
	const struct correction_rules *rules = all->rules;
	const char *key = NULL, *second_key = NULL;
	if (s->second.at == NULL && needs_two(rules, s->level))
		return set(c, CORRECTION_ONE_PERSON, "second");
	if (s->second.at != NULL && is_same_person(all, s->by, s->second))
		return set(c, CORRECTION_ONE_PERSON, "second");
	if (rules->persons != NULL && !has_level(rules->persons, s->by, s->level))
		return set(c, CORRECTION_NOT_AUTHORIZED, "by");
	if (rules->persons != NULL && s->second.at != NULL &&
	    !has_level(rules->persons, s->second, s->level))
		return set(c, CORRECTION_NOT_AUTHORIZED, "second");
	if (all->signatures == NULL)
		return true;
	key = signatures_key(all->signatures, s->by);
	if (key == NULL)
		return set(c, CORRECTION_UNSIGNED, "by");
	if (s->second.at == NULL)
		return true;
	second_key = signatures_key(all->signatures, s->second);
	if (second_key == NULL)
		return set(c, CORRECTION_UNSIGNED, "second");
	/* Two names with one key are one person. */
	return strcmp(key, second_key) != 0 || set(c, CORRECTION_ONE_PERSON, "second");
}

/* Add a correction to those of its id. */
static bool
add_to_id(struct corrections *all, uint32_t index, struct span id)
{
	bool known;
	uint32_t number = numbering_add(all->ids, id, &known);
	struct chain *chain;

	if (number == NUMBERING_NONE || !array_reserve(&all->chains, &all->chain_room,
					    number + (size_t)1, sizeof *all->chains))
		return false;
	chain = &all->chains[number];
	if (known)
		all->items[chain->last].next = index;
	else
		*chain = (struct chain){ .first = index };
	chain->last = index;
	return true;
}

/* Parse the line of a correction; its texts can be read then. */
static enum record_fault
parse(struct corrections *all, const struct correction *c)
{
	enum record_fault fault =
	    record_parse(&all->record, c->line.at, c->line.len, NULL);

	return fault != RECORD_OK || record_prepare_texts(&all->record)
		   ? fault
		   : RECORD_NO_MEMORY;
}

/* Read a line, and judge all that can be judged without its record. */
static bool
read_line(struct corrections *all, uint32_t index)
{
	struct correction *c = &all->items[index];
	struct record *r = &all->record;
	struct signed_by s;
	struct span reason;

	c->fault = parse(all, c);
	if (c->fault == RECORD_NO_MEMORY)
		return false;
	if (c->fault != RECORD_OK) {
		c->outcome = CORRECTION_NO_RECORD;
		return true;
	}
	if (!check_names(r, c) || !read_text(r, c, "id", true, &s.id) ||
	    !read_text(r, c, "by", true, &s.by) ||
	    !read_text(r, c, "second", false, &s.second) ||
	    !read_text(r, c, "level", true, &s.level) ||
	    !read_text(r, c, "basis", true, &s.basis) ||
	    !read_text(r, c, "at", true, &s.at) ||
	    !read_text(r, c, "reason", true, &reason) || !check_change(r, c) ||
	    !check_time(all, c, s.at) || !check_persons(all, c, &s))
		return !all->no_memory;
	if (all->no_memory)
		return false;
	return add_to_id(all, index, s.id);
}

struct corrections *
corrections_new(const struct correction_rules *rules)
{
	struct corrections *all = calloc(1, sizeof *all);

	if (all == NULL)
		return NULL;
	all->rules = rules;
	all->ids = numbering_new();
	if (all->ids != NULL)
		return all;
	free(all);
	return NULL;
}

/* Room for one correction more. */
static bool
make_room(struct corrections *all)
{
	return all->count < NUMBERING_NONE - 1 &&
	       array_reserve(
		   &all->items, &all->room, all->count + 1, sizeof *all->items);
}

bool
corrections_add(struct corrections *all, const char *file, struct span bytes,
    struct signatures *signatures)
{
	const char *at = bytes.at, *end = bytes.at + bytes.len, *lf;

	all->signatures = signatures;
	for (uint64_t number = 1; at < end; at = lf + 1, number++) {
		lf = memchr(at, '\n', (size_t)(end - at));
		if (lf == NULL)
			lf = end;
		if (!make_room(all))
			return false;
		all->items[all->count++] = (struct correction){ .file = file,
			.line = { at, (size_t)(lf - at) },
			.number = number,
			.is_signed = signatures != NULL,
			.next = NUMBERING_NONE };
		if (!read_line(all, (uint32_t)all->count - 1))
			return false;
	}
	return true;
}

static enum correction_outcome
outcome_of(enum patch_fault fault)
{
	static const enum correction_outcome outcomes[] = { [PATCH_OK] =
								CORRECTION_APPLIED,
		[PATCH_MALFORMED] = CORRECTION_MALFORMED,
		[PATCH_NOWHERE] = CORRECTION_STALE,
		[PATCH_DIFFERS] = CORRECTION_STALE,
		[PATCH_UNTESTED] = CORRECTION_UNTESTED,
		[PATCH_PROTECTED] = CORRECTION_PROTECTED,
		[PATCH_TOO_LARGE] = CORRECTION_TOO_LARGE };

	return outcomes[fault];
}

/* Whether the record's list has a correction with this basis; *clear: it is a list. */
static bool
is_doubled(struct record *line, struct span basis, bool *clear)
{
	const struct value *list = member(line, AMENDED_KEY), *v;

	*clear = list == NULL || list->type == VALUE_ARRAY;
	if (list == NULL || !*clear)
		return false;
	for (uint32_t i = (uint32_t)(list - line->values) + 1; i < list->next;
	     i = line->values[i].next) {
		v = &line->values[i];
		v = v->type == VALUE_OBJECT ? record_member(line, v, "basis", 5) : NULL;
		if (v != NULL && v->type == VALUE_STRING &&
		    span_same(record_text(line, v), basis))
			return true;
	}
	return false;
}

/* Add the correction, without its id, to the list "amended" of the line. */
static enum record_fault
note(struct corrections *all, bool is_signed)
{
	struct splice *s = &all->splice;
	const struct value *list;
	struct span entry;

	writer_reset(&all->entry);
	edit_remove(&all->record, "id", NULL, &all->entry);
	if (is_signed && !writer_failed(&all->entry)) {
		while (all->entry.text[all->entry.len - 1] != '}')
			all->entry.len--;
		all->entry.len--;
		writer_bytes(
		    &all->entry, ",\"signed\":true}", strlen(",\"signed\":true}"));
	}
	if (writer_failed(&all->entry))
		return RECORD_NO_MEMORY;
	entry = (struct span){ all->entry.text, all->entry.len };
	list = member(&s->record, AMENDED_KEY);
	if (list != NULL) {
		uint32_t length = 0;

		for (uint32_t i = (uint32_t)(list - s->record.values) + 1;
		     i < list->next; i = s->record.values[i].next)
			length++;
		return splice_add_item(s, list, length, entry);
	}
	writer_reset(&all->scratch);
	writer_bytes(&all->scratch, "[", 1);
	writer_bytes(&all->scratch, entry.at, entry.len);
	writer_bytes(&all->scratch, "]", 1);
	if (writer_failed(&all->scratch))
		return RECORD_NO_MEMORY;
	return splice_add_member(s, &s->record.values[0], span_of(AMENDED_KEY),
	    (struct span){ all->scratch.text, all->scratch.len });
}

static enum patch_fault
change(struct corrections *all)
{
	const struct patch_rules rules = { .unchanging = all->rules->unchanging,
		.must_test = true };
	struct record *r = &all->record;
	const struct value *patch = member(r, "patch");

	return patch != NULL
		   ? json_patch_apply(&all->splice, r, patch, &rules, &all->scratch)
		   : merge_patch_apply(
			 &all->splice, r, member(r, "merge"), member(r, "was"), &rules);
}

/* Whether the line still has the id that the correction names. */
static bool
has_id(struct corrections *all, struct span id)
{
	struct span now;

	return path_string(all->rules->id, &all->splice.record, &now) == PATH_FOUND &&
	       span_same(now, id);
}

/* Change the line by one correction; false: no memory. */
static bool
apply_one(struct corrections *all, struct correction *c, struct span id)
{
	enum patch_fault fault;
	struct span basis;
	bool clear;

	if (parse(all, c) != RECORD_OK)
		return false;
	basis = record_text(&all->record, member(&all->record, "basis"));
	if (is_doubled(&all->splice.record, basis, &clear)) {
		c->outcome = CORRECTION_DOUBLED;
		return true;
	}
	fault = clear ? change(all) : PATCH_NOWHERE;
	c->outcome = outcome_of(fault);
	c->field = fault == PATCH_MALFORMED ? "patch" : NULL;
	if (fault == PATCH_OK && !has_id(all, id))
		c->outcome = CORRECTION_PROTECTED;
	if (c->outcome != CORRECTION_APPLIED)
		return fault != PATCH_NO_MEMORY;
	switch (note(all, c->is_signed)) {
	case RECORD_OK:
		return true;
	case RECORD_NO_MEMORY:
		return false;
	default:
		c->outcome = CORRECTION_TOO_LARGE;
		return true;
	}
}

enum corrections_step
corrections_apply(struct corrections *all, struct span id, const struct record *record,
    struct span *line)
{
	uint32_t number = numbering_find(all->ids, id);
	struct span now = { record->line, record->len };
	bool changed = false;

	if (number == NUMBERING_NONE)
		return CORRECTIONS_NONE;
	if (all->chains[number].met)
		return CORRECTIONS_TWICE;
	all->chains[number].met = true;
	for (uint32_t i = all->chains[number].first; i != NUMBERING_NONE;
	     i = all->items[i].next) {
		if (splice_begin(&all->splice, now) != RECORD_OK ||
		    !apply_one(all, &all->items[i], id))
			return CORRECTIONS_NO_MEMORY;
		if (all->items[i].outcome != CORRECTION_APPLIED)
			continue;
		changed = true;
		writer_reset(&all->before);
		writer_bytes(&all->before, all->splice.line.text, all->splice.line.len);
		if (writer_failed(&all->before))
			return CORRECTIONS_NO_MEMORY;
		now = (struct span){ all->before.text, all->before.len };
	}
	*line = now;
	return changed ? CORRECTIONS_CHANGED : CORRECTIONS_NONE;
}
