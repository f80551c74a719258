/*
 * Homes that are generated, each in several spellings: all have the canonical text that
 * the home has by its parts, and that text parses to itself.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "address/address.h"
#include "address/address_numeral.h"
#include "address/gazetteer.h"
#include "address/gazetteer_build.h"
#include "fixed_seed.h"
#include "record/writer.h"
#include "text/utf8.h"

enum { HOMES = 4000, SPELLINGS = 5 };

struct name {
	const char *text;
	const char *short_text; /* what families write instead, or NULL */
};

static const struct name districts[] = { { "城关区", "城关" }, { "七里河区", "七里河" },
	{ "榆中县", "榆中" }, { "兰州新区", NULL } };
static const struct name roads[] = { { "天水路", NULL }, { "东岗西路", NULL },
	{ "重庆路", NULL }, { "北山二路", "北山2路" }, { "南滨河东路", NULL },
	{ "五泉大街", NULL }, { "吉祥大道", NULL }, { "第十二大街", "第12大街" },
	{ "上海道", NULL }, { "武都路", NULL } };
static const struct name lanes[] = { { "一巷", "1巷" }, { "小西巷", NULL },
	{ "123弄", "一二三弄" }, { "二十支弄", "20支弄" } };
static const struct name compounds[] = { { "盛世小区", NULL }, { "上海城", NULL },
	{ "铁路局家属院", NULL }, { "9613厂家属区", "九六一三厂家属区" },
	{ "丰和园", NULL }, { "团结新村", NULL }, { "万达小区二期", "万达小区2期" },
	{ "名邸", NULL }, { "北辰花园A区", "北辰花园a区" } };
static const struct name towns[] = { { "东岗街道", "东岗街道办事处" },
	{ "雁南街道", "雁南街办" }, { "团结新村街道", "团结新村街道办" } };
static const struct name communities[] = { { "雁南社区", "雁南社区居委会" },
	{ "桃树坪社区", "桃树坪居委会" } };
static const struct name villages[] = { { "袁家营村", "袁家营村委会" },
	{ "三条沟村", "三条沟村民委员会" } };

/* Compounds of the gazetteer, with the numbers of their gates. */
static const struct known {
	struct name name, district;
	const char *gates[2]; /* the road and the number, with a blank between */
} known[] = {
	{ { "名邸华庭", "华庭" }, { "城关区", "城关" },
	    { "雁北路 30号", "雁园路 甲7号" } },
	{ { "雁滩小区", "雁滩" }, { "城关区", NULL },
	    { "雁北路 32号", "雁北路 34号附1号" } },
	{ { "二号院", "2号院" }, { "榆中县", "榆中" }, { "栖云路 2号", NULL } },
};

#define ANY(list) any(list, sizeof list / sizeof *list)

static const struct name *
any(const struct name *list, size_t count)
{
	return &list[draw() % count];
}

static bool
chance(unsigned percent)
{
	return draw() % 100 < percent;
}

/* What a home is; NULL and 0: it has no such part. */
struct home {
	const struct known *known;
	const struct name *district, *town, *community, *village, *road, *lane,
	    *compound;
	uint32_t group, number, attached, building, unit, room;
	bool stem, letter; /* 甲12号; A栋 */
};

static struct home
make_home(void)
{
	struct home h = { .district = ANY(districts) };
	unsigned kind = (unsigned)(draw() % 4);

	if (kind == 0) {
		h.village = ANY(villages);
		h.group = chance(60) ? 1 + (uint32_t)(draw() % 12) : 0;
		h.number = 1 + (uint32_t)(draw() % 400);
		return h;
	}
	if (kind == 3) {
		h.known = &known[draw() % (sizeof known / sizeof *known)];
		h.district = &h.known->district;
	} else if (chance(40)) {
		h.town = ANY(towns);
	}
	if (h.town != NULL && chance(50))
		h.community = ANY(communities);
	if (kind == 1) {
		h.road = ANY(roads);
		h.lane = chance(20) ? ANY(lanes) : NULL;
		h.number = 1 + (uint32_t)(draw() % 999);
		h.attached = chance(20) ? 1 + (uint32_t)(draw() % 9) : 0;
		h.stem = chance(15);
	}
	if (kind == 2 || (kind == 1 && chance(30)))
		h.compound = ANY(compounds);
	h.building = 1 + (uint32_t)(draw() % 40);
	h.letter = chance(10);
	h.unit = chance(80) ? 1 + (uint32_t)(draw() % 6) : 0;
	h.room = 101 + 100 * (uint32_t)(draw() % 30) + (uint32_t)(draw() % 4);
	return h;
}

static void
put(struct writer *w, const char *text)
{
	writer_bytes(w, text, strlen(text));
}

static void
put_arabic(struct writer *w, uint32_t value)
{
	char digits[16];

	snprintf(digits, sizeof digits, "%u", (unsigned)value);
	put(w, digits);
}

static void
put_name(struct writer *w, const struct name *name)
{
	if (name != NULL)
		put(w, name->text);
}

/* The canonical text by the parts. */
static void
write_canonical(struct writer *w, const struct home *h)
{
	char32_t group[3];
	char letter[2] = { (char)('A' + h->building % 6), '\0' };

	writer_reset(w);
	put(w, "甘肃省兰州市");
	put_name(w, h->district);
	put_name(w, h->village);
	for (size_t i = 0,
		    n = h->group == 0 ? 0 : address_numeral_write(group, h->group);
	     i < n; i++) {
		char bytes[4];

		writer_bytes(w, bytes, utf8_write(bytes, group[i]));
	}
	put(w, h->group > 0 ? "社" : "");
	put_name(w, h->road);
	put_name(w, h->lane);
	put(w, h->stem ? "甲" : "");
	if (h->number > 0) {
		put_arabic(w, h->number);
		put(w, "号");
	}
	if (h->attached > 0) {
		put(w, "附");
		put_arabic(w, h->attached);
		put(w, "号");
	}
	put_name(w, h->compound);
	put_name(w, h->known == NULL ? NULL : &h->known->name);
	if (h->building > 0 && h->letter)
		put(w, letter);
	else if (h->building > 0)
		put_arabic(w, h->building);
	put(w, h->building > 0 ? "栋" : "");
	if (h->unit > 0) {
		put_arabic(w, h->unit);
		put(w, "单元");
	}
	if (h->room > 0) {
		put_arabic(w, h->room);
		put(w, "室");
	}
	assert(!writer_failed(w));
}

/* One text of several. */
static void
put_one(struct writer *w, const char *const *texts, size_t count)
{
	put(w, texts[draw() % count]);
}

#define PUT_ONE(w, ...)                                    \
	put_one((w), (const char *const[]){ __VA_ARGS__ }, \
	    sizeof(const char *const[]){ __VA_ARGS__ } / sizeof(const char *))

static void
spell_name(struct writer *w, const struct name *name)
{
	if (name == NULL)
		return;
	put(w, name->short_text != NULL && chance(50) ? name->short_text : name->text);
	PUT_ONE(w, "", "", "", " ", "　");
}

/* A number in digits of some kind; by place, as rooms are read, or with units. */
static void
spell_number(struct writer *w, uint32_t value, bool by_place)
{
	static const char *const chinese[] = { "〇", "一", "二", "三", "四", "五", "六",
		"七", "八", "九" };
	static const char *const wide[] = { "０", "１", "２", "３", "４", "５", "６",
		"７", "８", "９" };
	unsigned kind = (unsigned)(draw() % 4);
	char digits[16];

	if (kind == 0 && !by_place && value < 1000) {
		if (value >= 100) {
			put(w, chinese[value / 100]);
			put(w, "百");
		}
		if (value >= 100 && value % 100 / 10 == 0 && value % 10 != 0)
			put(w, "零");
		if (value % 100 >= 10) {
			if (value >= 20)
				put(w, chinese[value % 100 / 10]);
			put(w, "十");
		}
		if (value % 10 != 0)
			put(w, chinese[value % 10]);
		return;
	}
	snprintf(digits, sizeof digits, "%u", (unsigned)value);
	for (const char *d = digits; *d != '\0'; d++)
		if (kind == 0)
			put(w, chance(30) && *d == '0' ? "零" : chinese[*d - '0']);
		else if (kind == 1)
			put(w, wide[*d - '0']);
		else
			writer_bytes(w, d, 1);
}

static void
spell_divisions(struct writer *w, const struct home *h)
{
	bool again = chance(10);

	PUT_ONE(w, "", "甘肃省兰州市", "甘肅省蘭州市", "甘肃兰州市", "兰州市",
	    "甘肃省 兰州市，");
	spell_name(w, h->district);
	if (again) {
		put(w, "兰州市");
		put_name(w, h->district);
	}
	spell_name(w, h->town);
	spell_name(w, h->community);
	spell_name(w, h->village);
	if (h->group > 0) {
		PUT_ONE(w, "", "", "第");
		spell_number(w, h->group, false);
		put(w, "社");
	}
}

static void
spell_street(struct writer *w, const struct home *h)
{
	spell_name(w, h->road);
	spell_name(w, h->lane);
	if (h->number == 0)
		return;
	put(w, h->stem ? "甲" : "");
	spell_number(w, h->number, false);
	if (h->attached > 0 && chance(30)) {
		put(w, "-");
		put_arabic(w, h->attached);
		PUT_ONE(w, "号", "號");
		return;
	}
	PUT_ONE(w, "号", "號", "号", "号院");
	if (h->attached > 0) {
		PUT_ONE(w, "附", "之", " 附 ");
		spell_number(w, h->attached, false);
		put(w, "号");
	}
}

/* A known compound by its name, by the number of a gate, or by both. */
static void
spell_known(struct writer *w, const struct known *k)
{
	unsigned how = (unsigned)(draw() % 3);
	const char *gate = k->gates[k->gates[1] == NULL ? 0 : draw() % 2];

	if (how > 0)
		put(w, gate);
	PUT_ONE(w, "", " ", "，");
	if (how != 1)
		spell_name(w, &k->name);
}

static void
spell_home(struct writer *w, const struct home *h)
{
	bool dashed = h->unit > 0 && chance(30);
	char letter[2] = { (char)((chance(50) ? 'A' : 'a') + h->building % 6), '\0' };

	if (h->building == 0)
		return;
	if (h->letter)
		put(w, letter);
	else
		spell_number(w, h->building, false);
	if (dashed) {
		PUT_ONE(w, "-", "－", "—");
		put_arabic(w, h->unit);
		PUT_ONE(w, "-", "/", "－");
		put_arabic(w, h->room);
		return;
	}
	if (h->letter)
		PUT_ONE(w, "栋", "座", "號樓", "幢");
	else
		PUT_ONE(w, "栋", "幢", "号楼", "#楼", "號樓", "#", "棟", "号楼 ");
	if (h->unit > 0) {
		spell_number(w, h->unit, false);
		PUT_ONE(w, "单元", "單元", "单元 ", "单元，");
	}
	spell_number(w, h->room, true);
	PUT_ONE(w, "室", "", "号", "房");
}

static void
write_spelling(struct writer *w, const struct home *h)
{
	writer_reset(w);
	spell_divisions(w, h);
	spell_street(w, h);
	PUT_ONE(w, "", "", " ", "，", "（");
	spell_name(w, h->compound);
	if (h->known != NULL)
		spell_known(w, h->known);
	spell_home(w, h);
	assert(!writer_failed(w));
}

static struct span
text_of(const struct writer *w)
{
	return (struct span){ w->text, w->len };
}

static bool
check(struct address_parser *parser, struct span line, struct span canonical)
{
	struct address a;

	assert(address_parse(parser, line, &a));
	if (span_same(a.canonical, canonical) && a.rest.len == 0)
		return true;
	printf("%.*s\n    expected: %.*s\n    parsed:   %.*s, rest %.*s\n",
	    (int)line.len, line.at, (int)canonical.len, canonical.at,
	    (int)a.canonical.len, a.canonical.at, (int)a.rest.len, a.rest.at);
	return false;
}

static void
add_known(struct gazetteer *g, const struct known *k)
{
	struct gazetteer_row row = { .part = ADDRESS_COMPOUND,
		.name = span_of(k->name.text),
		.within = span_of(k->district.text) };

	for (size_t i = 0; i < 2 && k->gates[i] != NULL; i++) {
		const char *blank = strchr(k->gates[i], ' ');

		row.road = (struct span){ k->gates[i], (size_t)(blank - k->gates[i]) };
		row.number = span_of(blank + 1);
		assert(gazetteer_add(g, &row) == GAZETTEER_OK);
	}
	/* 雁滩 is found by itself, since 小区 is an ending. */
	row = (struct gazetteer_row){ .part = ADDRESS_COMPOUND,
		.name = span_of(k->name.short_text),
		.now = span_of(k->name.text) };
	if (strcmp(k->name.short_text, "华庭") == 0)
		assert(gazetteer_add(g, &row) == GAZETTEER_OK);
}

static struct gazetteer *
make_gazetteer(void)
{
	struct gazetteer *g = gazetteer_new();
	size_t row;

	for (size_t i = 0; i < sizeof districts / sizeof *districts; i++) {
		struct gazetteer_row r = { .part = ADDRESS_DISTRICT,
			.name = span_of(districts[i].text) };

		assert(gazetteer_add(g, &r) == GAZETTEER_OK);
	}
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		add_known(g, &known[i]);
	assert(gazetteer_finish(g, span_of("甘肃省兰州市"), 0, &row) == GAZETTEER_OK);
	return g;
}

int
main(void)
{
	struct gazetteer *g = make_gazetteer();
	struct address_parser *parser = address_parser_new(g);
	struct writer canonical = { 0 }, spelling = { 0 };
	int wrong = 0;

	setvbuf(stdout, NULL, _IOLBF, 0);
	for (int i = 0; i < HOMES; i++) {
		struct home h = make_home();

		write_canonical(&canonical, &h);
		wrong += !check(parser, text_of(&canonical), text_of(&canonical));
		for (int j = 0; j < SPELLINGS; j++) {
			write_spelling(&spelling, &h);
			wrong +=
			    !check(parser, text_of(&spelling), text_of(&canonical));
		}
	}
	printf("spellings: %d of %d wrong\n", wrong, HOMES * (SPELLINGS + 1));
	assert(wrong == 0);
	writer_free(&canonical);
	writer_free(&spelling);
	address_parser_free(parser);
	gazetteer_free(g);
	return 0;
}
