#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "audit/audit_draw.h"

#include "target.h"

static void
ignore(void *context, const struct place_breach *b)
{
	if (b->code == NULL || b->kind == NULL)
		abort();
	++*(unsigned *)context;
}

/*
 * Any text as a closed list, under the method that its first byte chooses.  What is
 * drawn compares with any record.
 */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct draw_rules rules[] = {
		{ .method = "hash", .seed = "s", .round = "r" },
		{ .method = "ring", .numbers = "t", .start = 1, .gap = 3 },
		{ .method = "step", .seed = "s", .round = "r", .start = 1, .plan = 2 },
	};
	static const char line[] =
	    "{\"id\":\"A\",\"draw\":{\"x\":{\"number\":1,\"of\":2,\"value\":\"0\"}}}";
	static struct record record;
	static struct path *id;
	struct draw_mistake mistake;
	struct draw_audit *a;
	unsigned breaches = 0;
	size_t wrong;
	const char *why;

	if (id == NULL)
		id = path_new("id", &why);
	if (size == 0 || record_parse(&record, line, strlen(line), NULL) != RECORD_OK)
		return 0;
	a = draw_audit_new("x", &rules[data[0] % 3], id);
	if (a == NULL)
		return 0;
	if (draw_audit_list(a, (struct span){ (const char *)data + 1, size - 1 },
		&wrong, &mistake) == DRAW_AUDIT_OK &&
	    !draw_audit_check(a, &record, 0, ignore, &breaches))
		abort();
	draw_audit_free(a);
	return 0;
}
