/*
 * TZif files made by hand, and rules of TZ strings.  The whole of tzdata is compared
 * with date(1) in rules.bats.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cel/time_zone.h"
#include "cel/time_zone_rule.h"

/* A file as it is made; larger than any in here. */
struct file {
	unsigned char bytes[600];
	size_t len;
};

static void
put(struct file *f, uint64_t number, int width)
{
	while (width-- > 0)
		f->bytes[f->len++] = (unsigned char)(number >> (8 * width));
}

static void
put_header(struct file *f, char version, uint32_t transitions, uint32_t types)
{
	memcpy(f->bytes + f->len, "TZif", 4);
	f->len += 4;
	put(f, (unsigned char)version, 1);
	put(f, 0, 8);
	put(f, 0, 7);
	put(f, 0, 4); /* marks, marks, leap seconds */
	put(f, 0, 4);
	put(f, 0, 4);
	put(f, transitions, 4);
	put(f, types, 4);
	put(f, 4, 4); /* bytes of names */
}

static void
put_type(struct file *f, int32_t offset, int summer)
{
	put(f, (uint32_t)offset, 4);
	put(f, (uint64_t)summer, 1);
	put(f, 0, 1);
}

/* Local time until 1000, an hour ahead until 2000, two hours behind from then on. */
static struct file
make(char version, const char *footer)
{
	struct file f = { .len = 0 };
	int width = version == '\0' ? 4 : 8;

	if (version != '\0') {
		put_header(&f, version, 0, 1);
		put_type(&f, 0, 0);
		put(&f, 0, 4);
	}
	put_header(&f, version, 2, 3);
	put(&f, 1000, width);
	put(&f, 2000, width);
	put(&f, 1, 1);
	put(&f, 2, 1);
	put_type(&f, 600, 0);
	put_type(&f, 3600, 1);
	put_type(&f, -7200, 0);
	put(&f, 0x41424300, 4);
	memcpy(f.bytes + f.len, footer, strlen(footer));
	f.len += strlen(footer);
	return f;
}

static void
test_history(void)
{
	static const struct {
		char version;
		const char *footer;
		int32_t late;
	} cases[] = { { '\0', "", -7200 }, { '2', "\n\n", -7200 },
		{ '2', "\n<-02>2\n", -7200 }, { '3', "\n<+03>-3\n", 10800 },
		{ '4', "\nABC-1:30\n", 5400 } };

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct file f = make(cases[i].version, cases[i].footer);
		struct time_zone *zone = time_zone_new(f.bytes, f.len);

		assert(zone != NULL);
		assert(time_zone_offset(zone, -62135596800) == 600);
		assert(time_zone_offset(zone, 999) == 600);
		assert(time_zone_offset(zone, 1000) == 3600);
		assert(time_zone_offset(zone, 1999) == 3600);
		assert(time_zone_offset(zone, 2000) == cases[i].late);
		assert(time_zone_offset(zone, 253402300799) == cases[i].late);
		time_zone_free(zone);
	}
}

/* Every file that is cut short is refused, and so is a byte that breaks a rule. */
static void
test_damage(void)
{
	struct file whole = make('2', "\n<-02>2\n"), f;
	static const struct {
		size_t at;
		unsigned char byte;
	} wrong[] = {
		{ 0, 't' },               /* the magic */
		{ 4, '5' },               /* a version that nobody knows */
		{ 54 + 4, '\0' },         /* the second header says version 1 */
		{ 54 + 31, 1 },           /* a leap second */
		{ 54 + 23, 2 },           /* two marks for three types */
		{ 54 + 39, 0 },           /* no types */
		{ 54 + 44 + 14, 0x04 },   /* 1024: the moments do not ascend */
		{ 54 + 44 + 16, 3 },      /* no such type */
		{ 54 + 44 + 18, 0x80 },   /* an offset of -2^31 */
		{ 54 + 44 + 18 + 4, 2 },  /* neither summer nor winter */
		{ 54 + 44 + 18 + 5, 4 },  /* a name behind the names */
		{ 54 + 44 + 40 + 1, '{' } /* the footer */
	};

	for (size_t len = 0; len < whole.len; len++) {
		unsigned char *bytes = malloc(len + 1);

		memcpy(bytes, whole.bytes, len);
		assert(time_zone_new(bytes, len) == NULL);
		free(bytes);
	}
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		f = whole;
		f.bytes[wrong[i].at] = wrong[i].byte;
		if (wrong[i].at == 54 + 44 + 14)
			f.bytes[54 + 44 + 6] = 0x08;
		assert(time_zone_new(f.bytes, f.len) == NULL);
	}
}

/* Moments are those of date(1), TZ=RULE date -d @MOMENT +%z. */
static void
test_rules(void)
{
	static const struct {
		const char *rule;
		int64_t moment;
		int32_t ahead;
	} cases[] = {
		{ "CST-8", 0, 28800 },
		{ "<+0545>-5:45", 0, 20700 },
		{ "ABC12:34:56", 0, -45296 },
		/* 2024-03-31T01:00:00Z and 2024-10-27T01:00:00Z */
		{ "CET-1CEST,M3.5.0,M10.5.0/3", 1711846799, 3600 },
		{ "CET-1CEST,M3.5.0,M10.5.0/3", 1711846800, 7200 },
		{ "CET-1CEST,M3.5.0,M10.5.0/3", 1729990799, 7200 },
		{ "CET-1CEST,M3.5.0,M10.5.0/3", 1729990800, 3600 },
		/* Summer over the turn of the year: 2024-01-01, 2024-07-01. */
		{ "AEST-10AEDT,M10.1.0,M4.1.0/3", 1704067200, 39600 },
		{ "AEST-10AEDT,M10.1.0,M4.1.0/3", 1719792000, 36000 },
		/* Winter time is the one that is set ahead less: Dublin. */
		{ "IST-1GMT0,M10.5.0,M3.5.0/1", 1704067200, 0 },
		{ "IST-1GMT0,M10.5.0,M3.5.0/1", 1719792000, 3600 },
		/* A time of the day before: Saturday, 2024-03-30T22:00 in Nuuk. */
		{ "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1711846799, -7200 },
		{ "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1711846800, -3600 },
		/* Two days later: Saturday, 2024-03-30T02:00 in Gaza. */
		{ "EET-2EEST,M3.4.4/50,M10.4.4/50", 1711756799, 7200 },
		{ "EET-2EEST,M3.4.4/50,M10.4.4/50", 1711756800, 10800 },
		/* Summer time all the year (RFC 8536, 3.3.1). */
		{ "EST5EDT,0/0,J365/25", 1704067200, -14400 },
		{ "EST5EDT,0/0,J365/25", 1704085199, -14400 },
		{ "EST5EDT,0/0,J365/25", 1704085200, -14400 },
		{ "EST5EDT,0/0,J365/25", 1719792000, -14400 },
		/* J60 is 1 March, 59 is 29 February of 2024; at 00:00 UTC. */
		{ "AAA0BBB,J60/0,J200/0", 1709251199, 0 },
		{ "AAA0BBB,J60/0,J200/0", 1709251200, 3600 },
		{ "AAA0BBB,59/0,J200/0", 1709164799, 0 },
		{ "AAA0BBB,59/0,J200/0", 1709164800, 3600 },
	};
	static const char *const wrong[] = { "", "A", "AB1", "ABC", "ABC-", "ABC25",
		"ABC1:60", "ABC1:", "<AB>1", "<ABC1", "ABC1DEF", "ABC1DEF,",
		"ABC1DEF,J0,J1", "ABC1DEF,J366,J1", "ABC1DEF,366,1",
		"ABC1DEF,M0.1.1,M2.1.1", "ABC1DEF,M13.1.1,M2.1.1",
		"ABC1DEF,M1.0.1,M2.1.1", "ABC1DEF,M1.6.1,M2.1.1",
		"ABC1DEF,M1.1.7,M2.1.1", "ABC1DEF,M1.1,M2.1.1", "ABC1DEF,J1/168,J2",
		"ABC1DEF,J1,J2x", "ABC1DEF,J1", "ABC1 ", "ABC99999999999999999999" };
	struct time_zone_rule rule;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert(
		    time_zone_rule_read(cases[i].rule, strlen(cases[i].rule), &rule));
		if (time_zone_rule_offset(&rule, cases[i].moment) != cases[i].ahead) {
			printf("%s at %lld: %d\n", cases[i].rule,
			    (long long)cases[i].moment,
			    (int)time_zone_rule_offset(&rule, cases[i].moment));
			assert(0);
		}
	}
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert(!time_zone_rule_read(wrong[i], strlen(wrong[i]), &rule));
}

int
main(void)
{
	test_history();
	test_damage();
	test_rules();
	return 0;
}
