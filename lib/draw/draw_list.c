#include "draw/draw_list.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <nettle/sha2.h>
#include <nettle/sm3.h>

#include "memory/array.h"
#include "sort/sorter.h"
#include "text/hex.h"
#include "text/unseen.h"

/*
 * The sorters hold the texts.  Where there are neither bundles nor tickets, the
 * keys of the lots are the lines, and one sorter is both.
 */
struct draw_list {
	struct sorter *lines, *lots;
	bool ticketed, bundled;
	uint32_t entrants, lot_count;
	uint32_t *tickets; /* of entrants, as they came */
	size_t ticket_room;
	uint32_t *first, *lot; /* of entrants */
	char *line;            /* the one that is being put together */
	size_t line_size;
	struct sorted above; /* where a walk stands */
};

static const struct {
	const char *code, *reason;
} faults[] = {
	[DRAW_LIST_OK] = { "ok", "no fault" },
	[DRAW_LIST_UNLIKE] = { "draw-twice-unlike",
	    "the same entrant twice, with another bundle or number" },
	[DRAW_LIST_CLASH] = { "draw-bundle-clash",
	    "a bundle has the key of an entrant who is not in it" },
	[DRAW_LIST_SHARED] = { "draw-number-shared",
	    "one number for two, or two numbers for one bundle" },
	[DRAW_LIST_GAP] = { "draw-number-gap",
	    "a number is larger than there are, so that others are left out" },
	[DRAW_LIST_NO_MEMORY] = { "no-memory", "no memory" },
};

const char *
draw_list_fault_code(enum draw_list_fault fault)
{
	return faults[fault].code;
}

const char *
draw_list_fault_reason(enum draw_list_fault fault)
{
	return faults[fault].reason;
}

struct draw_list *
draw_list_new(bool ticketed)
{
	struct draw_list *l = calloc(1, sizeof *l);

	if (l == NULL)
		return NULL;
	l->ticketed = ticketed;
	l->lines = l->lots = sorter_new();
	if (l->lines == NULL) {
		free(l);
		return NULL;
	}
	return l;
}

void
draw_list_free(struct draw_list *l)
{
	if (l == NULL)
		return;
	if (l->lots != l->lines)
		sorter_free(l->lots);
	sorter_free(l->lines);
	free(l->tickets);
	free(l->first);
	free(l->lot);
	free(l->line);
	free(l);
}

bool
draw_list_is_key(struct span text)
{
	return unseen_is_readable(text);
}

static bool
note_ticket(struct draw_list *l, size_t number, uint32_t ticket)
{
	if (!array_reserve(
		&l->tickets, &l->ticket_room, number + 1, sizeof *l->tickets))
		return false;
	l->tickets[number] = ticket;
	return true;
}

bool
draw_list_add(struct draw_list *l, struct span key, struct span bundle, uint32_t ticket)
{
	size_t number = sorter_count(l->lines), len = key.len;

	if (number >= UINT32_MAX - 1 ||
	    !array_reserve(&l->line, &l->line_size, key.len + bundle.len + 16, 1))
		return false;
	memcpy(l->line, key.at, key.len);
	if (bundle.at != NULL) {
		l->bundled = true;
		l->line[len++] = '\t';
		memcpy(l->line + len, bundle.at, bundle.len);
		len += bundle.len;
	}
	if (l->ticketed) {
		if (!note_ticket(l, number, ticket))
			return false;
		len += (size_t)snprintf(l->line + len, 16, "\t%" PRIu32, ticket);
	}
	return sorter_add(l->lines, l->line, len, (uint32_t)number);
}

static size_t
key_length(const struct sorted *line)
{
	const unsigned char *tab = memchr(line->key, '\t', line->len);

	return tab == NULL ? line->len : (size_t)(tab - line->key);
}

/* The key of the lot in a line, and whether it is that of a bundle. */
static struct span
lot_key(const struct draw_list *l, const struct sorted *line, bool *bundled)
{
	size_t from = key_length(line), to = line->len;

	if (l->ticketed)
		while (line->key[--to] != '\t')
			;
	*bundled = from < to;
	if (*bundled)
		from++;
	else
		from = 0;
	return (struct span){ (const char *)line->key + from, to - from };
}

static bool
same(const struct sorted *a, const struct sorted *b)
{
	return a->key != NULL && a->len == b->len &&
	       memcmp(a->key, b->key, a->len) == 0;
}

static enum draw_list_fault
disagree(enum draw_list_fault fault, uint32_t a, uint32_t b, uint32_t pair[2])
{
	pair[0] = a < b ? a : b;
	pair[1] = a < b ? b : a;
	return fault;
}

/* Find who came twice; an entrant's key must lead to one line. */
static enum draw_list_fault
find_first(struct draw_list *l, uint32_t pair[2])
{
	struct sorted above = { 0 }, line = { 0 };

	sorter_sort(l->lines);
	for (; sorter_next(l->lines, &line); above = line) {
		size_t len = key_length(&line);

		l->first[line.number] = line.number;
		if (same(&above, &line)) {
			l->first[line.number] = l->first[above.number];
			continue;
		}
		if (above.key != NULL && key_length(&above) == len &&
		    memcmp(above.key, line.key, len) == 0)
			return disagree(
			    DRAW_LIST_UNLIKE, above.number, line.number, pair);
		l->entrants++;
	}
	sorter_rewind(l->lines);
	return DRAW_LIST_OK;
}

/* A sorter for the keys of the lots; l->lot notes who is in a bundle. */
static bool
gather_lots(struct draw_list *l)
{
	struct sorted line = { 0 };

	if (!l->bundled && !l->ticketed)
		return true;
	l->lots = sorter_new();
	if (l->lots == NULL)
		return false;
	while (sorter_next(l->lines, &line)) {
		bool bundled;
		struct span key = lot_key(l, &line, &bundled);

		l->lot[line.number] = bundled;
		if (!sorter_add(l->lots, key.at, key.len, line.number))
			return false;
	}
	sorter_rewind(l->lines);
	sorter_sort(l->lots);
	return true;
}

static enum draw_list_fault
number_lots(struct draw_list *l, uint32_t pair[2])
{
	struct sorted above = { 0 }, key = { 0 };
	uint32_t bundled = 0;

	for (; sorter_next(l->lots, &key); above = key) {
		if (!same(&above, &key)) {
			l->lot_count++;
			bundled = l->lot[key.number];
		} else if (l->lot[key.number] != bundled)
			return disagree(
			    DRAW_LIST_CLASH, above.number, key.number, pair);
		l->lot[key.number] = l->lot_count - 1;
	}
	sorter_rewind(l->lots);
	return DRAW_LIST_OK;
}

enum draw_list_fault
draw_list_close(struct draw_list *l, uint32_t pair[2])
{
	size_t count = sorter_count(l->lines);
	enum draw_list_fault fault;

	l->first = calloc(count + 1, sizeof *l->first);
	l->lot = calloc(count + 1, sizeof *l->lot);
	if (l->first == NULL || l->lot == NULL)
		return DRAW_LIST_NO_MEMORY;
	fault = find_first(l, pair);
	if (fault != DRAW_LIST_OK)
		return fault;
	return gather_lots(l) ? number_lots(l, pair) : DRAW_LIST_NO_MEMORY;
}

uint32_t
draw_list_entrants(const struct draw_list *l)
{
	return l->entrants;
}

uint32_t
draw_list_lots(const struct draw_list *l)
{
	return l->lot_count;
}

uint32_t
draw_list_first(const struct draw_list *l, uint32_t number)
{
	return l->first[number];
}

uint32_t
draw_list_lot(const struct draw_list *l, uint32_t number)
{
	return l->lot[number];
}

enum draw_list_fault
draw_list_tickets(const struct draw_list *l, uint32_t tickets[], uint32_t pair[2])
{
	size_t count = sorter_count(l->lines);
	/* Who showed a ticket first, and who its lot, less 1. */
	uint32_t *holder = calloc((size_t)l->lot_count + 1, sizeof *holder);
	uint32_t *member = calloc((size_t)l->lot_count + 1, sizeof *member);
	enum draw_list_fault fault = DRAW_LIST_OK;

	if (holder == NULL || member == NULL)
		fault = DRAW_LIST_NO_MEMORY;
	for (uint32_t i = 0; i < count && fault == DRAW_LIST_OK; i++) {
		uint32_t ticket = l->tickets[i], lot = l->lot[i];

		if (ticket > l->lot_count) {
			fault = disagree(DRAW_LIST_GAP, i, i, pair);
		} else if (member[lot] != 0 && tickets[lot] != ticket)
			fault = disagree(DRAW_LIST_SHARED, member[lot] - 1, i, pair);
		else if (holder[ticket] != 0 && l->lot[holder[ticket] - 1] != lot)
			fault = disagree(DRAW_LIST_SHARED, holder[ticket] - 1, i, pair);
		else {
			tickets[lot] = ticket;
			member[lot] = holder[ticket] = i + 1;
		}
	}
	free(holder);
	free(member);
	return fault;
}

/* The next text of a sorter that is not the same as the one before. */
static bool
next_text(struct draw_list *l, struct sorter *sorter, struct span *text)
{
	struct sorted item = { 0 };

	do {
		if (!sorter_next(sorter, &item)) {
			sorter_rewind(sorter);
			l->above = (struct sorted){ 0 };
			return false;
		}
	} while (same(&l->above, &item));
	l->above = item;
	*text = (struct span){ (const char *)item.key, item.len };
	return true;
}

bool
draw_list_next_line(struct draw_list *l, struct span *line)
{
	return next_text(l, l->lines, line);
}

bool
draw_list_next_lot(struct draw_list *l, struct span *key)
{
	return next_text(l, l->lots, key);
}

static void
sha256_of(struct draw_list *l, uint8_t bytes[SHA256_DIGEST_SIZE])
{
	struct sha256_ctx context;
	struct span line;

	sha256_init(&context);
	while (draw_list_next_line(l, &line)) {
		sha256_update(&context, line.len, (const uint8_t *)line.at);
		sha256_update(&context, 1, (const uint8_t *)"\n");
	}
	sha256_digest(&context, SHA256_DIGEST_SIZE, bytes);
}

static void
sm3_of(struct draw_list *l, uint8_t bytes[SM3_DIGEST_SIZE])
{
	struct sm3_ctx context;
	struct span line;

	sm3_init(&context);
	while (draw_list_next_line(l, &line)) {
		sm3_update(&context, line.len, (const uint8_t *)line.at);
		sm3_update(&context, 1, (const uint8_t *)"\n");
	}
	sm3_digest(&context, SM3_DIGEST_SIZE, bytes);
}

bool
draw_list_digest(
    struct draw_list *l, const char *algorithm, char digest[DRAW_LIST_DIGEST_SIZE])
{
	uint8_t bytes[32];

	digest[0] = '\0';
	if (strcmp(algorithm, "sha256") == 0)
		sha256_of(l, bytes);
	else if (strcmp(algorithm, "sm3") == 0)
		sm3_of(l, bytes);
	else
		return false;
	hex_write(digest, bytes, sizeof bytes);
	digest[2 * sizeof bytes] = '\0';
	return true;
}
