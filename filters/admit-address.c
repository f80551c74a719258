/*
 * admit-address - an address in its parts
 *
 * The address of a record is parsed, and its parts are added, with one canonical text
 * that is the same however the family has written its home.  What is no part is kept
 * as the rest.  An address without any part is set aside, and so is one that lacks a
 * part that is required or has a mark that is refused.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "address/address.h"
#include "address/address_value.h"
#include "address/gazetteer_load.h"
#include "record/writer.h"
#include "settings/allocate.h"
#include "settings/path_load.h"
#include "settings/settings.h"
#include "stream/stream.h"
#include "text/unseen.h"

static struct stream_settings io;
static struct gazetteer_settings gazetteer_settings;
static const char *field_text = "address";
static struct text_list refuse, require;
static bool verbose;

static const struct setting settings[] = {
	SETTING_TEXT(
	    0, "field", "PATH", &field_text, "where the address stands (address)"),
	GAZETTEER_SETTINGS(&gazetteer_settings),
	SETTING_LIST(0, "refuse", "MARK", &refuse,
	    "set addresses with this mark aside: left-over, say; may be given again"),
	SETTING_LIST(0, "require", "PART", &require,
	    "set addresses without this part aside: number, say; may be given again"),
	SETTING_OPTION('v', SETTING_KIND_FLAG, "verbose", NULL, &verbose,
	    "say on standard error how many have which mark"),
	STREAM_SETTINGS(&io),
	SETTING_END,
};

static const struct filter filter = {
	.name = "admit-address",
	.synopsis = "[-v] [-p policy] [-r file] [--city name] [--field path] "
		    "[--gazetteer file] [--refuse mark] [--require part] [--year year] "
		    "[file ...]",
	.settings = settings,
};

static struct path *field;
static struct address_parser *parser;
static struct writer value;
static bool required[ADDRESS_PARTS];
static unsigned refused;
static uint64_t parsed, marked[ADDRESS_MARKS];

static void
read_words(void)
{
	for (size_t i = 0; i < require.count; i++)
		required[settings_one_of(
		    "require", require.items[i], address_part_names)] = true;
	for (size_t i = 0; i < refuse.count; i++)
		refused |= 1u << settings_one_of(
			       "refuse", refuse.items[i], address_mark_names);
}

/* Whether the address lacks a part that is required; the record is then set aside. */
static bool
is_incomplete(struct stream *stream, const struct address *address)
{
	for (int part = 0; part < ADDRESS_PARTS; part++)
		if (required[part] && address->parts[part].evidence == ADDRESS_NONE) {
			stream_reject(stream, "address-incomplete", path_text(field),
			    "the address has no %s",
			    address_part_name((enum address_part)part));
			return true;
		}
	return false;
}

/* Whether the address has a mark that is refused; the record is then set aside. */
static bool
is_refused(struct stream *stream, const struct address *address)
{
	static const char *const reasons[ADDRESS_MARKS] = {
		"a part of the address is left over",
		"the address has a name that is no longer valid",
		"parts of the address contradict each other",
		"the address may lie in several places",
		"the gazetteer does not have the road",
		"the gazetteer does not have the compound",
		"the address names no single home",
	};

	for (unsigned bit = 0; bit < ADDRESS_MARKS; bit++)
		if ((address->marks & refused & 1u << bit) != 0) {
			char code[64];

			snprintf(
			    code, sizeof code, "address-%s", address_mark_names[bit]);
			stream_reject(
			    stream, code, path_text(field), "%s", reasons[bit]);
			return true;
		}
	return false;
}

static void
add_parts(struct stream *stream, const struct address *address)
{
	if (address->canonical.len == 0) {
		stream_reject(stream, "address-unparsed", path_text(field),
		    "no part of the address could be told");
		return;
	}
	if (is_incomplete(stream, address) || is_refused(stream, address))
		return;
	parsed++;
	for (unsigned bit = 0; bit < ADDRESS_MARKS; bit++)
		marked[bit] += address->marks >> bit & 1;
	writer_reset(&value);
	address_value_write(&value, address);
	if (writer_failed(&value))
		allocate_fail();
	stream_set(
	    stream, "address_parts", NULL, (struct span){ value.text, value.len });
	stream_pass(stream);
}

static void
address(struct stream *stream, struct record *record)
{
	struct address parts;
	struct span text = { "", 0 };

	switch (path_string(field, record, &text)) {
	case PATH_FOUND:
		break;
	case PATH_MISSING:
		break;
	case PATH_NO_MEMORY:
		allocate_fail();
	default:
		stream_reject(stream, "address-not-text", path_text(field),
		    "the address is not a text");
		return;
	}
	if (unseen_is_all(text)) {
		stream_reject(stream, "address-missing", path_text(field),
		    "there is no address, or an empty one");
		return;
	}
	if (!address_parse(parser, text, &parts))
		allocate_fail();
	add_parts(stream, &parts);
}

/* How many addresses have which mark. */
static void
summarize(struct stream *stream)
{
	struct writer counts = { 0 };

	writer_open_object(&counts);
	for (unsigned bit = 0; bit < ADDRESS_MARKS; bit++) {
		writer_name(&counts, address_mark_names[bit]);
		writer_integer(&counts, (int64_t)marked[bit]);
	}
	writer_close_object(&counts);
	if (writer_failed(&counts))
		allocate_fail();
	stream_summarize(stream, "marks", (struct span){ counts.text, counts.len });
	writer_free(&counts);
}

static void
say_result(void)
{
	fprintf(stderr, "parsed: %" PRIu64 " addresses", parsed);
	for (unsigned bit = 0; bit < ADDRESS_MARKS; bit++)
		if (marked[bit] > 0)
			fprintf(stderr, ", %" PRIu64 " %s", marked[bit],
			    address_mark_names[bit]);
	fprintf(stderr, "\n");
}

int
main(int argc, char *argv[])
{
	char **files = settings_read(argc, argv, &filter);
	struct gazetteer *gazetteer;
	struct stream *stream;
	struct record *record;
	int status;

	read_words();
	field = path_load("field", field_text);
	gazetteer = gazetteer_load(&gazetteer_settings);
	parser = address_parser_new(gazetteer);
	if (parser == NULL)
		allocate_fail();
	stream = stream_open(files, &io);
	stream_fold(stream);
	while ((record = stream_next(stream)) != NULL)
		address(stream, record);
	summarize(stream);
	status = stream_close(stream);
	if (verbose)
		say_result();
	writer_free(&value);
	address_parser_free(parser);
	gazetteer_free(gazetteer);
	return status;
}
