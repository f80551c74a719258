#include "preflight/input_files.h"

#include <stdint.h>
#include <stdlib.h>

#include "memory/array.h"
#include "text/numbering.h"

enum { DIGEST = 64 };

/* A file of this year, with the number of its digest. */
struct input_file {
	struct span name;
	uint32_t digest;
	bool empty, cut;
};

struct input_files {
	struct numbering *digests;
	struct input_file *files;
	size_t count, room;
	/* By digest: whether an earlier year has it. */
	bool *earlier;
	size_t earlier_room;
};

struct input_files *
input_files_new(void)
{
	struct input_files *f = calloc(1, sizeof *f);

	if (f == NULL)
		return NULL;
	f->digests = numbering_new();
	if (f->digests != NULL)
		return f;
	free(f);
	return NULL;
}

void
input_files_free(struct input_files *f)
{
	if (f == NULL)
		return;
	numbering_free(f->digests);
	free(f->files);
	free(f->earlier);
	free(f);
}

/* A line "DIGEST  NAME"; a name with a backslash in it has one before the digest. */
static bool
read_line(struct span line, struct span *digest, struct span *name)
{
	if (line.len > 0 && line.at[0] == '\\')
		line = (struct span){ line.at + 1, line.len - 1 };
	if (line.len < DIGEST + 3)
		return false;
	for (int i = 0; i < DIGEST; i++)
		if (strchr("0123456789abcdef", line.at[i]) == NULL ||
		    line.at[i] == '\0')
			return false;
	*digest = (struct span){ line.at, DIGEST };
	*name = (struct span){ line.at + DIGEST + 2, line.len - DIGEST - 2 };
	return true;
}

static bool
add_line(struct input_files *f, struct span digest, struct span name, bool earlier)
{
	uint32_t number;
	bool known;

	if (!array_reserve(&f->earlier, &f->earlier_room,
		(size_t)numbering_count(f->digests) + 1, sizeof *f->earlier) ||
	    !array_reserve(&f->files, &f->room, f->count + 1, sizeof *f->files))
		return false;
	number = numbering_add(f->digests, digest, &known);
	if (number == NUMBERING_NONE)
		return false;
	f->earlier[number] = (known && f->earlier[number]) || earlier;
	if (!earlier)
		f->files[f->count++] =
		    (struct input_file){ .name = name, .digest = number };
	return true;
}

size_t
input_files_add(struct input_files *f, struct span list, bool earlier)
{
	for (size_t number = 1; list.len > 0; number++) {
		struct span digest, name;

		if (!read_line(span_cut(&list, '\n'), &digest, &name))
			return number;
		if (!add_line(f, digest, name, earlier))
			return SIZE_MAX;
	}
	return 0;
}

size_t
input_files_count(const struct input_files *f)
{
	return f->count;
}

struct span
input_files_name(const struct input_files *f, size_t number)
{
	return f->files[number].name;
}

void
input_files_note(struct input_files *f, size_t number, bool empty, bool cut)
{
	f->files[number].empty = empty;
	f->files[number].cut = cut;
}

/* Whether a name ends in one of some texts, which end in NULL. */
static bool
ends_in(struct span name, const char *const *endings)
{
	for (; *endings != NULL; endings++) {
		size_t len = strlen(*endings);

		if (name.len > len &&
		    memcmp(name.at + name.len - len, *endings, len) == 0)
			return true;
	}
	return false;
}

static const char *const tables[] = { ".csv", ".jsonl", ".xlsx", NULL };
static const char *const of_lines[] = { ".csv", ".jsonl", NULL };

static bool
tell(const struct input_file *file, const char *code, const char *reason,
    struct preflight_findings *findings)
{
	const struct preflight_finding finding = { .severity = PREFLIGHT_ERROR,
		.code = code,
		.file = file->name,
		.reason = reason };

	return preflight_add(findings, &finding);
}

static bool
check(const struct input_files *f, const struct input_file *file, bool twice,
    struct preflight_findings *findings)
{
	if (file->empty)
		return tell(file, "file-empty",
		    "it is empty: was it cut off? Move it elsewhere if it is not "
		    "needed",
		    findings);
	if (file->cut && ends_in(file->name, of_lines) &&
	    !tell(file, "file-cut",
		"its last line has no end: was it cut off, or is it still being "
		"written? End the line if it is whole",
		findings))
		return false;
	if (twice &&
	    !tell(file, "file-twice",
		"another file of the year is the same: which of them should be "
		"another one?",
		findings))
		return false;
	return !f->earlier[file->digest] || !ends_in(file->name, tables) ||
	       tell(file, "file-of-before",
		   "it is the file of an earlier year: put this year's there",
		   findings);
}

bool
input_files_check(struct input_files *f, struct preflight_findings *findings)
{
	bool *seen = calloc((size_t)numbering_count(f->digests) + 1, sizeof *seen);
	bool fine = seen != NULL;

	for (size_t i = 0; fine && i < f->count; i++) {
		uint32_t digest = f->files[i].digest;

		fine = check(f, &f->files[i], seen[digest], findings);
		seen[digest] = true;
	}
	free(seen);
	return fine;
}
