#define _GNU_SOURCE /* for memmem */
#include "sheet/sheet_file_check.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <zip.h>

enum { BLOCK = 64 << 10, NAME_SIZE = 64, OVERLAP = 16 };

static const char BEFORE_ROWS[] = "<sheetData>", BEHIND_ROWS[] = "</sheetData>";

/* A part of the file as it is read. */
struct part {
	uint64_t begin, end; /* of the rows */
	char last;           /* its last byte so far, an LF left out */
	char block[OVERLAP + BLOCK];
	size_t kept; /* bytes at the start of the block that were looked at before */
};

/* Where a tag begins in len bytes of the block, of which the first is byte at; or 0. */
static uint64_t
find(const struct part *part, size_t len, uint64_t at, const char *tag)
{
	const char *found = memmem(part->block, len, tag, strlen(tag));

	return found == NULL ? 0 : at + (uint64_t)(found - part->block);
}

/* False if it cannot be read; zip_fread() checks the sum. */
static bool
read_part(zip_file_t *file, struct part *part)
{
	uint64_t at = 0; /* of the block's first byte */
	zip_int64_t got;

	while ((got = zip_fread(file, part->block + part->kept, BLOCK)) > 0) {
		size_t len = part->kept + (size_t)got;
		size_t keep = len < OVERLAP ? len : OVERLAP;

		if (part->begin == 0)
			part->begin = find(part, len, at, BEFORE_ROWS);
		if (part->end == 0)
			part->end = find(part, len, at, BEHIND_ROWS);
		part->last = part->block[len - 1];
		if (part->last == '\n' && len > 1)
			part->last = part->block[len - 2];
		memmove(part->block, part->block + len - keep, keep);
		part->kept = keep;
		at += len - keep;
	}
	return got == 0 && part->last == '>';
}

static bool
check_part(zip_t *zip, zip_uint64_t index, struct part *part)
{
	zip_file_t *file = zip_fopen_index(zip, index, 0);
	bool whole;

	*part = (struct part){ .last = '\0' };
	if (file == NULL)
		return false;
	whole = read_part(file, part);
	return zip_fclose(file) == 0 && whole;
}

static bool
check_sheets(zip_t *zip, const uint64_t *rows, size_t sheets)
{
	static struct part part;
	size_t begin = strlen(BEFORE_ROWS);
	char name[NAME_SIZE];

	for (size_t i = 0; i < sheets; i++) {
		zip_int64_t index;

		snprintf(name, sizeof name, "xl/worksheets/sheet%zu.xml", i + 1);
		index = zip_name_locate(zip, name, 0);
		if (index < 0 || !check_part(zip, (zip_uint64_t)index, &part) ||
		    part.begin == 0 || part.end < part.begin + begin ||
		    part.end - part.begin - begin != rows[i])
			return false;
	}
	return true;
}

static bool
check_others(zip_t *zip)
{
	zip_int64_t count = zip_get_num_entries(zip, 0);
	static struct part part;

	for (zip_int64_t i = 0; i < count; i++) {
		const char *name = zip_get_name(zip, (zip_uint64_t)i, 0);

		if (name == NULL)
			return false;
		if (strncmp(name, "xl/worksheets/", 14) != 0 &&
		    !check_part(zip, (zip_uint64_t)i, &part))
			return false;
	}
	return true;
}

bool
sheet_file_check(int fd, const uint64_t *rows, size_t sheets)
{
	int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0), fault;
	zip_t *zip;
	bool whole;

	if (copy == -1 || lseek(copy, 0, SEEK_SET) == -1)
		return false;
	zip = zip_fdopen(copy, 0, &fault);
	if (zip == NULL) {
		close(copy);
		return false;
	}
	whole = check_sheets(zip, rows, sheets) && check_others(zip);
	zip_discard(zip);
	return whole;
}
