#include <assert.h>
#include <string.h>

#include "explain/late_record.h"

static const char *const lines[] = { "{\"id\":\"A\"}", "{\"id\":\"B\",\"n\":[1]}" };
static int fetched;
static char buffer[64];

/* As kept_fetch(): the bytes are borrowed until the next call. */
static struct span
fetch(void *context, size_t number)
{
	assert(context == lines);
	fetched++;
	memset(buffer, 'x', sizeof buffer);
	memcpy(buffer, lines[number], strlen(lines[number]));
	return (struct span){ buffer, strlen(lines[number]) };
}

static bool
has_id(struct record *record, const char *id)
{
	const struct value *value =
	    record_member(record, &record->values[0], "id", strlen("id"));

	return value != NULL && span_is(record_text(record, value), id);
}

int
main(void)
{
	struct late_record late = { .line = fetch, .context = (void *)lines };
	struct record *record;

	late_record_turn(&late, 1);
	assert(fetched == 0);
	assert((record = late_record_read(&late)) != NULL && has_id(record, "B"));
	/* The line of another record is fetched meanwhile. */
	fetch((void *)lines, 0);
	assert(late_record_read(&late) == record && has_id(record, "B"));
	assert(fetched == 2);
	late_record_turn(&late, 0);
	assert(fetched == 2);
	assert((record = late_record_read(&late)) != NULL && has_id(record, "A"));
	assert(fetched == 3);
	late_record_free(&late);
	return 0;
}
