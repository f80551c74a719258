#include "place/school_load.h"

#include "settings/allocate.h"
#include "settings/document.h"

struct school_distances *
school_load(const struct school_settings *s)
{
	struct school_distances *distances;
	json_t *schools;
	const char *why;
	size_t line;

	if ((s->file == NULL) != (s->choices == NULL))
		settings_fail(s->file == NULL ? "schools" : "choices",
		    "not given: distances need schools and choices");
	if (s->file == NULL)
		return NULL;
	schools = document_load_lines(s->file);
	distances = school_distances_new(schools, &line, &why);
	if (distances == NULL && why == NULL)
		allocate_fail();
	if (distances == NULL)
		settings_fail("schools", "%s:%zu: %s", s->file, line, why);
	json_decref(schools);
	return distances;
}
