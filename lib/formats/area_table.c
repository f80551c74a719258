#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "formats/area_table.h"
#include "memory/array.h"

/* One code and the last year in which it could be given, UINT16_MAX: still. */
struct area {
	uint32_t code;
	uint16_t last;
};

struct area_table {
	struct area *items;
	size_t count, room;
};

static bool
add_area(struct area_table *t, struct area area)
{
	if (!array_reserve(&t->items, &t->room, t->count + 1, sizeof *t->items))
		return false;
	t->items[t->count++] = area;
	return true;
}

/* Cut off what stands before a byte, which is left out; all of it if there is none. */
static struct span
cut(struct span *rest, char mark)
{
	const char *at = rest->len > 0 ? memchr(rest->at, mark, rest->len) : NULL;
	struct span before = { rest->at,
		at != NULL ? (size_t)(at - rest->at) : rest->len };
	size_t used = before.len + (at != NULL);

	rest->at += used;
	rest->len -= used;
	return before;
}

/* A number of so many digits, or -1. */
static long
read_number(struct span text, size_t digits)
{
	long number = 0;

	if (text.len != digits)
		return -1;
	for (size_t i = 0; i < digits; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			return -1;
		number = number * 10 + (text.at[i] - '0');
	}
	return number;
}

static const char *
read_line(struct area_table *t, struct span line)
{
	struct span code = cut(&line, ','), from = cut(&line, ','),
		    to = cut(&line, ',');
	long number = read_number(code, 6), last = read_number(to, 4);

	if (number < 0)
		return "the code is not six digits";
	if ((from.len > 0 && read_number(from, 4) < 0) || (to.len > 0 && last < 0))
		return "a year is not four digits";
	if (last < 0)
		last = UINT16_MAX;
	return add_area(t, (struct area){ (uint32_t)number, (uint16_t)last })
		   ? NULL
		   : "no memory";
}

static int
compare(const void *a, const void *b)
{
	const struct area *x = a, *y = b;

	if (x->code != y->code)
		return x->code < y->code ? -1 : 1;
	return (x->last > y->last) - (x->last < y->last);
}

static const char *
read_table(struct area_table *t, struct span csv, unsigned long *number)
{
	static const char header[] = "code,from,to,name";

	for (*number = 1; csv.len > 0; ++*number) {
		struct span line = cut(&csv, '\n');
		const char *why = NULL;

		if (line.len > 0 && line.at[line.len - 1] == '\r')
			line.len--;
		if (*number > 1)
			why = read_line(t, line);
		else if (line.len != sizeof header - 1 ||
			 memcmp(line.at, header, line.len) != 0)
			why = "the header is not code,from,to,name";
		if (why != NULL)
			return why;
	}
	return t->count > 0 ? NULL : "has no codes";
}

struct area_table *
area_table_new(struct span csv, const char **why, unsigned long *line)
{
	struct area_table *t = calloc(1, sizeof *t);

	*line = 0;
	*why = t != NULL ? read_table(t, csv, line) : "no memory";
	if (*why == NULL) {
		qsort(t->items, t->count, sizeof *t->items, compare);
		return t;
	}
	area_table_free(t);
	return NULL;
}

void
area_table_free(struct area_table *t)
{
	if (t == NULL)
		return;
	free(t->items);
	free(t);
}

enum area_found
area_table_find(const struct area_table *t, uint32_t code, unsigned birth_year)
{
	size_t low = 0, high = t->count;

	if (code == 810000 || code == 820000 || code == 830000)
		return AREA_FOUND;
	/* Behind the last line of the code, which is the one that ends last. */
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (t->items[middle].code <= code)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0 || t->items[low - 1].code != code)
		return AREA_UNKNOWN;
	return t->items[low - 1].last < birth_year ? AREA_RETIRED : AREA_FOUND;
}
