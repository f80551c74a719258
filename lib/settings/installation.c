#include <dirent.h>
#include <err.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "settings/allocate.h"
#include "settings/installation.h"
#include "settings/status.h"

/* Three texts as one. */
static char *
join(const char *a, const char *b, const char *c)
{
	size_t size = strlen(a) + strlen(b) + strlen(c) + 1;
	char *text = allocate(size, 1);

	snprintf(text, size, "%s%s%s", a, b, c);
	return text;
}

/* The folder of the binary that runs, links resolved; NULL if that cannot be found. */
static char *
own_folder(void)
{
	char *path = realpath("/proc/self/exe", NULL);
	char *slash = path != NULL ? strrchr(path, '/') : NULL;

	if (slash != NULL)
		*slash = '\0';
	return path;
}

static bool
is_program(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode) && access(path, X_OK) == 0;
}

const struct installed *
installation_filter(const struct installation *in, const char *name)
{
	for (size_t i = 0; i < in->count; i++)
		if (strcmp(in->filters[i].name, name) == 0)
			return &in->filters[i];
	return NULL;
}

static bool
is_name(const char *name)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-";

	return *name != '\0' && name[strspn(name, letters)] == '\0';
}

/* The name of a filter in the name of its file, or NULL. */
static const char *
filter_name(const char *file)
{
	static const char prefix[] = "admit-";
	const char *name;

	if (strncmp(file, prefix, strlen(prefix)) != 0)
		return NULL;
	name = file + strlen(prefix);
	return is_name(name) ? name : NULL;
}

static void
add_filter(struct installation *in, const char *name, char *path)
{
	if (installation_filter(in, name) != NULL || !is_program(path)) {
		free(path);
		return;
	}
	in->filters =
	    allocate_room(in->filters, &in->room, in->count + 1, sizeof *in->filters);
	in->filters[in->count++] =
	    (struct installed){ allocate_text(name, strlen(name)), path };
}

/* A folder that cannot be read has no filters, as for the shell. */
static void
add_folder(struct installation *in, const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *file;
	const char *name;

	if (dir == NULL && (errno == EMFILE || errno == ENFILE || errno == ENOMEM))
		err(STATUS_TROUBLE, "%s", folder);
	if (dir == NULL)
		return;
	while ((file = readdir(dir)) != NULL)
		if ((name = filter_name(file->d_name)) != NULL)
			add_filter(in, name, join(folder, "/", file->d_name));
	closedir(dir);
}

/* An empty folder in PATH is the current one. */
static void
add_path(struct installation *in, const char *path)
{
	while (path != NULL) {
		size_t len = strcspn(path, ":");
		char *folder =
		    len > 0 ? allocate_text(path, len) : allocate_text(".", 1);

		add_folder(in, folder);
		free(folder);
		path = path[len] == ':' ? path + len + 1 : NULL;
	}
}

static bool
folder_has(const char *folder, const char *name)
{
	char *path = join(folder, "/admit-", name);
	bool has = is_program(path);

	free(path);
	return has;
}

bool
installation_has(const char *name)
{
	const char *path = getenv("PATH");
	char *folder = own_folder();
	bool has = is_name(name) && folder != NULL && folder_has(folder, name);

	free(folder);
	while (is_name(name) && !has && path != NULL) {
		size_t len = strcspn(path, ":");

		folder = len > 0 ? allocate_text(path, len) : allocate_text(".", 1);
		has = folder_has(folder, name);
		free(folder);
		path = path[len] == ':' ? path + len + 1 : NULL;
	}
	return has;
}

static int
compare_names(const void *a, const void *b)
{
	const struct installed *x = a, *y = b;

	return strcmp(x->name, y->name);
}

struct installation
installation_find(void)
{
	struct installation in = { .folder = own_folder() };

	if (in.folder != NULL)
		add_folder(&in, in.folder);
	add_path(&in, getenv("PATH"));
	if (in.count > 0)
		qsort(in.filters, in.count, sizeof *in.filters, compare_names);
	return in;
}

void
installation_free(struct installation *in)
{
	for (size_t i = 0; i < in->count; i++) {
		free(in->filters[i].name);
		free(in->filters[i].path);
	}
	free(in->filters);
	free(in->folder);
}

char *
installation_page(const char *folder, const char *page)
{
	static const char *const places[][2] = {
		{ "/../share/man/man7/", ".7" },
		{ "/../share/man/man1/", ".1" },
		{ "/../../filters/", ".7" },
		{ "/../../filters/", ".1" },
	};

	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		char *start = join(folder, places[i][0], page);
		char *path = join(start, places[i][1], "");

		free(start);
		if (access(path, R_OK) == 0)
			return path;
		free(path);
	}
	return NULL;
}

/* The text behind .Nd, without the end of its line; NULL if there is none. */
static char *
read_purpose(FILE *page)
{
	static const char macro[] = ".Nd ";
	char *line = NULL, *purpose = NULL;
	size_t room = 0;

	while (purpose == NULL && getline(&line, &room, page) != -1)
		if (strncmp(line, macro, strlen(macro)) == 0) {
			const char *text = line + strlen(macro);

			purpose = allocate_text(text, strcspn(text, "\n"));
		}
	free(line);
	return purpose;
}

char *
installation_purpose(const struct installed *program)
{
	char *path = realpath(program->path, NULL), *slash, *page, *purpose;
	FILE *file;

	if (path == NULL && errno == ENOMEM)
		allocate_fail();
	if (path == NULL)
		return NULL;
	slash = strrchr(path, '/');
	*slash = '\0';
	page = installation_page(path, slash + 1);
	file = page != NULL ? fopen(page, "r") : NULL;
	if (page != NULL && file == NULL)
		err(STATUS_TROUBLE, "%s", page);
	purpose = file != NULL ? read_purpose(file) : NULL;
	if (purpose == NULL && file != NULL && !feof(file))
		err(STATUS_TROUBLE, "%s", page);
	if (file != NULL)
		fclose(file);
	free(page);
	free(path);
	return purpose;
}
