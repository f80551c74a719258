#include <stdlib.h>
#include <string.h>

#include "record/byte_runs.h"
#include "record/equality.h"
#include "schema/schema_values.h"
#include "text/utf8.h"

bool
schema_values_number_holds(const struct check *check, const struct number *number)
{
	switch (check->kind) {
	case CHECK_MINIMUM:
		return number_compare(number, &check->with.number) >= 0;
	case CHECK_EXCLUSIVE_MINIMUM:
		return number_compare(number, &check->with.number) > 0;
	case CHECK_MAXIMUM:
		return number_compare(number, &check->with.number) <= 0;
	case CHECK_EXCLUSIVE_MAXIMUM:
		return number_compare(number, &check->with.number) < 0;
	default:
		return number_is_multiple(number, check->with.number.value);
	}
}

/* A character has one to four bytes, so that most texts need not be counted. */
bool
schema_values_length_holds(const struct check *check, struct span text)
{
	size_t bound = check->with.count;

	if (check->kind == CHECK_MIN_LENGTH)
		return text.len >= bound && (text.len / 4 >= bound ||
						utf8_count(text.at, text.len) >= bound);
	return text.len <= bound || utf8_count(text.at, text.len) <= bound;
}

size_t
schema_values_count_items(const struct run *run, uint32_t array)
{
	size_t count = 0;

	for (uint32_t n = array + 1; n < run->values[array].next;
	     n = run->values[n].next)
		count++;
	return count;
}

/* Empty slots, at least twice as many as items; NULL if there is no memory. */
static struct seen_item *
make_seen(struct run *run, size_t items, size_t *mask)
{
	struct schema *s = run->schema;
	size_t slots = 4;

	while (slots < items * 2)
		slots *= 2;
	if (slots > s->seen_room) {
		free(s->seen);
		s->seen = malloc(slots * sizeof *s->seen);
		s->seen_room = s->seen != NULL ? slots : 0;
	}
	*mask = slots - 1;
	if (s->seen == NULL)
		run->no_memory = true;
	else
		memset(s->seen, 0, slots * sizeof *s->seen);
	return s->seen;
}

/* A string of up to 8 bytes without escapes as a number, which is another for each. */
static bool
is_short_text(const struct record *r, const struct value *v, uint64_t *number)
{
	uint32_t len = v->end - v->at - 2;

	if (v->type != VALUE_STRING || v->escaped || len > 8 || len == 0 || v->end < 9)
		return false;
	*number = byte_runs_load(r->line + v->end - 9) >> (64 - 8 * len);
	return true;
}

/* Whether the items are FEW short texts at the most; then *unique is set. */
static bool
are_few_texts(const struct run *run, uint32_t array, size_t count, bool *unique)
{
	enum { FEW = 16 };
	uint64_t numbers[FEW];
	size_t known = 0;
	bool same = false;

	if (count > FEW)
		return false;
	for (uint32_t n = array + 1; n < run->values[array].next;
	     n = run->values[n].next, known++) {
		if (!is_short_text(run->record, &run->values[n], &numbers[known]))
			return false;
		for (size_t i = 0; i < known; i++)
			same |= numbers[i] == numbers[known];
	}
	*unique = !same;
	return true;
}

bool
schema_values_are_unique(struct run *run, uint32_t array)
{
	size_t count = schema_values_count_items(run, array), mask;
	struct seen_item *seen;
	bool unique;

	if (count < 2)
		return true;
	if (are_few_texts(run, array, count, &unique))
		return unique;
	if ((seen = make_seen(run, count, &mask)) == NULL)
		return true;
	for (uint32_t n = array + 1; n < run->values[array].next;
	     n = run->values[n].next) {
		const struct value *v = &run->values[n];
		uint64_t hash = equality_hash(run->record, v, &run->no_memory);
		size_t slot = (hash >> 32) & mask;

		for (; seen[slot].at != 0; slot = (slot + 1) & mask)
			if (seen[slot].hash == hash &&
			    equality_holds(run->record, v, run->record,
				&run->values[seen[slot].at], &run->no_memory))
				return false;
		seen[slot] = (struct seen_item){ .hash = hash, .at = n };
	}
	return true;
}
