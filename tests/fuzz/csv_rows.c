/*
 * Rows: a file is read the same in one block and in blocks of any size, and with
 * libcsv for every row or only for those with a quote.  The first two bytes say the
 * delimiter and how blocks are cut.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sheet/rows.h"

#include "target.h"

static void
mix(uint64_t *digest, const char *bytes, size_t len)
{
	*digest = (*digest ^ len) * 0x100000001b3u;
	for (size_t i = 0; i < len; i++)
		*digest = (*digest ^ (unsigned char)bytes[i]) * 0x100000001b3u;
}

static uint64_t
digest_of(const char *bytes, size_t len, size_t block, char delimiter, bool parser)
{
	struct rows *rows = rows_new(delimiter, 4096);
	uint64_t digest = 0xcbf29ce484222325u;
	char *fed = NULL;
	enum rows_step step;
	struct row row;
	size_t at = 0;

	if (parser)
		rows_use_parser_always(rows);
	while ((step = rows_next(rows, &row)) <= ROWS_FED) {
		if (step == ROWS_FED && at == len) {
			rows_finish(rows);
		} else if (step == ROWS_FED) {
			size_t n = len - at < block ? len - at : block;

			free(fed);
			fed = malloc(n);
			memcpy(fed, bytes + at, n);
			rows_feed(rows, fed, n);
			at += n;
		} else {
			for (size_t i = 0; i < row.count; i++)
				mix(&digest, row.cells[i].at, row.cells[i].len);
			mix(&digest, row.text.at, row.text.len);
			mix(&digest, (const char *)&row.line, sizeof row.line);
			if (row.text.len > 4096 || row.bad_quote != (row.count == 0))
				abort();
		}
	}
	mix(&digest, (const char *)&step, sizeof step);
	rows_free(rows);
	free(fed);
	return digest;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *bytes = (const char *)data + 2;
	uint64_t whole;
	char delimiter;
	size_t block;

	if (size < 2)
		return 0;
	delimiter = ",\t;,"[data[0] % 4];
	block = 1 + data[1] % 64;
	size -= 2;
	whole = digest_of(bytes, size, size + 1, delimiter, false);
	if (digest_of(bytes, size, block, delimiter, false) != whole ||
	    digest_of(bytes, size, block, delimiter, true) != whole)
		abort();
	return 0;
}
