#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sheet/cleaning.h"

static struct cleaning
cleaning_of(const char *names)
{
	struct cleaning cleaning = { .count = 0 };
	char copy[128], *name, *rest;

	snprintf(copy, sizeof copy, "%s", names);
	for (name = strtok_r(copy, " ", &rest); name != NULL;
	     name = strtok_r(NULL, " ", &rest)) {
		const struct cleaning_step *step = cleaning_find(name);

		assert(step != NULL && strcmp(cleaning_name(step), name) == 0);
		assert(cleaning_add(&cleaning, step));
		assert(!cleaning_add(&cleaning, step));
	}
	return cleaning;
}

/* Clean a cell, twice; what was changed the first time is a bit a step. */
static void
expect(const char *names, const char *cell, const char *wanted, unsigned changed)
{
	struct cleaning cleaning = cleaning_of(names);
	struct cleaned cleaned = { NULL };
	unsigned got_changed, again;
	struct span got =
	    cleaning_run(&cleaning, span_of(cell), false, &cleaned, &got_changed);

	if (got.len != strlen(wanted) || memcmp(got.at, wanted, got.len) != 0 ||
	    got_changed != changed) {
		fprintf(stderr, "%s: <%s>: <%.*s> %u, not <%s> %u\n", names, cell,
		    (int)got.len, got.at, got_changed, wanted, changed);
		abort();
	}
	got = cleaning_run(&cleaning, got, false, &cleaned, &again);
	assert(again == 0 && got.len == strlen(wanted));
	cleaned_free(&cleaned);
}

static void
test_steps(void)
{
	expect("", " a ", "a", 0);
	expect("trim", " a\xe3\x80\x80", "a", 1);
	expect("trim", "=\"012\"", "012", 1);
	expect("trim", "a b", "a b", 0);

	expect("unseen", "张\xe2\x80\x8b三", "张三", 1);
	expect("unseen", "云杉路\n12号", "云杉路12号", 1);
	expect("unseen", "Oak\r\nRoad", "Oak Road", 1);
	expect("unseen", "a b\xe3\x80\x80", "a b", 0);

	expect("width", "１２ＡＢ（甲）", "12AB(甲)", 1);
	expect("width", "张\xe3\x80\x80三", "张 三", 1);
	expect("width", "張、三", "張、三", 0);
	expect("width", "ｶﾅ￥", "カナ¥", 1);

	expect("middle-dot", "阿依古丽•买买提", "阿依古丽·买买提", 1);
	expect("middle-dot", "阿依古丽.买买提．艾力", "阿依古丽·买买提·艾力", 1);
	expect("middle-dot", "阿依古丽·买买提", "阿依古丽·买买提", 0);
	expect("middle-dot", "1.5", "1.5", 0);
	expect("middle-dot", "张三.", "张三.", 0);

	expect("inner-space", "张\xe3\x80\x80三", "张三", 1);
	expect("inner-space", "李 小 明", "李小明", 1);
	expect("inner-space", "欧阳  娜娜", "欧阳娜娜", 1);
	expect("inner-space", "阿依古丽 · 买买提", "阿依古丽·买买提", 1);
	/* The space may stand for a dot. */
	expect("inner-space", "阿依古丽 买买提", "阿依古丽 买买提", 0);
	expect("inner-space", "Anna Li", "Anna Li", 0);
	expect("inner-space", "张 3", "张 3", 0);

	expect("guard", "'=1+1", "=1+1", 1);
	expect("guard", "'＋86", "＋86", 1);
	expect("guard", "'\tx", "x", 1);
	expect("guard", "'tis", "'tis", 0);
	expect("guard", "'", "'", 0);
	expect("guard", "=1", "=1", 0);
}

static void
test_gloss(void)
{
	expect("gloss", "學(xué)校", "學校", 1);
	expect("gloss", "計(jì)劃(huà)", "計劃", 1);
	expect("gloss", "教(jiao)育", "教育", 1);
	expect("gloss", "教(jiao)(jiao)育", "教育", 1);
	expect("gloss", "綠（lǜ）", "綠", 1);
	expect("gloss", "莊(zhuāng)", "莊", 1);
	expect("gloss", "女(nu\xcc\x88\xcc\x8c)", "女", 1); /* u, diaeresis, caron */
	expect("gloss", "1号楼(A)", "1号楼(A)", 0);
	expect("gloss", "学校(xyz)", "学校(xyz)", 0);
	expect("gloss", "楼(zhuangs)", "楼(zhuangs)", 0);
	expect("gloss", "a(bai)", "a(bai)", 0);
	expect("gloss", "学(xue", "学(xue", 0);
	expect("gloss", "学()", "学()", 0);
	expect("gloss", "一中(东)", "一中(东)", 0);
}

static void
test_id_x(void)
{
	static const char *const alike[] = { "x", "ｘ", "Ｘ", "×", "Х", "х", "Χ", "χ",
		"Ⅹ", "ⅹ" };
	char cell[32];

	for (size_t i = 0; i < sizeof alike / sizeof *alike; i++) {
		snprintf(cell, sizeof cell, "62012319240507058%s", alike[i]);
		expect("id-x", cell, "62012319240507058X", 1);
		snprintf(cell, sizeof cell, "G62012319240507058%s", alike[i]);
		expect("id-x", cell, "G62012319240507058X", 1);
	}
	expect("id-x", "62012319240507058X", "62012319240507058X", 0);
	expect("id-x", "6201231924050705x", "6201231924050705x", 0);
	expect("id-x", "62012319240507058xx", "62012319240507058xx", 0);
	expect("id-x", "box", "box", 0);
}

static void
test_first_of(void)
{
	expect("first-of", "15410000001/15410000002", "15410000001", 1);
	expect("first-of", "15410000001、0931-1234567", "15410000001", 1);
	expect("first-of", "0931-1234567；15410000002，15410000003", "0931-1234567", 1);
	expect("first-of", "15410000001 15410000002", "15410000001", 1);
	expect("first-of", "15410000001", "15410000001", 0);
	expect("first-of", "154 1000 0001", "154 1000 0001", 0); /* one number */
	expect("first-of", "15410000001 母亲", "15410000001 母亲", 0);
}

static void
test_together(void)
{
	expect("width id-x", "６２０１２３１９２４０５０７０５８ｘ",
	    "62012319240507058X", 3);
	expect("width inner-space", "张\xe3\x80\x80三", "张三", 3);
	expect("inner-space middle-dot", "阿依古丽 • 买买提", "阿依古丽·买买提", 3);
	assert(cleaning_find("guess") == NULL);
}

int
main(void)
{
	test_steps();
	test_gloss();
	test_id_x();
	test_first_of();
	test_together();
	return 0;
}
