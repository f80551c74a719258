#include "sheet/suggestion.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/json_string.h"
#include "sheet/cell.h"
#include "sheet/column_type.h"
#include "sheet/header_join.h"
#include "sheet/headings.h"

enum { ROWS = 220 };

struct suggestion {
	struct header_row rows[ROWS]; /* those with a filled cell */
	size_t count;
};

struct suggestion *
suggestion_new(void)
{
	return calloc(1, sizeof(struct suggestion));
}

void
suggestion_free(struct suggestion *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < s->count; i++)
		header_row_clear(&s->rows[i]);
	free(s);
}

static size_t
count_filled(const struct header_row *row)
{
	size_t filled = 0;

	for (size_t i = 0; i < row->count; i++)
		filled += *row->texts[i] != '\0';
	return filled;
}

bool
suggestion_add(struct suggestion *s, const struct row *row)
{
	struct header_row *kept = &s->rows[s->count];

	if (s->count == ROWS)
		return true;
	if (!header_row_keep(kept, row->cells, row->count)) {
		header_row_clear(kept);
		return false;
	}
	if (count_filled(kept) == 0)
		header_row_clear(kept);
	else
		s->count++;
	return true;
}

bool
suggestion_is_full(const struct suggestion *s)
{
	return s->count == ROWS;
}

/* A header without white space and without what one letter of copy leaves out; new. */
static char *
squeeze(const char *header, char left_out)
{
	char *text = malloc(strlen(header) + 1), *out = text;
	struct span rest = span_of(header);

	while (text != NULL && rest.len > 0) {
		size_t space = cell_space(rest), len = space == 0 ? 1 : space;

		if (space == 0 && *rest.at != left_out)
			*out++ = *rest.at;
		rest.at += len;
		rest.len -= len;
	}
	if (text != NULL)
		*out = '\0';
	return text;
}

static const struct heading *
find_squeezed(const char *header, char left_out, unsigned *number)
{
	char *text = squeeze(header, left_out);
	const struct heading *found = text == NULL ? NULL : headings_find(text, number);

	free(text);
	return found;
}

/* The usual heading that a header is: 监护人1/姓名 is 监护人1姓名, 成绩/语文 is 语文.
 */
static const struct heading *
find_heading(const char *header, unsigned *number)
{
	const struct heading *found = find_squeezed(header, '\0', number);
	const char *slash = strrchr(header, '/');

	if (found == NULL && slash != NULL)
		found = find_squeezed(header, '/', number);
	if (found == NULL && slash != NULL)
		found = find_squeezed(slash + 1, '\0', number);
	return found;
}

static size_t
count_known(const struct header_row *row)
{
	unsigned number;
	size_t known = 0;

	for (size_t i = 0; i < row->count; i++)
		known += find_heading(row->texts[i], &number) != NULL;
	return known;
}

static bool
has_number(const struct header_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (cell_is_number(span_of(row->texts[i])))
			return true;
	return false;
}

/* The header row, to be cleared, and the first row below it; 0: there is none. */
struct found {
	struct header_row header;
	size_t below;
};

/* A row that was kept as a row again; the caller frees its cells.  False: no memory. */
static bool
make_row(const struct header_row *kept, struct row *row)
{
	*row = (struct row){ .count = kept->count };
	row->cells = calloc(kept->count, sizeof *row->cells);
	for (size_t i = 0; row->cells != NULL && i < kept->count; i++)
		row->cells[i] = span_of(kept->texts[i]);
	return row->cells != NULL;
}

/* Join a row with some of those above it; the caller clears it.  False: no memory. */
static bool
join_rows(
    const struct suggestion *s, size_t last, size_t depth, struct header_row *joined)
{
	static const struct header_search nothing;
	struct header_join join = { .count = 0 };
	struct row row, whole;
	bool made = true;

	for (size_t i = last - depth; i <= last && made; i++) {
		made = make_row(&s->rows[i], &row);
		if (made && i < last)
			made = header_join_keep(&join, &row, &nothing);
		else if (made)
			made = header_join(&join, NULL, depth, &row, &whole) &&
			       header_row_keep(joined, whole.cells, whole.count);
		free(row.cells);
	}
	header_join_clear(&join);
	return made;
}

/* The better header row of the one that was found and the row, with rows above it. */
static bool
try_rows(const struct suggestion *s, size_t last, size_t depth, struct found *found,
    size_t *most)
{
	struct header_row row = { .texts = NULL };
	size_t known;

	if (!join_rows(s, last, depth, &row)) {
		header_row_clear(&row);
		return false;
	}
	known = count_known(&row);
	if (known <= *most) {
		header_row_clear(&row);
		return true;
	}
	header_row_clear(&found->header);
	*found = (struct found){ row, last + 1 };
	*most = known;
	return true;
}

/* False if there is no memory; below is 0 if no row is a header row. */
static bool
find_header(const struct suggestion *s, struct found *found)
{
	size_t most = 0, last = s->count < HEADER_ROWS ? s->count : HEADER_ROWS;

	*found = (struct found){ .below = 0 };
	for (size_t i = 0; i < last; i++)
		for (size_t depth = 0; depth <= i && depth <= HEADER_JOIN_ROWS; depth++)
			if (!try_rows(s, i, depth, found, &most))
				return false;
	for (size_t i = 0; i < last && found->below == 0; i++)
		if (count_filled(&s->rows[i]) > 1 && !has_number(&s->rows[i])) {
			found->below = i + 1;
			return join_rows(s, i, 0, &found->header);
		}
	return true;
}

/* The cells of a column below the header row, in rows that are as wide. */
struct sample {
	const struct suggestion *rows;
	const struct found *found;
	size_t column;
};

/* The next filled cell of a sample, from a row on; NULL behind the last. */
static const char *
next_cell(const struct sample *sample, size_t *row)
{
	for (; *row < sample->rows->count; ++*row) {
		const struct header_row *at = &sample->rows->rows[*row];

		if (at->count != sample->found->header.count ||
		    (at->count > 1 && count_filled(at) < 2) ||
		    *at->texts[sample->column] == '\0')
			continue;
		++*row;
		return at->texts[sample->column];
	}
	return NULL;
}

static bool
is_of_type(const char *cell, const char *type, enum cell_serials serials)
{
	struct column_reading reading = { .serials = serials };
	struct span text = span_of(cell);
	char *out = malloc(text.len * JSON_STRING_MOST + COLUMN_TYPE_MOST);
	bool is =
	    out != NULL && column_type_find(type)->put(out, text, &reading) != NULL;

	free(out);
	return is;
}

/* Whether there are cells, and all of them are of a type. */
static bool
all_are(const struct sample *sample, const char *type, enum cell_serials serials)
{
	size_t row = sample->found->below, count = 0;
	const char *cell;

	for (; (cell = next_cell(sample, &row)) != NULL; count++)
		if (!is_of_type(cell, type, serials))
			return false;
	return count > 0;
}

/* Whether a cell of digits would lose some as a number, or is too long for a count. */
static bool
has_code(const struct sample *sample)
{
	enum { LONGEST = 9 };
	size_t row = sample->found->below;
	const char *cell;

	while ((cell = next_cell(sample, &row)) != NULL)
		if (strlen(cell) > LONGEST || *cell == '-' ||
		    strpbrk(cell, "eE") != NULL)
			return true;
	return false;
}

/* Whether each cell is one digit, which may be a code as well as a truth. */
static bool
has_digits(const struct sample *sample)
{
	size_t row = sample->found->below;
	const char *cell;

	while ((cell = next_cell(sample, &row)) != NULL)
		if (*cell >= '0' && *cell <= '9')
			return true;
	return false;
}

static bool
ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), n = strlen(end);

	return len >= n && strcmp(text + len - n, end) == 0;
}

/* What a column that nobody knows holds, by its header and its cells. */
static const char *
guess_type(const struct sample *sample, const char *header)
{
	static const char *const codes[] = { "号", "号码", "码", "编号", "代码", "电话",
		"证", "邮编", "id", "ID" };

	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (ends_with(header, codes[i]))
			return "text";
	if (!has_digits(sample) && all_are(sample, "boolean", CELL_NO_SERIALS))
		return "boolean";
	if (all_are(sample, "date", CELL_NO_SERIALS))
		return "date";
	if (!has_code(sample) && all_are(sample, "decimal", CELL_NO_SERIALS))
		return "decimal";
	return "text";
}

/* The paths that are taken, and the map as far as it is written. */
struct draft {
	struct writer *map;
	struct header_row taken;
};

static bool
is_taken(const struct header_row *taken, const char *path)
{
	for (size_t i = 0; i < taken->count; i++)
		if (strcmp(taken->texts[i], path) == 0)
			return true;
	return false;
}

/* A path with its # filled in; new. */
static char *
fill_path(const char *path, unsigned number)
{
	const char *mark = strchr(path, '#');
	size_t size = strlen(path) + 16;
	char *text = malloc(size);

	if (text == NULL)
		return NULL;
	if (mark == NULL)
		snprintf(text, size, "%s", path);
	else
		snprintf(
		    text, size, "%.*s%u%s", (int)(mark - path), path, number, mark + 1);
	return text;
}

/* A header as a path: itself, or a JSON Pointer if it has what paths are made of. */
static char *
header_path(const char *header)
{
	char *text = malloc(2 * strlen(header) + 3), *out = text;
	bool pointer = strpbrk(header, "./~[]") != NULL;

	if (text == NULL)
		return NULL;
	if (pointer)
		*out++ = '/';
	for (; *header != '\0'; header++) {
		if (pointer && (*header == '/' || *header == '~')) {
			*out++ = '~';
			*out++ = *header == '/' ? '1' : '0';
		} else {
			*out++ = *header;
		}
	}
	*out = '\0';
	if (strcmp(text, "source") == 0 || strcmp(text, "extra") == 0)
		strcpy(out, "_");
	return text;
}

/* Whether two paths cannot be in one map: one leads into the other. */
static bool
clash(const char *a, const char *b)
{
	size_t len = strlen(a) < strlen(b) ? strlen(a) : strlen(b);

	return strncmp(a, b, len) == 0 &&
	       (a[len] == '\0' || a[len] == '.' || a[len] == '[') &&
	       (b[len] == '\0' || b[len] == '.' || b[len] == '[');
}

static bool
clashes(const struct header_row *taken, const char *path)
{
	if (ends_with(path, "[]") && is_taken(taken, path))
		return false;
	for (size_t i = 0; i < taken->count; i++)
		if (clash(taken->texts[i], path))
			return true;
	return false;
}

/* The name of a member on a line of its own. */
static void
begin_line(struct writer *w, const char *indent, const char *name)
{
	struct writer text = { .text = NULL };

	writer_name(&text, name);
	writer_bytes(w, indent, strlen(indent));
	writer_bytes(w, text.text, text.len);
	w->failed |= writer_failed(&text);
	writer_free(&text);
}

static void
member(struct writer *w, const char *name, const char *value)
{
	writer_name(w, name);
	writer_string(w, value);
}

/* The other names of a heading, but for those that the table has as well; an array has
 * several columns, so its names belong to none of them. */
static void
write_aliases(struct writer *w, const struct heading *heading, const char *header,
    const struct header_row *row)
{
	bool any = false;

	if (ends_with(heading->to, "[]"))
		return;
	for (size_t i = 0; i < HEADING_NAMES && heading->names[i] != NULL; i++) {
		const char *name = heading->names[i];

		if (strchr(name, '#') != NULL || strcmp(name, header) == 0 ||
		    is_taken(row, name))
			continue;
		if (!any) {
			writer_name(w, "aliases");
			writer_open_array(w);
		}
		any = true;
		writer_string(w, name);
	}
	if (any)
		writer_close_array(w);
}

static void
write_clean(struct writer *w, const struct heading *heading)
{
	writer_name(w, "clean");
	writer_open_array(w);
	for (size_t i = 0; i < HEADING_STEPS && heading->clean[i] != NULL; i++)
		writer_string(w, heading->clean[i]);
	writer_close_array(w);
}

static void
write_type(struct writer *w, const struct sample *sample, const char *type)
{
	size_t row = sample->found->below;

	if (strcmp(type, "text") != 0)
		member(w, "type", type);
	if (strcmp(type, "date") == 0 && !all_are(sample, "date", CELL_NO_SERIALS) &&
	    all_are(sample, "date", CELL_SERIALS_1900)) {
		writer_name(w, "date-serial");
		writer_integer(w, 1900);
	}
	if (next_cell(sample, &row) == NULL) {
		writer_name(w, "required");
		writer_boolean(w, false);
	}
}

/* One column; heading is NULL if nobody knows it.  Takes path. */
static bool
write_column(struct draft *draft, const struct sample *sample, const char *header,
    const struct heading *heading, char *path)
{
	struct writer *w = draft->map;

	if (path != NULL && *path == '\0') {
		writer_null(w);
		free(path);
		return true;
	}
	if (path == NULL)
		return false;
	draft->taken.texts[draft->taken.count++] = path;
	writer_open_object(w);
	member(w, "to", path);
	write_type(w, sample,
	    heading != NULL && heading->type != NULL ? heading->type
						     : guess_type(sample, header));
	if (heading != NULL) {
		write_aliases(w, heading, header, &sample->found->header);
		if (heading->clean[0] != NULL)
			write_clean(w, heading);
	}
	writer_close_object(w);
	return true;
}

static bool
suggest_column(struct draft *draft, const struct sample *sample)
{
	const char *header = sample->found->header.texts[sample->column];
	unsigned number = 0;
	const struct heading *heading = find_heading(header, &number);
	char *path = heading == NULL ? NULL : fill_path(heading->to, number);

	if (path != NULL && *path != '\0' && clashes(&draft->taken, path)) {
		free(path);
		path = NULL;
		heading = NULL;
	}
	if (heading == NULL)
		path = header_path(header);
	return write_column(draft, sample, header, heading, path);
}

static void
write_map(const struct suggestion *s, const struct found *found, struct draft *draft)
{
	bool any = false;

	for (size_t i = 0; i < found->header.count; i++) {
		struct sample sample = { s, found, i };

		if (*found->header.texts[i] == '\0')
			continue;
		begin_line(
		    draft->map, any ? ",\n      " : "\n      ", found->header.texts[i]);
		any = true;
		if (!suggest_column(draft, &sample))
			draft->map->failed = true;
	}
}

bool
suggestion_write(const struct suggestion *s, const char *section, struct writer *w)
{
	struct draft draft = { .map = w };
	struct found found;

	if (!find_header(s, &found))
		w->failed = true;
	else if (found.below == 0)
		return false;
	draft.taken.texts = calloc(found.header.count + 1, sizeof *draft.taken.texts);
	writer_open_object(w);
	begin_line(w, "\n  ", section);
	writer_open_object(w);
	begin_line(w, "\n    ", "map");
	writer_open_object(w);
	if (draft.taken.texts != NULL && !writer_failed(w))
		write_map(s, &found, &draft);
	else
		w->failed = true;
	writer_bytes(w, "\n    }\n  }\n}\n", 12);
	header_row_clear(&draft.taken);
	header_row_clear(&found.header);
	return true;
}
