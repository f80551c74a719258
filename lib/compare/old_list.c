#include <err.h>
#include <inttypes.h>
#include <stdlib.h>

#include "compare/old_list.h"
#include "kept/kept.h"
#include "settings/allocate.h"
#include "settings/seals.h"
#include "settings/status.h"
#include "stream/origin.h"
#include "stream/source.h"
#include "stream/stream.h"
#include "text/numbering.h"

struct old_list {
	const char *name;
	struct numbering *ids;
	struct kept *lines;
	bool *called;
	uint32_t count, next; /* next: whom the other list will probably name */
	uint64_t bytes;
};

static void
idle(void *context, bool waits)
{
	(void)context;
	(void)waits;
}

/* End the program because of a line; the field may be NULL. */
static _Noreturn void
fail(const char *origin, const char *code, const char *field, const char *reason)
{
	if (field == NULL)
		errx(STATUS_TROUBLE, "%s: %s: %s", origin, code, reason);
	errx(STATUS_TROUBLE, "%s: %s: %s: %s", origin, code, field, reason);
}

void
old_list_fail(struct old_list *l, uint32_t number, const char *code, const char *field,
    const char *reason)
{
	char *origin = origin_text(
	    l->name, kept_at(l->lines, number)->line, old_list_line(l, number));

	fail(origin, code, field, reason);
}

/* Where a line stands, for those who read it again; KEPT_COPY: nowhere. */
static uint64_t
place_of(struct old_list *l, const struct source *source)
{
	struct stat opened;
	uint64_t offset;
	int home = source_home(source, &opened, &offset);

	if (home == -1)
		return KEPT_COPY;
	if (l->count == 0)
		kept_leave(l->lines, 0, home, &opened, l->name);
	return offset;
}

static void
add(struct old_list *l, const struct source *source, struct path *id,
    struct record *record)
{
	struct span text, line = { record->line, record->len };
	uint64_t number = source_line_number(source);
	bool known;

	if (path_string(id, record, &text) != PATH_FOUND)
		fail(origin_text(l->name, number, line), "id-missing", path_text(id),
		    "there is no id, or it is not a text: the lists cannot be joined");
	if (numbering_add(l->ids, text, &known) == NUMBERING_NONE)
		allocate_fail();
	if (known)
		fail(origin_text(l->name, number, line), "id-twice", path_text(id),
		    "the id came earlier in this list: the lists cannot be joined");
	kept_add(l->lines, line, (struct edit){ 0 }, 0, number, place_of(l, source));
	l->count++;
}

static void
read_lines(struct old_list *l, struct source *source, struct path *id)
{
	struct record record;
	struct line line;

	record_init(&record);
	while (source_next(source, &line)) {
		enum record_fault fault =
		    line.part != LINE_WHOLE
			? RECORD_TOO_LONG
			: record_parse(&record, line.at, line.len, NULL);

		if (fault == RECORD_NO_MEMORY)
			allocate_fail();
		if (fault != RECORD_OK)
			fail(origin_text(l->name, source_line_number(source),
				 (struct span){ NULL, 0 }),
			    record_fault_code(fault), NULL, record_fault_reason(fault));
		add(l, source, id, &record);
	}
	record_free(&record);
}

struct old_list *
old_list_read(const char *name, struct path *id, size_t max_line)
{
	struct old_list *l = allocate(1, sizeof *l);
	char *files[] = { (char *)name, NULL };
	struct source *source;

	l->name = span_is(span_of(name), "-") ? "<stdin>" : name;
	l->ids = numbering_new();
	if (l->ids == NULL)
		allocate_fail();
	l->lines = kept_open();
	source = source_open(files, max_line > 0 ? max_line : STREAM_MAX_LINE,
	    seals_required(), idle, NULL);
	read_lines(l, source, id);
	l->bytes = source_bytes(source);
	source_close(source);
	l->called = allocate(l->count + (size_t)1, sizeof *l->called);
	return l;
}

void
old_list_free(struct old_list *l)
{
	numbering_free(l->ids);
	kept_close(l->lines);
	free(l->called);
	free(l);
}

uint32_t
old_list_count(const struct old_list *l)
{
	return l->count;
}

uint64_t
old_list_bytes(const struct old_list *l)
{
	return l->bytes;
}

/* Lists of two runs mostly have the same order: the next id needs no table. */
uint32_t
old_list_call(struct old_list *l, struct span id, bool *called)
{
	uint32_t number = l->next;

	if (number >= l->count || !span_same(numbering_text(l->ids, number), id))
		number = numbering_find(l->ids, id);
	if (number == NUMBERING_NONE)
		return number;
	*called = l->called[number];
	l->called[number] = true;
	l->next = number + 1;
	return number;
}

bool
old_list_missing(const struct old_list *l, uint32_t *number)
{
	while (*number < l->count && l->called[*number])
		++*number;
	return *number < l->count;
}

struct span
old_list_line(struct old_list *l, uint32_t number)
{
	return kept_fetch(l->lines, number);
}

void
old_list_parse(struct old_list *l, uint32_t number, struct record *record)
{
	struct span line = kept_fetch(l->lines, number);
	enum record_fault fault = record_parse(record, line.at, line.len, NULL);

	if (fault == RECORD_NO_MEMORY)
		allocate_fail();
	/* It was a record when it was read first. */
	if (fault != RECORD_OK)
		errx(STATUS_TROUBLE, "%s: the file was changed while it was read",
		    l->name);
}

struct span
old_list_id(const struct old_list *l, uint32_t number)
{
	return numbering_text(l->ids, number);
}

void
old_list_check(const struct old_list *l)
{
	kept_check(l->lines);
}
