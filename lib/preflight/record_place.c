#include "preflight/record_place.h"

#include <stdlib.h>
#include <string.h>

#include "stream/origin.h"

bool
record_place_note(
    struct record_place *place, struct record *record, const char *file, uint64_t line)
{
	struct span name = span_of(file), source;
	uint64_t source_line;

	if (place->file != NULL)
		return true;
	if (origin_find(record, &source, &source_line)) {
		name = source;
		line = source_line;
	}
	place->file = malloc(name.len + 1);
	if (place->file == NULL)
		return false;
	memcpy(place->file, name.at, name.len);
	place->file[name.len] = '\0';
	place->line = line;
	return true;
}

void
record_place_free(struct record_place *place)
{
	free(place->file);
	*place = (struct record_place){ 0 };
}
