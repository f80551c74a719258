#include "settings/path_load.h"

#include <err.h>
#include <string.h>

#include "settings/allocate.h"
#include "settings/settings.h"

/* It outlives its path. */
struct watched {
	struct watched *next;
	const char *place; /* where the path was given */
	char *text;
	const char *fault; /* in front of the text */
	unsigned char use;
};

static struct watched *all, **last = &all;

static struct watched *
watch(const char *place, const char *text, const char *fault)
{
	struct watched *w = allocate(1, sizeof *w);

	w->place = place;
	w->text = allocate_text(text, strlen(text));
	w->fault = fault;
	*last = w;
	last = &w->next;
	return w;
}

void
path_load_watch(const char *setting, const char *file, struct path *path)
{
	struct watched *w = watch(setting != NULL ? settings_place(setting) : file,
	    path_text(path), "no-such-field: no record has");

	path_watch(path, &w->use);
}

unsigned char *
path_load_watch_expression(const char *setting, const char *text)
{
	return &watch(
	    settings_place(setting), text, "no-such-value: it fails on every record:")
		    ->use;
}

struct path *
path_load_unwatched(const char *setting, const char *text)
{
	const char *why;
	struct path *path = text == NULL ? NULL : path_new(text, &why);

	if (path == NULL && text != NULL)
		settings_fail(setting, "\"%s\": %s", text, why);
	return path;
}

struct path *
path_load(const char *setting, const char *text)
{
	struct path *path = path_load_unwatched(setting, text);

	if (path != NULL && settings_is_given(setting))
		path_load_watch(setting, NULL, path);
	return path;
}

size_t
path_load_report(void)
{
	size_t missing = 0;

	for (const struct watched *w = all; w != NULL; w = w->next) {
		if (w->use != PATH_SOUGHT)
			continue;
		missing++;
		warnx("%s: %s %s", w->place, w->fault, w->text);
	}
	return missing;
}
