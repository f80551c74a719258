/*
 * The towns and street offices of the country, each behind its province, city and
 * county: most are told by their endings, and all by a gazetteer.  Skipped where the
 * lists (../shared/data/codes) are not at hand.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "address/address.h"
#include "address/gazetteer.h"
#include "address/gazetteer_build.h"
#include "memory/array.h"
#include "record/writer.h"

enum { SKIP = 77, NAME_SIZE = 96, CODE_SIZE = 16 };

/* What the codes of the country list, from provinces to towns. */
static const struct level {
	const char *file;
	enum address_part part;
	size_t digits; /* of a code */
} levels[] = {
	{ "../shared/data/codes/provinces.csv", ADDRESS_PROVINCE, 2 },
	{ "../shared/data/codes/cities.csv", ADDRESS_CITY, 4 },
	{ "../shared/data/codes/areas.csv", ADDRESS_DISTRICT, 6 },
	{ "../shared/data/codes/streets.csv", ADDRESS_TOWN, 9 },
};

enum { LEVELS = sizeof levels / sizeof *levels };

struct division {
	char code[CODE_SIZE], name[NAME_SIZE];
};

static struct list {
	struct division *items;
	size_t count, room;
} lists[LEVELS];

/* 市辖区 and the like name no place. */
static bool
is_dummy(const char *name)
{
	return strcmp(name, "市辖区") == 0 || strcmp(name, "县") == 0 ||
	       strstr(name, "直辖县级") != NULL;
}

static bool
read_list(const struct level *level, struct list *list)
{
	FILE *file = fopen(level->file, "r");
	char line[512];

	if (file == NULL)
		return false;
	while (fgets(line, sizeof line, file) != NULL) {
		struct division d;

		if (sscanf(line, "%15[0-9],\"%95[^\"]\"", d.code, d.name) != 2)
			continue;
		assert(array_reserve(
		    &list->items, &list->room, list->count + 1, sizeof *list->items));
		list->items[list->count++] = d;
	}
	fclose(file);
	return true;
}

/* The name of what a code lies in; the lists are sorted by code. */
static const char *
name_of(size_t level, const char *code)
{
	const struct list *list = &lists[level];
	size_t from = 0, to = list->count, digits = levels[level].digits;

	while (from < to) {
		size_t middle = from + (to - from) / 2;
		int order = strncmp(list->items[middle].code, code, digits);

		if (order == 0)
			return is_dummy(list->items[middle].name)
				   ? ""
				   : list->items[middle].name;
		if (order < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return "";
}

/* "甘肃省/兰州市/城关区" with a separator of the caller's between the levels below one.
 */
static void
write_path(struct writer *w, size_t below, const char *code, const char *separator)
{
	writer_reset(w);
	for (size_t level = 0; level < below; level++) {
		const char *name = name_of(level, code);

		if (name[0] == '\0')
			continue;
		if (w->len > 0)
			writer_bytes(w, separator, strlen(separator));
		writer_bytes(w, name, strlen(name));
	}
	assert(!writer_failed(w));
}

static struct gazetteer *
make_gazetteer(void)
{
	struct gazetteer *g = gazetteer_new();
	struct writer path = { 0 };
	size_t wrong;

	for (size_t level = 0; level < LEVELS; level++)
		for (size_t i = 0; i < lists[level].count; i++) {
			const struct division *d = &lists[level].items[i];
			struct gazetteer_row row = { .part = levels[level].part,
				.name = span_of(d->name) };

			if (is_dummy(d->name))
				continue;
			write_path(&path, level, d->code, "/");
			row.within = (struct span){ path.text, path.len };
			assert(gazetteer_add(g, &row) == GAZETTEER_OK);
		}
	assert(gazetteer_finish(g, span_of(""), 0, &wrong) == GAZETTEER_OK);
	writer_free(&path);
	return g;
}

/* Whether the parts of an address are those that the lists say. */
static bool
is_right(const struct address *a, const struct division *town)
{
	for (size_t level = 0; level + 1 < LEVELS; level++) {
		const char *name = name_of(level, town->code);

		if (!span_is(a->parts[levels[level].part].text, name))
			return false;
	}
	return span_is(a->parts[ADDRESS_TOWN].text, town->name) &&
	       span_is(a->parts[ADDRESS_NUMBER].text, "12号");
}

/* A farm or a development zone is no town by its ending. */
static bool
has_ending(const char *name)
{
	static const char *const endings[] = { "镇", "乡", "街道", NULL };

	for (const char *const *ending = endings; *ending != NULL; ending++) {
		size_t len = strlen(*ending), all = strlen(name);

		if (all > len && strcmp(name + all - len, *ending) == 0)
			return true;
	}
	return false;
}

/* How many of all towns, of those with an ending, are read right, in hundredths of a
 * percent. */
static int
count_right(const struct gazetteer *g, const char *with)
{
	struct address_parser *parser = address_parser_new(g);
	const struct list *towns = &lists[LEVELS - 1];
	struct writer line = { 0 };
	size_t right = 0, count = 0;

	for (size_t i = 0; i < towns->count; i++) {
		const struct division *town = &towns->items[i];
		struct address a;

		if (!has_ending(town->name))
			continue;
		write_path(&line, LEVELS - 1, town->code, "");
		writer_bytes(&line, town->name, strlen(town->name));
		writer_bytes(&line, "12号", strlen("12号"));
		assert(!writer_failed(&line));
		assert(address_parse(parser, (struct span){ line.text, line.len }, &a));
		right += is_right(&a, town);
		count++;
		if (!is_right(&a, town) && getenv("SHOW") != NULL)
			printf("%.*s\n", (int)line.len, line.text);
	}
	printf("towns %s a gazetteer: %zu of %zu right\n", with, right, count);
	writer_free(&line);
	address_parser_free(parser);
	return (int)(right * 10000 / count);
}

int
main(void)
{
	struct gazetteer *g;

	for (size_t level = 0; level < LEVELS; level++)
		if (!read_list(&levels[level], &lists[level]))
			return SKIP;
	assert(count_right(NULL, "without") > 9750);
	g = make_gazetteer();
	assert(count_right(g, "with") > 9950);
	gazetteer_free(g);
	for (size_t level = 0; level < LEVELS; level++)
		free(lists[level].items);
	return 0;
}
