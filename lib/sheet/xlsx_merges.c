#include "sheet/xlsx_merges.h"

#include <stdlib.h>
#include <string.h>

#include "memory/array.h"
#include "sheet/xlsx_part.h"

enum { BLOCK = 64 << 10 };

static const char word[] = "mergeCell";

/* Whether a word stands in bytes. */
static bool
has_word(const char *bytes, size_t len)
{
	const size_t n = sizeof word - 1;
	const char *at = bytes, *end = bytes + len;

	while ((size_t)(end - at) >= n) {
		at = memchr(at, 'C', (size_t)(end - at));
		if (at == NULL)
			return false;
		/* C is rare in a sheet, m is not. */
		if (at - bytes >= 5 && end - at >= 4 && memcmp(at - 5, word, n) == 0)
			return true;
		at++;
	}
	return false;
}

/* In UTF-16, which no program writes, the word is not looked for but supposed. */
static bool
is_utf16(const char *bytes, size_t len)
{
	return len >= 2 && (bytes[0] == '\0' || bytes[1] == '\0' ||
			       (unsigned char)bytes[0] >= 0xfe);
}

/* Whether the word stands in the part at all: most sheets have no merged cells. */
static bool
look_for_word(struct xlsx_entry *entry, bool *found, struct xlsx_fault *fault)
{
	static const size_t overlap = sizeof word - 1;
	char *block = malloc(overlap + BLOCK);
	size_t kept = 0;
	long got = 1;

	if (block == NULL)
		return xlsx_fail_memory(fault);
	while (
	    !*found && (got = xlsx_entry_read(entry, block + kept, BLOCK, fault)) > 0) {
		size_t len = kept + (size_t)got;

		*found = has_word(block, len) || (kept == 0 && is_utf16(block, len));
		kept = len < overlap ? len : overlap;
		memmove(block, block + len - kept, kept);
	}
	free(block);
	return got >= 0;
}

struct reading {
	struct xlsx_merges *merges;
	struct xlsx_part *part;
	struct xlsx_fault *fault;
	bool inside;
};

static void
add(struct reading *r, const char *ref)
{
	struct xlsx_merges *m = r->merges;
	struct xlsx_area area;
	bool full = m->count == XLSX_MERGES_MOST;

	if (ref == NULL || !xlsx_reference_read_area(ref, &area)) {
		xlsx_fail(r->fault, "xlsx-bad-part: an area of merged cells is none: "
				    "save the workbook again");
	} else if (!full &&
		   array_reserve(&m->areas, &m->room, m->count + 1, sizeof area)) {
		m->areas[m->count++] = area;
		return;
	} else if (full) {
		xlsx_fail(r->fault,
		    "xlsx-too-large: more than %d areas of merged cells: undo them",
		    XLSX_MERGES_MOST);
	} else {
		xlsx_fail_memory(r->fault);
	}
	xlsx_part_refuse(r->part);
}

static void
on_start(void *context, const char *name, size_t depth, const char **attributes)
{
	struct reading *r = context;

	if (depth == 2)
		r->inside = strcmp(name, "mergeCells") == 0;
	else if (depth == 3 && r->inside && strcmp(name, "mergeCell") == 0)
		add(r, xlsx_attribute(attributes, "ref"));
}

static void
on_end(void *context, size_t depth)
{
	(void)context;
	(void)depth;
}

static void
on_text(void *context, const char *bytes, size_t len)
{
	(void)context;
	(void)bytes;
	(void)len;
}

static int
compare(const void *a, const void *b)
{
	const struct xlsx_area *x = a, *y = b;

	if (x->first.row != y->first.row)
		return x->first.row < y->first.row ? -1 : 1;
	return (x->first.column > y->first.column) -
	       (x->first.column < y->first.column);
}

bool
xlsx_merges_read(struct xlsx_merges *merges, struct xlsx_package *package,
    const char *part, struct xlsx_fault *fault)
{
	static const struct xlsx_handlers handlers = { on_start, on_end, on_text };
	struct reading r = { .merges = merges, .fault = fault };
	struct xlsx_entry *entry = xlsx_entry_open(package, part, fault);
	enum xlsx_step step;
	bool any = false, fine;

	if (entry == NULL)
		return false;
	fine = look_for_word(entry, &any, fault);
	xlsx_entry_close(entry);
	if (!fine || !any)
		return fine;
	r.part = xlsx_part_open(package, part, &handlers, &r, fault);
	if (r.part == NULL)
		return false;
	step = xlsx_part_read(r.part, fault);
	xlsx_part_close(r.part);
	if (merges->count > 0)
		qsort(merges->areas, merges->count, sizeof *merges->areas, compare);
	return step == XLSX_ENDED;
}

void
xlsx_merges_free(struct xlsx_merges *merges)
{
	free(merges->areas);
	free(merges->open);
	*merges = (struct xlsx_merges){ .areas = NULL };
}

bool
xlsx_merges_go(struct xlsx_merges *m, uint64_t row, struct xlsx_fault *fault)
{
	size_t kept = 0;

	for (size_t i = 0; i < m->open_count; i++)
		if (m->areas[m->open[i]].last.row >= row)
			m->open[kept++] = m->open[i];
	m->open_count = kept;
	for (; m->next < m->count && m->areas[m->next].first.row <= row; m->next++) {
		if (m->areas[m->next].last.row < row)
			continue;
		if (m->open_count == XLSX_COLUMNS)
			return xlsx_fail(fault, "xlsx-bad-sheet: areas of merged cells "
						"overlap: undo them");
		if (!array_reserve(
			&m->open, &m->open_room, m->open_count + 1, sizeof *m->open))
			return xlsx_fail_memory(fault);
		m->open[m->open_count++] = m->next;
	}
	return true;
}
