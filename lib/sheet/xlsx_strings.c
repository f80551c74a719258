#include "sheet/xlsx_strings.h"

#include <stdlib.h>
#include <string.h>

#include "memory/array.h"
#include "sheet/xlsx_part.h"
#include "sheet/xlsx_text.h"

struct reading {
	struct xlsx_strings *strings;
	struct xlsx_part *part;
	struct xlsx_fault *fault;
	size_t begin; /* of the string at hand */
	bool in_string, in_run, in_text;
};

/* sst > si > t, or sst > si > r > t. */
static void
on_start(void *context, const char *name, size_t depth, const char **attributes)
{
	struct reading *r = context;

	(void)attributes;
	if (depth == 2 && strcmp(name, "si") == 0) {
		r->in_string = true;
		r->begin = r->strings->len;
	} else if (depth == 3 && r->in_string) {
		r->in_run = strcmp(name, "r") == 0;
		r->in_text = strcmp(name, "t") == 0;
	} else if (depth == 4 && r->in_run) {
		r->in_text = strcmp(name, "t") == 0;
	}
}

static void
refuse(struct reading *r)
{
	xlsx_part_refuse(r->part);
	r->in_text = r->in_string = false;
}

static bool
is_full(const struct xlsx_strings *strings, size_t more)
{
	size_t used = strings->len + (strings->count + 1) * sizeof *strings->ends;

	return used > XLSX_STRINGS_MOST || more > XLSX_STRINGS_MOST - used;
}

static void
on_text(void *context, const char *bytes, size_t len)
{
	struct reading *r = context;
	struct xlsx_strings *s = r->strings;

	if (!r->in_text)
		return;
	if (is_full(s, len)) {
		xlsx_fail(r->fault,
		    "xlsx-too-large: the texts of the workbook are more than %d MiB: "
		    "split it",
		    XLSX_STRINGS_MOST >> 20);
		refuse(r);
	} else if (!array_reserve(&s->text, &s->room, s->len + len, 1)) {
		xlsx_fail_memory(r->fault);
		refuse(r);
	} else {
		memcpy(s->text + s->len, bytes, len);
		s->len += len;
	}
}

static void
end_string(struct reading *r)
{
	struct xlsx_strings *s = r->strings;

	r->in_string = false;
	if (is_full(s, 0)) {
		xlsx_fail(r->fault, "xlsx-too-large: the workbook has too many texts: "
				    "split it");
		refuse(r);
		return;
	}
	if (!array_reserve(&s->ends, &s->ends_room, s->count + 1, sizeof *s->ends)) {
		xlsx_fail_memory(r->fault);
		refuse(r);
		return;
	}
	if (s->len > r->begin)
		s->len =
		    r->begin + xlsx_text_decode(s->text + r->begin, s->len - r->begin);
	s->ends[s->count++] = (uint32_t)s->len;
}

static void
on_end(void *context, size_t depth)
{
	struct reading *r = context;

	if (depth == 4)
		r->in_text = false;
	if (depth == 3)
		r->in_text = r->in_run = false;
	if (depth == 2 && r->in_string)
		end_string(r);
}

bool
xlsx_strings_read(struct xlsx_strings *strings, struct xlsx_package *package,
    const char *name, struct xlsx_fault *fault)
{
	static const struct xlsx_handlers handlers = { on_start, on_end, on_text };
	struct reading r = { .strings = strings, .fault = fault };
	enum xlsx_step step;

	r.part = xlsx_part_open(package, name, &handlers, &r, fault);
	if (r.part == NULL)
		return false;
	step = xlsx_part_read(r.part, fault);
	xlsx_part_close(r.part);
	return step == XLSX_ENDED;
}

void
xlsx_strings_free(struct xlsx_strings *strings)
{
	free(strings->text);
	free(strings->ends);
	*strings = (struct xlsx_strings){ .text = NULL };
}
