#include "address/address_words.h"

#include "address/address_line.h"
#include "address/address_numeral.h"

struct home_word {
	const char32_t *word;
	enum address_part part;
};

/* clang-format off */
/* The divisions of GB/T 2260 at the level of provinces. */
#define PROVINCE(short_name, ending, is_city) \
	{ U"" short_name ending, U"" short_name, short_name ending, is_city }
static const struct province provinces[] = {
	PROVINCE("北京", "市", true), PROVINCE("天津", "市", true),
	PROVINCE("河北", "省", false), PROVINCE("山西", "省", false),
	PROVINCE("内蒙古", "自治区", false), PROVINCE("辽宁", "省", false),
	PROVINCE("吉林", "省", false), PROVINCE("黑龙江", "省", false),
	PROVINCE("上海", "市", true), PROVINCE("江苏", "省", false),
	PROVINCE("浙江", "省", false), PROVINCE("安徽", "省", false),
	PROVINCE("福建", "省", false), PROVINCE("江西", "省", false),
	PROVINCE("山东", "省", false), PROVINCE("河南", "省", false),
	PROVINCE("湖北", "省", false), PROVINCE("湖南", "省", false),
	PROVINCE("广东", "省", false), PROVINCE("广西", "壮族自治区", false),
	PROVINCE("海南", "省", false), PROVINCE("重庆", "市", true),
	PROVINCE("四川", "省", false), PROVINCE("贵州", "省", false),
	PROVINCE("云南", "省", false), PROVINCE("西藏", "自治区", false),
	PROVINCE("陕西", "省", false), PROVINCE("甘肃", "省", false),
	PROVINCE("青海", "省", false), PROVINCE("宁夏", "回族自治区", false),
	PROVINCE("新疆", "维吾尔自治区", false), PROVINCE("台湾", "省", false),
	PROVINCE("香港", "特别行政区", false), PROVINCE("澳门", "特别行政区", false),
};

static const struct home_word home_words[] = {
	{ U"号楼", ADDRESS_BUILDING }, { U"#楼", ADDRESS_BUILDING },
	{ U"号栋", ADDRESS_BUILDING }, { U"#栋", ADDRESS_BUILDING },
	{ U"号幢", ADDRESS_BUILDING }, { U"楼栋", ADDRESS_BUILDING },
	{ U"栋", ADDRESS_BUILDING }, { U"幢", ADDRESS_BUILDING },
	{ U"座", ADDRESS_BUILDING }, { U"排", ADDRESS_BUILDING },
	{ U"单元", ADDRESS_UNIT }, { U"门洞", ADDRESS_UNIT },
	{ U"号门", ADDRESS_UNIT }, { U"梯", ADDRESS_UNIT }, { U"门", ADDRESS_UNIT },
	{ U"层", ADDRESS_FLOOR }, { U"楼", ADDRESS_FLOOR },
	{ U"室", ADDRESS_ROOM }, { U"号房", ADDRESS_ROOM },
	{ U"号室", ADDRESS_ROOM }, { U"房", ADDRESS_ROOM },
	{ U"户", ADDRESS_ROOM },
	{ NULL, ADDRESS_PARTS }
};

static const char32_t *const compound_endings[] = {
	U"小区", U"社区", U"家属院", U"家属区", U"家属楼", U"宿舍", U"宿舍区", U"住宅区",
	U"生活区", U"花园", U"家园", U"公寓", U"大厦", U"广场", U"大院", U"新村", U"苑",
	U"园", U"院", U"城", U"府", U"庭", U"居", U"湾", U"郡", U"里", U"坊", U"阁",
	U"轩", U"邨", U"村", U"邸", U"墅", U"馆", U"厂", U"所", U"校", U"中心", U"国际",
	U"名都", U"世纪", U"半岛", U"山庄", U"别墅", U"庄园", U"庄", U"堡", U"台", U"楼",
	U"区", U"期", U"团", U"苑区", U"岛", U"居民区", NULL
};
/* clang-format on */

size_t
word_at(const char32_t *text, const char32_t *word)
{
	size_t len = 0;

	while (word[len] != 0 && text[len] == word[len])
		len++;
	return word[len] == 0 ? len : 0;
}

size_t
word_among(const char32_t *text, const char32_t *const *words)
{
	size_t longest = 0;

	for (; *words != NULL; words++) {
		size_t len = (*words)[0] == text[0] ? word_at(text, *words) : 0;

		if (len > longest)
			longest = len;
	}
	return longest;
}

static size_t
length(const char32_t *word)
{
	size_t len = 0;

	while (word[len] != 0)
		len++;
	return len;
}

bool
word_ends(const char32_t *text, size_t len, const char32_t *const *words)
{
	for (; *words != NULL; words++) {
		size_t n = length(*words);

		if (n <= len && word_at(text + len - n, *words) == n)
			return true;
	}
	return false;
}

bool
word_is_direction(char32_t c)
{
	return c == U'东' || c == U'西' || c == U'南' || c == U'北' || c == U'中' ||
	       c == U'前' || c == U'后' || c == U'左' || c == U'右';
}

bool
word_is_stem(char32_t c)
{
	return c == U'甲' || c == U'乙' || c == U'丙' || c == U'丁' || c == U'戊' ||
	       c == U'己' || c == U'庚' || c == U'辛';
}

bool
word_is_letter(char32_t c)
{
	return c >= 'A' && c <= 'Z';
}

size_t
word_lane_end(const char32_t *text)
{
	switch (text[0]) {
	case U'巷':
		return text[1] == U'道' || text[1] == U'子' ? 2 : 1;
	case U'弄':
		return 1;
	case U'胡':
		return text[1] == U'同' ? 2 : 0;
	case U'里':
	case U'支':
		return text[1] == U'弄' ? 2 : 0;
	default:
		return 0;
	}
}

/* Words that begin with 路, 街 or 道 and end no road. */
static bool
is_other_word(const char32_t *text)
{
	static const char32_t *const words[] = { U"路局", U"路口", U"路段", U"路桥",
		U"街道", U"街办", U"街坊", U"街口", U"道路", U"道口", U"道桥", NULL };

	return word_among(text, words) > 0;
}

size_t
word_road_end(const char32_t *text)
{
	uint32_t value;

	switch (text[0]) {
	case U'路':
		/* 铁路 is no road. */
		return text[-1] == U'铁' || is_other_word(text) ? 0 : 1;
	case U'街':
		return is_other_word(text) ? 0 : 1;
	case U'大':
	case U'国':
	case U'省':
		return text[1] == U'道' ? 2 : 0;
	case U'道':
		/* 吉祥道12号, but 河道治理: a road only before a number or the end. */
		return text[-1] != U'街' &&
		       (text[1] == 0 || text[1] == ADDRESS_STOP ||
			   address_numeral(text + 1 + word_is_stem(text[1]), &value) >
			       0);
	default:
		return word_lane_end(text);
	}
}

bool
word_road_follows(const char32_t *next)
{
	size_t n = 0;

	while (n < 3 && (word_is_direction(next[n]) || next[n] == U'一' ||
			    next[n] == U'二' || next[n] == U'三'))
		n++;
	if (next[n] == U'大' && (next[n + 1] == U'街' || next[n + 1] == U'路'))
		n++;
	return word_road_end(next + n) > 0;
}

size_t
word_home_part(const char32_t *text, enum address_part *part)
{
	static const char32_t first[] = U"号#楼栋幢座排单门梯层室房户";
	const char32_t *c = first;

	while (*c != 0 && *c != text[0])
		c++;
	if (*c == 0)
		return 0;
	for (const struct home_word *w = home_words; w->word != NULL; w++) {
		size_t len = word_at(text, w->word);

		if (len > 0) {
			*part = w->part;
			return len;
		}
	}
	return 0;
}

bool
word_ends_compound(const char32_t *text, size_t len)
{
	return word_ends(text, len, compound_endings);
}

size_t
word_province(const char32_t *text, const struct province **province)
{
	for (size_t i = 0; i < sizeof provinces / sizeof *provinces; i++) {
		size_t len;

		if (provinces[i].full[0] != text[0])
			continue;
		len = word_at(text, provinces[i].full);
		if (len == 0)
			len = word_at(text, provinces[i].short_name);
		if (len == 0)
			continue;
		*province = &provinces[i];
		return len;
	}
	return 0;
}

size_t
word_shorten_community(char32_t *text, size_t len)
{
	static const char32_t *const words[] = { U"社区居民委员会", U"社区居委会",
		U"居民委员会", U"居委会", U"村民委员会", U"村委会", NULL };

	for (const char32_t *const *word = words; *word != NULL; word++) {
		size_t n = length(*word);

		if (n >= len || word_at(text + len - n, *word) != n)
			continue;
		text += len - n;
		if (text[0] == U'村') /* 新城村村委会 is 新城村 */
			return len - n + (text[-1] != U'村');
		text[0] = U'社';
		text[1] = U'区';
		return len - n + 2;
	}
	return len;
}
