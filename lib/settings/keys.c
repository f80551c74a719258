#include <string.h>

#include "settings/keys.h"

const char *
keys_unknown(const json_t *object, const char *const keys[])
{
	const char *name;
	json_t *value;

	json_object_foreach((json_t *)object, name, value)
	{
		size_t i = 0;

		while (keys[i] != NULL && strcmp(keys[i], name) != 0)
			i++;
		if (keys[i] == NULL)
			return name;
	}
	return NULL;
}
