#include "explain/late_record.h"

#include <stdlib.h>
#include <string.h>

#include "memory/array.h"

void
late_record_turn(struct late_record *late, size_t number)
{
	late->number = number;
	late->is_read = false;
}

struct record *
late_record_read(struct late_record *late)
{
	struct span line;

	if (late->is_read)
		return &late->record;
	line = late->line(late->context, late->number);
	if (!array_reserve(&late->copy, &late->room, line.len + 1, 1))
		return NULL;
	memcpy(late->copy, line.at, line.len);
	late->is_read = record_parse_checked(
			    &late->record, late->copy, line.len, NULL) == RECORD_OK;
	return late->is_read ? &late->record : NULL;
}

void
late_record_free(struct late_record *late)
{
	record_free(&late->record);
	free(late->copy);
}
