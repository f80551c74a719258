/*
 * admit-draw - give lottery numbers that anyone can recompute
 *
 * The numbers are a function of a list that was published before and of what was
 * drawn in public after it.  Entrants are sorted by their keys before anything is
 * drawn, so the order of the input does not matter, and a run that was interrupted
 * costs nothing: the next one gives the same numbers.
 */
#include <err.h>

#include "draw/draw_balls.h"
#include "draw/draw_load.h"
#include "settings/allocate.h"
#include "stream/sink.h"
#include "stream/stream.h"

static struct stream_settings io;
static struct draw_rules rules;
static struct draw_commitment commitment;
static const char *committed, *list_file;
static long balls;
static bool commit;

static const struct setting settings[] = { DRAW_SETTINGS(&rules, &commitment),
	SETTING_TEXT(0, "committed", "DIGEST", &committed,
	    "refuse a list of entrants with another digest"),
	SETTING_OPTION(0, SETTING_KIND_FLAG, "commit", NULL, &commit,
	    "print the digest of the list and the rules, and draw nothing"),
	SETTING_OPTION(0, SETTING_KIND_OUTPUT, "list", "FILE", &list_file,
	    "write the list that the digest is of to FILE"),
	{ .kind = SETTING_KIND_NUMBER,
	    .name = "balls",
	    .argument = "N",
	    .to = &balls,
	    .min = 1,
	    .max = UINT32_MAX - 1,
	    .command_line_only = true,
	    .help = "print how even a draw from 1 to N with digit balls is" },
	STREAM_SETTINGS(&io), SETTING_END };

static const struct filter filter = {
	.name = "admit-draw",
	.synopsis = "[--commit] [-p policy] [-r file] [--as name] [--balls n] "
		    "[--bundle path] [--committed digest] [--digest sha256 | sm3] "
		    "[--fallback first | last | n] [--gap n] [--id path] [--list file] "
		    "[--method hash | ring | step] [--numbers path] [--plan n] "
		    "[--round name] [--seed text] [--start n] [--step n] "
		    "[entry] [file ...]",
	.settings = settings,
	.entries = true,
};

/* Records and entrants have the same numbers: 0, 1, 2 ... as they came. */
struct draw {
	struct stream *stream;
	struct draw_paths paths;
	struct draw_list *list;
	struct draw_result result;
	size_t count;
};

/* Keep a record and enter it, or set it aside. */
static void
take(struct draw *d, struct record *record)
{
	struct draw_entrant entrant;
	struct finding finding;

	switch (draw_entrant_read(&d->paths, record, &entrant, &finding)) {
	case DRAW_ENTRANT_WRONG:
		stream_reject_all(d->stream, &finding, 1);
		break;
	case DRAW_ENTRANT_FOUND:
		if (draw_list_add(
			d->list, entrant.key, entrant.bundle, entrant.ticket)) {
			d->count = stream_keep(d->stream, "draw", commitment.draw) + 1;
			break;
		}
		/* fallthrough */
	case DRAW_ENTRANT_NO_MEMORY:
		allocate_fail();
	}
}

/* The list contradicts itself, and only people can say which record is right. */
static void
refuse(const struct draw *d, enum draw_list_fault fault, const uint32_t pair[2])
{
	if (fault == DRAW_LIST_OK)
		return;
	if (fault == DRAW_LIST_NO_MEMORY)
		allocate_fail();
	errx(STATUS_TROUBLE, "%s: %s: %s and %s", draw_list_fault_code(fault),
	    draw_list_fault_reason(fault), stream_kept_origin(d->stream, pair[0]),
	    stream_kept_origin(d->stream, pair[1]));
}

static void
write_list(struct draw_list *list)
{
	struct sink *sink = sink_open_file(list_file, 0600);
	struct span line;

	while (draw_list_next_line(list, &line)) {
		sink_write(sink, line.at, line.len);
		sink_end_line(sink);
	}
	sink_close(sink);
}

/* Close the list, and compare it with what was published. */
static void
settle(struct draw *d)
{
	struct draw_mistake mistake;
	uint32_t pair[2];

	refuse(d, draw_list_close(d->list, pair), pair);
	if (!draw_result_start(&d->result, &rules, draw_list_lots(d->list)))
		refuse(d, DRAW_LIST_NO_MEMORY, NULL);
	if (d->paths.ticket != NULL)
		refuse(d, draw_list_tickets(d->list, d->result.tickets, pair), pair);
	if (!draw_commitment_bind(&commitment, d->list))
		errx(STATUS_TROUBLE, "cannot compute the digest %s",
		    commitment.algorithm);
	if (committed != NULL && !draw_commitment_is(&commitment, committed))
		settings_fail("committed",
		    "not the list that was published: its %s is %s",
		    commitment.algorithm, commitment.digest);
	if (!draw_rules_fit(&rules, commitment.lots, commit, &mistake))
		settings_fail(mistake.setting, "%s", mistake.why);
	if (list_file != NULL)
		write_list(d->list);
}

/* Set an entrant aside that is in the list already; false if it is not. */
static bool
came_again(struct draw *d, uint32_t number)
{
	uint32_t first = draw_list_first(d->list, number);
	char *from;

	if (first == number)
		return false;
	from = stream_kept_origin(d->stream, first);
	stream_recall(d->stream, number);
	stream_reject(d->stream, "draw-twice", path_text(d->paths.id),
	    "the same entrant as %s, which is in the draw", from);
	free(from);
	return true;
}

/* Write a record that is not made of a single input record. */
static void
print(struct stream *stream, struct writer *json)
{
	if (writer_failed(json))
		allocate_fail();
	stream_make(stream, (struct span){ json->text, json->len });
	writer_free(json);
}

static void
print_commitment(struct draw *d)
{
	struct writer json = { 0 };

	for (uint32_t number = 0; number < d->count; number++)
		if (!came_again(d, number))
			stream_drop(d->stream);
	draw_commitment_write(&commitment, &rules, &json);
	print(d->stream, &json);
}

static void
pass_all(struct draw *d)
{
	uint32_t lots = commitment.lots;
	struct writer json = { 0 };

	if (!draw_rules_run(&rules, d->list, &d->result))
		allocate_fail();
	for (uint32_t number = 0; number < d->count; number++) {
		if (came_again(d, number))
			continue;
		writer_reset(&json);
		draw_result_write(
		    &d->result, &rules, lots, draw_list_lot(d->list, number), &json);
		if (writer_failed(&json))
			allocate_fail();
		stream_pass_kept(
		    d->stream, number, (struct span){ json.text, json.len });
	}
	writer_free(&json);
}

static int
print_balls(void)
{
	struct stream *stream = stream_open_output(&io);
	struct writer json = { 0 };

	draw_balls_write((uint32_t)balls, &json);
	print(stream, &json);
	return stream_close(stream);
}

static void
close_draw(struct draw *d)
{
	draw_result_free(&d->result);
	draw_list_free(d->list);
	path_free(d->paths.id);
	path_free(d->paths.bundle);
	path_free(d->paths.ticket);
}

static int
draw(char *const files[])
{
	struct draw d = { .count = 0 };
	struct record *record;

	draw_load(&rules, &commitment, &d.paths, commit);
	d.list = draw_list_new(d.paths.ticket != NULL);
	if (d.list == NULL)
		allocate_fail();
	d.stream = stream_open(files, &io);
	stream_fold(d.stream);
	while ((record = stream_next(d.stream)) != NULL)
		take(&d, record);
	settle(&d);
	if (commit)
		print_commitment(&d);
	else
		pass_all(&d);
	close_draw(&d);
	return stream_close(d.stream);
}

int
main(int argc, char *argv[])
{
	char **files = settings_read(argc, argv, &filter);

	return balls != 0 ? print_balls() : draw(files);
}
