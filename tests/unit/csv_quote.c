#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sheet/cell.h"
#include "sheet/misreading.h"
#include "sheet/quote.h"
#include "sheet/rows.h"

static void
expect(const char *text, bool guard, bool keep_digits, const char *wanted)
{
	struct writer w = { .text = NULL };

	quote_text(&w, span_of(text),
	    (struct quoting){ .guard = guard, .keep_digits = keep_digits });
	assert(!writer_failed(&w) && w.len == strlen(wanted));
	assert(w.len == 0 || memcmp(w.text, wanted, w.len) == 0);
	writer_free(&w);
}

static void
test_texts(void)
{
	expect("", false, false, "");
	expect("a b", false, false, "a b");
	expect("a,b", false, false, "\"a,b\"");
	expect("\"", false, false, "\"\"\"\"");
	expect("\"a\"\"b\"", false, false, "\"\"\"a\"\"\"\"b\"\"\"");
	expect("a\nb", false, false, "\"a\nb\"");
	expect("a\rb", false, false, "\"a\rb\"");
	expect(" a", false, false, "\" a\"");
	expect("a\t", false, false, "\"a\t\"");
	expect("=a", false, false, "=a");
	expect("=a", true, false, "\"'=a\"");
	expect("＝a", true, false, "\"'＝a\"");
	expect("-", true, true, "\"'-\"");
	expect("-1", true, true, "\"=\"\"-1\"\"\"");
	expect("007", false, true, "\"=\"\"007\"\"\"");
	expect("007X", false, true, "007X");
	expect("1e5", false, true, "\"=\"\"1e5\"\"\"");
	expect("", false, true, "");
}

static void
test_numbers(void)
{
	struct quoting keep = { .keep_digits = true }, plain = { .guard = true };
	struct writer w = { .text = NULL };

	quote_number(&w, (struct span){ "-87.50", 6 }, plain);
	writer_bytes(&w, ";", 1);
	quote_number(&w, (struct span){ "123456789012345", 15 }, keep);
	writer_bytes(&w, ";", 1);
	quote_number(&w, (struct span){ "1234567890123456", 16 }, keep);
	assert(w.len == strlen("-87.50;123456789012345;\"=\"\"1234567890123456\"\"\""));
	assert(memcmp(w.text, "-87.50;123456789012345;\"=\"\"1234567890123456\"\"\"",
		   w.len) == 0);
	writer_free(&w);
}

/*
 * Any two texts of a row come back as they went: unguarded, with the digits kept, or
 * guarded and cleaned by the step "guard".
 */
static void
test_there_and_back(void)
{
	static const char alphabet[] = "\"\"\",,\n\r\t =1a''";
	uint64_t seed = 20200519;

	for (int round = 0; round < 20000; round++) {
		struct quoting quoting = { .keep_digits = round % 2,
			.guard = round % 3 == 0 };
		struct writer w = { .text = NULL };
		struct rows *rows = rows_new(',', 1 << 20);
		struct row row;
		char text[2][8];

		for (size_t i = 0; i < sizeof text; i++) {
			seed = seed * 6364136223846793005u + 1442695040888963407u;
			text[i / 8][i % 8] =
			    alphabet[(seed >> 33) % (sizeof alphabet - 1)];
		}
		for (int i = 0; i < 2; i++) {
			quote_text(&w, (struct span){ text[i], 8 }, quoting);
			writer_bytes(&w, i == 0 ? "," : "\n", 1);
		}
		assert(rows != NULL && rows_next(rows, &row) == ROWS_FED);
		rows_feed(rows, w.text, w.len);
		assert(rows_next(rows, &row) == ROWS_ROW && row.count == 2);
		for (int i = 0; i < 2; i++) {
			struct span whole = { text[i], 8 };
			struct span got = quoting.guard
					      ? misreading_unguarded(row.cells[i])
					      : row.cells[i];
			bool kept = row.cells[i].at[0] == '=' && text[i][0] != '=';
			/* But for what cell_trim() takes off all texts. */
			struct span wanted = kept ? whole : cell_trim(whole);

			got = cell_trim(got);
			assert(got.len == wanted.len);
			assert(memcmp(got.at, wanted.at, got.len) == 0);
		}
		rows_free(rows);
		writer_free(&w);
	}
}

int
main(void)
{
	test_texts();
	test_numbers();
	test_there_and_back();
	return 0;
}
