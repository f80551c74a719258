#include "publish/published_files.h"

#include <dirent.h>
#include <err.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "record/writer.h"
#include "settings/allocate.h"
#include "settings/status.h"

static int
is_no_dot(const struct dirent *entry)
{
	return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static void
add_file(struct text_list *files, const char *path)
{
	size_t room = files->count;

	files->items =
	    allocate_room(files->items, &room, files->count + 1, sizeof *files->items);
	files->items[files->count++] = allocate_text(path, strlen(path));
}

void
published_files_add(struct text_list *files, const char *path)
{
	struct dirent **entries;
	struct stat st;
	int count;

	if (stat(path, &st) == -1)
		err(STATUS_TROUBLE, "%s", path);
	if (!S_ISDIR(st.st_mode)) {
		add_file(files, path);
		return;
	}
	if ((count = scandir(path, &entries, is_no_dot, by_name)) == -1)
		err(STATUS_TROUBLE, "%s", path);
	for (int i = 0; i < count; i++) {
		struct writer inside = { 0 };

		writer_bytes(&inside, path, strlen(path));
		writer_bytes(&inside, "/", 1);
		writer_bytes(
		    &inside, entries[i]->d_name, strlen(entries[i]->d_name) + 1);
		if (writer_failed(&inside))
			allocate_fail();
		published_files_add(files, inside.text);
		writer_free(&inside);
		free(entries[i]);
	}
	free(entries);
}
