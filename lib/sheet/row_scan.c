#include "sheet/row_scan.h"

#include <stdint.h>
#include <string.h>

#include "memory/array.h"
#include "record/scan.h"
#include "record/utf8_vectors.h"

/* What a byte is, as bits; a byte of an ordinary text has none. */
enum {
	BYTE_CONTROL = 1 << 0,
	BYTE_QUOTE = 1 << 1,
	BYTE_BACKSLASH = 1 << 2,
	BYTE_SPACE = 1 << 3, /* and "#" */
	BYTE_DELETE = 1 << 4,
	BYTE_LEAD = 1 << 5,   /* of two or four bytes */
	BYTE_LEAD_3 = 1 << 6, /* of three bytes, but for E4 to E9 */

	BYTE_ESCAPED = BYTE_CONTROL | BYTE_BACKSLASH,
	BYTE_ODD = BYTE_SPACE | BYTE_DELETE | BYTE_LEAD | BYTE_LEAD_3,
};

/* What a byte is by its high half and by its low half: the bits that both have. */
static const unsigned char by_high[16] = { BYTE_CONTROL, BYTE_CONTROL,
	BYTE_QUOTE | BYTE_SPACE, 0, 0, BYTE_BACKSLASH, 0, BYTE_DELETE, 0, 0, 0, 0,
	BYTE_LEAD, BYTE_LEAD, BYTE_LEAD_3, BYTE_LEAD };

enum { BYTE_EVERY = BYTE_CONTROL | BYTE_LEAD };
static const unsigned char by_low[16] = { BYTE_EVERY | BYTE_SPACE | BYTE_LEAD_3,
	BYTE_EVERY | BYTE_LEAD_3, BYTE_EVERY | BYTE_QUOTE | BYTE_LEAD_3,
	BYTE_EVERY | BYTE_SPACE | BYTE_LEAD_3, BYTE_EVERY, BYTE_EVERY, BYTE_EVERY,
	BYTE_EVERY, BYTE_EVERY, BYTE_EVERY, BYTE_EVERY | BYTE_LEAD_3,
	BYTE_EVERY | BYTE_LEAD_3, BYTE_EVERY | BYTE_BACKSLASH | BYTE_LEAD_3,
	BYTE_EVERY | BYTE_LEAD_3, BYTE_EVERY | BYTE_LEAD_3,
	BYTE_EVERY | BYTE_DELETE | BYTE_LEAD_3 };

/* Room for some more cells, and the last one. */
static inline bool
make_cells(struct row_cells *cells, size_t more)
{
	return cells->room - cells->count > more ||
	       array_reserve(&cells->items, &cells->room, cells->count + more + 1,
		   sizeof *cells->items);
}

static void
add_last(struct row_cells *cells, const char *cell, const char *end)
{
	cells->items[cells->count++] = (struct span){ cell, (size_t)(end - cell) };
}

static enum row_scan
has_quote(struct row_cells *cells)
{
	cells->count = 0;
	return ROW_SCAN_QUOTE;
}

enum row_scan
row_scan_portable(struct row_line line, char delimiter, struct row_cells *cells,
    enum row_bytes *bytes)
{
	const char *end = line.text.at + line.text.len, *cell = line.text.at;
	unsigned found = 0;

	cells->count = 0;
	for (const char *at = line.text.at; at < end; at++) {
		unsigned char byte = (unsigned char)*at;

		if (*at != delimiter) {
			found |= by_high[byte >> 4] & by_low[byte & 0xf];
			continue;
		}
		if (!make_cells(cells, 1))
			return ROW_SCAN_NO_MEMORY;
		add_last(cells, cell, at);
		cell = at + 1;
	}
	if ((found & BYTE_QUOTE) != 0)
		return has_quote(cells);
	if (!make_cells(cells, 0))
		return ROW_SCAN_NO_MEMORY;
	add_last(cells, cell, end);
	if ((found & BYTE_ESCAPED) != 0 || !scan_is_utf8(line.text.at, end))
		*bytes = ROW_BYTES_ANY;
	else
		*bytes = (found & BYTE_ODD) != 0 ? ROW_BYTES_TEXT : ROW_BYTES_ORDINARY;
	return ROW_SCAN_CUT;
}

#if defined(__x86_64__) && defined(__GNUC__)

#define ROW_SCAN_AVX2 static inline __attribute__((target("avx2,bmi"), always_inline))

enum { BLOCK = 64, TOO_MANY = 3 /* cells, see add_cells() */ };

/* What was found in a line so far, in any of its bytes. */
struct found {
	__m256i kinds;  /* BYTE_CONTROL ... */
	__m256i faults; /* of UTF-8 */
	__m256i last;   /* the bytes before the next ones */
};

UTF8_VECTORS_AVX2 __m256i
load(const char *at)
{
	__m256i bytes;

	memcpy(&bytes, at, sizeof bytes);
	return bytes;
}

/* Look at 32 bytes; one bit for each delimiter among them. */
UTF8_VECTORS_AVX2 uint64_t
look_at(struct found *found, __m256i bytes, __m256i delimiter)
{
	__m256i same;
	__m256i low = _mm256_and_si256(bytes, _mm256_set1_epi8(0x0f));
	__m256i kinds = _mm256_and_si256(
	    utf8_vectors_look_up(by_high, utf8_vectors_high_half(bytes)),
	    utf8_vectors_look_up(by_low, low));

	same = _mm256_cmpeq_epi8(bytes, delimiter);
	found->kinds = _mm256_or_si256(found->kinds, _mm256_andnot_si256(same, kinds));
	found->faults =
	    _mm256_or_si256(found->faults, utf8_vectors_faults(bytes, found->last));
	found->last = bytes;
	return (uint32_t)_mm256_movemask_epi8(same);
}

UTF8_VECTORS_AVX2 uint64_t
look_at_block(struct found *found, const char *block, __m256i delimiter)
{
	uint64_t first = look_at(found, load(block), delimiter);

	return first | look_at(found, load(block + 32), delimiter) << 32;
}

UTF8_VECTORS_AVX2 bool
has_kind(const struct found *found, int kind)
{
	return _mm256_testz_si256(found->kinds, _mm256_set1_epi8((char)kind)) == 0;
}

/* The cells that end in a block, while they are added. */
struct cutting {
	struct span *next;
	const char *cell, *block;
	uint64_t ends;
};

/* The next cell; behind the last one what is added is of no use. */
ROW_SCAN_AVX2 void
add_cell(struct cutting *c)
{
	const char *end = c->block + _tzcnt_u64(c->ends);

	*c->next++ = (struct span){ c->cell, (size_t)(end - c->cell) };
	c->cell = end + 1;
	c->ends &= c->ends - 1;
}

/*
 * Add the cells that end in a block, and return where the next one begins.  They are
 * added by fours: how many there are changes from row to row, and a wrong guess of the
 * processor costs more than the ones that are too much.
 */
ROW_SCAN_AVX2 const char *
add_cells(struct row_cells *cells, const char *cell, const char *block, uint64_t ends)
{
	struct cutting c = { cells->items + cells->count, cell, block, ends };
	const struct span *last;

	if (ends == 0)
		return cell;
	cells->count += (size_t)__builtin_popcountll(ends);
	for (last = cells->items + cells->count - 1; c.next <= last;) {
		add_cell(&c);
		add_cell(&c);
		add_cell(&c);
		add_cell(&c);
	}
	return last->at + last->len + 1;
}

/* 32 bytes of which so many are kept, the others digits; more than 32 or less than 0
 * count as these. */
UTF8_VECTORS_AVX2 __m256i
keep_first(__m256i bytes, int kept)
{
	__m256i place = _mm256_setr_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13,
	    14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31);

	return _mm256_blendv_epi8(_mm256_set1_epi8('0'), bytes,
	    _mm256_cmpgt_epi8(_mm256_set1_epi8((char)kept), place));
}

/*
 * The last bytes of a line, fewer than a block has, with digits behind them: there is
 * no delimiter among these, and a character that is cut is no UTF-8.
 */
UTF8_VECTORS_AVX2 uint64_t
look_at_rest(
    struct found *found, const char *at, size_t left, size_t behind, __m256i delimiter)
{
	char block[BLOCK];
	uint64_t first;

	if (behind >= BLOCK - left) {
		first = look_at(found, keep_first(load(at), (int)left), delimiter);
		return first | look_at(found, keep_first(load(at + 32), (int)left - 32),
				   delimiter)
				   << 32;
	}
	memset(block, '0', sizeof block);
	if (left > 0)
		memcpy(block, at, left);
	return look_at_block(found, block, delimiter);
}

static __attribute__((target("avx2,bmi"))) enum row_scan
row_scan_avx2(struct row_line line, char delimiter, struct row_cells *cells,
    enum row_bytes *bytes)
{
	const char *end = line.text.at + line.text.len, *cell = line.text.at,
		   *at = line.text.at;
	__m256i zero = _mm256_setzero_si256(), same = _mm256_set1_epi8(delimiter);
	struct found found = { zero, zero, zero };
	uint64_t ends;

	for (cells->count = 0; end - at >= BLOCK; at += BLOCK) {
		ends = look_at_block(&found, at, same);
		if (!make_cells(cells, BLOCK + TOO_MANY))
			return ROW_SCAN_NO_MEMORY;
		if (has_kind(&found, BYTE_QUOTE))
			return has_quote(cells);
		cell = add_cells(cells, cell, at, ends);
	}
	ends = look_at_rest(&found, at, (size_t)(end - at), line.behind, same);
	if (!make_cells(cells, BLOCK + TOO_MANY))
		return ROW_SCAN_NO_MEMORY;
	if (has_kind(&found, BYTE_QUOTE))
		return has_quote(cells);
	add_last(cells, add_cells(cells, cell, at, ends), end);
	if (has_kind(&found, BYTE_ESCAPED) ||
	    _mm256_testz_si256(found.faults, found.faults) == 0)
		*bytes = ROW_BYTES_ANY;
	else
		*bytes =
		    has_kind(&found, BYTE_ODD) ? ROW_BYTES_TEXT : ROW_BYTES_ORDINARY;
	return ROW_SCAN_CUT;
}

enum row_scan
row_scan(struct row_line line, char delimiter, struct row_cells *cells,
    enum row_bytes *bytes)
{
	return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi")
		   ? row_scan_avx2(line, delimiter, cells, bytes)
		   : row_scan_portable(line, delimiter, cells, bytes);
}

#else

enum row_scan
row_scan(struct row_line line, char delimiter, struct row_cells *cells,
    enum row_bytes *bytes)
{
	return row_scan_portable(line, delimiter, cells, bytes);
}

#endif
