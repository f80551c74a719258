#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "sheet/misreading.h"

static void
expect_formula(bool wanted, const char *const texts[])
{
	for (; *texts != NULL; texts++)
		if (misreading_is_formula(span_of(*texts)) != wanted) {
			fprintf(stderr, "formula: \"%s\"\n", *texts);
			abort();
		}
}

static void
expect_value(bool wanted, const char *const texts[])
{
	for (; *texts != NULL; texts++)
		if (misreading_is_value(span_of(*texts)) != wanted) {
			fprintf(stderr, "value: \"%s\"\n", *texts);
			abort();
		}
}

int
main(void)
{
	static const char *const formulas[] = { "=1+1", "+86", "-", "@SUM(1)", "\tx",
		"\rx", "\nx", "\t", " =x", "\u00a0=x", "\ufeff=x", "\u200b@x", "＝x",
		"＋x", "－x", "＠x", "﹢x", "﹣x", "﹦x", "﹫x", "−5", "\u3000＝x",
		NULL };
	static const char *const no_formulas[] = { "", " ", "a=1", "张三", "007", "'=1",
		"\"=1", "(1)", "·x", "\xff=x", "\xe4", "#N/A", NULL };
	static const char *const values[] = { "0", "007", "620102201409010015", "(1)",
		"-1", "+86 139", "1-2", "1/2", "2014.9.1", "12:30", "5%", "1,234",
		"3E5", "1e-5", "1.E2", "８７", "（1）", "$5", "￥5", "¥5", "€5",
		"2014年9月1日", "9月1日", "下午3点5分", "3時", "Mar-1", "1-MAR",
		"Sept 1", "3 pm", "12:30 AM", "5 a", "TRUE", "false", "ＴＲＵＥ",
		"#N/A", "#DIV/0!",
		"\u00a0"
		"1",
		"−5", NULL };
	static const char *const no_values[] = { "", " ", "-", "张三", "A-1", "1号",
		"7班", "62010220140901001X", "1\n2", "1\t2", "trueish", "TRUE1", "e5",
		"1f", "marchas1", "abcdefghijkl1",
		"\xff"
		"1",
		"=1", "1\"2", NULL };

	expect_formula(true, formulas);
	expect_formula(false, no_formulas);
	expect_value(true, values);
	expect_value(false, no_values);
	return 0;
}
