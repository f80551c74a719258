#include <string.h>
#include <sys/stat.h>

#include "audit/entrants.h"
#include "settings/allocate.h"
#include "settings/document.h"

static char standard_input[] = "-";

/* Whether a file is the list, under any name.  One that is not there is reported later.
 */
static bool
is_same_file(const struct stat *list, const char *file)
{
	struct stat st;
	int status =
	    strcmp(file, standard_input) == 0 ? fstat(0, &st) : stat(file, &st);

	return status == 0 && st.st_dev == list->st_dev && st.st_ino == list->st_ino;
}

char **
entrants_files(const struct entrants *e, char *operands[])
{
	size_t count = 0;
	struct stat list;
	char **files;

	if (e->list == NULL && e->set_aside != NULL)
		settings_fail("set-aside", "needs --entrants");
	if (e->list == NULL)
		return operands;
	if (strcmp(e->list, standard_input) == 0)
		settings_fail("entrants", "must be a file, not standard input");
	while (operands[count] != NULL)
		count++;
	files = allocate(count + 3, sizeof *files);
	files[0] = allocate_text(e->list, strlen(e->list));
	memcpy(files + 1, operands, count * sizeof *files);
	if (count == 0)
		files[1] = standard_input;
	if (stat(e->list, &list) == 0)
		for (size_t i = 1; files[i] != NULL; i++)
			if (is_same_file(&list, files[i]))
				settings_fail("entrants", "is the result too");
	return files;
}

bool
entrants_is_listed(const struct entrants *e, const struct stream *stream)
{
	return e->list != NULL && strcmp(stream_file(stream), e->list) == 0;
}

bool
entrants_set_aside(const struct entrants *e, struct set_aside *s)
{
	struct span bytes;

	if (e->set_aside == NULL)
		return false;
	bytes.at = document_read(e->set_aside, &bytes.len);
	set_aside_open(s, bytes);
	return true;
}
