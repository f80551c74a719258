#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/entrants.h"
#include "settings/allocate.h"
#include "settings/document.h"
#include "settings/path_load.h"

char **
entrants_files(const struct entrants *e, char *operands[])
{
	static char standard_input[] = "-";
	size_t count = 0;
	char **files;

	if (e->list == NULL && e->set_aside != NULL)
		settings_fail("set-aside", "needs --entrants");
	if (e->list == NULL)
		return operands;
	if (strcmp(e->list, standard_input) == 0)
		settings_fail("entrants", "must be a file, not standard input");
	while (operands[count] != NULL)
		if (strcmp(operands[count++], e->list) == 0)
			settings_fail("entrants", "is the result too");
	files = allocate(count + 3, sizeof *files);
	files[0] = allocate_text(e->list, strlen(e->list));
	if (count == 0)
		files[1] = standard_input;
	memcpy(files + 1 + (count == 0), operands, count * sizeof *files);
	return files;
}

bool
entrants_is_listed(const struct entrants *e, const struct stream *stream)
{
	return e->list != NULL && strcmp(stream_file(stream), e->list) == 0;
}

void
entrants_excuse(const struct entrants *e, struct roll *roll)
{
	size_t size = strlen(e->id) + sizeof "/record.", len;
	char *path, *rejects;

	if (e->set_aside == NULL)
		return;
	path = allocate(size, 1);
	snprintf(path, size, e->id[0] == '/' ? "/record%s" : "record.%s", e->id);
	rejects = document_read(e->set_aside, &len);
	if (!roll_excuse(roll, (struct span){ rejects, len }, path_load("id", path)))
		allocate_fail();
	free(rejects);
	free(path);
}
