#include "settings/path_load.h"

#include "settings/settings.h"

struct path *
path_load(const char *setting, const char *text)
{
	const char *why;
	struct path *path = text == NULL ? NULL : path_new(text, &why);

	if (text != NULL && path == NULL)
		settings_fail(setting, "\"%s\": %s", text, why);
	return path;
}
