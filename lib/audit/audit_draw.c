#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/audit_draw.h"
#include "audit/place_path.h"
#include "text/numbering.h"

enum field { NUMBER, OF, TICKET, VALUE, FIELDS };

static const char *const names[FIELDS] = { "number", "of", "ticket", "value" };

struct draw_audit {
	const char *name;
	const struct draw_rules *rules;
	struct path *id, *all, *fields[FIELDS];
	struct draw_list *list;
	struct numbering *keys; /* of the entrants, as they stand on the list */
	struct draw_result result;
	uint32_t lots;
};

struct draw_audit *
draw_audit_new(const char *name, const struct draw_rules *rules, struct path *id)
{
	struct draw_audit *a = calloc(1, sizeof *a);
	bool done;

	if (a == NULL)
		return NULL;
	a->name = name;
	a->rules = rules;
	a->id = id;
	a->all = place_path_new("draw", name, NULL);
	a->list = draw_list_new(rules->numbers != NULL);
	a->keys = numbering_new();
	done = a->all != NULL && a->list != NULL && a->keys != NULL;
	for (int f = 0; f < FIELDS; f++) {
		a->fields[f] = place_path_new("draw", name, names[f]);
		done = done && a->fields[f] != NULL;
	}
	if (done)
		return a;
	draw_audit_free(a);
	return NULL;
}

void
draw_audit_free(struct draw_audit *a)
{
	if (a == NULL)
		return;
	path_free(a->all);
	for (int f = 0; f < FIELDS; f++)
		path_free(a->fields[f]);
	draw_list_free(a->list);
	if (a->keys != NULL)
		numbering_free(a->keys);
	draw_result_free(&a->result);
	free(a);
}

/* A ticket from 1, or 0. */
static uint32_t
read_ticket(struct span text)
{
	uint64_t ticket = 0;

	if (text.at == NULL || text.len == 0 || text.len > 10)
		return 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			return 0;
		ticket = ticket * 10 + (uint64_t)(text.at[i] - '0');
	}
	return ticket < UINT32_MAX ? (uint32_t)ticket : 0;
}

/* KEY, KEY TAB BUNDLE, and TAB TICKET behind either where there are tickets. */
static enum draw_audit_fault
enter_line(struct draw_audit *a, struct span line)
{
	struct span key = span_cut(&line, '\t'), bundle = span_cut(&line, '\t'),
		    last = { NULL, 0 };
	bool ticketed = a->rules->numbers != NULL, known;
	uint32_t ticket = 0;

	if (ticketed) {
		last = line.at != NULL ? span_cut(&line, '\t') : bundle;
		if (last.at == bundle.at)
			bundle = (struct span){ NULL, 0 };
		if ((ticket = read_ticket(last)) == 0)
			return DRAW_AUDIT_LINE;
	}
	if (line.at != NULL || !draw_list_is_key(key) ||
	    (bundle.at != NULL && !draw_list_is_key(bundle)))
		return DRAW_AUDIT_LINE;
	if (numbering_add(a->keys, key, &known) == NUMBERING_NONE ||
	    !draw_list_add(a->list, key, bundle, ticket))
		return DRAW_AUDIT_NO_MEMORY;
	return known ? DRAW_AUDIT_LINE : DRAW_AUDIT_OK;
}

static enum draw_audit_fault
draw(struct draw_audit *a, struct draw_mistake *mistake)
{
	uint32_t pair[2];
	enum draw_list_fault fault = draw_list_close(a->list, pair);

	if (fault == DRAW_LIST_OK) {
		a->lots = draw_list_lots(a->list);
		if (!draw_result_start(&a->result, a->rules, a->lots))
			return DRAW_AUDIT_NO_MEMORY;
		if (a->rules->numbers != NULL)
			fault = draw_list_tickets(a->list, a->result.tickets, pair);
	}
	if (fault != DRAW_LIST_OK)
		return fault == DRAW_LIST_NO_MEMORY ? DRAW_AUDIT_NO_MEMORY
						    : DRAW_AUDIT_LIST;
	if (!draw_rules_fit(a->rules, a->lots, false, mistake))
		return DRAW_AUDIT_RULES;
	return draw_rules_run(a->rules, a->list, &a->result) ? DRAW_AUDIT_OK
							     : DRAW_AUDIT_NO_MEMORY;
}

enum draw_audit_fault
draw_audit_list(
    struct draw_audit *a, struct span text, size_t *line, struct draw_mistake *mistake)
{
	enum draw_audit_fault fault = DRAW_AUDIT_OK;

	for (*line = 1; text.len > 0; ++*line) {
		fault = enter_line(a, span_cut(&text, '\n'));
		if (fault != DRAW_AUDIT_OK)
			return fault;
	}
	return draw(a, mistake);
}

struct finder {
	const struct draw_audit *audit;
	uint32_t number;
	void (*found)(void *context, const struct place_breach *);
	void *context;
};

static void
report(const struct finder *f, const char *code, const char *field, uint32_t expected,
    const char *text)
{
	struct place_breach b = { code, f->number, UINT32_MAX, "draw", f->audit->name,
		field, expected, text };

	f->found(f->context, &b);
}

/* A number of the record, which must be right, or must not be there if right is 0. */
static bool
check_number(
    const struct finder *f, struct record *record, enum field field, uint32_t right)
{
	int64_t is = 0;
	enum path_found found = path_integer(f->audit->fields[field], record, &is);

	if (found == PATH_NO_MEMORY)
		return false;
	if (right == 0 ? found != PATH_MISSING
		       : found != PATH_FOUND || is != (int64_t)right)
		report(f, "wrong-draw", names[field], right, NULL);
	return true;
}

/* The first 64 bits of the hash of a lot. */
static bool
check_value(const struct finder *f, struct record *record, uint32_t lot)
{
	const uint64_t *values = f->audit->result.values;
	char right[17] = "";
	struct span is;
	enum path_found found = path_string(f->audit->fields[VALUE], record, &is);

	if (found == PATH_NO_MEMORY)
		return false;
	if (values != NULL)
		snprintf(right, sizeof right, "%016" PRIx64, values[lot]);
	if (values == NULL ? found != PATH_MISSING
			   : found != PATH_FOUND || !span_is(is, right))
		report(f, "wrong-draw", names[VALUE], 0, values != NULL ? right : NULL);
	return true;
}

bool
draw_audit_check(struct draw_audit *a, struct record *record, uint32_t number,
    void (*found)(void *context, const struct place_breach *), void *context)
{
	const struct finder f = { a, number, found, context };
	bool hash = strcmp(a->rules->method, "hash") == 0;
	uint32_t entrant = NUMBERING_NONE, lot;
	struct span key;

	switch (path_string(a->id, record, &key)) {
	case PATH_NO_MEMORY:
		return false;
	case PATH_FOUND:
		entrant = numbering_find(a->keys, key);
		break;
	default:
		break;
	}
	if (entrant == NUMBERING_NONE) {
		if (path_find(a->all, record) != NULL)
			report(&f, "draw-not-entered", NULL, 0, NULL);
		return true;
	}
	lot = draw_list_lot(a->list, entrant);
	return check_number(&f, record, NUMBER, a->result.numbers[lot]) &&
	       check_number(&f, record, OF, a->lots) &&
	       check_number(&f, record, TICKET, hash ? 0 : a->result.tickets[lot]) &&
	       check_value(&f, record, lot);
}
