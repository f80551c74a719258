#include "synthetic/spelling.h"

#include <string.h>

/* clang-format off */

/* A character of a name and another form of it.  None of the forms is in the standard
 * table of 2013: each is the same name. */
static const char *const traditional[][2] = {
	{ "轩", "軒" }, { "涛", "濤" }, { "伟", "偉" }, { "鹏", "鵬" }, { "凯", "凱" },
	{ "阳", "陽" }, { "泽", "澤" }, { "飞", "飛" }, { "龙", "龍" }, { "云", "雲" },
	{ "鸿", "鴻" }, { "诚", "誠" }, { "国", "國" }, { "东", "東" }, { "栋", "棟" },
	{ "兴", "興" }, { "乐", "樂" }, { "梦", "夢" }, { "颖", "穎" }, { "丽", "麗" },
	{ "洁", "潔" }, { "诗", "詩" }, { "晓", "曉" }, { "语", "語" }, { "莹", "瑩" },
	{ "岚", "嵐" }, { "兰", "蘭" }, { "张", "張" }, { "刘", "劉" }, { "杨", "楊" },
	{ "陈", "陳" }, { "马", "馬" }, { "赵", "趙" }, { "吴", "吳" }, { "孙", "孫" },
	{ "罗", "羅" }, { "郑", "鄭" }, { "谢", "謝" }, { "韩", "韓" }, { "冯", "馮" },
};

/* A character of a given name, and one that is read alike, with its tone. */
static const char *const alike[][2] = {
	{ "浩", "皓" }, { "宇", "雨" }, { "轩", "萱" }, { "博", "伯" }, { "文", "雯" },
	{ "杰", "洁" }, { "鑫", "欣" }, { "涛", "韬" }, { "伟", "玮" }, { "俊", "峻" },
	{ "鹏", "朋" }, { "毅", "逸" }, { "晨", "辰" }, { "阳", "洋" }, { "天", "添" },
	{ "明", "铭" }, { "志", "智" }, { "泽", "择" }, { "瑞", "睿" }, { "子", "梓" },
	{ "豪", "毫" }, { "嘉", "佳" }, { "航", "杭" }, { "飞", "菲" }, { "龙", "隆" },
	{ "云", "芸" }, { "鸿", "红" }, { "诚", "成" }, { "建", "健" }, { "旭", "绪" },
	{ "洋", "阳" }, { "超", "抄" }, { "峰", "锋" }, { "永", "勇" }, { "霖", "林" },
	{ "煜", "玉" }, { "哲", "喆" }, { "思", "丝" }, { "源", "元" }, { "立", "丽" },
	{ "雨", "语" }, { "欣", "心" }, { "怡", "宜" }, { "婷", "廷" }, { "佳", "家" },
	{ "琪", "奇" }, { "慧", "惠" }, { "静", "婧" }, { "倩", "茜" }, { "丽", "莉" },
	{ "敏", "闽" }, { "玉", "育" }, { "洁", "杰" }, { "涵", "含" }, { "彤", "童" },
	{ "瑶", "遥" }, { "馨", "心" }, { "悦", "月" }, { "宁", "凝" }, { "晴", "情" },
	{ "莹", "盈" }, { "兰", "岚" }, { "芳", "方" }, { "媛", "院" }, { "露", "璐" },
};

static const char *const dots[] = { "・", "•", "‧", "．" };
static const char *const unseen[] = { "　", " ", "\u200b", "\U000e0100" };
static const char *const wide_digits[] = { "０", "１", "２", "３", "４", "５", "６", "７",
	"８", "９" };

/* clang-format on */

#define COUNT(table)          (sizeof(table) / sizeof *(table))
#define ONE_OF(random, table) (table)[random_below((random), (uint32_t)COUNT(table))]

/* Where the next character starts. */
static const char *
next_character(const char *at)
{
	do
		at++;
	while (((unsigned char)*at & 0xc0) == 0x80);
	return at;
}

/* The text with a piece of it, from one place to another, replaced. */
static void
replace(struct phrase *to, const char *text, const char *from, const char *end,
    const char *piece)
{
	phrase_clear(to);
	phrase_add(to, text);
	to->len = (size_t)(from - text);
	to->text[to->len] = '\0';
	phrase_add(to, piece);
	phrase_add(to, end);
}

/* Replace the first character that the table has; false if it has none. */
static bool
replace_known(
    struct phrase *to, const char *text, const char *const table[][2], size_t count)
{
	for (const char *at = text; *at != '\0'; at = next_character(at))
		for (size_t i = 0; i < count; i++)
			if (strncmp(at, table[i][0], strlen(table[i][0])) == 0) {
				replace(to, text, at, next_character(at), table[i][1]);
				return true;
			}
	return false;
}

void
spelling_of_name(struct random *r, const char *name, struct phrase *spelled)
{
	const char *dot = strstr(name, "·"), *second = next_character(name);

	if (dot != NULL)
		replace(spelled, name, dot, next_character(dot), ONE_OF(r, dots));
	else if (random_one_in(r, 3) ||
		 !replace_known(spelled, name, traditional, COUNT(traditional)))
		replace(spelled, name, second, second, ONE_OF(r, unseen));
}

/* The surname is known to all; what is misheard comes behind it. */
bool
spelling_by_ear(const char *name, struct phrase *heard)
{
	struct phrase given;
	const char *second = next_character(name);

	if (!replace_known(&given, second, alike, COUNT(alike)))
		return false;
	replace(heard, name, second, "", given.text);
	return true;
}

/* All digits: a number that ends with X is not written so. */
static void
add_wide(struct phrase *to, const char *digits)
{
	for (; *digits != '\0'; digits++)
		phrase_add(to, wide_digits[*digits - '0']);
}

/* 620102 201401010011 */
static void
add_in_groups(struct phrase *to, const char *digits)
{
	replace(to, digits, digits + 6, digits + 6, " ");
}

void
spelling_of_number(
    struct random *r, const char id[RESIDENT_LENGTH + 1], struct phrase *typed)
{
	phrase_clear(typed);
	if (id[RESIDENT_LENGTH - 1] == 'X') {
		phrase_add(typed, id);
		typed->text[RESIDENT_LENGTH - 1] = 'x';
	} else if (random_one_in(r, 2)) {
		add_wide(typed, id);
	} else {
		add_in_groups(typed, id);
	}
}

void
spelling_mistake(struct random *r, char id[RESIDENT_LENGTH + 1])
{
	char *digit = id + 6 + random_below(r, RESIDENT_LENGTH - 8), first = *digit;

	if (first != digit[1] && random_one_in(r, 2)) {
		*digit = digit[1];
		digit[1] = first;
		return;
	}
	while (*digit == first)
		*digit = (char)('0' + random_below(r, 10));
}
