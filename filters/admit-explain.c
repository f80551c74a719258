/*
 * admit-explain - why an applicant got this
 *
 * It reads the published result of a chain of rounds and says for each round and each
 * choice what decided it: the rule that closed it, or where the program closed, the key
 * that put the applicant behind, and what would have been enough.  It names no other
 * applicant and tells nothing of one but the place where a program closed.
 */
#include <err.h>
#include <stdint.h>
#include <stdlib.h>

#include "audit/entrants.h"
#include "explain/asked.h"
#include "explain/chain.h"
#include "explain/explanation_open.h"
#include "explain/openings.h"
#include "explain/page.h"
#include "seats/round_open.h"
#include "settings/allocate.h"
#include "settings/path_load.h"
#include "stream/stream.h"

static struct round_settings rules;
static struct entrants before;
static struct text_list applicants, by;
static const char *id_path = "id", *language;
static bool unplaced, text;
static struct stream_settings io;

static const struct setting settings[] = {
	ROUND_SETTINGS(&rules),
	SETTING_OPTION(0, SETTING_KIND_LIST, "applicant", "ID", &applicants,
	    "explain this one, and others that are given so (all)"),
	SETTING_OPTION(0, SETTING_KIND_LIST, "by", "KEY", &by,
	    "a key of the order, as in admit-rank (those of the policy's rank)"),
	SETTING_OPTION(0, SETTING_KIND_FILE, "entrants", "FILE", &before.list,
	    "the list before a round with holders"),
	SETTING_OPTION(0, SETTING_KIND_TEXT, "id", "PATH", &id_path,
	    "where a record has the id of the applicant (id)"),
	/* In the order of enum page_language. */
	{ .kind = SETTING_KIND_WORD,
	    .name = "lang",
	    .argument = "NAME",
	    .to = &language,
	    .help = "the language of --text (zh)",
	    .words = (const char *const[]){ "zh", "en", NULL },
	    .command_line_only = true },
	SETTING_OPTION(0, SETTING_KIND_FLAG, "text", NULL, &text,
	    "print a page for people for each, and no JSON"),
	SETTING_OPTION(0, SETTING_KIND_FLAG, "unplaced", NULL, &unplaced,
	    "explain those only who are unplaced at the end"),
	STREAM_SETTINGS(&io),
	SETTING_END,
};

static const struct filter filter = {
	.name = "admit-explain",
	.synopsis =
	    "[--applicant id] [--entrants file] [--text] [--unplaced] -m name "
	    "--programs file --choices path --order path [--round name] [file ...] | "
	    "[--applicant id] [--entrants file] [--text] [--unplaced] -p policy "
	    "round[,round ...] [file ...]",
	.settings = settings,
	.entries = true,
	.several = true,
	.section = "allocate",
};

static struct chain chain;
static struct path *id;
static struct asked asked;
static struct openings openings;

/* What becomes of a record; one without an id may still be the last of a program. */
enum fate { SET_ASIDE, PASSED_OVER, EXPLAINED };
static uint8_t *fates;
static size_t *lines; /* of each record its line in the stream, if it was kept */
static size_t line_count, lines_room, fates_room;

static struct span
line_of(void *stream, size_t number)
{
	return kept_fetch(stream_kept(stream), lines[number]);
}

static void
open_round(void)
{
	struct round *round = round_open(&rules);
	struct explanation_round *e;

	if (!chain_add_round(&chain, round))
		allocate_fail();
	e = &chain.rounds[chain.count - 1];
	explanation_open(e, &rules, &openings.keys, &by);
	e->tries = applicants.count > 0;
	e->closings.last.line = line_of;
}

/*
 * Keep a record that took part, and decide what becomes of it.  untold says why nobody
 * can tell what it tried, or is NULL.
 */
static enum fate
keep(struct stream *stream, struct record *record, const struct admission *a,
    const struct entry_fault *untold)
{
	struct span name;

	lines[line_count] = stream_keep(stream, NULL, NULL);
	if (path_string(id, record, &name) != PATH_FOUND) {
		stream_reject(stream, "id-missing", id_path,
		    "there is no id, or it is not a text");
		return SET_ASIDE;
	}
	if ((unplaced && a->status == ADMISSION_ADMITTED) || !asked_for(&asked, name))
		return PASSED_OVER;
	if (untold != NULL) {
		stream_reject(
		    stream, untold->code, untold->field, "%s", untold->reason);
		return SET_ASIDE;
	}
	if (!openings_add(&openings, name, a, record))
		allocate_fail();
	return EXPLAINED;
}

/* A record of the list before the round. */
static void
take_earlier(struct stream *stream, struct record *record)
{
	struct entry_fault fault;

	if (chain_add_earlier(&chain, id, record, &fault))
		stream_drop(stream);
	else if (fault.code != NULL)
		stream_reject(stream, fault.code, fault.field, "%s", fault.reason);
	else
		allocate_fail();
}

static void
take(struct stream *stream, struct record *record)
{
	struct admission admission;
	const char *unclear = admission_read(record, &admission);
	struct entry_fault fault = { "admission-unclear", unclear,
		"it does not say where the applicant was placed" };
	enum explained_record taken = chain_add_record(
	    &chain, unclear == NULL ? record : NULL, &admission, &fault);

	if (taken == EXPLAINED_NO_MEMORY)
		allocate_fail();
	lines = allocate_room(lines, &lines_room, line_count + 1, sizeof *lines);
	fates = allocate_room(fates, &fates_room, line_count + 1, sizeof *fates);
	if (unclear == NULL && taken != EXPLAINED_FAULTY) {
		fates[line_count] = (uint8_t)keep(stream, record, &admission,
		    taken == EXPLAINED_UNTOLD ? &fault : NULL);
	} else {
		fates[line_count] = SET_ASIDE;
		stream_reject(stream, fault.code, fault.field, "%s", fault.reason);
	}
	line_count++;
}

static void
explain(struct stream *stream, struct late_record *record, struct writer *w)
{
	writer_reset(w);
	if (!chain_write(&chain, record, openings_take(&openings), w))
		allocate_fail();
	if (!text) {
		stream_make(stream, (struct span){ w->text, w->len });
		return;
	}
	if (!page_write((struct span){ w->text, w->len },
		language != NULL ? (enum page_language)settings_word("lang") : PAGE_ZH,
		w))
		allocate_fail();
	stream_print(stream, w->text, w->len);
}

static void
explain_all(struct stream *stream)
{
	struct late_record record = { .line = line_of, .context = stream };
	struct writer w = { 0 };

	for (size_t number = 0; number < line_count; number++) {
		if (fates[number] != SET_ASIDE)
			stream_drop(stream);
		if (fates[number] != EXPLAINED)
			continue;
		late_record_turn(&record, number);
		explain(stream, &record, &w);
	}
	late_record_free(&record);
	openings_free(&openings);
	writer_free(&w);
}

/* A reason that contradicts itself must not be handed out. */
static void
check_rounds(void)
{
	const struct round *round = chain_contradicted(&chain);

	if (round != NULL)
		errx(STATUS_TROUBLE,
		    "not-the-result: the list is not the result of round %.*s: name "
		    "all "
		    "rounds in the order in which they were run, or let admit-verify "
		    "look",
		    (int)round->name.len, round->name.at);
}

/* An id that no record has is a mistake, and no answer. */
static void
check_found(struct stream *stream)
{
	for (size_t i = 0; i < applicants.count; i++) {
		if (asked_found(&asked, applicants.items[i]))
			continue;
		warnx("--applicant: number %zu of them is the id of no record that can "
		      "be explained",
		    i + 1);
		stream_fail_check(stream);
	}
}

int
main(int argc, char *argv[])
{
	char **operands = settings_read(argc, argv, &filter);
	struct stream *stream;
	struct record *record;

	do
		open_round();
	while (settings_next_entry());
	if (before.list != NULL && chain.count > 1)
		settings_fail(
		    "entrants", "is the list before one round: name no other");
	if (!asked_open(&asked, applicants.items, applicants.count))
		allocate_fail();
	id = path_load("id", id_path);
	stream = stream_open(entrants_files(&before, operands), &io);
	while ((record = stream_next(stream)) != NULL)
		(entrants_is_listed(&before, stream) ? take_earlier : take)(
		    stream, record);
	for (size_t i = 0; i < chain.count; i++)
		chain.rounds[i].closings.last.context = stream;
	if (!chain_finish(&chain))
		allocate_fail();
	explain_all(stream);
	check_rounds();
	check_found(stream);
	chain_free(&chain);
	asked_close(&asked);
	return stream_close(stream);
}
