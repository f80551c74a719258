#include "address/gazetteer_connect.h"

#include <string.h>

#include "address/address_name.h"
#include "address/address_words.h"
#include "address/gazetteer.h"
#include "memory/array.h"

enum { MOST_NAMES_NOW = 16 };

static bool
is_division(enum address_part part)
{
	return part <= ADDRESS_COMMUNITY;
}

bool
gazetteer_spell(struct gazetteer *g, const char32_t *name, size_t len)
{
	writer_reset(&g->text);
	g->len = 0;
	for (size_t at = 0; at < len;) {
		char32_t spelled[ADDRESS_NAME_STEP];
		size_t n;

		if (!array_reserve(&g->chars, &g->room, g->len + ADDRESS_NAME_STEP,
			sizeof *g->chars))
			return false;
		at += address_name_step(name + at, len - at, spelled, &n);
		memcpy(g->chars + g->len, spelled, n * sizeof *spelled);
		g->len += n;
	}
	address_chars_write(&g->text, g->chars, g->len);
	return !writer_failed(&g->text);
}

bool
gazetteer_read(struct gazetteer *g, enum address_part part, struct span name)
{
	size_t len;

	if (!address_line_read(&g->line, name))
		return false;
	len = g->line.count;
	if (part == ADDRESS_COMMUNITY)
		len = word_shorten_community(g->line.chars, len);
	return gazetteer_spell(g, g->line.chars, len);
}

/* The last part of a path of divisions, which is shortened by it. */
static struct span
cut_last(struct span *path)
{
	size_t at = path->len;
	struct span last;

	while (at > 0 && path->at[at - 1] != '/')
		at--;
	last = (struct span){ path->at + at, path->len - at };
	path->len = at > 0 ? at - 1 : 0;
	return last;
}

/* Whether an entry lies in all divisions of a path. */
static bool
lies_in(const struct gazetteer *g, uint32_t entry, struct span path)
{
	while (path.len > 0) {
		struct span name = cut_last(&path);

		do {
			entry = g->entries[entry].parent;
			if (entry == GAZETTEER_NONE)
				return false;
		} while (!span_same(g->entries[entry].text, name));
	}
	return true;
}

static bool
lies_in_city(const struct gazetteer *g, uint32_t entry)
{
	uint32_t root = g->city != GAZETTEER_NONE ? g->city : g->province;

	for (; entry != GAZETTEER_NONE; entry = g->entries[entry].parent)
		if (entry == root)
			return true;
	return false;
}

bool
gazetteer_look_up(struct gazetteer *g, struct span path, struct gazetteer_target target,
    uint32_t *entry, size_t *count)
{
	struct span name = cut_last(&path);
	bool in_city = false;
	uint32_t n;

	*count = 0;
	if (!gazetteer_read(g, ADDRESS_ROAD, name))
		return false;
	for (n = gazetteer_exact(g, g->chars, g->len); n != GAZETTEER_NONE;
	     n = g->names[n].next) {
		uint32_t e = g->names[n].entry;
		bool here;

		if (g->entries[e].part < target.from ||
		    g->entries[e].part > target.to || e == target.except ||
		    !lies_in(g, e, path))
			continue;
		here = lies_in_city(g, e);
		if (*count > 0 && here != in_city) {
			if (in_city)
				continue;
			*count = 0;
		}
		in_city = here;
		*entry = e;
		++*count;
	}
	return true;
}

/* Connect an entry with what it lies in. */
static enum gazetteer_fault
set_parent(struct gazetteer *g, uint32_t entry)
{
	struct gazetteer_entry *e = &g->entries[entry];
	struct span within = g->pending[entry].within;
	struct gazetteer_target target = { ADDRESS_PROVINCE, ADDRESS_COMMUNITY, entry };
	size_t count;

	if (within.len == 0) {
		uint32_t root = g->city != GAZETTEER_NONE ? g->city : g->province;

		if (root != GAZETTEER_NONE && g->entries[root].part < e->part &&
		    root != entry)
			e->parent = root;
		return GAZETTEER_OK;
	}
	if (e->part == ADDRESS_PROVINCE)
		return GAZETTEER_WITHIN;
	if (is_division(e->part))
		target.to = e->part - 1;
	if (!gazetteer_look_up(g, within, target, &e->parent, &count))
		return GAZETTEER_NO_MEMORY;
	return count == 0   ? GAZETTEER_WITHIN
	       : count == 1 ? GAZETTEER_OK
			    : GAZETTEER_SEVERAL;
}

/* Connect an entry with the one of today's name. */
static enum gazetteer_fault
set_now(struct gazetteer *g, uint32_t entry, uint32_t year)
{
	struct gazetteer_entry *e = &g->entries[entry];
	const struct gazetteer_pending *p = &g->pending[entry];
	struct gazetteer_target target = { e->part, e->part, entry };
	size_t count;

	e->old = p->until != 0 && (year == 0 || year > p->until);
	e->future = e->from != 0 && year != 0 && year < e->from;
	if (p->now.len == 0 || (p->until != 0 && !e->old))
		return GAZETTEER_OK;
	if (is_division(e->part))
		target = (struct gazetteer_target){ ADDRESS_PROVINCE, ADDRESS_COMMUNITY,
			entry };
	if (!gazetteer_look_up(g, p->now, target, &e->now, &count))
		return GAZETTEER_NO_MEMORY;
	return count == 0   ? GAZETTEER_NOW
	       : count == 1 ? GAZETTEER_OK
			    : GAZETTEER_SEVERAL;
}

/* Of names that lead to names, the last one. */
static bool
follow(struct gazetteer *g, uint32_t entry)
{
	uint32_t now = g->entries[entry].now;

	for (int i = 0; i < MOST_NAMES_NOW; i++) {
		if (g->entries[now].now == now) {
			g->entries[entry].now = now;
			return true;
		}
		now = g->entries[now].now;
	}
	return false;
}

/* Parents from the largest divisions to the smallest, so that paths are known. */
static enum gazetteer_fault
set_parents(struct gazetteer *g, size_t *row)
{
	for (int part = 0; part < ADDRESS_PARTS; part++)
		for (uint32_t e = 0; e < g->count; e++) {
			enum gazetteer_fault fault = GAZETTEER_OK;

			if ((int)g->entries[e].part == part && e != g->city &&
			    e != g->province)
				fault = set_parent(g, e);
			*row = g->pending[e].row;
			if (fault != GAZETTEER_OK)
				return fault;
		}
	return GAZETTEER_OK;
}

enum gazetteer_fault
gazetteer_connect(struct gazetteer *g, uint32_t year, size_t *row)
{
	enum gazetteer_fault fault = set_parents(g, row);

	for (uint32_t e = 0; fault == GAZETTEER_OK && e < g->count; e++) {
		*row = g->pending[e].row;
		fault = set_now(g, e, year);
	}
	for (uint32_t e = 0; fault == GAZETTEER_OK && e < g->count; e++) {
		*row = g->pending[e].row;
		fault = follow(g, e) ? GAZETTEER_OK : GAZETTEER_CIRCLE;
	}
	return fault;
}
