/*
 * Which rule decides: cases that can be checked by eye, and against an oracle that
 * knows no index: it asks every rule about every home.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "address/address.h"
#include "address/address_value.h"
#include "catchment/catchment_decision.h"
#include "catchment/rule_names.h"
#include "fixed_seed.h"

/* A row as one would write it; district, parity and text may be NULL. */
struct line {
	const char *id, *schools, *kind, *name;
	uint32_t from, to;
	const char *parity, *district;
	bool except;
};

static struct span
text(const char *s)
{
	return s == NULL ? (struct span){ "", 0 } : span_of(s);
}

static enum catchment_fault
add(struct catchment_table *table, const struct line *line)
{
	const struct catchment_row row = { .id = text(line->id),
		.schools = text(line->schools),
		.kind = text(line->kind),
		.name = text(line->name),
		.district = text(line->district),
		.parity = text(line->parity),
		.text = text(NULL),
		.from = line->from,
		.to = line->to,
		.except = line->except };

	return catchment_add(table, &row);
}

static struct catchment_table *
make(const struct line *lines, size_t count)
{
	struct catchment_table *table = catchment_table_new(NULL);

	assert(table != NULL);
	for (size_t i = 0; i < count; i++) {
		enum catchment_fault fault = add(table, &lines[i]);

		if (fault != CATCHMENT_OK)
			fprintf(stderr, "%s: %s\n", lines[i].id,
			    catchment_fault_reason(fault));
		assert(fault == CATCHMENT_OK);
	}
	assert(catchment_finish(table));
	return table;
}

/* A home by its address, as admit-address and admit-geocode read it. */
struct reading {
	struct address_parser *parser;
	struct writer value;
	struct record record;
	struct home_reader reader;
};

static struct home
read_home(struct reading *r, const char *line)
{
	struct address address;
	struct home home;

	assert(address_parse(r->parser, span_of(line), &address));
	writer_reset(&r->value);
	address_value_write(&r->value, &address);
	assert(
	    record_parse(&r->record, r->value.text, r->value.len, NULL) == RECORD_OK);
	assert(home_read(&r->reader, &r->record, r->record.values, &home) == HOME_OK);
	return home;
}

static void
reading_free(struct reading *r)
{
	address_parser_free(r->parser);
	writer_free(&r->value);
	record_free(&r->record);
	home_reader_free(&r->reader);
}

/* "r1 P01;P02", or "several r1 r2". */
static void
print_decision(const struct catchment_table *table, const struct catchment_decision *d,
    char *to, size_t size)
{
	int len = d->result == CATCHMENT_DECIDED
		      ? snprintf(to, size, "%s", catchment_rule(table, d->rule)->id.at)
		      : snprintf(to, size, "%s", catchment_result_code(d->result));

	for (size_t i = 0; i < d->school_count; i++) {
		struct span school = catchment_school(table, d->schools[i]);

		len += snprintf(to + len, size - (size_t)len, "%c%.*s",
		    i == 0 ? ' ' : ';', (int)school.len, school.at);
	}
	for (size_t i = 0; i < d->candidate_count; i++)
		len += snprintf(to + len, size - (size_t)len, " %s",
		    catchment_rule(table, d->candidates[i])->id.at);
}

static const struct line prose[] = {
	{ "a1", "段家滩小学", "compound", "商学院", .except = true },
	{ "a2", "段家滩小学", "road", "段家滩路", .from = 1, .to = 299,
	    .parity = "odd" },
	{ "a3", "段家滩小学", "compound", "兰钢段家滩家属区", .from = 0 },
	{ "b1", "五里铺小学", "compound", "商学院", .from = 0 },
	{ "b2", "五里铺小学", "stretch", "东岗东路", .from = 0 },
	{ "b3", "五里铺小学", "道路", "段家滩路", .from = 2, .to = 298,
	    .parity = "双" },
	{ "c1", "洛溪新城小学", "小区", "洛涛南区", .parity = "单" },
	{ "d1", "洛浦中心小学", "小区", "洛涛南区", .parity = "双" },
	{ "d2", "洛浦中心小学", "community", "厦滘村", .from = 0 },
	{ "e1", "亚运城小学；天誉小学、天成小学", "compound", "亚运城", .from = 0 },
	{ "f1", "康乐小学", "lane", "捷进中路", .from = 1, .to = 6 },
	{ "f2", "康乐小学", "road", "捷进中路", .from = 1, .to = 118 },
	{ "g1", "北城小学", "pattern", "大学城.*宿舍", .from = 0 },
	{ "g2", "北城小学", "town", "沙头街道", .except = true },
	{ "g3", "北城小学", "rest", NULL, .district = "番禺区" },
	{ "h1", "东城小学", "road", "清河东路", .from = 43, .to = 43,
	    .district = "番禺区" },
	{ "i1", "天誉小学", "compound", "亚运城二期", .except = true },
};

static const struct {
	const char *address, *decision;
} homes[] = {
	{ "段家滩路１２１号3-2-501", "a2 段家滩小学" },
	{ "段家滩路一百二十二号", "b3 五里铺小学" },
	{ "段家滩路121号商学院3号楼201", "b1 五里铺小学" },
	{ "段家滩路", "incomplete a2 b3" },
	{ "段家滩路301号", "incomplete g3" },
	{ "蘭鋼段家灘家屬區5棟302", "a3 段家滩小学" },
	{ "东岗东路88号", "landmarks b2" },
	{ "东岗东路88号商学院", "b1 五里铺小学" },
	{ "洛涛南区15幢201", "c1 洛溪新城小学" },
	{ "洛涛南区16#201", "d1 洛浦中心小学" },
	{ "洛涛南区", "incomplete c1 d1" },
	{ "厦滘村三社12号", "d2 洛浦中心小学" },
	{ "亚运城3座1201", "e1 亚运城小学;天誉小学;天成小学" },
	/* An exclusion behind a rule comes too late: the first that names it decides.
	 */
	{ "亚运城二期3座1201", "e1 亚运城小学;天誉小学;天成小学" },
	{ "捷进中路二巷5号", "f1 康乐小学" },
	{ "捷进中路七巷5号", "incomplete f2" },
	{ "捷进中路5号", "f2 康乐小学" },
	{ "番禺区大学城北区宿舍", "g1 北城小学" },
	{ "番禺区沙头街道小平村1号", "none" },
	{ "番禺区环城东路1号", "g3 北城小学" },
	{ "环城东路1号", "incomplete g3" },
	{ "海珠区环城东路1号", "none" },
	{ "番禺区清河东路43号", "h1 东城小学" },
	{ "清河东路43号", "incomplete h1" },
};

static void
test_prose(void)
{
	struct catchment_table *table = make(prose, sizeof prose / sizeof *prose);
	struct catchment_decider *decider = catchment_decider_new(table);
	struct reading r = { .parser = address_parser_new(NULL) };

	for (size_t i = 0; i < sizeof homes / sizeof *homes; i++) {
		struct home home = read_home(&r, homes[i].address);
		struct catchment_decision decision;
		char said[512];

		catchment_decide(decider, &home, &decision);
		print_decision(table, &decision, said, sizeof said);
		if (strcmp(said, homes[i].decision) != 0)
			fprintf(stderr, "%s: %s, not %s\n", homes[i].address, said,
			    homes[i].decision);
		assert(strcmp(said, homes[i].decision) == 0);
	}
	reading_free(&r);
	catchment_decider_free(decider);
	catchment_table_free(table);
}

static void
test_faults(void)
{
	static const struct {
		struct line line;
		enum catchment_fault fault;
	} cases[] = {
		{ { "x", "P1", "road", "天水路", .from = 5, .to = 5 }, CATCHMENT_OK },
		{ { NULL, "P1", "road", "天水路", .from = 0 }, CATCHMENT_FAULT_ID },
		{ { "x", "P1", "road", "天水路", .from = 0 },
		    CATCHMENT_FAULT_ID_TWICE },
		{ { "y", NULL, "road", "天水路", .from = 0 }, CATCHMENT_FAULT_SCHOOL },
		{ { "y", "P1;", "road", "天水路", .from = 0 }, CATCHMENT_FAULT_SCHOOL },
		{ { "y", "P1; P1", "road", "天水路", .from = 0 },
		    CATCHMENT_FAULT_SCHOOL_TWICE },
		{ { "y", "P1", "street", "天水路", .from = 0 }, CATCHMENT_FAULT_KIND },
		{ { "y", "P1", "road", NULL, .from = 0 }, CATCHMENT_FAULT_NAME },
		{ { "y", "P1", "rest", "天水路", .from = 0 },
		    CATCHMENT_FAULT_NAME_OF_REST },
		{ { "y", "P1", "road", "城关区天水路", .from = 0 },
		    CATCHMENT_FAULT_SEVERAL_NAMES },
		{ { "y", "P1", "compound", "天水路绿洲小区", .from = 0 },
		    CATCHMENT_FAULT_SEVERAL_NAMES },
		{ { "y", "P1", "road", "天水路", .from = 9, .to = 5 },
		    CATCHMENT_FAULT_RANGE },
		{ { "y", "P1", "road", "天水路", .parity = "left" },
		    CATCHMENT_FAULT_PARITY },
		{ { "y", "P1", "stretch", "天水路", .from = 1, .to = 5 },
		    CATCHMENT_FAULT_NUMBERS },
		{ { "y", "P1", "pattern", "(", .from = 0 }, CATCHMENT_FAULT_PATTERN },
		{ { "y", "P1", "area", "z1", .district = "城关区" },
		    CATCHMENT_FAULT_DISTRICT },
	};
	struct catchment_table *table = catchment_table_new(NULL);

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert(add(table, &cases[i].line) == cases[i].fault);
	assert(catchment_count(table) == 1);
	catchment_table_free(table);
}

static void
test_names(void)
{
	static const char *const cases[][3] = { { "绿洲小区", "绿洲", "绿洲小区" },
		{ "小区", "小区", "小区" }, { "园小区", "园小区", "园小区" },
		{ "吉祥北园A区", "吉祥北园A区", "吉祥北园" },
		{ "绿洲12期", "绿洲12期", "绿洲" },
		{ "绿洲十二期", "绿洲十二期", "绿洲" },
		{ "洛涛南区", "洛涛南区", "洛涛" }, { "新区", "新区", "新区" } };

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct span name = span_of(cases[i][0]);

		assert(span_is(rule_names_without_ending(name), cases[i][1]));
		assert(span_is(rule_names_without_zone(name), cases[i][2]));
	}
}

/* --- random tables against an oracle --- */

enum { RULES = 14, SCHOOLS = 4, ROUNDS = 4000 };

/* A rule and a home in few roads and compounds, with few numbers. */
struct small_rule {
	struct line line;
	char id[8], schools[16];
	bool at[SCHOOLS];
};
struct small_home {
	int road, number, lane, compound, building, district;
	char line[128];
};

static const char *const roads[] = { "天水路", "定西路" };
static const char *const compounds[] = { "绿洲小区", "雁园小区" };
static const char *const districts[] = { NULL, "城关区", "安宁区" };

static uint32_t
below(uint64_t *seed, uint32_t count)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*seed >> 33) % count;
}

static void
make_rule(uint64_t *seed, size_t number, struct small_rule *rule)
{
	static const char *const kinds[] = { "road", "lane", "stretch", "compound",
		"rest" };
	uint32_t kind = below(seed, 10);
	size_t len = 0;

	kind = kind < 5 ? kind : kind < 8 ? 0 : 3;
	*rule = (struct small_rule){ 0 };
	snprintf(rule->id, sizeof rule->id, "r%zu", number);
	for (int s = 0; s < SCHOOLS; s++)
		if (below(seed, 4) == 0 || (s == SCHOOLS - 1 && len == 0)) {
			rule->at[s] = true;
			len += (size_t)snprintf(rule->schools + len,
			    sizeof rule->schools - len, "%s%d", len == 0 ? "" : ";", s);
		}
	rule->line = (struct line){ rule->id, rule->schools, kinds[kind],
		kind == 4   ? NULL
		: kind == 3 ? compounds[below(seed, 2)]
			    : roads[below(seed, 2)],
		.district = districts[below(seed, 5) < 3 ? 0 : below(seed, 3)],
		.except = kind != 4 && below(seed, 4) == 0 };
	if (kind != 2 && kind != 4 && below(seed, 3) > 0) {
		rule->line.from = 1 + below(seed, 6);
		rule->line.to =
		    below(seed, 3) == 0 ? 0 : rule->line.from + below(seed, 6);
		rule->line.parity = below(seed, 2) == 0   ? NULL
				    : below(seed, 2) == 0 ? "odd"
							  : "even";
	}
}

static void
make_home(uint64_t *seed, struct small_home *home)
{
	size_t len = 0;

	*home = (struct small_home){ .road = (int)below(seed, 3) - 1,
		.compound = (int)below(seed, 3) - 1,
		.district = (int)below(seed, 3) };
	home->lane =
	    home->road >= 0 && below(seed, 3) == 0 ? 1 + (int)below(seed, 12) : 0;
	home->number =
	    home->road >= 0 && below(seed, 3) > 0 ? 1 + (int)below(seed, 12) : 0;
	home->building =
	    home->compound >= 0 && below(seed, 3) > 0 ? 1 + (int)below(seed, 12) : 0;
	if (home->district > 0)
		len += (size_t)snprintf(
		    home->line, sizeof home->line, "%s", districts[home->district]);
	if (home->road >= 0)
		len += (size_t)snprintf(
		    home->line + len, sizeof home->line - len, "%s", roads[home->road]);
	if (home->lane > 0)
		len += (size_t)snprintf(
		    home->line + len, sizeof home->line - len, "%d巷", home->lane);
	if (home->number > 0)
		len += (size_t)snprintf(
		    home->line + len, sizeof home->line - len, "%d号", home->number);
	if (home->compound >= 0)
		len += (size_t)snprintf(home->line + len, sizeof home->line - len, "%s",
		    compounds[home->compound]);
	if (home->building > 0)
		snprintf(
		    home->line + len, sizeof home->line - len, "%d栋", home->building);
}

/* 0: no, 1: yes, 2: perhaps, 3: perhaps, by landmarks. */
static int
names(const struct small_rule *rule, const struct small_home *home)
{
	const struct line *l = &rule->line;
	uint32_t to = l->to == 0 ? 1000 : l->to, number = 0;
	bool any = l->from <= 1 && l->to == 0 && l->parity == NULL;
	int answer = 1;

	if (l->district != NULL && home->district > 0 &&
	    strcmp(l->district, districts[home->district]) != 0)
		return 0;
	if (strcmp(l->kind, "compound") == 0) {
		if (home->compound < 0 ||
		    strcmp(compounds[home->compound], l->name) != 0)
			return 0;
		number = (uint32_t)home->building;
	} else if (strcmp(l->kind, "rest") != 0) {
		if (home->road < 0 || strcmp(roads[home->road], l->name) != 0)
			return 0;
		if (strcmp(l->kind, "stretch") == 0)
			return 3;
		if (strcmp(l->kind, "lane") == 0 && home->lane == 0)
			return 0;
		number = strcmp(l->kind, "lane") == 0 ? (uint32_t)home->lane
			 : home->lane > 0             ? 0
						      : (uint32_t)home->number;
	}
	if (!any && number == 0)
		answer = 2;
	else if (!any)
		answer = number >= l->from && number <= to &&
			 (l->parity == NULL ||
			     (number % 2 == 1) == (strcmp(l->parity, "odd") == 0));
	return answer == 1 && l->district != NULL && home->district == 0 ? 2 : answer;
}

/*
 * What the rules of a school may come to, if each "perhaps" may be a yes or a no: bit r
 * of *inside: rule r lets the home in; *outside: it may be left out.  Returns whether
 * one decides for certain, so that those behind it do not matter.
 */
static bool
walk(const struct small_rule *rules, const int answers[RULES], bool rest, int school,
    uint32_t *inside, bool *outside)
{
	for (size_t r = 0; r < RULES; r++) {
		if (!rules[r].at[school] || answers[r] == 0 ||
		    (strcmp(rules[r].line.kind, "rest") == 0) != rest)
			continue;
		if (rules[r].line.except)
			*outside = true;
		else
			*inside |= 1u << r;
		if (answers[r] == 1)
			return true;
	}
	return false;
}

/* The rule that decides, with its schools; -1 if people must look. */
static int
oracle(const struct small_rule *rules, const struct small_home *home, uint32_t *schools)
{
	int answers[RULES], rule = -1;
	bool uncertain = false;

	for (size_t r = 0; r < RULES; r++)
		answers[r] = names(&rules[r], home);
	for (int rest = 0; rest < 2 && rule < 0 && !uncertain; rest++) {
		*schools = 0;
		for (int s = 0; s < SCHOOLS; s++) {
			uint32_t inside = 0;
			bool outside = false;
			bool certain =
			    walk(rules, answers, false, s, &inside, &outside);
			int last = RULES - 1;

			if (rest == 1 && !certain)
				certain =
				    walk(rules, answers, true, s, &inside, &outside);
			if (inside == 0)
				continue;
			if (!certain || outside) {
				uncertain = true;
				continue;
			}
			/* Of those that let it in the last one is the certain one. */
			while ((inside >> last & 1) == 0)
				last--;
			if (rule >= 0 && rule != last)
				return -1;
			rule = last;
			*schools |= 1u << s;
		}
	}
	return rule;
}

static void
test_random(uint64_t seed)
{
	struct reading r = { .parser = address_parser_new(NULL) };
	size_t decided = 0;

	for (int round = 0; round < ROUNDS; round++) {
		struct small_rule rules[RULES];
		struct small_home home;
		struct catchment_table *table = catchment_table_new(NULL);
		struct catchment_decider *decider;
		struct catchment_decision decision;
		struct home parts;
		uint32_t schools, given = 0;
		int expected;

		for (size_t i = 0; i < RULES; i++) {
			make_rule(&seed, i, &rules[i]);
			assert(add(table, &rules[i].line) == CATCHMENT_OK);
		}
		assert(catchment_finish(table));
		decider = catchment_decider_new(table);
		for (int i = 0; i < 12; i++) {
			make_home(&seed, &home);
			parts = read_home(&r, home.line);
			catchment_decide(decider, &parts, &decision);
			expected = oracle(rules, &home, &schools);
			given = 0;
			for (size_t s = 0; s < decision.school_count; s++)
				given |=
				    1u << (catchment_school(table, decision.schools[s])
					       .at[0] -
					   '0');
			assert(
			    (decision.result == CATCHMENT_DECIDED) == (expected >= 0));
			assert(expected < 0 ||
			       ((int)decision.rule == expected && given == schools));
			decided += expected >= 0;
		}
		catchment_decider_free(decider);
		catchment_table_free(table);
	}
	printf("%d homes, %zu decided\n", ROUNDS * 12, decided);
	assert(decided > ROUNDS);
	reading_free(&r);
}

int
main(void)
{
	test_names();
	test_faults();
	test_prose();
	test_random(20260901);
	return 0;
}
