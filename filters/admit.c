/*
 * admit - run a filter by its short name, list the filters, show a manual
 *
 * Has no list of them: a filter is a program called admit-NAME, beside this one or in
 * PATH, and what it is for stands in the NAME section of its man page.
 */
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "settings/allocate.h"
#include "settings/installation.h"
#include "settings/settings.h"
#include "text/edit_distance.h"

static const struct setting settings[] = {
	SETTING_END,
};

static const struct filter filter = {
	.name = "admit",
	.synopsis = "[filter [argument ...]] | help [filter]",
	.settings = settings,
	.no_policy = true,
};

static struct installation installation;

static void
list_filters(void)
{
	int width = 0;

	for (size_t i = 0; i < installation.count; i++)
		if ((int)strlen(installation.filters[i].name) > width)
			width = (int)strlen(installation.filters[i].name);
	for (size_t i = 0; i < installation.count; i++) {
		char *purpose = installation_purpose(&installation.filters[i]);

		if (purpose != NULL)
			printf(
			    "%-*s  %s\n", width, installation.filters[i].name, purpose);
		else
			printf("%s\n", installation.filters[i].name);
		free(purpose);
	}
	if (fclose(stdout) == EOF)
		err(STATUS_TROUBLE, "<stdout>");
}

/* Names with the fewest typing mistakes, if those are few for the length. */
static _Noreturn void
fail_unknown(const char *name)
{
	size_t least = 1 + strlen(name) / 3;
	const char *before = "; did you mean ";

	for (size_t i = 0; i < installation.count; i++) {
		size_t distance = edit_distance(name, installation.filters[i].name);

		least = distance < least ? distance : least;
	}
	fprintf(stderr, "admit: %s: there is no such filter", name);
	for (size_t i = 0; i < installation.count; i++)
		if (edit_distance(name, installation.filters[i].name) <= least) {
			fprintf(stderr, "%s%s", before, installation.filters[i].name);
			before = " or ";
		}
	fprintf(stderr, "%s\n", *before == ';' ? "; admit lists them" : "?");
	exit(STATUS_TROUBLE);
}

/* A page that belongs to no folder of ours is looked for by man(1). */
static _Noreturn void
show_page(const char *path, const char *page)
{
	if (path != NULL) {
		execlp("man", "man", "-l", path, (char *)NULL);
		execlp("mandoc", "mandoc", "-a", path, (char *)NULL);
	} else {
		execlp("man", "man", "-S", "7:1", page, (char *)NULL);
	}
	err(STATUS_TROUBLE, "man");
}

static char *
page_name(const char *filter_name)
{
	size_t size = strlen("admit-") + strlen(filter_name) + 1;
	char *page = allocate(size, 1);

	snprintf(page, size, "admit-%s", filter_name);
	return page;
}

/* The manual of a filter, or of the suite if name is NULL. */
static _Noreturn void
show_help(const char *name)
{
	const char *page = name != NULL ? page_name(name) : "admit";
	char *path = NULL;

	if (installation.folder != NULL && strchr(page, '/') == NULL)
		path = installation_page(installation.folder, page);
	if (name != NULL && path == NULL &&
	    installation_filter(&installation, name) == NULL)
		fail_unknown(name);
	show_page(path, page);
}

static _Noreturn void
run_filter(const char *name, char *argv[])
{
	const struct installed *program = installation_filter(&installation, name);

	if (program == NULL)
		fail_unknown(name);
	argv[0] = strrchr(program->path, '/') + 1;
	execv(program->path, argv);
	err(STATUS_TROUBLE, "%s", program->path);
}

int
main(int argc, char *argv[])
{
	/* What stands behind the name of a filter is for the filter to read. */
	bool own_options = argc > 1 && argv[1][0] == '-';
	char **operands = settings_read(own_options ? argc : 1, argv, &filter);

	installation = installation_find();
	if (operands[0] == NULL) {
		list_filters();
		installation_free(&installation);
		return STATUS_CLEAN;
	}
	if (strcmp(operands[0], "help") != 0)
		run_filter(operands[0], operands);
	if (operands[1] != NULL && operands[2] != NULL)
		settings_usage();
	show_help(operands[1]);
}
