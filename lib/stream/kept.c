#include <err.h>
#include <stdlib.h>

#include "settings/allocate.h"
#include "settings/settings.h"
#include "stream/kept.h"
#include "stream/spill.h"

struct kept {
	struct spill *spill;
	struct kept_record *records;
	size_t count, room;
};

struct kept *
kept_open(void)
{
	struct kept *k = allocate(1, sizeof *k);

	k->spill = spill_open();
	return k;
}

void
kept_close(struct kept *k)
{
	if (k == NULL)
		return;
	spill_close(k->spill);
	free(k->records);
	free(k);
}

size_t
kept_add(struct kept *k, struct span line, struct record_edit edit, size_t file,
    uint64_t line_number)
{
	if (file > UINT16_MAX || line_number > UINT32_MAX)
		errx(STATUS_TROUBLE, "more than %u files, or %u lines in one",
		    UINT16_MAX, UINT32_MAX);
	k->records =
	    allocate_room(k->records, &k->room, k->count + 1, sizeof *k->records);
	k->records[k->count] = (struct kept_record){
		.at = spill_add(k->spill, line.at, line.len),
		.len = (uint32_t)line.len,
		.line = (uint32_t)line_number,
		.edit = edit,
		.file = (uint16_t)file,
	};
	return k->count++;
}

const struct kept_record *
kept_at(const struct kept *k, size_t number)
{
	return &k->records[number];
}

struct span
kept_fetch(struct kept *k, size_t number)
{
	const struct kept_record *r = &k->records[number];

	return (struct span){ spill_fetch(k->spill, r->at, r->len), r->len };
}
