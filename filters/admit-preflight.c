/*
 * admit-preflight - policy, seats and applicants against each other, before a run
 *
 * Before: every section of the policy is read by its own filter, and the files of the
 * year, the plan and the orders are looked at.  With the list of those who take part,
 * what they make of each program: whom its conditions refuse, who lists it, and how
 * that was last year.  What is found is written, the worst first; nothing is changed.
 */
#include <err.h>
#include <stdio.h>
#include <stdlib.h>

#include "preflight/accepted.h"
#include "preflight/applicant_ids.h"
#include "preflight/dry_run.h"
#include "preflight/input_load.h"
#include "preflight/plan_check.h"
#include "preflight/preflight_rules.h"
#include "preflight/rank_keys.h"
#include "preflight/rank_repeats.h"
#include "preflight/rounds_check.h"
#include "seats/round_open.h"
#include "settings/allocate.h"
#include "settings/path_load.h"
#include "settings/settings.h"
#include "stream/stream.h"

static struct round_settings rules_of_round;
static struct text_list earlier;
static const char *digests, *id_path = "id", *last_file, *only;
static bool verbose;
static struct stream_settings io;

static const struct setting settings[] = {
	ROUND_SETTINGS(&rules_of_round),
	SETTING_OPTION(0, SETTING_KIND_FILE, "digests", "FILE", &digests,
	    "the files of the year, as sha256sum(1) lists them"),
	SETTING_OPTION(0, SETTING_KIND_LIST, "earlier", "FILE", &earlier,
	    "the same of an earlier year; may be given again"),
	SETTING_OPTION(0, SETTING_KIND_TEXT, "id", "PATH", &id_path,
	    "where a record has the id of the applicant (id)"),
	SETTING_OPTION(0, SETTING_KIND_FILE, "last", "FILE", &last_file,
	    "those who took part last year"),
	/* In the order of enum preflight_half. */
	{ .kind = SETTING_KIND_WORD,
	    .name = "only",
	    .argument = "WHAT",
	    .to = &only,
	    .help = "look at one half only",
	    .words = (const char *const[]){ "settings", "applicants", NULL },
	    .command_line_only = true },
	SETTING_OPTION('v', SETTING_KIND_FLAG, "verbose", NULL, &verbose,
	    "say on standard error how many errors, warnings and notices there are"),
	STREAM_SETTINGS(&io),
	SETTING_END,
};

static const struct filter filter = {
	.name = "admit-preflight",
	.synopsis =
	    "[-v] [--digests file] [--earlier file] [--id path] [--last file] "
	    "[--only what] -m name --programs file --choices path --order path "
	    "[--round name] [file ...] | [-v] [--digests file] [--earlier file] "
	    "[--id path] [--last file] [--only what] -p policy round[,round ...] "
	    "[file ...]",
	.settings = settings,
	.entries = true,
	.several = true,
	.section = "allocate",
	.beside = "preflight",
};

static struct rounds_check rounds;
static struct plan_round *plans;
static size_t plan_count, plans_room;
static struct preflight_findings findings;
static struct preflight_rules rules;
static struct rule_check *of_validate; /* or NULL */
static struct path *id;
static struct applicant_ids ids;

static void
need(bool memory)
{
	if (!memory)
		allocate_fail();
}

static void
open_round(void)
{
	struct round *round = round_open(&rules_of_round);

	plans = allocate_room(plans, &plans_room, plan_count + 1, sizeof *plans);
	plans[plan_count++] = (struct plan_round){ round, round->programs->document,
		rules_of_round.programs };
	need(rounds_check_add(
	    &rounds, round, last_file == NULL ? NULL : round_open(&rules_of_round)));
}

static void
take(struct stream *stream, struct record *record, bool last)
{
	const char *file = stream_file(stream);
	uint64_t line = stream_line(stream);

	need(last ? rounds_check_take_last(&rounds, record)
		  : rounds_check_take(&rounds, record, file, line) &&
			applicant_ids_add(&ids, id, record, file, line));
	for (size_t i = 0; i < rules.scale_count; i++)
		need(scales_add(rules.scales[i], record, last));
	need(last || rules.expectations == NULL ||
	     expectations_add(rules.expectations, record));
	if (!last && of_validate != NULL)
		rule_check_add(of_validate, record);
	stream_drop(stream);
}

static void
check_applicants(void)
{
	need(applicant_ids_check(&ids, id, &findings) &&
	     rounds_check_tell(&rounds, &rules.round, &findings));
	for (size_t i = 0; i < rules.scale_count; i++)
		need(scales_check(rules.scales[i], &findings));
	need(rules.expectations == NULL ||
	     expectations_check(rules.expectations, &findings));
	need(of_validate == NULL || rule_check_tell(of_validate, &findings));
}

/* The files to read: last year's are behind the others. */
static char **
with_last(char **operands, size_t *count)
{
	char **files;

	for (*count = 0; operands[*count] != NULL; ++*count)
		continue;
	if (last_file == NULL)
		return operands;
	files = allocate(*count + 3, sizeof(*files));
	for (size_t i = 0; i < *count; i++)
		files[i] = operands[i];
	if (*count == 0)
		files[(*count)++] = allocate_text("-", 1);
	files[*count] = allocate_text(last_file, strlen(last_file));
	return files;
}

static void
write_findings(struct stream *stream, enum preflight_half half)
{
	struct writer line = { 0 };

	need(
	    accepted_apply(rules.accept, half, &findings) && preflight_sort(&findings));
	for (size_t i = 0; i < findings.count; i++) {
		writer_reset(&line);
		preflight_write(&findings.all[i], &line);
		need(!writer_failed(&line));
		stream_make(stream, (struct span){ line.text, line.len });
	}
	writer_free(&line);
}

static struct stream *
read_applicants(char **operands)
{
	size_t files;
	char **all = with_last(operands, &files);
	struct stream *stream = stream_open(all, &io);
	struct record *record;

	while ((record = stream_next(stream)) != NULL) {
		bool last = last_file != NULL && stream_file_index(stream) == files;

		take(stream, record, last);
	}
	if (rounds.records > 0)
		check_applicants();
	return stream;
}

/* What is known before the first applicant. */
static void
check_settings(void)
{
	need(settings_policy_path() == NULL ||
	     dry_run(settings_policy_path(), &findings));
	need(rank_keys_check(settings_section_of("rank"), settings_section_of("draw"),
		 id_path, &findings) &&
	     rank_repeats_check(settings_section_of("rank"), &findings));
	input_load_check(digests, &earlier, &findings);
	need(plan_check(
	    plans, plan_count, settings_section_of("allocate"), rules.plan, &findings));
}

int
main(int argc, char *argv[])
{
	char **operands = settings_read(argc, argv, &filter);
	enum preflight_half half =
	    only == NULL ? PREFLIGHT_BOTH : (enum preflight_half)settings_word("only");
	struct stream *stream;

	if (half == PREFLIGHT_SETTINGS && (operands[0] != NULL || last_file != NULL))
		settings_fail("only", "it reads no applicants: leave out the files");
	rules = preflight_rules_load();
	id = path_load("id", id_path);
	do
		open_round();
	while (settings_next_entry());
	if (half != PREFLIGHT_APPLICANTS)
		check_settings();
	of_validate =
	    preflight_rules_of_validate(&rules, half, plans, plan_count, &findings);
	stream = half == PREFLIGHT_SETTINGS ? stream_open_output(&io)
					    : read_applicants(operands);
	write_findings(stream, half);
	if (findings.by_severity[PREFLIGHT_ERROR] > 0)
		stream_fail_check(stream);
	if (verbose)
		fprintf(stderr, "preflight: %zu errors, %zu warnings, %zu notices\n",
		    findings.by_severity[PREFLIGHT_ERROR],
		    findings.by_severity[PREFLIGHT_WARNING],
		    findings.by_severity[PREFLIGHT_NOTICE]);
	if (half != PREFLIGHT_SETTINGS && rounds.records == 0) {
		stream_abandon(stream);
		errx(STATUS_TROUBLE, "nothing was checked: there are no applicants; "
				     "--only settings needs none");
	}
	return stream_close(stream);
}
