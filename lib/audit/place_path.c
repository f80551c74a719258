#include "audit/place_path.h"

#include "record/json_pointer.h"

struct path *
place_path_new(const char *kind, const char *name, const char *field)
{
	struct writer pointer = { 0 };
	struct path *path = NULL;
	const char *why;

	json_pointer_name(&pointer, span_of(kind));
	json_pointer_name(&pointer, span_of(name));
	if (field != NULL)
		json_pointer_name(&pointer, span_of(field));
	writer_bytes(&pointer, "", 1);
	if (!writer_failed(&pointer))
		path = path_new(pointer.text, &why);
	writer_free(&pointer);
	return path;
}
