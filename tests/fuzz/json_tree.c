/*
 * Lines as trees: what the record reader makes of them against jansson, with values
 * that are remembered from the lines before.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "settings/json_tree.h"

#include "target.h"

static void
check_line(struct json_tree *tree, const char *line, size_t len)
{
	json_t *ours = json_tree_read(tree, line, len), *theirs;

	if (ours == NULL)
		return;
	theirs = json_loadb(line, len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);
	if (!json_equal(ours, theirs))
		abort();
	json_decref(ours);
	json_decref(theirs);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct json_tree *tree = json_tree_open();
	char *lines = malloc(size > 0 ? size : 1);
	const char *at = lines, *end = lines + size;

	if (tree == NULL || lines == NULL)
		abort();
	if (size > 0)
		memcpy(lines, data, size);
	for (const char *stop; at < end; at = stop + 1) {
		stop = memchr(at, '\n', (size_t)(end - at));
		if (stop == NULL)
			stop = end;
		check_line(tree, at, (size_t)(stop - at));
	}
	json_tree_close(tree);
	free(lines);
	return 0;
}
