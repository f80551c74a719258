#include "settings/json_tree.h"

#undef NDEBUG
#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* What jansson reads, and what is left to it. */
static const struct {
	const char *line;
	bool left;
} lines[] = {
	{ "{}", false },
	{ "{\"a\":1,\"b\":-0,\"c\":0.5,\"d\":-1.25e-3,\"e\":9223372036854775807}",
	    false },
	{ " {\"n\" : null, \"t\":true, \"f\":[false,[],{}] } ", false },
	{ "{\"\\u57ce\\n\":\"\\ud83d\\ude00\",\"城\":\"\\\"\\\\\\/\"}", false },
	{ "{\"a\":{\"a\":{\"a\":[1,[1,[1]]]}},\"b\":[1,[1]]}", false },
	{ "{\"a\":5e-324,\"b\":1e-999,\"c\":1E300}", false },
	{ "{\"a\":9223372036854775808}", true },
	{ "{\"a\":1e999}", true },
	{ "{\"a\":1,\"\\u0061\":2}", true },
	{ "{\"a\":\"\xff\"}", true },
	{ "{\"a\":01}", true },
	{ "[1]", true },
	{ "", true },
};

static void
compare(struct json_tree *tree, const char *line, bool left)
{
	json_t *ours = json_tree_read(tree, line, strlen(line));
	json_t *theirs = json_loadb(line, strlen(line), JSON_REJECT_DUPLICATES, NULL);
	char *a, *b;

	if (left) {
		assert(ours == NULL);
		json_decref(theirs);
		return;
	}
	assert(json_equal(ours, theirs));
	/* In the same order, too. */
	a = json_dumps(ours, JSON_COMPACT);
	b = json_dumps(theirs, JSON_COMPACT);
	assert(strcmp(a, b) == 0);
	free(a);
	free(b);
	json_decref(ours);
	json_decref(theirs);
}

/* What is written alike is there once, whatever has come between. */
static void
test_shared(struct json_tree *tree)
{
	static const char line[] =
	    "{\"x\":{\"k\":[1,\"two\"]},\"y\":{\"k\":[1,\"two\"]}}";
	json_t *one = json_tree_read(tree, line, sizeof line - 1);
	json_t *other = json_tree_read(tree, line, sizeof line - 1);

	assert(one != other);
	assert(json_object_get(one, "x") == json_object_get(one, "y"));
	assert(json_object_get(one, "x") == json_object_get(other, "x"));
	assert(json_object_del(one, "x") == 0);
	assert(json_object_get(other, "x") == json_object_get(one, "y"));
	json_decref(one);
	json_decref(other);
}

/* More values than are remembered. */
static void
test_many(struct json_tree *tree)
{
	static char texts[5000][32];

	for (size_t i = 0; i < 5000; i++) {
		snprintf(
		    texts[i], sizeof texts[i], "{\"n\":[%zu,\"%zu\"]}", i, i % 900);
		compare(tree, texts[i], false);
	}
}

int
main(void)
{
	struct json_tree *tree = json_tree_open();

	assert(tree != NULL);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		compare(tree, lines[i].line, lines[i].left);
	test_shared(tree);
	test_many(tree);
	json_tree_close(tree);
	json_tree_close(NULL);
	return 0;
}
