#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "settings/allocate.h"
#include "settings/help.h"
#include "settings/status.h"
#include "settings/version.h"

/* The options that settings.c reads by itself, as rows of a table. */
static const struct setting policy_option = SETTING_OPTION(
    'p', SETTING_KIND_FILE, "policy", "FILE", NULL, "read the settings from a policy");
static const struct setting own_options[] = {
	SETTING_OPTION('h', SETTING_KIND_FLAG, "help", NULL, NULL, "print this help"),
	SETTING_OPTION(
	    0, SETTING_KIND_FLAG, "version", NULL, NULL, "print the version"),
	SETTING_OPTION(0, SETTING_KIND_FLAG, "options", NULL, NULL,
	    "print the options for programs"),
	SETTING_END,
};

/* Call print for every option of a filter, with whether it is a common one. */
static void
print_options(
    const struct filter *filter, void (*print)(const struct setting *, bool common))
{
	for (const struct setting *s = filter->settings; s->name != NULL; s++)
		if (s->help != NULL)
			print(s, s->common);
	if (!filter->no_policy)
		print(&policy_option, true);
	for (const struct setting *s = own_options; s->name != NULL; s++)
		print(s, true);
}

char *
help_words(const char *const words[])
{
	size_t size = 1;
	char *list, *end;

	for (size_t i = 0; words[i] != NULL; i++)
		size += strlen(words[i]) + strlen(" or ");
	list = end = allocate(size, 1);
	for (size_t i = 0; words[i] != NULL; i++) {
		const char *before = i == 0 ? "" : words[i + 1] == NULL ? " or " : ", ";

		end += snprintf(
		    end, size - (size_t)(end - list), "%s%s", before, words[i]);
	}
	return list;
}

static void
print_option(const struct setting *s, bool common)
{
	char *words = s->words != NULL ? help_words(s->words) : NULL;
	char label[80];

	(void)common;
	snprintf(label, sizeof label, "%c%c%c --%s%s%s", s->letter ? '-' : ' ',
	    s->letter ? s->letter : ' ', s->letter ? ',' : ' ', s->name,
	    s->argument ? " " : "", s->argument ? s->argument : "");
	printf(
	    "  %-28s %s%s%s\n", label, s->help, words ? ": " : "", words ? words : "");
	free(words);
}

/*
 * One option a line, for programs: name, letter, kind, argument, words, whether it is a
 * common one; apart by tabs, "-" for nothing.
 */
static void
print_option_row(const struct setting *s, bool common)
{
	static const char *const kinds[] = {
		[SETTING_KIND_FLAG] = "flag",
		[SETTING_KIND_TEXT] = "text",
		[SETTING_KIND_WORD] = "word",
		[SETTING_KIND_FILE] = "file",
		[SETTING_KIND_OUTPUT] = "output",
		[SETTING_KIND_NUMBER] = "number",
		[SETTING_KIND_LIST] = "list",
		[SETTING_KIND_JSON] = "json",
	};

	printf("--%s\t%c%.1s\t%s\t%s\t", s->name, '-', s->letter ? &s->letter : "",
	    kinds[s->kind], s->argument != NULL ? s->argument : "-");
	for (size_t i = 0; s->words != NULL && s->words[i] != NULL; i++)
		printf("%s%s", i > 0 ? "|" : "", s->words[i]);
	printf("%s\t%s\n", s->words != NULL ? "" : "-", common ? "common" : "own");
}

static _Noreturn void
end_with_output(void)
{
	if (fclose(stdout) == EOF)
		err(STATUS_TROUBLE, "<stdout>");
	exit(STATUS_CLEAN);
}

void
help_print(const struct filter *filter)
{
	printf("usage: %s %s\n\n", filter->name, filter->synopsis);
	print_options(filter, print_option);
	end_with_output();
}

void
help_print_rows(const struct filter *filter)
{
	print_options(filter, print_option_row);
	end_with_output();
}

void
help_print_version(const struct filter *filter)
{
	printf("%s %s\n", filter->name, ADMIT_VERSION);
	end_with_output();
}
