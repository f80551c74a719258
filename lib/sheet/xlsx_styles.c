#include "sheet/xlsx_styles.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "memory/array.h"
#include "sheet/xlsx_part.h"

struct reading {
	struct xlsx_styles *styles;
	struct xlsx_part *part;
	struct xlsx_fault *fault;
	bool in_formats, in_styles;
};

/* Make room for one more; refuses the part if there is none. */
static bool
make_room(struct reading *r, void *array, size_t *room, size_t count, size_t size)
{
	if (count < XLSX_STYLES_MOST && array_reserve(array, room, count + 1, size))
		return true;
	if (count < XLSX_STYLES_MOST)
		xlsx_fail_memory(r->fault);
	else
		xlsx_fail(r->fault,
		    "xlsx-too-large: the workbook has more than %d "
		    "styles: copy its cells into a new one",
		    XLSX_STYLES_MOST);
	xlsx_part_refuse(r->part);
	return false;
}

static void
define(struct reading *r, unsigned long id, const char *code)
{
	struct xlsx_styles *s = r->styles;

	if (make_room(
		r, &s->defined, &s->defined_room, s->defined_count, sizeof *s->defined))
		s->defined[s->defined_count++] = (struct xlsx_defined_format){ id,
			xlsx_format_of_code(span_of(code)) };
}

static int
compare_formats(const void *a, const void *b)
{
	const struct xlsx_defined_format *x = a, *y = b;

	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return (x->format > y->format) - (x->format < y->format);
}

/* The formats are all known: numFmts stands before cellXfs. */
static void
sort_formats(struct xlsx_styles *s)
{
	size_t count = 0;

	if (s->defined_count > 0)
		qsort(
		    s->defined, s->defined_count, sizeof *s->defined, compare_formats);
	for (size_t i = 0; i < s->defined_count; i++)
		if (count == 0 || s->defined[count - 1].id != s->defined[i].id)
			s->defined[count++] = s->defined[i];
	s->defined_count = count;
}

static int
compare_id(const void *key, const void *item)
{
	const unsigned long *id = key;
	const struct xlsx_defined_format *format = item;

	return (*id > format->id) - (*id < format->id);
}

/* What the workbook defines wins over what is built in. */
static enum xlsx_format
format_of(const struct xlsx_styles *s, unsigned long id)
{
	const struct xlsx_defined_format *defined =
	    s->defined_count == 0 ? NULL
				  : bsearch(&id, s->defined, s->defined_count,
					sizeof *s->defined, compare_id);

	return defined != NULL ? defined->format : xlsx_format_of_id(id);
}

static void
add_style(struct reading *r, unsigned long id)
{
	struct xlsx_styles *s = r->styles;

	if (make_room(r, &s->formats, &s->room, s->count, 1))
		s->formats[s->count++] = (unsigned char)format_of(s, id);
}

/* styleSheet > numFmts > numFmt, styleSheet > cellXfs > xf. */
static void
on_start(void *context, const char *name, size_t depth, const char **attributes)
{
	struct reading *r = context;
	const char *id = xlsx_attribute(attributes, "numFmtId");
	const char *code = xlsx_attribute(attributes, "formatCode");

	if (depth == 2) {
		r->in_formats = strcmp(name, "numFmts") == 0;
		r->in_styles = strcmp(name, "cellXfs") == 0;
		if (r->in_styles)
			sort_formats(r->styles);
	} else if (depth == 3 && r->in_formats && strcmp(name, "numFmt") == 0) {
		if (id != NULL && code != NULL)
			define(r, strtoul(id, NULL, 10), code);
	} else if (depth == 3 && r->in_styles && strcmp(name, "xf") == 0) {
		add_style(r, id == NULL ? 0 : strtoul(id, NULL, 10));
	}
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

bool
xlsx_styles_read(struct xlsx_styles *styles, struct xlsx_package *package,
    const char *name, struct xlsx_fault *fault)
{
	static const struct xlsx_handlers handlers = { on_start, on_end, on_text };
	struct reading r = { .styles = styles, .fault = fault };
	enum xlsx_step step;

	r.part = xlsx_part_open(package, name, &handlers, &r, fault);
	if (r.part == NULL)
		return false;
	step = xlsx_part_read(r.part, fault);
	xlsx_part_close(r.part);
	return step == XLSX_ENDED;
}

void
xlsx_styles_free(struct xlsx_styles *styles)
{
	free(styles->formats);
	free(styles->defined);
	*styles = (struct xlsx_styles){ .formats = NULL };
}
