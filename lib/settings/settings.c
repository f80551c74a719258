#include <err.h>
#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
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
#include "settings/settings.h"

/* What getopt_long(3) returns: a letter, one of these, or FROM_TABLE and an index. */
enum { HELP = 256, VERSION, OPTIONS, POLICY, FROM_TABLE };

enum origin { ORIGIN_NONE, ORIGIN_OPTION, ORIGIN_POLICY };

/* The command line is one for the process, and so is what was read from it. */
static const struct filter *filter;
static enum origin *origins; /* of each setting of the table */
static const char *policy_path, *entry;
static const char *policy_named_by = "-p"; /* where the path was given */
static json_t *policy;           /* for good: settings borrow their texts from it */
static const char *entries_left; /* behind entry, apart by commas; NULL: none */

/* What a setting was before the policy set it. */
static struct value {
	bool flag;
	long number;
	const char *text;
	struct text_list list;
	const json_t *json;
} * befores;

static size_t
count_settings(const struct setting *table)
{
	size_t n = 0;

	while (table[n].name != NULL)
		n++;
	return n;
}

/* The setting whose name is the first len bytes. */
static const struct setting *
find_setting(const char *name, size_t len)
{
	const struct setting *s = filter->settings;

	while (s->name != NULL &&
	       (strlen(s->name) != len || memcmp(s->name, name, len) != 0))
		s++;
	return s->name != NULL ? s : NULL;
}

/* The section of the policy that the filter reads. */
static const char *
section_name(void)
{
	const char *dash = strchr(filter->name, '-');

	if (filter->section != NULL)
		return filter->section;
	return dash != NULL ? dash + 1 : filter->name;
}

/* The section in which a key stands, which may go on: "columns/0/path". */
static const char *
section_of(const char *key)
{
	const json_t *own = json_object_get(policy, section_name());

	if (filter->borrows == NULL || key == NULL ||
	    json_object_getn(own, key, strcspn(key, "/")) != NULL)
		return section_name();
	return filter->borrows;
}

/* File and JSON Pointer of a key, or of the section; lives on. */
static char *
place_in_policy(const char *key)
{
	const char *section = section_of(key), *of = entry != NULL ? entry : "";
	size_t size;
	char *place;

	if (key == NULL)
		key = "";
	size = strlen(policy_path) + strlen(section) + strlen(of) + strlen(key) +
	       sizeof ": ///";
	place = allocate(size, 1);
	snprintf(place, size, "%s: /%s%s%s%s%s", policy_path, section,
	    *of != '\0' ? "/" : "", of, *key != '\0' ? "/" : "", key);
	return place;
}

static _Noreturn void
fail_in_policy(const char *key, const char *reason)
{
	errx(STATUS_TROUBLE, "%s: %s", place_in_policy(key), reason);
}

static enum origin
origin_of(const char *name)
{
	const struct setting *s = find_setting(name, strcspn(name, "/"));

	return s != NULL ? origins[s - filter->settings] : ORIGIN_NONE;
}

bool
settings_is_given(const char *name)
{
	return origin_of(name) != ORIGIN_NONE;
}

char *
settings_place(const char *name)
{
	int len = (int)strcspn(name, "/");
	size_t size = strlen(name) + sizeof "--";
	char *option;

	if (origin_of(name) == ORIGIN_POLICY)
		return place_in_policy(name);
	option = allocate(size, 1);
	snprintf(option, size, "--%.*s", len, name);
	return option;
}

void
settings_fail(const char *name, const char *reason, ...)
{
	va_list args;
	char *text;

	va_start(args, reason);
	text = allocate_print(reason, args);
	va_end(args);
	errx(STATUS_TROUBLE, "%s: %s", settings_place(name), text);
}

void
settings_usage(void)
{
	fprintf(stderr, "usage: %s %s\n", filter->name, filter->synopsis);
	exit(STATUS_TROUBLE);
}

const char *
settings_entry(void)
{
	return entry;
}

const json_t *
settings_constants(void)
{
	return json_object_get(policy, "constants");
}

const json_t *
settings_section_of(const char *name)
{
	return json_object_get(policy, name);
}

const struct filter *
settings_filter(void)
{
	return filter;
}

static void
set_number(const struct setting *s, const char *text)
{
	char *end;
	long n;

	errno = 0;
	n = strtol(text, &end, 10);
	if (strchr("+-0123456789", *text) == NULL || end == text || *end != '\0' ||
	    errno != 0 || n < s->min || n > s->max)
		settings_fail(s->name, "\"%s\" is no whole number from %ld to %ld",
		    text, s->min, s->max);
	*(long *)s->to = n;
}

int
settings_one_of(const char *name, const char *text, const char *const words[])
{
	int i = 0;

	if (text == NULL)
		return -1;
	while (words[i] != NULL && strcmp(words[i], text) != 0)
		i++;
	if (words[i] == NULL)
		settings_fail(name, "must be %s", help_words(words));
	return i;
}

int
settings_word(const char *name)
{
	const struct setting *s = find_setting(name, strlen(name));

	return settings_one_of(name, *(const char **)s->to, s->words);
}

static void
set_word(const struct setting *s, const char *text)
{
	settings_one_of(s->name, text, s->words);
	*(const char **)s->to = text;
}

static void
append(struct text_list *list, const char *text)
{
	const char **items = allocate(list->count + 1, sizeof *items);

	if (list->count > 0)
		memcpy(items, list->items, list->count * sizeof *items);
	items[list->count++] = text;
	free(list->items);
	list->items = items;
}

static void
set_from_option(const struct setting *s, const char *argument)
{
	origins[s - filter->settings] = ORIGIN_OPTION;
	switch (s->kind) {
	case SETTING_KIND_FLAG:
		*(bool *)s->to = true;
		break;
	case SETTING_KIND_TEXT:
	case SETTING_KIND_FILE:
	case SETTING_KIND_OUTPUT:
		*(const char **)s->to = argument;
		break;
	case SETTING_KIND_WORD:
		set_word(s, argument);
		break;
	case SETTING_KIND_NUMBER:
		set_number(s, argument);
		break;
	case SETTING_KIND_LIST:
		append(s->to, argument);
		break;
	case SETTING_KIND_JSON:
		break;
	}
}

const char *
settings_policy_path(void)
{
	return policy_path;
}

const char *
settings_beside_policy(const char *file)
{
	const char *slash = strrchr(policy_path, '/');
	int folder =
	    slash != NULL && file[0] != '/' ? (int)(slash - policy_path + 1) : 0;
	size_t size = (size_t)folder + strlen(file) + 1;
	char *path = allocate(size, 1);

	snprintf(path, size, "%.*s%s", folder, policy_path, file);
	return path;
}

/* A whole number, as text; lives on. */
static const char *
digits_of(const json_t *number)
{
	enum { DIGITS = sizeof "-9223372036854775808" };
	char *digits = allocate(DIGITS, 1);

	snprintf(digits, DIGITS, "%" JSON_INTEGER_FORMAT, json_integer_value(number));
	return digits;
}

static const char *
policy_text(const struct setting *s, const json_t *value)
{
	if (s->or_number && json_is_integer(value))
		return digits_of(value);
	if (!json_is_string(value) || strlen(json_string_value(value)) == 0)
		settings_fail(s->name, "must be text");
	return json_string_value(value);
}

/* The name of an item of a setting, for settings_fail(). */
static const char *
item_name(const struct setting *s, size_t i)
{
	size_t size = strlen(s->name) + sizeof "/18446744073709551615";
	char *name = allocate(size, 1);

	snprintf(name, size, "%s/%zu", s->name, i);
	return name;
}

/* One part of a series; the caller does not free it. */
static const char *
policy_part(const struct setting *s, const json_t *value, size_t i)
{
	if (json_is_string(value) && strlen(json_string_value(value)) > 0)
		return json_string_value(value);
	if (!json_is_integer(value))
		settings_fail(item_name(s, i),
		    "must be a whole number, or a text: a number with a point is "
		    "written as a text");
	return digits_of(value);
}

static const char *
policy_series(const struct setting *s, const json_t *array)
{
	size_t count = json_array_size(array), size = 1, at = 0;
	const char **parts = allocate(count + 1, sizeof *parts);
	char *text;

	if (count == 0)
		settings_fail(s->name, "must not be empty");
	for (size_t i = 0; i < count; i++) {
		parts[i] = policy_part(s, json_array_get(array, i), i);
		size += strlen(parts[i]) + 1;
	}
	text = allocate(size, 1);
	for (size_t i = 0; i < count; i++)
		at += (size_t)snprintf(
		    text + at, size - at, "%s%s", i > 0 ? "," : "", parts[i]);
	free(parts);
	return text;
}

static void
set_list_from_policy(const struct setting *s, const json_t *value)
{
	if (!json_is_array(value)) {
		append(s->to, policy_text(s, value));
		return;
	}
	for (size_t i = 0; i < json_array_size(value); i++)
		append(s->to, policy_text(s, json_array_get(value, i)));
}

static void
set_from_policy(const struct setting *s, const json_t *value)
{
	origins[s - filter->settings] = ORIGIN_POLICY;
	switch (s->kind) {
	case SETTING_KIND_FLAG:
		if (!json_is_boolean(value))
			settings_fail(s->name, "must be true or false");
		*(bool *)s->to = json_is_true(value);
		break;
	case SETTING_KIND_TEXT:
		*(const char **)s->to = s->series && json_is_array(value)
					    ? policy_series(s, value)
					    : policy_text(s, value);
		break;
	case SETTING_KIND_OUTPUT:
		*(const char **)s->to = policy_text(s, value);
		break;
	case SETTING_KIND_WORD:
		set_word(s, policy_text(s, value));
		break;
	case SETTING_KIND_FILE:
		*(const char **)s->to = settings_beside_policy(policy_text(s, value));
		break;
	case SETTING_KIND_NUMBER:
		if (!json_is_integer(value) || json_integer_value(value) < s->min ||
		    json_integer_value(value) > s->max)
			settings_fail(s->name, "must be a whole number from %ld to %ld",
			    s->min, s->max);
		*(long *)s->to = (long)json_integer_value(value);
		break;
	case SETTING_KIND_LIST:
		set_list_from_policy(s, value);
		break;
	case SETTING_KIND_JSON:
		*(const json_t **)s->to = value;
		break;
	}
}

/* Whether a section is read by a filter; one that reads another section has none. */
static bool
is_section(const char *key)
{
	const char *dash = strchr(filter->name, '-');

	if (strcmp(key, section_name()) == 0 ||
	    (filter->beside != NULL && strcmp(key, filter->beside) == 0))
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

	json_object_foreach(policy, key, value)
	{
		bool known = json_is_object(value) && is_section(key);

		for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
			known |= strcmp(key, facts[i]) == 0;
		if (!known)
			errx(STATUS_TROUBLE,
			    "%s: /%s: unknown key, and not the section of a filter",
			    policy_path, key);
	}
}

/* NULL if there is only the section that it borrows from. */
static const json_t *
find_section(void)
{
	const json_t *section = json_object_get(policy, section_name());

	if (!json_is_object(policy))
		errx(STATUS_TROUBLE, "%s: a policy is a JSON object", policy_path);
	check_top();
	if (section == NULL && filter->borrows != NULL &&
	    json_object_get(policy, filter->borrows) != NULL)
		return NULL;
	if (!json_is_object(section))
		errx(STATUS_TROUBLE, "%s: /%s: there is no such section", policy_path,
		    section_name());
	if (entry == NULL)
		return section;
	section = json_object_get(section, entry);
	if (!json_is_object(section))
		fail_in_policy(NULL, "there is no such entry");
	return section;
}

/* Note what a setting is, or put it back to what was noted. */
static void
note(const struct setting *s, struct value *v)
{
	switch (s->kind) {
	case SETTING_KIND_FLAG:
		v->flag = *(bool *)s->to;
		break;
	case SETTING_KIND_TEXT:
	case SETTING_KIND_WORD:
	case SETTING_KIND_FILE:
	case SETTING_KIND_OUTPUT:
		v->text = *(const char **)s->to;
		break;
	case SETTING_KIND_NUMBER:
		v->number = *(long *)s->to;
		break;
	case SETTING_KIND_LIST:
		v->list = *(struct text_list *)s->to;
		break;
	case SETTING_KIND_JSON:
		v->json = *(const json_t **)s->to;
		break;
	}
}

static void
put_back(const struct setting *s, const struct value *v)
{
	switch (s->kind) {
	case SETTING_KIND_FLAG:
		*(bool *)s->to = v->flag;
		break;
	case SETTING_KIND_TEXT:
	case SETTING_KIND_WORD:
	case SETTING_KIND_FILE:
	case SETTING_KIND_OUTPUT:
		*(const char **)s->to = v->text;
		break;
	case SETTING_KIND_NUMBER:
		*(long *)s->to = v->number;
		break;
	case SETTING_KIND_LIST:
		free(((struct text_list *)s->to)->items);
		*(struct text_list *)s->to = v->list;
		break;
	case SETTING_KIND_JSON:
		*(const json_t **)s->to = v->json;
		break;
	}
}

/* An option wins over the policy. */
static void
take_from_policy(const struct setting *s, json_t *value)
{
	if (origins[s - filter->settings] == ORIGIN_OPTION)
		return;
	note(s, &befores[s - filter->settings]);
	set_from_policy(s, value);
}

static bool
may_borrow(const char *key)
{
	const char *const *name = filter->borrowed;

	while (name != NULL && *name != NULL && strcmp(*name, key) != 0)
		name++;
	return name == NULL || *name != NULL;
}

/* What stands in the filter's own section does not come from the other one. */
static void
read_borrowed(const json_t *own)
{
	const json_t *other = json_object_get(policy, filter->borrows);
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)other, key, value)
	{
		const struct setting *s = find_setting(key, strlen(key));

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
		const struct setting *s = find_setting(key, strlen(key));

		if (s == NULL || s->command_line_only)
			fail_in_policy(key, "unknown key");
		take_from_policy(s, value);
	}
	if (filter->borrows != NULL)
		read_borrowed(section);
}

/* The name of the next entry, from a list of them. */
static void
take_entry(const char *list)
{
	size_t len = filter->several ? strcspn(list, ",") : strlen(list);

	entry = allocate_text(list, len);
	entries_left = list[len] == ',' ? list + len + 1 : NULL;
}

bool
settings_next_entry(void)
{
	if (entries_left == NULL)
		return false;
	for (size_t i = 0; i < count_settings(filter->settings); i++) {
		if (origins[i] != ORIGIN_POLICY)
			continue;
		put_back(&filter->settings[i], &befores[i]);
		origins[i] = ORIGIN_NONE;
	}
	take_entry(entries_left);
	read_section();
	return true;
}

/* What getopt_long(3) is to know: the table's options, then those of every filter. */
static struct option *
long_options(char **shorts)
{
	size_t n = count_settings(filter->settings), used = 0;
	struct option *longs = allocate(n + 5, sizeof *longs);
	char *letters = allocate(2 * n + 8, 1), *to = letters;

	if (filter->command)
		*to++ = '+';
	for (size_t i = 0; i < n; i++) {
		const struct setting *s = &filter->settings[i];

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
	if (!filter->no_policy)
		longs[used++] =
		    (struct option){ .name = "policy", .has_arg = 1, .val = POLICY };
	memcpy(to, filter->no_policy ? "h" : "hp:", filter->no_policy ? 1 : 3);
	*shorts = letters;
	return longs;
}

static void
take_option(int c)
{
	const struct setting *s = filter->settings;

	if (c == 'h' || c == HELP)
		help_print(filter);
	if (c == VERSION)
		help_print_version(filter);
	if (c == OPTIONS)
		help_print_rows(filter);
	if ((c == 'p' && !filter->no_policy) || c == POLICY) {
		policy_path = optarg;
		return;
	}
	if (c >= FROM_TABLE)
		s += c - FROM_TABLE;
	else
		while (s->name != NULL && s->letter != c)
			s++;
	if (c == '?' || s->name == NULL)
		settings_usage();
	set_from_option(s, optarg);
}

/* The policy that the environment names, where no option does. */
static void
take_policy_of_environment(void)
{
	const char *named = getenv("ADMIT_POLICY");

	if (named == NULL || filter->no_policy || policy_path != NULL)
		return;
	policy_path = named;
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
	if (policy_path != NULL)
		files_add_input(policy_named_by, policy_path);
	for (const struct setting *s = filter->settings; s->name != NULL; s++)
		if (s->kind == SETTING_KIND_FILE && *(const char **)s->to != NULL)
			files_add_input(option_name(s), *(const char **)s->to);
	if (!filter->command)
		for (; *operands != NULL; operands++)
			files_add_input(NULL, *operands);
	files_add_standard();
	for (const struct setting *s = filter->settings; s->name != NULL; s++)
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
	filter = f;
	origins = allocate(count_settings(f->settings) + 1, sizeof *origins);
	longs = long_options(&shorts);
	while ((c = getopt_long(argc, argv, shorts, longs, NULL)) != -1)
		take_option(c);
	free(longs);
	free(shorts);
	argv += optind;
	take_policy_of_environment();
	if (policy_path != NULL && *policy_path == '\0')
		policy_path = NULL;
	if (policy_path != NULL && f->entries) {
		if (*argv == NULL)
			errx(STATUS_TROUBLE, "%s: which entry of /%s?", policy_named_by,
			    section_name());
		take_entry(*argv++);
	}
	if (policy_path != NULL) {
		befores = allocate(count_settings(f->settings), sizeof *befores);
		policy = document_load_exact(policy_path);
		read_section();
	}
	add_files(argv);
	return argv;
}
