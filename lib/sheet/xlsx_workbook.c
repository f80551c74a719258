/*
 * xlsx_workbook.c - from the root of the package to the sheets
 *
 * _rels/.rels names the workbook, whose own relationships name the parts of sheets,
 * strings and styles; nothing else of the package is read.
 */
#include "sheet/xlsx_workbook.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "memory/array.h"
#include "sheet/xlsx_part.h"

#define USUAL_WORKBOOK "xl/workbook.xml"

enum { RELATIONSHIPS_MOST = 2 * XLSX_SHEETS_MOST };

enum part_kind { OTHER, WORKBOOK, SHEET, STRINGS, STYLES };

/* What a part says of another one. */
struct relationship {
	char *id, *part;
	enum part_kind kind;
};

struct relationships {
	struct relationship *items;
	size_t count, room;
	const char *of; /* the part that has them; "" for the package */
	struct xlsx_part *reading;
	struct xlsx_fault *fault;
};

static void
relationships_free(struct relationships *r)
{
	for (size_t i = 0; i < r->count; i++) {
		free(r->items[i].id);
		free(r->items[i].part);
	}
	free(r->items);
}

/* Take a step of a path to the end of another; false if it leads out. */
static bool
add_step(char *path, const char *step, size_t len)
{
	char *end = path + strlen(path), *slash;

	if (len == 0 || (len == 1 && *step == '.'))
		return true;
	if (len == 2 && memcmp(step, "..", 2) == 0) {
		if (*path == '\0')
			return false;
		slash = strrchr(path, '/');
		*(slash == NULL ? path : slash) = '\0';
		return true;
	}
	if (end > path)
		*end++ = '/';
	memcpy(end, step, len);
	end[len] = '\0';
	return true;
}

char *
xlsx_workbook_resolve(const char *part, const char *target, bool *no_memory)
{
	const char *slash = strrchr(part, '/');
	size_t folder = *target == '/' || slash == NULL ? 0 : (size_t)(slash - part);
	char *path = malloc(folder + strlen(target) + 2);

	*no_memory = path == NULL;
	if (path == NULL)
		return NULL;
	memcpy(path, part, folder);
	path[folder] = '\0';
	while (*target != '\0') {
		size_t len = strcspn(target, "/\\");

		if (!add_step(path, target, len)) {
			free(path);
			return NULL;
		}
		target += len + (target[len] != '\0');
	}
	return path;
}

static bool
ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), n = strlen(end);

	return len >= n && strcmp(text + len - n, end) == 0;
}

/* The type is a URL that differs between transitional and strict but in its end. */
static enum part_kind
kind_of(const char *type)
{
	if (ends_with(type, "/officeDocument"))
		return WORKBOOK;
	if (ends_with(type, "/worksheet"))
		return SHEET;
	if (ends_with(type, "/sharedStrings"))
		return STRINGS;
	if (ends_with(type, "/styles"))
		return STYLES;
	return OTHER;
}

static void
add_relationship(
    struct relationships *r, const char *id, const char *target, const char *type)
{
	bool no_memory = false;
	char *part = xlsx_workbook_resolve(r->of, target, &no_memory);
	char *copy = strdup(id);

	if (part == NULL && !no_memory) {
		xlsx_fail(r->fault, "xlsx-bad-part: a target leads out of the file: "
				    "save the workbook again");
	} else if (r->count == RELATIONSHIPS_MOST) {
		xlsx_fail(r->fault, "xlsx-too-large: the workbook has too many sheets: "
				    "split it");
	} else if (part != NULL && copy != NULL &&
		   array_reserve(&r->items, &r->room, r->count + 1, sizeof *r->items)) {
		r->items[r->count++] =
		    (struct relationship){ copy, part, kind_of(type) };
		/* cppcheck-suppress memleak ; the relationships have it */
		return;
	} else {
		xlsx_fail_memory(r->fault);
	}
	free(part);
	free(copy);
	xlsx_part_refuse(r->reading);
}

static void
on_relationship(void *context, const char *name, size_t depth, const char **attributes)
{
	struct relationships *r = context;
	const char *id = xlsx_attribute(attributes, "Id");
	const char *type = xlsx_attribute(attributes, "Type");
	const char *target = xlsx_attribute(attributes, "Target");
	const char *mode = xlsx_attribute(attributes, "TargetMode");

	if (depth == 2 && strcmp(name, "Relationship") == 0 && id != NULL &&
	    type != NULL && target != NULL && kind_of(type) != OTHER &&
	    (mode == NULL || strcmp(mode, "External") != 0))
		add_relationship(r, id, target, type);
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

/* Where the relationships of a part are: beside it, in _rels.  New; NULL: no memory. */
static char *
relationships_part(const char *of)
{
	const char *slash = strrchr(of, '/');
	size_t folder = slash == NULL ? 0 : (size_t)(slash - of) + 1;
	char *name = malloc(strlen(of) + sizeof "_rels/.rels");

	if (name == NULL)
		return NULL;
	memcpy(name, of, folder);
	strcpy(name + folder, "_rels/");
	strcat(name, of + folder);
	strcat(name, ".rels");
	return name;
}

static bool
read_part(struct xlsx_package *package, const char *name,
    const struct xlsx_handlers *handlers, void *context, struct xlsx_part **part,
    struct xlsx_fault *fault)
{
	enum xlsx_step step;

	*part = xlsx_part_open(package, name, handlers, context, fault);
	if (*part == NULL)
		return false;
	step = xlsx_part_read(*part, fault);
	xlsx_part_close(*part);
	return step == XLSX_ENDED;
}

/* Read the relationships of a part; without any there is nothing to read. */
static bool
relationships_read(struct relationships *r, struct xlsx_package *package)
{
	static const struct xlsx_handlers handlers = { on_relationship, on_end,
		on_text };
	char *name = relationships_part(r->of);
	bool fine;

	if (name == NULL)
		return xlsx_fail_memory(r->fault);
	fine = !xlsx_package_has(package, name) ||
	       read_part(package, name, &handlers, r, &r->reading, r->fault);
	free(name);
	return fine;
}

static const struct relationship *
find_kind(const struct relationships *r, int kind)
{
	for (size_t i = 0; i < r->count; i++)
		if ((int)r->items[i].kind == kind)
			return &r->items[i];
	return NULL;
}

/* Workbook. */

struct reading {
	struct xlsx_workbook *workbook;
	const struct relationships *parts;
	struct xlsx_part *part;
	struct xlsx_fault *fault;
	bool in_sheets;
};

static void
add_sheet(struct reading *r, const char *name, const char *part, bool hidden)
{
	struct xlsx_workbook *w = r->workbook;
	struct xlsx_sheet sheet = { strdup(name), strdup(part), hidden };

	if (sheet.name != NULL && sheet.part != NULL && w->count < XLSX_SHEETS_MOST &&
	    array_reserve(&w->sheets, &w->room, w->count + 1, sizeof *w->sheets)) {
		w->sheets[w->count++] = sheet;
		return;
	}
	free(sheet.name);
	free(sheet.part);
	if (w->count < XLSX_SHEETS_MOST)
		xlsx_fail_memory(r->fault);
	else
		xlsx_fail(r->fault,
		    "xlsx-too-large: the workbook has more than %d sheets: split it",
		    XLSX_SHEETS_MOST);
	xlsx_part_refuse(r->part);
}

static void
read_sheet(struct reading *r, const char **attributes)
{
	const char *name = xlsx_attribute(attributes, "name");
	const char *state = xlsx_attribute(attributes, "state");
	const char *id = xlsx_attribute_apart(attributes, "id");

	if (name == NULL || id == NULL)
		return;
	for (size_t i = 0; i < r->parts->count; i++) {
		const struct relationship *to = &r->parts->items[i];

		if (to->kind != SHEET || strcmp(to->id, id) != 0)
			continue;
		add_sheet(
		    r, name, to->part, state != NULL && strcmp(state, "visible") != 0);
		return;
	}
}

static bool
is_true(const char *value)
{
	return value != NULL && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

/* workbook > workbookPr, workbook > sheets > sheet. */
static void
on_workbook(void *context, const char *name, size_t depth, const char **attributes)
{
	struct reading *r = context;

	if (depth == 2) {
		r->in_sheets = strcmp(name, "sheets") == 0;
		if (strcmp(name, "workbookPr") == 0)
			r->workbook->is_1904 =
			    is_true(xlsx_attribute(attributes, "date1904"));
	} else if (depth == 3 && r->in_sheets && strcmp(name, "sheet") == 0) {
		read_sheet(r, attributes);
	}
}

/* The part of the strings or the styles, if it is in the package too. */
static bool
take_part(
    struct xlsx_package *package, const struct relationships *r, int kind, char **part)
{
	const struct relationship *to = find_kind(r, kind);

	if (to == NULL || !xlsx_package_has(package, to->part))
		return true;
	*part = strdup(to->part);
	return *part != NULL || xlsx_fail_memory(r->fault);
}

static bool
read_workbook(struct xlsx_workbook *workbook, struct xlsx_package *package,
    const char *name, struct xlsx_fault *fault)
{
	static const struct xlsx_handlers handlers = { on_workbook, on_end, on_text };
	struct relationships parts = { .of = name, .fault = fault };
	struct reading r = { .workbook = workbook, .parts = &parts, .fault = fault };
	bool fine = relationships_read(&parts, package) &&
		    take_part(package, &parts, STRINGS, &workbook->strings) &&
		    take_part(package, &parts, STYLES, &workbook->styles) &&
		    read_part(package, name, &handlers, &r, &r.part, fault);

	relationships_free(&parts);
	if (fine && workbook->count == 0)
		return xlsx_fail(fault, "xlsx-no-sheet: the workbook has no sheet with "
					"rows: is it the right file?");
	return fine;
}

bool
xlsx_workbook_read(struct xlsx_workbook *workbook, struct xlsx_package *package,
    struct xlsx_fault *fault)
{
	struct relationships root = { .of = "", .fault = fault };
	bool fine = relationships_read(&root, package);
	const struct relationship *to = find_kind(&root, WORKBOOK);
	const char *name = to == NULL ? USUAL_WORKBOOK : to->part;

	if (fine && ends_with(name, ".bin"))
		fine = xlsx_fail(fault, "xlsx-old-format: a binary workbook (.xlsb): "
					"save it as .xlsx");
	else if (fine && !xlsx_package_has(package, name))
		fine = xlsx_fail(fault,
		    xlsx_package_has(package, "content.xml")
			? "xlsx-not-a-workbook: an OpenDocument file (.ods): save it "
			  "as .xlsx"
			: "xlsx-not-a-workbook: a zip file without a workbook in it: "
			  "if it is an archive, unpack it first");
	else if (fine)
		fine = read_workbook(workbook, package, name, fault);
	relationships_free(&root);
	return fine;
}

void
xlsx_workbook_free(struct xlsx_workbook *workbook)
{
	for (size_t i = 0; i < workbook->count; i++) {
		free(workbook->sheets[i].name);
		free(workbook->sheets[i].part);
	}
	free(workbook->sheets);
	free(workbook->strings);
	free(workbook->styles);
	*workbook = (struct xlsx_workbook){ .sheets = NULL };
}
