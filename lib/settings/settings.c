#include <err.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "settings/allocate.h"
#include "settings/document.h"
#include "settings/files.h"
#include "settings/help.h"
#include "settings/installation.h"
#include "settings/process.h"
#include "settings/setting_value.h"
#include "settings/settings.h"

/* What getopt_long(3) returns: a letter, one of these, or FROM_TABLE and an index. */
enum { HELP = 256, VERSION, OPTIONS, POLICY, FROM_TABLE };

static struct settings_given *const given = &settings_given;
static const char *policy_named_by = "-p"; /* where the path was given */
static const char *entries_left; /* behind the entry, apart by commas; NULL: none */
static struct setting_value *befores; /* what the settings were before the policy */

static size_t
count_settings(const struct setting *table)
{
	size_t n = 0;

	while (table[n].name != NULL)
		n++;
	return n;
}

void
settings_usage(void)
{
	fprintf(stderr, "usage: %s %s\n", given->filter->name, given->filter->synopsis);
	exit(STATUS_TROUBLE);
}

const char *
settings_entry(void)
{
	return given->entry;
}

const json_t *
settings_constants(void)
{
	return json_object_get(given->policy, "constants");
}

const json_t *
settings_policy(void)
{
	return given->policy;
}

const json_t *
settings_section_of(const char *name)
{
	return json_object_get(given->policy, name);
}

const struct filter *
settings_filter(void)
{
	return given->filter;
}

int
settings_word(const char *name)
{
	const struct setting *s = settings_find(name, strlen(name));

	return settings_one_of(name, *(const char **)s->to, s->words);
}

const char *
settings_policy_path(void)
{
	return given->policy_path;
}

/* Whether a section is read by a filter; one that reads another section has none. */
static bool
is_section(const char *key)
{
	const char *dash = strchr(given->filter->name, '-');

	if (strcmp(key, settings_section_name()) == 0 ||
	    (given->filter->beside != NULL && strcmp(key, given->filter->beside) == 0))
		return true;
	return (dash == NULL || strcmp(key, dash + 1) != 0) && installation_has(key);
}

/*
 * At the top stand a few facts of the procedure, the limits of its stages, and
 * sections, which are named after the filters that are installed: there is no list of
 * them.
 */
static void
check_top(void)
{
	static const char *const facts[] = { "title", "year", "basis", "constants",
		"limits", "dossier" };
	const char *key;
	json_t *value;

	json_object_foreach(given->policy, key, value)
	{
		bool known = json_is_object(value) && is_section(key);

		for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
			known |= strcmp(key, facts[i]) == 0;
		if (!known)
			errx(STATUS_TROUBLE,
			    "%s: /%s: unknown key, and not the section of a filter",
			    given->policy_path, key);
	}
}

/* NULL if there is only the section that it borrows from. */
static const json_t *
find_section(void)
{
	const json_t *section = json_object_get(given->policy, settings_section_name());

	if (!json_is_object(given->policy))
		errx(STATUS_TROUBLE, "%s: a policy is a JSON object",
		    given->policy_path);
	check_top();
	if (section == NULL && given->filter->borrows != NULL &&
	    json_object_get(given->policy, given->filter->borrows) != NULL)
		return NULL;
	if (!json_is_object(section))
		errx(STATUS_TROUBLE, "%s: /%s: there is no such section",
		    given->policy_path, settings_section_name());
	if (given->entry == NULL)
		return section;
	section = json_object_get(section, given->entry);
	if (!json_is_object(section))
		settings_fail_in_policy(NULL, "there is no such entry");
	return section;
}

/* An option wins over the policy. */
static void
take_from_policy(const struct setting *s, json_t *value)
{
	if (given->origins[s - given->filter->settings] == SETTING_BY_OPTION)
		return;
	setting_note(s, &befores[s - given->filter->settings]);
	given->origins[s - given->filter->settings] = SETTING_BY_POLICY;
	setting_from_policy(s, value);
}

static bool
may_borrow(const char *key)
{
	const char *const *name = given->filter->borrowed;

	while (name != NULL && *name != NULL && strcmp(*name, key) != 0)
		name++;
	return name == NULL || *name != NULL;
}

/* What stands in the filter's own section does not come from the other one. */
static void
read_borrowed(const json_t *own)
{
	const json_t *other = json_object_get(given->policy, given->filter->borrows);
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)other, key, value)
	{
		const struct setting *s = settings_find(key, strlen(key));

		if (s != NULL && !s->command_line_only && may_borrow(key) &&
		    json_object_get(own, key) == NULL)
			take_from_policy(s, value);
	}
}

static void
read_section(void)
{
	const json_t *section = find_section();
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)section, key, value)
	{
		const struct setting *s = settings_find(key, strlen(key));

		if (s == NULL || s->command_line_only)
			settings_fail_in_policy(key, "unknown key");
		take_from_policy(s, value);
	}
	if (given->filter->borrows != NULL)
		read_borrowed(section);
}

/* The name of the next entry, from a list of them. */
static void
take_entry(const char *list)
{
	size_t len = given->filter->several ? strcspn(list, ",") : strlen(list);

	given->entry = allocate_text(list, len);
	entries_left = list[len] == ',' ? list + len + 1 : NULL;
}

bool
settings_next_entry(void)
{
	if (entries_left == NULL)
		return false;
	for (size_t i = 0; i < count_settings(given->filter->settings); i++) {
		if (given->origins[i] != SETTING_BY_POLICY)
			continue;
		setting_put_back(&given->filter->settings[i], &befores[i]);
		given->origins[i] = SETTING_BY_NONE;
	}
	take_entry(entries_left);
	read_section();
	return true;
}

/* What getopt_long(3) is to know: the table's options, then those of every filter. */
static struct option *
long_options(char **shorts)
{
	size_t n = count_settings(given->filter->settings), used = 0;
	struct option *longs = allocate(n + 5, sizeof *longs);
	char *letters = allocate(2 * n + 8, 1), *to = letters;

	if (given->filter->command)
		*to++ = '+';
	for (size_t i = 0; i < n; i++) {
		const struct setting *s = &given->filter->settings[i];

		if (s->help == NULL)
			continue;
		longs[used++] = (struct option){ .name = s->name,
			.has_arg = s->argument != NULL,
			.val = FROM_TABLE + (int)i };
		if (s->letter != 0) {
			*to++ = s->letter;
			if (s->argument != NULL)
				*to++ = ':';
		}
	}
	longs[used++] = (struct option){ .name = "help", .val = HELP };
	longs[used++] = (struct option){ .name = "version", .val = VERSION };
	longs[used++] = (struct option){ .name = "options", .val = OPTIONS };
	if (!given->filter->no_policy)
		longs[used++] =
		    (struct option){ .name = "policy", .has_arg = 1, .val = POLICY };
	memcpy(to,
	    given->filter->no_policy ? "h" : "hp:", given->filter->no_policy ? 1 : 3);
	*shorts = letters;
	return longs;
}

static void
take_option(int c)
{
	const struct setting *s = given->filter->settings;

	if (c == 'h' || c == HELP)
		help_print(given->filter);
	if (c == VERSION)
		help_print_version(given->filter);
	if (c == OPTIONS)
		help_print_rows(given->filter);
	if ((c == 'p' && !given->filter->no_policy) || c == POLICY) {
		given->policy_path = optarg;
		return;
	}
	if (c >= FROM_TABLE)
		s += c - FROM_TABLE;
	else
		while (s->name != NULL && s->letter != c)
			s++;
	if (c == '?' || s->name == NULL)
		settings_usage();
	given->origins[s - given->filter->settings] = SETTING_BY_OPTION;
	setting_from_option(s, optarg);
}

/* The policy that the environment names, where no option does. */
static void
take_policy_of_environment(void)
{
	const char *named = getenv("ADMIT_POLICY");

	if (named == NULL || given->filter->no_policy || given->policy_path != NULL)
		return;
	given->policy_path = named;
	policy_named_by = "ADMIT_POLICY";
	if (*named != '\0' && access(named, R_OK) == -1)
		err(STATUS_TROUBLE, "ADMIT_POLICY: %s", named);
}

/* "--name", for messages; lives on. */
static const char *
option_name(const struct setting *s)
{
	size_t size = strlen(s->name) + sizeof "--";
	char *name = allocate(size, 1);

	snprintf(name, size, "--%s", s->name);
	return name;
}

/* All files that are known from the command line and the policy. */
static void
add_files(char *const operands[])
{
	if (given->policy_path != NULL)
		files_add_input(policy_named_by, given->policy_path);
	for (const struct setting *s = given->filter->settings; s->name != NULL; s++)
		if (s->kind == SETTING_KIND_FILE && *(const char **)s->to != NULL)
			files_add_input(option_name(s), *(const char **)s->to);
	if (!given->filter->command)
		for (; *operands != NULL; operands++)
			files_add_input(NULL, *operands);
	files_add_standard();
	for (const struct setting *s = given->filter->settings; s->name != NULL; s++)
		if (s->kind == SETTING_KIND_OUTPUT && *(const char **)s->to != NULL)
			files_add_output(option_name(s), *(const char **)s->to);
}

char **
settings_read(int argc, char *argv[], const struct filter *f)
{
	static struct option *longs; /* static: --help ends the program amid them */
	static char *shorts;
	int c;

	process_begin();
	given->filter = f;
	given->origins =
	    allocate(count_settings(f->settings) + 1, sizeof *given->origins);
	longs = long_options(&shorts);
	while ((c = getopt_long(argc, argv, shorts, longs, NULL)) != -1)
		take_option(c);
	free(longs);
	free(shorts);
	argv += optind;
	take_policy_of_environment();
	if (given->policy_path != NULL && *given->policy_path == '\0')
		given->policy_path = NULL;
	if (given->policy_path != NULL && f->entries) {
		if (*argv == NULL)
			errx(STATUS_TROUBLE, "%s: which entry of /%s?", policy_named_by,
			    settings_section_name());
		take_entry(*argv++);
	}
	if (given->policy_path != NULL) {
		befores = allocate(count_settings(f->settings), sizeof *befores);
		given->policy = document_load_exact(given->policy_path);
		read_section();
	}
	add_files(argv);
	return argv;
}
