/*
 * The lines of programs.jsonl behind a line that names a round (empty: none).  What is
 * read keeps the promises of the headers, and what is refused says why and where.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "seats/programs.h"
#include "settings/exact_numbers.h"
#include "text/numbering.h"

#include "target.h"

/* As document_load_lines() reads them; NULL if they are refused there.  *end is NUL. */
static json_t *
read_lines(const char *at, const char *end)
{
	json_t *lines = json_array(), *line;

	for (const char *stop; at < end; at = stop + 1) {
		stop = memchr(at, '\n', (size_t)(end - at));
		if (stop == NULL)
			stop = end;
		line =
		    json_loadb(at, (size_t)(stop - at), JSON_REJECT_DUPLICATES, NULL);
		if (!json_is_object(line) ||
		    exact_numbers_find(at, (size_t)(stop - at)) != NULL) {
			json_decref(line);
			json_decref(lines);
			return NULL;
		}
		json_array_append_new(lines, line);
	}
	return lines;
}

static void
check_groups(const struct programs *p, uint32_t program)
{
	const struct groups *g = p->groups;
	uint32_t first = g->first[program], last = g->first[program + 1];
	uint64_t seats = 0;

	for (uint32_t i = first; i < last; i++) {
		seats += g->all[i].seats;
		check(g->all[i].to == MARKET_NONE ||
		      (g->all[i].to > i && g->all[i].to < last));
		check(groups_find(g, program, span_of(g->all[i].id)) == i);
	}
	check(first <= last);
	check(!p->offered[program] || seats <= p->capacity[program]);
}

static void
check_programs(const struct programs *p, const json_t *lines)
{
	bool any = false;

	check(p->count == json_array_size(lines));
	for (uint32_t i = 0; i < p->count; i++) {
		const json_t *line = json_array_get(lines, i);
		struct span id = programs_id(p, i);

		check(programs_find(p, id) == i);
		check(span_is(id, json_string_value(json_object_get(line, "id"))));
		check(p->capacity[i] ==
		      (p->offered[i]
			      ? json_integer_value(json_object_get(line, "capacity"))
			      : 0));
		any |= p->offered[i];
		check_groups(p, i);
	}
	check(any);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data, *end = text + size;
	const char *stop = size > 0 ? memchr(text, '\n', size) : NULL;
	struct programs_fault fault = { 0 };
	struct programs *p;
	json_t *lines = NULL;
	char *round, *rest;

	if (stop == NULL)
		return 0;
	rest = calloc((size_t)(end - stop), 1);
	memcpy(rest, stop + 1, (size_t)(end - stop - 1));
	lines = read_lines(rest, rest + (end - stop - 1));
	free(rest);
	if (lines == NULL)
		return 0;
	round = strndup(text, (size_t)(stop - text));
	p = programs_read(lines, round[0] != '\0' ? round : NULL, NULL, &fault);
	if (p != NULL)
		check_programs(p, lines);
	else
		check(fault.code != NULL && fault.reason != NULL &&
		      fault.line <= json_array_size(lines));
	programs_free(p);
	free(round);
	json_decref(lines);
	return 0;
}
