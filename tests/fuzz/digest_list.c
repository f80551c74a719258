/*
 * Lists of sha256sum(1), of this year and of an earlier one, apart by a line "--", and
 * what is found about their files.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "preflight/input_files.h"

#include "target.h"

/* Whether a line of a list was added, or named. */
static void
add(struct input_files *files, struct span list, bool earlier)
{
	size_t lines = 1, wrong;

	for (size_t i = 0; i < list.len; i++)
		lines += list.at[i] == '\n';
	wrong = input_files_add(files, list, earlier);
	check(wrong <= lines);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span text = { (const char *)data, size }, earlier = { NULL, 0 };
	struct input_files *files = input_files_new();
	struct preflight_findings findings = { 0 };

	check(files != NULL);
	for (size_t i = 0; i + 4 <= size; i++)
		if (memcmp(data + i, "\n--\n", 4) == 0) {
			text.len = i + 1;
			earlier = (struct span){ text.at + i + 4, size - i - 4 };
			break;
		}
	add(files, text, false);
	add(files, earlier, true);
	for (size_t i = 0; i < input_files_count(files); i++) {
		struct span name = input_files_name(files, i);

		check(name.at >= text.at && name.len > 0 &&
		      name.at + name.len <= text.at + text.len);
		input_files_note(files, i, i % 3 == 0, i % 2 == 0);
	}
	check(input_files_check(files, &findings));
	/* At most one for each of the four codes and each file. */
	check(findings.count <= 4 * input_files_count(files));
	preflight_findings_free(&findings);
	input_files_free(files);
	return 0;
}
