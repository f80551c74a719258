#include "synthetic/people.h"

#include <string.h>

enum style { HAN, HUI, TIBETAN, DOTTED };

/* clang-format off */

/* Weights are parts of 10,000. */
static const struct {
	const char *name;
	enum style style;
} groups[] = {
	{ "汉族", HAN }, { "回族", HUI }, { "东乡族", HUI },
	{ "藏族", TIBETAN }, { "满族", HAN }, { "土族", HAN },
	{ "蒙古族", HAN }, { "撒拉族", HUI }, { "裕固族", HAN },
	{ "保安族", HUI }, { "维吾尔族", DOTTED }, { "哈萨克族", DOTTED },
};
static const uint16_t group_weights[] = {
	9358, 420, 60, 55, 40, 18, 12, 10, 8, 7, 7, 5,
};

/* Parts of 1,000, about. */
static const char *const surnames[] = {
	"王", "张", "李", "刘", "杨", "陈", "马", "赵", "魏", "高",
	"周", "吴", "徐", "孙", "朱", "胡", "郭", "何", "林", "罗",
	"郑", "梁", "谢", "宋", "唐", "许", "韩", "冯", "邓", "曹",
	"彭", "曾", "肖", "田", "董", "袁", "潘", "于", "蒋", "蔡",
	"余", "杜", "叶", "程", "苏", "吕", "丁", "任", "沈", "姚",
	"卢", "姜", "崔", "钟", "谭", "陆", "汪", "范", "金", "石",
	"廖", "贾", "夏", "韦", "付", "方", "白", "邹", "孟", "熊",
	"秦", "邱", "江", "尹", "薛", "闫", "段", "雷", "侯", "龙",
	"史", "陶", "黎", "贺", "顾", "毛", "郝", "龚", "邵", "万",
	"钱", "严", "武", "戴", "莫", "孔", "向", "常", "温", "康",
	"欧阳", "司马", "上官", "慕容", "令狐", "诸葛", "鱼", "撖", "逯", "禄",
};
static const uint16_t surname_weights[] = {
	75, 74, 71, 52, 36, 36, 26, 25, 22, 20,
	18, 18, 15, 14, 13, 12, 12, 12, 10, 10,
	9, 9, 9, 9, 8, 8, 8, 8, 7, 7,
	7, 7, 7, 7, 7, 6, 6, 6, 6, 6,
	6, 6, 5, 5, 5, 5, 5, 5, 5, 5,
	4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
	4, 4, 3, 3, 3, 3, 3, 3, 3, 3,
	3, 3, 3, 3, 3, 3, 3, 3, 3, 2,
	2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
	2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
};

static const char *const hui_surnames[] = {
	"马", "丁", "哈", "海", "沙", "穆", "白", "金", "妥", "喇",
};
static const uint16_t hui_weights[] = { 60, 8, 6, 5, 4, 6, 4, 3, 2, 2 };

static const char *const boys[] = {
	"浩", "宇", "轩", "博", "文", "杰", "鑫", "涛", "伟", "俊", "鹏", "磊",
	"凯", "毅", "晨", "阳", "天", "明", "志", "强", "泽", "昊", "辰", "瑞",
	"子", "豪", "嘉", "航", "飞", "龙", "云", "鸿", "睿", "诚", "建", "国",
	"旭", "东", "海", "洋", "帆", "楠", "栋", "恒", "亮", "超", "斌", "峰",
	"永", "兴", "彦", "霖", "煜", "哲", "思", "源", "立", "安", "乐", "康",
};
static const char *const girls[] = {
	"雨", "欣", "怡", "婷", "雪", "佳", "梦", "琪", "慧", "静", "颖", "倩",
	"丽", "娜", "敏", "玉", "洁", "文", "思", "雅", "诗", "涵", "萱", "璇",
	"蕊", "晓", "燕", "霞", "彤", "瑶", "可", "馨", "悦", "宁", "心", "语",
	"妍", "梓", "晴", "蓉", "莹", "岚", "月", "春", "兰", "秀", "芳", "媛",
	"娟", "薇", "露", "嘉", "乐", "安", "若", "言", "子", "婧", "珂", "钰",
};

/* Not in GBK: two bytes or four in GB18030, and the last three beyond U+FFFF. */
static const char *const rare[] = { "䶮", "㛃", "㑇", "㙦", "䴖",
	"𫖯", "𬱖", "𬍛" };

static const char *const tibetan_first[] = {
	"扎西", "才让", "卓玛", "旦增", "格桑", "仁青", "索南", "贡保", "拉毛", "德吉",
};
static const char *const tibetan_boys[] = { "东知", "才旦", "多杰", "加措", "顿珠",
	"尼玛" };
static const char *const tibetan_girls[] = { "卓玛", "草", "央金", "吉", "拉姆", "措" };
static const char *const turkic_boys[] = {
	"阿卜杜拉", "艾力", "努尔兰", "叶尔肯", "伊力哈木", "吐尔逊",
	"巴合提别克", "阿迪力",
};
static const char *const turkic_girls[] = {
	"阿依古丽", "古丽娜尔", "努尔古丽", "阿依努尔", "迪丽努尔", "热依汗古丽",
	"麦尔哈巴",
};
static const char *const fathers[] = {
	"买买提", "阿布都热合曼", "吐尔洪", "哈力别克",
	"努尔买买提", "托合提", "艾山", "阿不都克里木",
};

/* clang-format on */

#define COUNT(table)          (sizeof(table) / sizeof *(table))
#define ONE_OF(random, table) (table)[random_below((random), COUNT(table))]

_Static_assert(COUNT(groups) == COUNT(group_weights), "a weight for each group");
_Static_assert(COUNT(surnames) == COUNT(surname_weights), "a weight for each surname");
_Static_assert(COUNT(hui_surnames) == COUNT(hui_weights), "a weight for each surname");

static const char *
given_character(struct random *r, bool male)
{
	if (random_one_in(r, 500))
		return ONE_OF(r, rare);
	return male ? ONE_OF(r, boys) : ONE_OF(r, girls);
}

static void
add_given(struct random *r, bool male, struct phrase *name)
{
	phrase_add(name, given_character(r, male));
	if (!random_one_in(r, 7))
		phrase_add(name, given_character(r, male));
}

static void
add_tibetan(struct random *r, bool male, struct phrase *name)
{
	phrase_add(name, ONE_OF(r, tibetan_first));
	if (random_one_in(r, 3))
		phrase_add(name, "·");
	phrase_add(name, male ? ONE_OF(r, tibetan_boys) : ONE_OF(r, tibetan_girls));
}

static const char *
choose_surname(struct random *r, enum style style)
{
	if (style == HUI)
		return hui_surnames[random_weighted(
		    r, hui_weights, COUNT(hui_surnames))];
	return surnames[random_weighted(r, surname_weights, COUNT(surnames))];
}

/* A name of the family, which is chosen if it is not known. */
static void
make_name(struct random *r, enum style style, bool male, struct person *person)
{
	struct phrase *name = &person->name;

	phrase_clear(name);
	switch (style) {
	case HAN:
	case HUI:
		if (person->family == NULL)
			person->family = choose_surname(r, style);
		phrase_add(name, person->family);
		add_given(r, male, name);
		break;
	case TIBETAN:
		add_tibetan(r, male, name);
		break;
	case DOTTED:
		phrase_add(
		    name, male ? ONE_OF(r, turkic_boys) : ONE_OF(r, turkic_girls));
		phrase_add(name, "·");
		if (person->family == NULL)
			person->family = ONE_OF(r, fathers);
		phrase_add(name, person->family);
		break;
	}
}

void
people_make(struct random *r, bool male, struct person *person)
{
	size_t group = random_weighted(r, group_weights, COUNT(groups));

	person->group = groups[group].name;
	person->family = NULL;
	make_name(r, groups[group].style, male, person);
}

void
people_make_sibling(
    struct random *r, bool male, const struct person *of, struct person *person)
{
	size_t group = 0;

	while (strcmp(groups[group].name, of->group) != 0)
		group++;
	person->group = of->group;
	person->family = of->family;
	do
		make_name(r, groups[group].style, male, person);
	while (strcmp(person->name.text, of->name.text) == 0);
}
