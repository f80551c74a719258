/* A pattern and a text, apart by the first LF: nothing crashes, and limits hold. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "formats/pattern.h"
#include "record/scan.h"

#include "target.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data, *end = text + size, *line;
	char why[PATTERN_FAULT_SIZE];
	struct span pattern;
	struct pattern *p;

	if (size == 0 || size > 2000 || !scan_is_utf8(text, end))
		return 0;
	line = memchr(text, '\n', size);
	pattern = (struct span){ text, (size_t)((line != NULL ? line : end) - text) };
	p = pattern_new(pattern, why);
	if (p == NULL)
		return 0;
	if (!pattern_is_one(pattern))
		abort();
	if (line != NULL)
		pattern_match(
		    p, (struct span){ line + 1, (size_t)(end - line - 1) }, NULL);
	pattern_free(p);
	return 0;
}
