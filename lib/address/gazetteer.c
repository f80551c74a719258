#include "address/gazetteer.h"

#include <stdlib.h>

#include "address/address_name.h"
#include "address/address_numeral.h"
#include "address/gazetteer_internal.h"

void
gazetteer_free(struct gazetteer *g)
{
	if (g == NULL)
		return;
	arena_free(&g->texts);
	free(g->entries);
	free(g->pending);
	free(g->names);
	name_trie_free(g->trie);
	numbering_free(g->numbers);
	free(g->compounds);
	address_line_free(&g->line);
	writer_free(&g->text);
	writer_free(&g->path);
	free(g->chars);
	free(g);
}

const struct gazetteer_entry *
gazetteer_entry(const struct gazetteer *g, uint32_t entry)
{
	return &g->entries[entry];
}

size_t
gazetteer_count(const struct gazetteer *g)
{
	return g->count;
}

bool
gazetteer_has(const struct gazetteer *g, enum address_part part)
{
	return g->has[part];
}

uint32_t
gazetteer_city(const struct gazetteer *g, enum address_part part)
{
	return part == ADDRESS_CITY ? g->city : g->province;
}

uint32_t
gazetteer_ancestor(const struct gazetteer *g, uint32_t entry, enum address_part part)
{
	while (entry != GAZETTEER_NONE && g->entries[entry].part > part) {
		entry = g->entries[entry].parent;
		if (entry != GAZETTEER_NONE)
			entry = g->entries[entry].now;
	}
	return entry != GAZETTEER_NONE && g->entries[entry].part == part
		   ? entry
		   : GAZETTEER_NONE;
}

const struct gazetteer_name *
gazetteer_name(const struct gazetteer *g, uint32_t name)
{
	return &g->names[name];
}

/* Note that the names that end here are the longest ones of their parts so far. */
static void
note(const struct gazetteer *g, uint32_t value, size_t end, struct gazetteer_found *f)
{
	uint32_t first = value - 1;

	for (uint32_t n = first; n != GAZETTEER_NONE; n = g->names[n].next) {
		enum address_part part = g->names[n].part;

		if (part == ADDRESS_ROAD) {
			f->road.end = end;
			f->road.name = first;
		} else if (part == ADDRESS_COMPOUND) {
			f->compound.end = end;
			f->compound.name = first;
		} else {
			f->division.end = end;
			f->division.name = first;
		}
	}
}

/*
 * Walk from *node, which becomes NAME_TRIE_NONE where no name goes on, along the number
 * or character that a text begins with; returns how many characters they are.
 */
static size_t
step(const struct gazetteer *g, const char32_t *text, size_t len, uint32_t *node,
    uint32_t *value)
{
	char32_t spelled[ADDRESS_NAME_STEP];
	size_t count, taken;

	if (address_digit(text[0]) < 0) {
		*node = name_trie_step(g->trie, *node, text[0], value);
		return 1;
	}
	taken = address_name_step(text, len, spelled, &count);
	for (size_t i = 0; i < count && *node != NAME_TRIE_NONE; i++)
		*node = name_trie_step(g->trie, *node, spelled[i], value);
	return taken;
}

void
gazetteer_find(const struct gazetteer *g, const char32_t *chars, size_t from,
    size_t count, struct gazetteer_found *f)
{
	uint32_t node = NAME_TRIE_ROOT;
	size_t at = from;

	f->division.name = f->road.name = f->compound.name = GAZETTEER_NONE;
	f->division.end = f->road.end = f->compound.end = from;
	while (at < count) {
		uint32_t value;

		at += step(g, chars + at, count - at, &node, &value);
		if (node == NAME_TRIE_NONE)
			return;
		if (value != NAME_TRIE_NO_VALUE)
			note(g, value, at, f);
	}
}

uint32_t
gazetteer_exact(const struct gazetteer *g, const char32_t *chars, size_t len)
{
	uint32_t node = NAME_TRIE_ROOT, value = NAME_TRIE_NO_VALUE;

	for (size_t at = 0; at < len && node != NAME_TRIE_NONE;)
		at += step(g, chars + at, len - at, &node, &value);
	return node == NAME_TRIE_NONE || value == NAME_TRIE_NO_VALUE ? GAZETTEER_NONE
								     : value - 1;
}

uint32_t
gazetteer_at_number(const struct gazetteer *g, struct span at)
{
	uint32_t number = numbering_find(g->numbers, at);

	return number == NUMBERING_NONE ? GAZETTEER_NONE : g->compounds[number];
}
