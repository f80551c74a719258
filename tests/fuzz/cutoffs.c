/*
 * The auditor of cut-offs: any bytes as the published file of a small round.  The lines
 * that the allocator writes have no breach, and a file without one says the same as
 * they do, line by line.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "allocate/cutoffs_line.h"
#include "audit/audit_cutoffs.h"
#include "record/equality.h"

#include "target.h"

enum { PROGRAMS = 2 };

struct breaches_found {
	size_t count;
	uint64_t lines;
};

static void
note(void *context, const struct cutoff_breach *b)
{
	struct breaches_found *f = context;

	check(b->code != NULL && b->line <= f->lines);
	check(b->program < PROGRAMS || b->program == MARKET_NONE);
	f->count++;
}

static size_t
count_breaches(const struct round *r, const struct market *m, const struct seat *seats,
    struct span text)
{
	struct breaches_found found = { .lines = 1 };

	for (size_t i = 0; i < text.len; i++)
		found.lines += text.at[i] == '\n';
	check(audit_cutoffs(r, m, false, seats, text, note, &found));
	return found.count;
}

static struct span
next_line(struct span *text)
{
	const char *stop = text->len > 0 ? memchr(text->at, '\n', text->len) : NULL;
	size_t len = stop != NULL ? (size_t)(stop - text->at) : text->len;
	struct span line = { text->at, len };

	text->at += len + (stop != NULL);
	text->len -= len + (stop != NULL);
	return line;
}

static void
check_same(struct span text, struct span want)
{
	struct record one = { 0 }, other = { 0 };
	bool no_memory = false;

	while (text.len > 0 && want.len > 0) {
		struct span a = next_line(&text), b = next_line(&want);

		check(record_parse(&one, a.at, a.len, NULL) == RECORD_OK);
		check(record_parse(&other, b.at, b.len, NULL) == RECORD_OK);
		check(
		    equality_holds(&one, one.values, &other, other.values, &no_memory));
	}
	check(text.len == 0 && want.len == 0);
	record_free(&one);
	record_free(&other);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const uint32_t choices[] = { 1, 0, 0, 1, 0 };
	static const uint64_t first[] = { 0, 2, 3, 5 }, order[] = { 0, 9, 20 };
	static const struct seat seats[] = { { 0, 1, MARKET_NONE },
		{ 0, 0, MARKET_NONE }, { MARKET_NONE, MARKET_NONE, MARKET_NONE } };
	static uint32_t held[PROGRAMS + 1] = { 1, 0, 0 }, no_groups[1];
	static json_t *document; /* for as long as the programs */
	static struct programs *programs;
	struct span text = { (const char *)data, size }, want;
	struct programs_fault fault;
	struct cutoff cutoffs[PROGRAMS];
	struct writer w = { 0 };

	if (programs == NULL) {
		document = json_loads("[{\"id\":\"A\",\"round\":\"r\",\"capacity\":3},"
				      "{\"id\":\"B\",\"round\":\"r\",\"capacity\":0}]",
		    0, NULL);
		programs = programs_read(document, NULL, NULL, &fault);
	}
	check(programs != NULL);

	const struct market m = { .programs = PROGRAMS,
		.capacity = programs->capacity,
		.held = held,
		.applicants = 3,
		.first = first,
		.choices = choices,
		.order = order };
	const struct round r = { .name = span_of("r"),
		.programs = programs,
		.held = held,
		.held_groups = no_groups,
		.rules = { .mechanism = MECHANISM_SERIAL } };

	cutoffs_count_round(&r, &m, seats, cutoffs, NULL);
	for (uint32_t p = 0; p < PROGRAMS; p++) {
		cutoffs_line_write(&w, &r, p, MARKET_NONE, &cutoffs[p]);
		writer_bytes(&w, "\n", 1);
	}
	want = (struct span){ w.text, w.len };
	check(count_breaches(&r, &m, seats, want) == 0);
	if (count_breaches(&r, &m, seats, text) == 0)
		check_same(text, want);
	writer_free(&w);
	return 0;
}
