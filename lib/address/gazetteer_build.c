#include "address/gazetteer_build.h"

#include <stdlib.h>
#include <string.h>

#include "address/address_name.h"
#include "address/address_number.h"
#include "address/address_words.h"
#include "address/gazetteer.h"
#include "address/gazetteer_connect.h"
#include "address/gazetteer_internal.h"
#include "memory/array.h"

struct gazetteer *
gazetteer_new(void)
{
	struct gazetteer *g = calloc(1, sizeof *g);

	if (g == NULL)
		return NULL;
	g->city = g->province = GAZETTEER_NONE;
	g->trie = name_trie_new();
	g->numbers = numbering_new();
	if (g->trie == NULL || g->numbers == NULL) {
		gazetteer_free(g);
		return NULL;
	}
	return g;
}

static bool
is_division(enum address_part part)
{
	return part <= ADDRESS_COMMUNITY;
}

static struct span
keep(struct gazetteer *g)
{
	struct span text = { arena_text(&g->texts, g->text.text, g->text.len),
		g->text.len };

	return text;
}

/* Give an entry a name, that of g->chars or its first len characters. */
static bool
add_name(struct gazetteer *g, uint32_t entry, size_t len, bool is_short)
{
	uint32_t *value;

	if (!array_reserve(
		&g->names, &g->name_room, g->name_count + (size_t)1, sizeof *g->names))
		return false;
	value = name_trie_add(g->trie, g->chars, len);
	if (value == NULL)
		return false;
	g->names[g->name_count] = (struct gazetteer_name){ entry,
		*value == NAME_TRIE_NO_VALUE ? GAZETTEER_NONE : *value - 1,
		g->entries[entry].part, is_short };
	*value = ++g->name_count;
	return true;
}

/* How long a name is without its ending, if people leave it out; otherwise 0. */
static size_t
short_length(const struct gazetteer *g, enum address_part part)
{
	static const char32_t *const divisions[] = { U"市", U"区", U"县", U"旗", NULL };
	static const char32_t *const others[] = { U"新区", U"发区", U"园区", U"治县",
		U"治旗", U"地区", U"市区", U"郊区", U"城区", U"范区", U"假区", NULL };
	static const char32_t *const villages[] = { U"村", NULL };
	static const char32_t *const compounds[] = { U"小区", NULL };
	size_t ending = 0;

	if ((part == ADDRESS_CITY || part == ADDRESS_DISTRICT) &&
	    word_ends(g->chars, g->len, divisions) &&
	    !word_ends(g->chars, g->len, others))
		ending = 1;
	else if (part == ADDRESS_COMMUNITY && word_ends(g->chars, g->len, villages))
		ending = 1;
	else if (part == ADDRESS_COMPOUND && word_ends(g->chars, g->len, compounds))
		ending = 2;
	return ending > 0 && g->len >= ending + 2 ? g->len - ending : 0;
}

/* The entry of another row that says the same but for the house number. */
static uint32_t
find_same(const struct gazetteer *g, const struct gazetteer_row *row,
    struct span within, struct span now)
{
	uint32_t n = gazetteer_exact(g, g->chars, g->len);

	for (; n != GAZETTEER_NONE; n = g->names[n].next) {
		uint32_t entry = g->names[n].entry;
		const struct gazetteer_pending *p = &g->pending[entry];

		if (!g->names[n].is_short && g->entries[entry].part == row->part &&
		    span_same(p->within, within) && span_same(p->now, now) &&
		    p->until == row->until)
			return entry;
	}
	return GAZETTEER_NONE;
}

/* The first part of a path, which goes on behind it. */
static struct span
cut_first(struct span *path)
{
	const char *slash = path->len > 0 ? memchr(path->at, '/', path->len) : NULL;
	size_t len = slash == NULL ? path->len : (size_t)(slash - path->at);
	struct span first = { path->at, len };

	len += slash != NULL;
	path->at += len;
	path->len -= len;
	return first;
}

/* The path of a row that refers to others, each part of it folded. */
static bool
read_reference(struct gazetteer *g, struct span path, struct span *kept)
{
	struct writer *w = &g->path;

	writer_reset(w);
	while (path.len > 0) {
		if (!gazetteer_read(g, ADDRESS_COMMUNITY, cut_first(&path)))
			return false;
		if (w->len > 0)
			writer_bytes(w, "/", 1);
		writer_bytes(w, g->text.text, g->text.len);
	}
	*kept = (struct span){ "", 0 };
	if (writer_failed(w))
		return false;
	if (w->len > 0)
		*kept = (struct span){ arena_text(&g->texts, w->text, w->len), w->len };
	return kept->at != NULL;
}

/* Note the house number of a compound. */
static enum gazetteer_fault
add_number(struct gazetteer *g, uint32_t entry, const struct gazetteer_row *row)
{
	struct gazetteer_entry *e = &g->entries[entry];
	struct address_number number;
	struct span road;
	uint32_t at;
	bool known;

	if (row->number.len == 0)
		return GAZETTEER_OK;
	if (!address_line_read(&g->line, row->number))
		return GAZETTEER_NO_MEMORY;
	if (address_number_read(g->line.chars, true, &number) != g->line.count)
		return GAZETTEER_NUMBER;
	if (!gazetteer_read(g, ADDRESS_ROAD, row->road))
		return GAZETTEER_NO_MEMORY;
	road = keep(g);
	address_number_write(&g->text, &number);
	if (road.at == NULL || writer_failed(&g->text))
		return GAZETTEER_NO_MEMORY;
	at = numbering_add(
	    g->numbers, (struct span){ g->text.text, g->text.len }, &known);
	if (at == NUMBERING_NONE || !array_reserve(&g->compounds, &g->compound_room,
					at + (size_t)1, sizeof *g->compounds))
		return GAZETTEER_NO_MEMORY;
	g->compounds[at] = known && g->compounds[at] != entry ? GAZETTEER_NONE : entry;
	e->several = e->road.len > 0;
	if (e->several) {
		e->road = (struct span){ "", 0 };
		memset(&e->number, 0, sizeof e->number);
	} else {
		e->road = road;
		e->number = number;
	}
	return GAZETTEER_OK;
}

static enum gazetteer_fault
check(const struct gazetteer_row *row)
{
	if (!is_division(row->part) && row->part != ADDRESS_ROAD &&
	    row->part != ADDRESS_COMPOUND)
		return GAZETTEER_PART;
	if (row->from != 0 && row->until != 0 && row->from > row->until)
		return GAZETTEER_YEARS;
	if ((row->road.len > 0) != (row->number.len > 0) ||
	    (row->road.len > 0 && row->part != ADDRESS_COMPOUND))
		return GAZETTEER_NUMBER;
	return GAZETTEER_OK;
}

/* Add an entry whose name is in g->chars; GAZETTEER_NONE if there is no memory. */
static uint32_t
add_entry(struct gazetteer *g, const struct gazetteer_row *row, struct span within,
    struct span now)
{
	uint32_t entry = g->count;
	size_t short_len = short_length(g, row->part);
	struct span text;

	if (!array_reserve(
		&g->entries, &g->entry_room, entry + (size_t)1, sizeof *g->entries) ||
	    !array_reserve(
		&g->pending, &g->pending_room, entry + (size_t)1, sizeof *g->pending))
		return GAZETTEER_NONE;
	text = keep(g);
	if (text.at == NULL)
		return GAZETTEER_NONE;
	g->entries[entry] = (struct gazetteer_entry){ .part = row->part,
		.text = text,
		.parent = GAZETTEER_NONE,
		.now = entry,
		.from = row->from,
		.road = { "", 0 } };
	g->pending[entry] =
	    (struct gazetteer_pending){ within, now, row->until, g->rows };
	g->count++;
	if (!add_name(g, entry, g->len, false) ||
	    (short_len > 0 && !add_name(g, entry, short_len, true)))
		return GAZETTEER_NONE;
	g->has[row->part] = true;
	return entry;
}

enum gazetteer_fault
gazetteer_add(struct gazetteer *g, const struct gazetteer_row *row)
{
	enum gazetteer_fault fault = check(row);
	struct span within, now;
	uint32_t entry;

	if (fault != GAZETTEER_OK)
		return fault;
	if (g->count >= GAZETTEER_NONE / 2)
		return GAZETTEER_FULL;
	if (!read_reference(g, row->within, &within) ||
	    !read_reference(g, row->now, &now) ||
	    !gazetteer_read(g, row->part, row->name))
		return GAZETTEER_NO_MEMORY;
	if (g->len == 0)
		return GAZETTEER_NAME;
	entry = find_same(g, row, within, now);
	if (entry == GAZETTEER_NONE)
		entry = add_entry(g, row, within, now);
	if (entry == GAZETTEER_NONE)
		return GAZETTEER_NO_MEMORY;
	g->rows++;
	return add_number(g, entry, row);
}

/* The entry of a part of the city's own name, which is made if no row has it. */
static enum gazetteer_fault
own_entry(struct gazetteer *g, enum address_part part, struct span name,
    uint32_t parent, uint32_t *entry)
{
	struct gazetteer_row row = { .part = part };
	struct gazetteer_target target = { part, part, GAZETTEER_NONE };
	size_t count;

	if (!gazetteer_look_up(g, name, target, entry, &count))
		return GAZETTEER_NO_MEMORY;
	if (count == 0) {
		bool had = g->has[part];

		*entry =
		    add_entry(g, &row, (struct span){ "", 0 }, (struct span){ "", 0 });
		g->has[part] = had;
	}
	if (*entry == GAZETTEER_NONE)
		return GAZETTEER_NO_MEMORY;
	g->entries[*entry].parent = parent;
	return GAZETTEER_OK;
}

/* 甘肃省兰州市, or 上海市. */
static enum gazetteer_fault
set_city(struct gazetteer *g, struct span city)
{
	static const char32_t *const endings[] = { U"市", U"州", U"盟", U"地区", NULL };
	enum gazetteer_fault fault;
	const struct province *full;
	const char32_t *name;
	struct span rest;
	bool is_city;
	size_t len, left;

	if (city.len == 0)
		return GAZETTEER_OK;
	if (!address_line_read(&g->line, city))
		return GAZETTEER_NO_MEMORY;
	len = word_province(g->line.chars, &full);
	is_city = len > 0 && full->is_city;
	name = g->line.chars + len;
	left = g->line.count - len;
	if (len == 0 || (left == 0) != is_city ||
	    (left > 0 && !word_ends(name, left, endings)))
		return GAZETTEER_CITY;
	if (!gazetteer_spell(g, name, left))
		return GAZETTEER_NO_MEMORY;
	rest = keep(g);
	if (rest.at == NULL)
		return GAZETTEER_NO_MEMORY;
	fault = own_entry(
	    g, ADDRESS_PROVINCE, span_of(full->name), GAZETTEER_NONE, &g->province);
	if (fault == GAZETTEER_OK && !is_city)
		fault = own_entry(g, ADDRESS_CITY, rest, g->province, &g->city);
	return fault;
}

enum gazetteer_fault
gazetteer_finish(struct gazetteer *g, struct span city, uint32_t year, size_t *row)
{
	enum gazetteer_fault fault = set_city(g, city);

	*row = 0;
	return fault == GAZETTEER_OK ? gazetteer_connect(g, year, row) : fault;
}
