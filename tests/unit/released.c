#include "seats/released.h"

#undef NDEBUG
#include <assert.h>
#include <stdio.h>
#include <string.h>

static struct record record;
static struct released all;
static struct writer written;
static char line[8192]; /* the record borrows it */

/* How a record was read: strictly, or with its lists and objects folded. */
enum reading { STRICT, FOLDED, CHECKED, READINGS };

static void
parse(enum reading reading, const char *text)
{
	size_t len = strlen(text);

	assert(len < sizeof line);
	memcpy(line, text, len + 1);
	switch (reading) {
	case STRICT:
		assert(record_parse(&record, line, len, NULL) == RECORD_OK);
		break;
	case FOLDED:
		assert(record_parse_folded(&record, line, len, NULL) == RECORD_OK);
		break;
	default:
		assert(record_parse_checked(&record, line, len, NULL) == RECORD_OK);
	}
}

/* Read an admission that names this, in front of other members of the record. */
static enum released_state
read_list(enum reading reading, const char *list)
{
	char text[sizeof line];

	snprintf(text, sizeof text,
	    "{\"id\":\"A\",\"admission\":{\"program\":\"X\",\"released\":%s,"
	    "\"status\":\"admitted\"},\"seat\":\"float\"}",
	    list);
	parse(reading, text);
	return released_read(&all, &record);
}

/* What is written of those that were read, and of the one that is released now. */
static bool
writes(const struct admission *now, const char *text)
{
	writer_reset(&written);
	released_write(&written, &all, now);
	assert(!writer_failed(&written));
	return span_is((struct span){ written.text, written.len }, text);
}

#define FULL  "{\"round\":\"one\",\"program\":\"Y\",\"group\":\"near\",\"choice\":2}"
#define SHORT "{\"program\":\"Z\"}"

/* Each seat that there can be is read, and written as it stands. */
static void
test_round_trip(void)
{
	static const char *const lists[] = {
		"[]",
		"[" SHORT "]",
		"[" FULL "]",
		"[{\"round\":\"\",\"program\":\"\",\"group\":\"\"}]",
		"[{\"program\":\"\\\"\\\\ \\n\",\"choice\":9223372036854775807}]",
		"[{\"program\":\"\xe7\x94\xb2\",\"group\":\"\xe4\xb9\x99\"}]",
		"[" FULL "," SHORT "]",
		"[" SHORT "," FULL "," SHORT "," FULL "]",
	};

	for (int r = 0; r < READINGS; r++)
		for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
			assert(read_list((enum reading)r, lists[i]) == RELEASED_READ);
			assert(writes(NULL, lists[i]));
		}
	/* Spaces, the order of the members and how a text is escaped are ours. */
	assert(read_list(STRICT,
		   " [ {\"choice\":2.0,\"group\":\"\\u006eear\" , "
		   "\"\\u0070rogram\":\"Y\",\"round\":\"one\"} ] ") == RELEASED_READ);
	assert(writes(NULL, "[" FULL "]"));
}

static void
test_members(void)
{
	assert(read_list(STRICT, "[" FULL "," SHORT "]") == RELEASED_READ);
	assert(all.count == 2);
	assert(all.seats[0].status == ADMISSION_ADMITTED);
	assert(span_is(all.seats[0].round, "one") &&
	       span_is(all.seats[0].program, "Y") &&
	       span_is(all.seats[0].group, "near") && all.seats[0].choice == 2);
	assert(all.seats[1].status == ADMISSION_ADMITTED);
	assert(all.seats[1].round.at == NULL && span_is(all.seats[1].program, "Z") &&
	       all.seats[1].group.at == NULL && all.seats[1].choice == 0);
}

/* The admission that is released now comes behind those before it. */
static void
test_one_more(void)
{
	const struct admission now = { ADMISSION_ADMITTED, { "two", 3 }, { "W", 1 }, 3,
		{ NULL, 0 }, { NULL, 0 } };
	const struct admission by_hand = { .status = ADMISSION_ADMITTED,
		.program = { "Z", 1 } };

	assert(read_list(STRICT, "[" FULL "]") == RELEASED_READ);
	assert(writes(
	    &now, "[" FULL ",{\"round\":\"two\",\"program\":\"W\",\"choice\":3}]"));
	assert(writes(&by_hand, "[" FULL "," SHORT "]"));
	assert(writes(NULL, "[" FULL "]"));
	assert(read_list(STRICT, "[]") == RELEASED_READ);
	assert(writes(&by_hand, "[" SHORT "]"));
}

/* A list is built round by round, each time from the one that was written. */
static void
test_many(void)
{
	char list[sizeof line] = "[]", program[16];
	enum { MANY = 100 };

	for (int i = 0; i < MANY; i++) {
		struct admission now = { .status = ADMISSION_ADMITTED, .choice = 1 };

		snprintf(program, sizeof program, "P%d", i);
		now.program = span_of(program);
		assert(read_list((enum reading)(i % READINGS), list) == RELEASED_READ);
		assert(all.count == (size_t)i);
		writer_reset(&written);
		released_write(&written, &all, &now);
		assert(!writer_failed(&written) && written.len < sizeof list);
		memcpy(list, written.text, written.len);
		list[written.len] = '\0';
	}
	assert(read_list(FOLDED, list) == RELEASED_READ && all.count == MANY);
	for (int i = 0; i < MANY; i++) {
		snprintf(program, sizeof program, "P%d", i);
		assert(span_is(all.seats[i].program, program));
	}
	assert(writes(NULL, list));
}

/* A record that names none, read over one that names two. */
static void
test_none(void)
{
	static const char *const records[] = {
		"{}",
		"{\"admission\":null}",
		"{\"admission\":[]}",
		"{\"admission\":\"released\"}",
		"{\"admission\":{}}",
		"{\"admission\":{\"program\":\"X\",\"status\":\"admitted\"}}",
		"{\"released\":[" SHORT "]}",
		"{\"admission\":{\"seat\":{\"released\":[" SHORT "]}}}",
	};

	for (int r = 0; r < READINGS; r++)
		for (size_t i = 0; i < sizeof records / sizeof *records; i++) {
			assert(read_list((enum reading)r, "[" FULL "," SHORT "]") ==
			       RELEASED_READ);
			parse((enum reading)r, records[i]);
			assert(released_read(&all, &record) == RELEASED_READ);
			assert(all.count == 0 && writes(NULL, "[]"));
		}
}

/* What is no seat, alone and as the first, the middle and the last of three. */
static void
test_unclear(void)
{
	static const char *const lists[] = { "null", "true", "7", "\"\"", "{}", SHORT };
	static const char *const seats[] = { "null", "true", "7", "\"Z\"", "[]",
		"[" SHORT "]", "{}", "{\"round\":\"one\",\"choice\":1}",
		"{\"program\":null}", "{\"program\":1}", "{\"program\":[\"Z\"]}",
		"{\"program\":\"Z\",\"round\":null}", "{\"program\":\"Z\",\"round\":1}",
		"{\"program\":\"Z\",\"group\":null}",
		"{\"program\":\"Z\",\"group\":{}}",
		"{\"program\":\"Z\",\"choice\":null}",
		"{\"program\":\"Z\",\"choice\":\"1\"}",
		"{\"program\":\"Z\",\"choice\":0}", "{\"program\":\"Z\",\"choice\":-1}",
		"{\"program\":\"Z\",\"choice\":1.5}",
		"{\"program\":\"Z\",\"choice\":9223372036854775808}",
		"{\"program\":\"Z\",\"status\":\"admitted\"}",
		"{\"program\":\"Z\",\"released\":[]}", "{\"program\":\"Z\",\"note\":1}",
		"{\"program\":\"Z\",\"\":1}" };
	static const char *const about[] = { "[%s]", "[%s," SHORT "," FULL "]",
		"[" SHORT ",%s," FULL "]", "[" SHORT "," FULL ",%s]" };
	char list[512];

	for (int r = 0; r < READINGS; r++) {
		for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
			assert(
			    read_list((enum reading)r, lists[i]) == RELEASED_UNCLEAR);
		for (size_t i = 0; i < sizeof seats / sizeof *seats; i++)
			for (size_t k = 0; k < sizeof about / sizeof *about; k++) {
				size_t at = (size_t)(strchr(about[k], '%') - about[k]);

				snprintf(list, sizeof list, "%.*s%s%s", (int)at,
				    about[k], seats[i], about[k] + at + 2);
				assert(read_list((enum reading)r, list) ==
				       RELEASED_UNCLEAR);
			}
	}
	/* The next record is read as if nothing had been. */
	assert(read_list(STRICT, "[" SHORT "]") == RELEASED_READ && all.count == 1);
}

int
main(void)
{
	record_init(&record);
	test_round_trip();
	test_members();
	test_one_more();
	test_many();
	test_none();
	test_unclear();
	released_free(&all);
	assert(all.count == 0 && all.seats == NULL);
	writer_free(&written);
	record_free(&record);
	return 0;
}
