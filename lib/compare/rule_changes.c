#include <err.h>
#include <string.h>

#include "compare/rule_changes.h"
#include "record/json_pointer.h"
#include "settings/allocate.h"
#include "settings/document.h"

/* What a program says for people, which no rule reads. */
static const char *const for_people[] = { "name", "note", "school" };

/* A file that a policy names, relative to the policy's folder.  Lives on. */
static char *
beside(const char *policy, const char *file)
{
	const char *slash = strrchr(policy, '/');
	struct writer path = { 0 };

	if (file[0] != '/' && slash != NULL)
		writer_bytes(&path, policy, (size_t)(slash + 1 - policy));
	writer_bytes(&path, file, strlen(file) + 1);
	if (writer_failed(&path))
		allocate_fail();
	return path.text;
}

static void
require(bool done)
{
	if (!done)
		allocate_fail();
}

/* Add the programs of a file: for each id an array of its lines. */
static void
add_programs(json_t *programs, json_t *files, const char *file)
{
	json_t *lines, *line;
	size_t i;

	if (json_object_get(files, file) != NULL)
		return;
	require(json_object_set_new(files, file, json_true()) == 0);
	lines = document_load_lines(file);
	json_array_foreach(lines, i, line)
	{
		const char *id = json_string_value(json_object_get(line, "id"));
		json_t *of_id;

		if (id == NULL)
			errx(STATUS_TROUBLE,
			    "%s:%zu: program-no-id: id: a program needs "
			    "an id, which is a text",
			    file, i + 1);
		for (size_t k = 0; k < sizeof for_people / sizeof *for_people; k++)
			json_object_del(line, for_people[k]);
		of_id = json_object_get(programs, id);
		if (of_id == NULL) {
			of_id = json_array();
			require(json_object_set_new(programs, id, of_id) == 0);
		}
		require(json_array_append(of_id, line) == 0);
	}
	json_decref(lines);
}

/* All programs of a run. */
static json_t *
load_programs(const struct rule_files *rules, const json_t *policy)
{
	json_t *programs = json_object(), *files = json_object(), *round;
	const char *name;

	require(programs != NULL && files != NULL);
	json_object_foreach(json_object_get(policy, "allocate"), name, round)
	{
		const char *file =
		    json_string_value(json_object_get(round, "programs"));

		if (file != NULL)
			add_programs(programs, files, beside(rules->policy, file));
	}
	for (size_t i = 0; i < rules->programs.count; i++)
		add_programs(programs, files, rules->programs.items[i]);
	json_decref(files);
	return programs;
}

/* Note each member of a that b has not, or has another value of. */
static void
note_programs(json_t *changed, json_t *a, const json_t *b)
{
	const char *id;
	json_t *lines;

	json_object_foreach(a, id, lines)
	{
		const json_t *other = json_object_get(b, id);

		if (other == NULL || !json_equal(lines, other))
			require(json_object_set_new(changed, id, json_true()) == 0);
	}
}

/* Add the pointers to what differs below a pointer, at the depth of sections' keys. */
static void
note_policy(
    json_t *changed, struct writer *pointer, json_t *old, json_t *new, int depth)
{
	json_t *sides[] = { old, new };
	size_t len = pointer->len;
	const char *name;
	json_t *value;

	if (old != NULL && new != NULL && json_equal(old, new))
		return;
	if (depth == 3 || !json_is_object(old) || !json_is_object(new)) {
		require(!writer_failed(pointer) &&
			json_array_append_new(
			    changed, json_stringn(pointer->text, pointer->len)) == 0);
		return;
	}
	for (int side = 0; side < 2; side++)
		json_object_foreach(sides[side], name, value)
		{
			json_t *other = json_object_get(sides[1 - side], name);

			if (side == 1 && other != NULL)
				continue;
			json_pointer_name(pointer, span_of(name));
			note_policy(changed, pointer, side == 0 ? value : NULL,
			    side == 0 ? other : value, depth + 1);
			pointer->len = len;
		}
}

struct rule_changes *
rule_changes_load(const struct rule_files *old, const struct rule_files *new)
{
	struct rule_changes *c = allocate(1, sizeof *c);
	json_t *policies[2] = { NULL, NULL }, *programs[2];
	struct writer pointer = { 0 };

	c->programs = json_object();
	c->policy = json_array();
	require(c->programs != NULL && c->policy != NULL);
	if (old->policy != NULL)
		policies[0] = document_load_exact(old->policy);
	if (new->policy != NULL)
		policies[1] = document_load_exact(new->policy);
	programs[0] = load_programs(old, policies[0]);
	programs[1] = load_programs(new, policies[1]);
	note_programs(c->programs, programs[0], programs[1]);
	note_programs(c->programs, programs[1], programs[0]);
	if (old->policy != NULL)
		note_policy(c->policy, &pointer, policies[0], policies[1], 0);
	writer_free(&pointer);
	for (int side = 0; side < 2; side++) {
		json_decref(policies[side]);
		json_decref(programs[side]);
	}
	return c;
}

bool
rule_changes_has_program(const struct rule_changes *c, struct span id)
{
	return id.at != NULL && json_object_getn(c->programs, id.at, id.len) != NULL;
}
