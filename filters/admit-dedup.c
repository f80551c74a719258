/*
 * admit-dedup - set aside the second record of the same child
 *
 * With certain keys alone each record is judged as it comes (dedup_keys.h).  All else -
 * other strengths, comparisons, twins, homes, marks - has to see all records before the
 * first one leaves (dedup_run.h).
 */
#include <string.h>

#include "identity/dedup_keys.h"
#include "identity/dedup_rules.h"
#include "identity/dedup_run.h"
#include "identity/keep_rule.h"
#include "identity/secret.h"
#include "settings/allocate.h"
#include "settings/memory_size.h"
#include "settings/path_load.h"
#include "stream/stream.h"

static struct stream_settings io;
static struct text_list key_options, against;
static const json_t *key_array, *match, *twins, *homes;
static const char *id = "id", *keep = "first", *pseudonym, *memory, *sets_aside;
static bool strict_keys, marks, one_to_one, estimate, blocks;

static const struct setting settings[] = {
	SETTING_OPTION(0, SETTING_KIND_LIST, "against", "FILE", &against,
	    "compare with the records of FILE, which are not written"),
	SETTING_OPTION(0, SETTING_KIND_FLAG, "blocks", NULL, &blocks,
	    "print what each blocking key costs, and no records"),
	SETTING_OPTION(0, SETTING_KIND_FLAG, "estimate", NULL, &estimate,
	    "print the weights that the records suggest, and no records"),
	SETTING_TEXT(0, "id", "PATH", &id, "name the record that is kept by PATH (id)"),
	SETTING_TEXT(0, "keep", "WHICH", &keep,
	    "which record is kept (first): first, last, most-complete, or the one with "
	    "the greatest value of an expression"),
	SETTING_OPTION(0, SETTING_KIND_LIST, "key", "PATH,...", &key_options,
	    "records that agree in all of these are the same"),
	SETTING_JSON("keys", &key_array),
	SETTING_FLAG(0, "mark", &marks,
	    "keep all records, and write into each what is known of it"),
	SETTING_JSON("match", &match), SETTING_JSON("twins", &twins),
	SETTING_JSON("homes", &homes),
	SETTING_OPTION(0, SETTING_KIND_TEXT, "memory", "SIZE", &memory,
	    "end if more memory is needed, 64M say (a quarter of the machine)"),
	SETTING_FLAG(0, "one-to-one", &one_to_one,
	    "link a record with one record of the other files at most"),
	SETTING_OPTION(0, SETTING_KIND_FILE, "pseudonym", "FILE", &pseudonym,
	    "compare keys by pseudonyms made with the secret in FILE"),
	SETTING_WORD(0, "set-aside", "STRENGTH", &sets_aside,
	    "the weakest evidence that sets a record aside (certain)", "certain",
	    "strong", "weak"),
	SETTING_FLAG(
	    0, "strict-keys", &strict_keys, "set aside a record that lacks a key"),
	STREAM_SETTINGS(&io), SETTING_END
};

static const struct filter filter = {
	.name = "admit-dedup",
	.synopsis = "[-p policy] [-r file] [--against file] [--blocks] [--estimate] "
		    "[--id path] [--keep which] [--key path,...] [--mark] "
		    "[--memory size] [--one-to-one] [--pseudonym file] "
		    "[--set-aside strength] [--strict-keys] [file ...]",
	.settings = settings,
};

static void
load_plan(struct dedup_plan *plan, struct key_rules *keys)
{
	for (size_t i = 0; i < key_options.count; i++)
		key_rules_add_option(keys, key_options.items[i]);
	if (key_options.count == 0)
		key_rules_load(keys, key_array);
	*plan = (struct dedup_plan){ .keys = keys,
		.match = match_rules_load(match),
		.twins = twin_rules_load(twins),
		.homes = home_rules_load(homes),
		.match_json = match,
		.keep = keep_rule_load("keep", keep),
		.id = path_load("id", id),
		.sets_aside = marks ? STRENGTH_NONE : settings_word("set-aside"),
		.one_to_one = one_to_one,
		.marks = marks,
		.strict_keys = strict_keys,
		.against = against.count,
		.memory = memory_size_read("memory", memory),
		.with_pseudonyms = pseudonym != NULL,
		.task = estimate ? DEDUP_ESTIMATE
			: blocks ? DEDUP_BLOCKS
				 : DEDUP_DECIDE };
	if (plan->sets_aside < 0)
		plan->sets_aside = STRENGTH_CERTAIN;
	if (keys->count == 0 && plan->match == NULL && plan->homes == NULL &&
	    plan->twins == NULL)
		settings_fail("key", "at least one key is needed");
	if ((estimate || blocks) && plan->match == NULL)
		settings_fail("match", "is needed in the policy");
	if (estimate && blocks)
		settings_fail("estimate", "or --blocks, but not both");
	if (one_to_one && against.count == 0)
		settings_fail("one-to-one", "needs --against");
	if (pseudonym != NULL && keys->identity == NULL)
		settings_fail("pseudonym", "needs a key");
	if (pseudonym != NULL)
		secret_load(pseudonym, keys->identity);
}

/* Whether the first record of a child, or the last, is enough to judge the others. */
static bool
is_plain(const struct dedup_plan *plan)
{
	const struct key_rules *keys = plan->keys;
	bool plain = plan->match == NULL && plan->twins == NULL &&
		     plan->homes == NULL && !plan->marks && plan->against == 0 &&
		     pseudonym == NULL && keep_rule_order(plan->keep) != KEEP_BY_VALUE;

	for (size_t i = 0; i < keys->count; i++)
		plain = plain && keys->items[i].strength == STRENGTH_CERTAIN &&
			(keys->count == 1 || !keys->items[i].guards);
	return plain;
}

/* The files to compare with, then those to read: standard input if there are none. */
static char **
list_files(char **files)
{
	static char standard_input[] = "-";
	size_t count = 0;
	char **all;

	if (against.count == 0)
		return files;
	while (files[count] != NULL)
		count++;
	all = allocate(against.count + count + 2, sizeof *all);
	for (size_t i = 0; i < against.count; i++) {
		if (strcmp(against.items[i], "-") == 0)
			settings_fail("against", "must be a file");
		all[i] = (char *)against.items[i];
	}
	for (size_t i = 0; i < count; i++)
		all[against.count + i] = files[i];
	if (count == 0)
		all[against.count] = standard_input;
	return all;
}

int
main(int argc, char *argv[])
{
	char **files = settings_read(argc, argv, &filter);
	struct key_rules keys = { 0 };
	struct dedup_plan plan;
	struct stream *stream;
	int status;

	load_plan(&plan, &keys);
	stream = stream_open(list_files(files), &io);
	stream_fold(stream);
	if (is_plain(&plan))
		dedup_keys_run(stream, &plan, io.rejects != NULL);
	else
		dedup_run(stream, &plan);
	/* The paths are watched until then. */
	status = stream_close(stream);
	path_free(plan.id);
	keep_rule_free(plan.keep);
	match_rules_free(plan.match);
	twin_rules_free((struct twin_rules *)plan.twins);
	home_rules_free((struct home_rules *)plan.homes);
	key_rules_free(&keys);
	return status;
}
