#include <string.h>

#include "cel/cel_function.h"

static const struct cel_function *const families[] = { cel_basic_functions,
	cel_conversion_functions, cel_string_functions, cel_math_functions,
	cel_time_functions, cel_admission_functions };

static bool
is_named(const struct cel_function *f, struct span name, bool method)
{
	return f->method == method && strlen(f->name) == name.len &&
	       memcmp(f->name, name.at, name.len) == 0;
}

const struct cel_function *
cel_find_function(struct span name, bool method, uint32_t count)
{
	for (size_t i = 0; i < sizeof families / sizeof *families; i++)
		for (const struct cel_function *f = families[i]; f->name != NULL; f++)
			if (is_named(f, name, method) && count >= f->least &&
			    (count <= f->most || f->most == CEL_MANY))
				return f;
	return NULL;
}

bool
cel_knows_function(struct span name, bool method)
{
	for (size_t i = 0; i < sizeof families / sizeof *families; i++)
		for (const struct cel_function *f = families[i]; f->name != NULL; f++)
			if (is_named(f, name, method))
				return true;
	return false;
}
