/* Folding: what is folded stays as it is, and UTF-8 stays UTF-8 with nothing unseen. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "record/scan.h"
#include "text/fold.h"
#include "text/unseen.h"
#include "text/utf8.h"

#include "target.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	struct folded one = { 0 }, two = { 0 }, both = { 0 };
	uint32_t c;

	check(fold_add(&one, (struct span){ text, size }));
	check(one.len <= 3 * size);
	check(fold_add(&two, (struct span){ one.text, one.len }));
	if (one.len > 0 && scan_is_utf8(text, text + size)) {
		check(two.len == one.len && memcmp(one.text, two.text, one.len) == 0);
		for (const char *at = one.text, *end = at + one.len; at < end;) {
			size_t len = utf8_read(at, end, &c);

			check(len > 0 && !unseen_is(c) && (c < 'A' || c > 'Z') &&
			      (c < 0xff01 || c > 0xff5e));
			at += len;
		}
	}
	/* What is there already does not change what is added. */
	check(fold_add(&both, (struct span){ "x", 1 }));
	check(fold_add(&both, (struct span){ text, size }));
	check(both.len == one.len + 1 &&
	      (one.len == 0 || memcmp(both.text + 1, one.text, one.len) == 0));
	fold_free(&one);
	fold_free(&two);
	fold_free(&both);
	return 0;
}
