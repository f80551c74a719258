#include <err.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "settings/allocate.h"
#include "settings/help.h"
#include "settings/settings_place.h"
#include "settings/status.h"

struct settings_given settings_given;
static struct settings_given *const given = &settings_given;

/* The setting whose name is the first len bytes. */
const struct setting *
settings_find(const char *name, size_t len)
{
	const struct setting *s = given->filter->settings;

	while (s->name != NULL &&
	       (strlen(s->name) != len || memcmp(s->name, name, len) != 0))
		s++;
	return s->name != NULL ? s : NULL;
}

/* The section of the policy that the filter reads. */
const char *
settings_section_name(void)
{
	const char *dash = strchr(given->filter->name, '-');

	if (given->filter->section != NULL)
		return given->filter->section;
	return dash != NULL ? dash + 1 : given->filter->name;
}

/* The section in which a key stands, which may go on: "columns/0/path". */
static const char *
section_of(const char *key)
{
	const json_t *own = json_object_get(given->policy, settings_section_name());

	if (given->filter->borrows == NULL || key == NULL ||
	    json_object_getn(own, key, strcspn(key, "/")) != NULL)
		return settings_section_name();
	return given->filter->borrows;
}

/* File and JSON Pointer of a key, or of the section; lives on. */
static char *
place_in_policy(const char *key)
{
	const char *section = section_of(key),
		   *of = given->entry != NULL ? given->entry : "";
	size_t size;
	char *place;

	if (key == NULL)
		key = "";
	size = strlen(given->policy_path) + strlen(section) + strlen(of) + strlen(key) +
	       sizeof ": ///";
	place = allocate(size, 1);
	snprintf(place, size, "%s: /%s%s%s%s%s", given->policy_path, section,
	    *of != '\0' ? "/" : "", of, *key != '\0' ? "/" : "", key);
	return place;
}

void
settings_fail_in_policy(const char *key, const char *reason)
{
	errx(STATUS_TROUBLE, "%s: %s", place_in_policy(key), reason);
}

static enum setting_origin
origin_of(const char *name)
{
	const struct setting *s = settings_find(name, strcspn(name, "/"));

	return s != NULL ? given->origins[s - given->filter->settings]
			 : SETTING_BY_NONE;
}

bool
settings_is_given(const char *name)
{
	return origin_of(name) != SETTING_BY_NONE;
}

char *
settings_place(const char *name)
{
	int len = (int)strcspn(name, "/");
	size_t size = strlen(name) + sizeof "--";
	char *option;

	if (origin_of(name) == SETTING_BY_POLICY)
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

const char *
settings_beside_policy(const char *file)
{
	const char *slash = strrchr(given->policy_path, '/');
	int folder =
	    slash != NULL && file[0] != '/' ? (int)(slash - given->policy_path + 1) : 0;
	size_t size = (size_t)folder + strlen(file) + 1;
	char *path = allocate(size, 1);

	snprintf(path, size, "%.*s%s", folder, given->policy_path, file);
	return path;
}
