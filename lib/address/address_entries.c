#include "address/address_entries.h"

#include "address/address_number.h"
#include "text/utf8.h"

/* No name of the gazetteer that is looked up by its text is longer. */
enum { MOST_CHARACTERS = 64 };

static bool
is_consistent(const struct address_parsing *p, uint32_t entry)
{
	const struct gazetteer *g = p->gazetteer;
	enum address_part part = gazetteer_entry(g, entry)->part;

	for (int above = 0; above < (int)part && above <= ADDRESS_COMMUNITY; above++) {
		uint32_t ancestor;

		if (!parsing_has(p, (enum address_part)above))
			continue;
		ancestor = gazetteer_ancestor(g, entry, (enum address_part)above);
		if (ancestor != GAZETTEER_NONE &&
		    !span_same(gazetteer_entry(g, ancestor)->text,
			parsing_text(p, (enum address_part)above)))
			return false;
	}
	return true;
}

static bool
lies_in_city(const struct gazetteer *g, uint32_t entry)
{
	enum address_part part = gazetteer_city(g, ADDRESS_CITY) == GAZETTEER_NONE
				     ? ADDRESS_PROVINCE
				     : ADDRESS_CITY;
	uint32_t city = gazetteer_city(g, part);

	return city != GAZETTEER_NONE && gazetteer_ancestor(g, entry, part) == city;
}

/* How good an entry is; a larger number is better. */
static int
merit(const struct address_parsing *p, uint32_t entry, bool is_short)
{
	enum address_part part = gazetteer_entry(p->gazetteer, entry)->part;

	return (lies_in_city(p->gazetteer, entry) ? 4 * ADDRESS_PARTS : 0) +
	       (parsing_has(p, part) ? 0 : 2 * ADDRESS_PARTS) +
	       (is_short ? 0 : ADDRESS_PARTS) + ADDRESS_PARTS - 1 - (int)part;
}

/* Whether a name is that of a part in another division of the city than was taken. */
static void
mark_contradiction(struct address_parsing *p, uint32_t name, enum address_part part)
{
	const struct gazetteer *g = p->gazetteer;

	for (; name != GAZETTEER_NONE; name = gazetteer_name(g, name)->next) {
		uint32_t now = gazetteer_entry(g, gazetteer_name(g, name)->entry)->now;

		if (gazetteer_entry(g, now)->part != part || !lies_in_city(g, now))
			continue;
		for (int above = ADDRESS_DISTRICT; above < (int)part; above++)
			if (parsing_has(p, (enum address_part)above) &&
			    p->taken[above].entry != GAZETTEER_NONE &&
			    lies_in_city(g, p->taken[above].entry))
				p->marks |= ADDRESS_CONFLICT;
	}
}

uint32_t
address_entries_choose(const struct address_parsing *p, uint32_t name,
    enum address_part from, enum address_part to, bool *several)
{
	const struct gazetteer *g = p->gazetteer;
	uint32_t best = GAZETTEER_NONE;
	int best_merit = -1;

	*several = false;
	while (name != GAZETTEER_NONE) {
		const struct gazetteer_name *n = gazetteer_name(g, name);
		const struct gazetteer_entry *e = gazetteer_entry(g, n->entry);
		enum address_part part = gazetteer_entry(g, e->now)->part;
		int m;

		name = n->next;
		if (e->future || part < from || part > to || !is_consistent(p, e->now))
			continue;
		m = merit(p, e->now, n->is_short);
		if (m == best_merit && e->now != gazetteer_entry(g, best)->now)
			*several = true;
		if (m <= best_merit)
			continue;
		best_merit = m;
		best = n->entry;
		*several = false;
	}
	return best;
}

/* The name of a part's text in the gazetteer. */
static uint32_t
find_name(const struct address_parsing *p, enum address_part part)
{
	struct span text = parsing_text(p, part);
	char32_t chars[MOST_CHARACTERS];
	size_t len = 0;

	for (const char *at = text.at; at < text.at + text.len;) {
		if (len == MOST_CHARACTERS)
			return GAZETTEER_NONE;
		chars[len++] = utf8_next(&at);
	}
	return gazetteer_exact(p->gazetteer, chars, len);
}

void
address_entries_find(struct address_parsing *p, enum address_part part)
{
	struct address_taken *taken = &p->taken[part];
	const struct gazetteer_entry *e;
	uint32_t entry;
	bool several;

	if (taken->entry != GAZETTEER_NONE)
		return;
	taken->name = find_name(p, part);
	entry = address_entries_choose(p, taken->name, part, part, &several);
	if (entry == GAZETTEER_NONE) {
		mark_contradiction(p, taken->name, part);
		return;
	}
	e = gazetteer_entry(p->gazetteer, entry);
	taken->evidence = ADDRESS_GAZETTEER;
	if (several)
		return;
	if (e->old)
		p->marks |= ADDRESS_OLD_NAME;
	taken->entry = e->now;
	if (e->now != entry)
		parsing_set_text(p, part, gazetteer_entry(p->gazetteer, e->now)->text);
}

/* The compound at the house number, or GAZETTEER_NONE. */
static uint32_t
find_at_number(struct address_parsing *p)
{
	static const enum address_part parts[] = { ADDRESS_ROAD, ADDRESS_NUMBER };
	struct writer *at = &p->canonical; /* which is not written yet */
	uint32_t entry = GAZETTEER_NONE;

	if (!parsing_has(p, ADDRESS_ROAD) || !parsing_has(p, ADDRESS_NUMBER) ||
	    parsing_has(p, ADDRESS_LANE) ||
	    !gazetteer_has(p->gazetteer, ADDRESS_COMPOUND))
		return GAZETTEER_NONE;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		struct span text = parsing_text(p, parts[i]);

		writer_bytes(at, text.at, text.len);
	}
	if (!writer_failed(at))
		entry = gazetteer_at_number(
		    p->gazetteer, (struct span){ at->text, at->len });
	writer_reset(at);
	return entry == GAZETTEER_NONE ? entry
				       : gazetteer_entry(p->gazetteer, entry)->now;
}

/* Infer the compound from the house number, or compare them. */
static void
infer_compound(struct address_parsing *p)
{
	uint32_t entry = find_at_number(p), written = p->taken[ADDRESS_COMPOUND].entry;

	if (entry == GAZETTEER_NONE || !is_consistent(p, entry))
		return;
	if (!parsing_has(p, ADDRESS_COMPOUND))
		parsing_take_entry(p, ADDRESS_COMPOUND, 0, 0, entry);
	else if (written != GAZETTEER_NONE && written != entry)
		p->marks |= ADDRESS_CONFLICT;
}

/* The house number of a compound that has one. */
static void
infer_number(struct address_parsing *p)
{
	uint32_t entry = p->taken[ADDRESS_COMPOUND].entry;
	const struct gazetteer_entry *e;

	if (!parsing_has(p, ADDRESS_COMPOUND) || entry == GAZETTEER_NONE ||
	    parsing_has(p, ADDRESS_ROAD) || parsing_has(p, ADDRESS_NUMBER))
		return;
	e = gazetteer_entry(p->gazetteer, entry);
	if (e->road.len == 0)
		return;
	parsing_begin(p, ADDRESS_ROAD, 0, 0);
	parsing_set_text(p, ADDRESS_ROAD, e->road);
	parsing_begin(p, ADDRESS_NUMBER, 0, 0);
	address_number_write(&p->texts, &e->number);
	parsing_end(p, ADDRESS_NUMBER);
	p->taken[ADDRESS_NUMBER].integer = e->number.number;
	p->number = e->number;
}

/* Settle which entry a part is, now that those above it are known. */
static void
settle(struct address_parsing *p, enum address_part part)
{
	struct address_taken *taken = &p->taken[part];
	bool several;
	uint32_t entry;

	if (!parsing_has(p, part) || taken->entry != GAZETTEER_NONE)
		return;
	entry = address_entries_choose(p, taken->name, part, part, &several);
	if (entry != GAZETTEER_NONE && !several)
		taken->entry = gazetteer_entry(p->gazetteer, entry)->now;
	else if (entry != GAZETTEER_NONE)
		p->marks |= ADDRESS_AMBIGUOUS;
}

/* The divisions that an entry lies in. */
static void
infer_ancestors(struct address_parsing *p, enum address_part part)
{
	const struct gazetteer *g = p->gazetteer;
	uint32_t entry = p->taken[part].entry;

	if (!parsing_has(p, part) || entry == GAZETTEER_NONE)
		return;
	for (int i = (int)part - 1; i >= 0; i--) {
		enum address_part above = (enum address_part)i;
		uint32_t ancestor = i > ADDRESS_COMMUNITY
					? GAZETTEER_NONE
					: gazetteer_ancestor(g, entry, above);

		if (ancestor == GAZETTEER_NONE)
			continue;
		if (!parsing_has(p, above))
			parsing_take_entry(p, above, 0, 0, ancestor);
		else if (span_same(parsing_text(p, above),
			     gazetteer_entry(g, ancestor)->text))
			p->taken[above].entry = ancestor;
		else
			p->marks |= ADDRESS_CONFLICT;
	}
}

/* The city, of which the gazetteer is, and its province. */
static void
infer_city(struct address_parsing *p)
{
	static const enum address_part own[] = { ADDRESS_PROVINCE, ADDRESS_CITY };
	const struct gazetteer *g = p->gazetteer;
	uint32_t province = gazetteer_city(g, ADDRESS_PROVINCE);
	bool any = false;

	for (int part = 0; part < ADDRESS_PARTS; part++)
		any |= parsing_has(p, (enum address_part)part);
	if (!any || province == GAZETTEER_NONE || parsing_has(p, ADDRESS_CITY) ||
	    (parsing_has(p, ADDRESS_PROVINCE) &&
		!span_same(parsing_text(p, ADDRESS_PROVINCE),
		    gazetteer_entry(g, province)->text)))
		return;
	/* A district that is not known is one of another city. */
	if (parsing_has(p, ADDRESS_DISTRICT) && gazetteer_has(g, ADDRESS_DISTRICT) &&
	    p->taken[ADDRESS_DISTRICT].evidence == ADDRESS_WRITTEN)
		return;
	for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
		uint32_t entry = gazetteer_city(g, own[i]);

		if (!parsing_has(p, own[i]) && entry != GAZETTEER_NONE)
			parsing_take_entry(p, own[i], 0, 0, entry);
	}
}

/* Whether the address lies in the city of the gazetteer, as far as it says. */
static bool
is_of_city(const struct address_parsing *p)
{
	static const enum address_part own[] = { ADDRESS_PROVINCE, ADDRESS_CITY };
	const struct gazetteer *g = p->gazetteer;

	for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
		uint32_t entry = gazetteer_city(g, own[i]);

		if (entry != GAZETTEER_NONE &&
		    !(parsing_has(p, own[i]) && span_same(parsing_text(p, own[i]),
						    gazetteer_entry(g, entry)->text)))
			return false;
	}
	return true;
}

/* Mark a part of the city that the gazetteer does not have, but others of its kind. */
static void
mark_unknown(struct address_parsing *p, enum address_part part, enum address_mark mark)
{
	if (gazetteer_has(p->gazetteer, part) &&
	    p->taken[part].evidence == ADDRESS_WRITTEN && is_of_city(p))
		p->marks |= mark;
}

void
address_entries_infer(struct address_parsing *p)
{
	static const enum address_part parts[] = { ADDRESS_COMPOUND, ADDRESS_COMMUNITY,
		ADDRESS_TOWN, ADDRESS_DISTRICT, ADDRESS_CITY };

	infer_compound(p);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		settle(p, parts[i]);
		infer_ancestors(p, parts[i]);
	}
	infer_number(p);
	infer_city(p);
	mark_unknown(p, ADDRESS_ROAD, ADDRESS_UNKNOWN_ROAD);
	mark_unknown(p, ADDRESS_COMPOUND, ADDRESS_UNKNOWN_COMPOUND);
}
