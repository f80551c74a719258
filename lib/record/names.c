#include <stdlib.h>
#include <string.h>

#include "record/names.h"
#include "record/scan.h"
#include "record/span.h"

static bool
same_bytes(const char *line, const struct value *a, const struct value *b)
{
	return a->end - a->at == b->end - b->at &&
	       memcmp(line + a->at, line + b->at, a->end - a->at) == 0;
}

bool
names_stand_before(
    const char *line, const struct value *values, uint32_t object, uint32_t name)
{
	for (uint32_t n = object + 1; n < name; n = values[n + 1].next)
		if (same_bytes(line, &values[n], &values[name]))
			return true;
	return false;
}

void
names_copy(const struct names *names, uint64_t seen[4])
{
	for (int i = 0; i < 4; i++)
		seen[i] = names_kept_up(names) ? names->seen[i] : UINT64_MAX;
}

struct named {
	uint64_t hash;
	struct span text;
};

/*
 * By hash, then as texts: names that were made to have one hash cost no more than a
 * sort of texts does.
 */
static int
compare_names(const void *a, const void *b)
{
	const struct named *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	if (x->text.len != y->text.len)
		return x->text.len < y->text.len ? -1 : 1;
	return memcmp(x->text.at, y->text.at, x->text.len);
}

static bool
holds_twice(struct named *all, size_t count)
{
	qsort(all, count, sizeof *all, compare_names);
	for (size_t i = 1; i < count; i++)
		if (compare_names(&all[i - 1], &all[i]) == 0)
			return true;
	return false;
}

/* Room for all names of an object with their escapes undone. */
static size_t
names_length(const struct names *names, const struct value *values, uint32_t object)
{
	size_t len = 0;
	uint32_t n = object + 1;

	for (uint32_t i = 0; i < names->count; i++, n = values[n + 1].next)
		len += values[n].end - values[n].at;
	return len;
}

static void
read_names(const struct names *names, const char *line, const struct value *values,
    uint32_t object, struct named *all, char *text)
{
	uint32_t n = object + 1;

	for (uint32_t i = 0; i < names->count; i++, n = values[n + 1].next) {
		const char *at = line + values[n].at + 1;
		size_t len = scan_unescape(at, line + values[n].end - 1, text);

		all[i] = (struct named){ names_hash(text, len), { text, len } };
		text += len;
	}
}

enum names_check
names_sort(const struct names *names, const char *line, const struct value *values,
    uint32_t object)
{
	struct named *all;
	char *text;
	enum names_check check = NAMES_NO_MEMORY;

	all = malloc(names->count * sizeof *all);
	text = malloc(names_length(names, values, object));
	if (all != NULL && text != NULL) {
		read_names(names, line, values, object, all, text);
		check =
		    holds_twice(all, names->count) ? NAMES_OCCUR_TWICE : NAMES_DIFFER;
	}
	free(all);
	free(text);
	return check;
}
