/*
 * admit-diff - who moved between two runs, and why
 *
 * Two lists are joined by the id of their records.  The old one is read first and must
 * be whole; of the new one, each record is compared as it comes.  Whose seat is another
 * one is told with its cause: the applicant's own data, a rule, or a chain of moves
 * that began with somebody else.
 */
#include <err.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "compare/differences.h"
#include "record/filter_fields.h"
#include "settings/allocate.h"
#include "settings/path_load.h"
#include "stream/sink.h"
#include "stream/stream.h"

static struct stream_settings io;
static const char *id_text = "id", *table;
static struct text_list choices, computed, ignored;
static struct rule_files old_rules, new_rules;
static bool moves_only, verbose;

static const struct setting settings[] = {
	SETTING_LIST(0, "choices", "PATH", &choices,
	    "a list of choices, which says what is better (choices); may be given "
	    "again"),
	SETTING_LIST(0, "computed", "FIELD", &computed,
	    "a field that rules compute: no change of the applicant's own data"),
	SETTING_TEXT(0, "id", "PATH", &id_text, "where a record has its id (id)"),
	SETTING_LIST(
	    0, "ignore", "FIELD", &ignored, "leave this field of a record out"),
	SETTING_OPTION(0, SETTING_KIND_FLAG, "moves", NULL, &moves_only,
	    "only who is new, is gone, or has another seat"),
	SETTING_OPTION(0, SETTING_KIND_FILE, "new-policy", "FILE", &new_rules.policy,
	    "the policy of the new list"),
	SETTING_OPTION(0, SETTING_KIND_LIST, "new-programs", "FILE",
	    &new_rules.programs, "programs of the new list"),
	SETTING_OPTION(0, SETTING_KIND_FILE, "old-policy", "FILE", &old_rules.policy,
	    "the policy of the old list"),
	SETTING_OPTION(0, SETTING_KIND_LIST, "old-programs", "FILE",
	    &old_rules.programs, "programs of the old list"),
	SETTING_OPTION(0, SETTING_KIND_OUTPUT, "table", "FILE", &table,
	    "write how many moved, by code and cause and by program, to FILE"),
	SETTING_OPTION('v', SETTING_KIND_FLAG, "verbose", NULL, &verbose,
	    "say on standard error what was compared, and how many differ"),
	STREAM_SETTINGS(&io),
	SETTING_END,
};

static const struct filter filter = {
	.name = "admit-diff",
	.synopsis =
	    "[-v] [-p policy] [-r file] [--choices path] [--computed field] [--id "
	    "path] "
	    "[--ignore field] [--moves] [--new-policy file] [--new-programs file] "
	    "[--old-policy file] [--old-programs file] [--table file] old [new]",
	.settings = settings,
};

/* The texts of a list, and others before them; ends in NULL, or is NULL without any. */
static const char **
join_names(const char *const *first, size_t count, const struct text_list *list)
{
	const char **names;

	if (count + list->count == 0)
		return NULL;
	names = allocate(count + list->count + 1, sizeof *names);
	for (size_t i = 0; i < count; i++)
		names[i] = first[i];
	for (size_t i = 0; i < list->count; i++)
		names[count + i] = list->items[i];
	return names;
}

static struct path **
load_choices(size_t *count)
{
	struct path **paths = allocate(choices.count + 1, sizeof *paths);

	*count = choices.count > 0 ? choices.count : 1;
	for (size_t i = 0; i < choices.count; i++)
		paths[i] = path_load("choices", choices.items[i]);
	if (choices.count == 0)
		paths[0] = path_load_unwatched("choices", "choices");
	return paths;
}

static void
check_rules(void)
{
	if ((old_rules.policy == NULL) != (new_rules.policy == NULL))
		settings_fail(old_rules.policy == NULL ? "new-policy" : "old-policy",
		    "rules are compared: the policy of the other list is needed too");
	if ((old_rules.programs.count == 0) != (new_rules.programs.count == 0))
		settings_fail(
		    old_rules.programs.count == 0 ? "new-programs" : "old-programs",
		    "rules are compared: the programs of the other list are needed "
		    "too");
}

static bool
is_standard_input(const char *file)
{
	return file == NULL || strcmp(file, "-") == 0;
}

static void
compare(struct stream *stream, struct differences *c, struct path *id,
    struct record *record)
{
	const char *field;
	struct span text;
	char *origin;

	if (path_string(id, record, &text) != PATH_FOUND) {
		stream_reject(stream, "id-missing", path_text(id),
		    "there is no id, or it is not a text");
		return;
	}
	switch (differences_add(c, text, record, &field)) {
	case DIFFERENCE_ADDED:
		stream_drop(stream);
		break;
	case DIFFERENCE_UNCLEAR:
		stream_reject(stream, "admission-unclear", field,
		    "it does not say where the applicant was placed");
		break;
	case DIFFERENCE_TWICE:
		origin = stream_origin(stream);
		errx(STATUS_TROUBLE,
		    "%s: id-twice: %s: the id came earlier in this list: the lists "
		    "cannot be joined",
		    origin, path_text(id));
	case DIFFERENCE_NO_MEMORY:
		allocate_fail();
	}
}

static void
write_difference(void *context, struct span line)
{
	struct stream *stream = context;

	stream_fail_check(stream);
	stream_make(stream, line);
}

static void
write_row(void *context, struct span line)
{
	struct sink *sink = context;

	sink_write(sink, line.at, line.len);
	sink_end_line(sink);
}

static void
write_table(const struct differences *c)
{
	struct sink *sink;

	if (table == NULL)
		return;
	sink = sink_open_file(table, 0666);
	if (!differences_table(c, write_row, sink))
		allocate_fail();
	sink_close(sink);
}

/* How many records the old list has, for the summary. */
static void
summarize(struct stream *stream, const struct old_list *old)
{
	struct writer count = { 0 };

	writer_integer(&count, old_list_count(old));
	if (writer_failed(&count))
		allocate_fail();
	stream_summarize(stream, "old", (struct span){ count.text, count.len });
	writer_free(&count);
}

static void
say_result(const struct differences *c, uint64_t compared, uint32_t old)
{
	uint32_t differ = 0;
	const char *mark = ": ";

	for (int code = DIFFERENCE_NEW; code < DIFFERENCE_CODES; code++)
		differ += differences_count(c, (enum difference_code)code);
	fprintf(stderr,
	    "compared: %" PRIu64 " records with %" PRIu32 ", %" PRIu32 " differ",
	    compared, old, differ);
	for (int code = DIFFERENCE_NEW; code < DIFFERENCE_CODES; code++) {
		uint32_t count = differences_count(c, (enum difference_code)code);

		if (count == 0)
			continue;
		fprintf(stderr, "%s%" PRIu32 " %s", mark, count,
		    differences_code_word((enum difference_code)code));
		mark = ", ";
	}
	fprintf(stderr, "\n");
}

int
main(int argc, char *argv[])
{
	char **files = settings_read(argc, argv, &filter);
	struct differences_rules rules = { .moves_only = moves_only };
	struct differences *c;
	struct stream *stream;
	struct record *record;
	struct path *id;
	uint64_t compared = 0;
	int status;

	if (files[0] == NULL || (files[1] != NULL && files[2] != NULL))
		settings_usage();
	if (is_standard_input(files[0]) && is_standard_input(files[1]))
		errx(STATUS_TROUBLE, "only one of the two lists can be standard input");
	check_rules();
	rules.choices = load_choices(&rules.choice_lists);
	rules.computed = join_names(filter_fields, FILTER_FIELDS, &computed);
	rules.ignored = join_names(NULL, 0, &ignored);
	rules.changes = rule_changes_load(&old_rules, &new_rules);
	id = path_load("id", id_text);
	rules.old = old_list_read(files[0], id, (size_t)io.max_line);
	c = differences_new(&rules);
	stream = stream_open(files + 1, &io);
	for (; (record = stream_next(stream)) != NULL; compared++)
		compare(stream, c, id, record);
	if (!differences_finish(c, write_difference, stream))
		allocate_fail();
	summarize(stream, rules.old);
	if (compared == 0 && old_list_count(rules.old) == 0) {
		stream_abandon(stream);
		errx(STATUS_TROUBLE, "nothing was compared: neither list has records");
	}
	write_table(c);
	status = stream_close(stream);
	if (verbose)
		say_result(c, compared, old_list_count(rules.old));
	differences_free(c);
	old_list_free(rules.old);
	return status;
}
