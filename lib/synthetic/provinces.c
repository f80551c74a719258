#include "synthetic/provinces.h"

/* clang-format off */
static const struct province provinces[PROVINCES] = {
	{ 11, "北京" }, { 12, "天津" }, { 13, "河北" }, { 14, "山西" }, { 15, "内蒙古" },
	{ 21, "辽宁" }, { 22, "吉林" }, { 23, "黑龙江" }, { 31, "上海" }, { 32, "江苏" },
	{ 33, "浙江" }, { 34, "安徽" }, { 35, "福建" }, { 36, "江西" }, { 37, "山东" },
	{ 41, "河南" }, { 42, "湖北" }, { 43, "湖南" }, { 44, "广东" }, { 45, "广西" },
	{ 46, "海南" }, { 50, "重庆" }, { 51, "四川" }, { 52, "贵州" }, { 53, "云南" },
	{ 54, "西藏" }, { 61, "陕西" }, { 62, "甘肃" }, { 63, "青海" }, { 64, "宁夏" },
	{ 65, "新疆" },
};

/* In 256: an example.  The large ones first, so that they are found soon. */
static const struct {
	uint8_t province, share;
} shares[PROVINCES] = {
	{ 15, 22 }, { 18, 18 }, { 14, 17 }, { 22, 15 }, { 2, 14 }, { 11, 13 }, { 17, 13 },
	{ 16, 11 }, { 19, 11 }, { 9, 10 }, { 13, 10 }, { 23, 10 }, { 10, 9 }, { 24, 9 },
	{ 12, 8 }, { 3, 8 }, { 26, 8 }, { 21, 7 }, { 5, 6 }, { 7, 5 }, { 27, 5 }, { 4, 5 },
	{ 30, 5 }, { 6, 4 }, { 0, 3 }, { 1, 2 }, { 8, 2 }, { 20, 2 }, { 28, 2 }, { 29, 1 },
	{ 25, 1 },
};

static const char *const words[] = {
	"云杉", "白桦", "银杏", "青松", "翠柏", "红枫", "紫荆", "木棉", "海棠", "丁香",
	"玉兰", "石榴", "胡杨", "沙枣", "水杉", "香樟", "梧桐", "金桂", "腊梅", "芙蓉",
	"晨曦", "朝霞", "星河", "明月", "清泉", "碧波", "远山", "长风", "瑞雪", "甘露",
	"博雅", "崇文", "明德", "弘毅", "致远", "格物", "求索", "知行", "笃学", "敬业",
};
static const char *const suffixes[] = {
	"大学", "理工大学", "师范大学", "医科大学", "科技学院", "学院",
};
/* clang-format on */

enum {
	WORDS = sizeof words / sizeof *words,
	SUFFIXES = sizeof suffixes / sizeof *suffixes
};

_Static_assert(PROVINCE_SCHOOLS == PROVINCES * WORDS * SUFFIXES, "one name for each");

const struct province *
province_choose(struct random *r)
{
	uint32_t left = random_below(r, 256);
	int i = 0;

	while (left >= shares[i].share)
		left -= shares[i++].share;
	return &provinces[shares[i].province];
}

void
province_school(uint32_t n, struct phrase *name)
{
	uint32_t turn = n / PROVINCES;

	phrase_clear(name);
	phrase_add(name, provinces[n % PROVINCES].name);
	phrase_add(name, words[turn % WORDS]);
	/* All suffixes come soon, and a word has each of them once. */
	phrase_add(name, suffixes[(turn + turn / WORDS) % SUFFIXES]);
}
