#include "stream/origin.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/decimal.h"
#include "settings/allocate.h"
#include "text/escaped.h"

static bool
read_line(struct span digits, uint64_t *line)
{
	struct decimal number;

	if (!decimal_parse(digits.at, digits.len, &number) || number.scale != 0 ||
	    number.units < 1)
		return false;
	*line = (uint64_t)number.units;
	return true;
}

bool
origin_find(struct record *record, struct span *file, uint64_t *line)
{
	const struct value *source =
	    record_member(record, &record->values[0], "source", strlen("source"));
	const struct value *name, *number;

	if (source == NULL || source->type != VALUE_OBJECT)
		return false;
	name = record_member(record, source, "file", strlen("file"));
	number = record_member(record, source, "line", strlen("line"));
	if (name == NULL || number == NULL || name->type != VALUE_STRING ||
	    number->type != VALUE_NUMBER)
		return false;
	*file = record_text(record, name);
	return file->at != NULL && file->len > 0 &&
	       memchr(file->at, '\0', file->len) == NULL &&
	       read_line(record_raw(record, number), line);
}

static char *
place(const char *file, uint64_t line)
{
	char *escaped = escaped_line(file), *text = NULL;

	if (escaped != NULL) {
		size_t size = strlen(escaped) + sizeof ":18446744073709551615";

		text = allocate(size, 1);
		snprintf(text, size, "%s:%" PRIu64, escaped, line);
	} else {
		allocate_fail();
	}
	free(escaped);
	return text;
}

char *
origin_text(const char *file, uint64_t line, struct span bytes)
{
	struct record record;
	struct span name;
	char *copy = NULL, *text;

	record_init(&record);
	if (bytes.at != NULL &&
	    record_parse(&record, bytes.at, bytes.len, NULL) == RECORD_OK &&
	    origin_find(&record, &name, &line))
		copy = allocate_text(name.at, name.len);
	text = place(copy != NULL ? copy : file, line);
	free(copy);
	record_free(&record);
	return text;
}
