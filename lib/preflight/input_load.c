#include "preflight/input_load.h"

#include <err.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "preflight/input_files.h"
#include "settings/allocate.h"
#include "settings/document.h"
#include "settings/status.h"

/* Whether a file has bytes, and whether the last of them ends a line, also in UTF-16.
 */
static void
look_at_file(struct input_files *files, size_t number)
{
	struct span name = input_files_name(files, number);
	char *path = allocate_text(name.at, name.len), end[2] = { '\n', '\n' };
	FILE *file = fopen(path, "rb");
	bool empty;

	if (file == NULL)
		err(STATUS_TROUBLE, "%s", path);
	empty = getc(file) == EOF;
	if (fseek(file, -2, SEEK_END) == 0 && fread(end, 1, 2, file) != 2)
		err(STATUS_TROUBLE, "%s", path);
	input_files_note(files, number, empty,
	    end[1] != '\n' && !(end[0] == '\n' && end[1] == '\0'));
	fclose(file);
	free(path);
}

static void
add_list(struct input_files *files, const char *path, bool before)
{
	struct span list;
	size_t line;

	list.at = document_read_bytes(path, &list.len);
	line = input_files_add(files, list, before);
	if (line == SIZE_MAX)
		allocate_fail();
	if (line != 0)
		errx(STATUS_TROUBLE, "%s:%zu: digest-line: it is no line of sha256sum",
		    path, line);
}

void
input_load_check(const char *digests, const struct text_list *earlier,
    struct preflight_findings *findings)
{
	struct input_files *files = input_files_new();

	if (files == NULL)
		allocate_fail();
	if (digests != NULL)
		add_list(files, digests, false);
	for (size_t i = 0; i < earlier->count; i++)
		add_list(files, earlier->items[i], true);
	for (size_t i = 0; i < input_files_count(files); i++)
		look_at_file(files, i);
	if (!input_files_check(files, findings))
		allocate_fail();
	input_files_free(files);
}
