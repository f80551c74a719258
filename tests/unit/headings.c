#include <assert.h>
#include <string.h>

#include "sheet/cleaning.h"
#include "sheet/column_type.h"
#include "sheet/headings.h"

static void
expect(const char *text, const char *to, unsigned number)
{
	unsigned got = 0;
	const struct heading *heading = headings_find(text, &got);

	assert(heading != NULL && strcmp(heading->to, to) == 0 && got == number);
	assert(heading->type == NULL || column_type_find(heading->type) != NULL);
	for (size_t i = 0; i < HEADING_STEPS && heading->clean[i] != NULL; i++)
		assert(cleaning_find(heading->clean[i]) != NULL);
	/* Each name leads to its own row: none is there twice. */
	for (size_t i = 0; i < HEADING_NAMES && heading->names[i] != NULL; i++)
		if (strchr(heading->names[i], '#') == NULL)
			assert(headings_find(heading->names[i], &got) == heading);
}

/* All headings that the domain's reference lists (registration, scores, plan). */
static void
test_domain(void)
{
	static const char *const listed[] = { "序号", "报名号", "申请编号", "姓名",
		"性别", "出生日期", "身份证件类型", "身份证件号码", "身份证号", "民族",
		"国籍/地区", "户口性质", "户籍地址", "户籍所在地", "户主姓名",
		"与户主关系", "落户时间", "现住址", "家庭住址", "居住地址", "房产类型",
		"不动产权证号", "房产证号", "产权人", "产权比例", "购房时间",
		"登记时间", "居住证号", "居住证签发日期", "监护人1姓名", "监护人1关系",
		"监护人1证件", "监护人1手机号", "监护人2姓名", "是否独生子女",
		"是否多胞胎", "多胞胎组号", "同校兄姐姓名", "同校兄姐学籍号", "幼儿园",
		"申请学校", "第一志愿", "第二志愿", "是否服从调剂", "民办志愿", "备注",
		"审核状态", "审核人", "审核意见", "学号", "年级", "班级", "全国学籍号",
		"居住所在地", "监护人", "监护人(父亲)", "监护人(父亲)电话", "准考证号",
		"考生号", "毕业学校代码", "毕业学校", "学籍号", "考生类别", "体育",
		"实验", "总分", "加分项目", "加分", "投档总分", "综合素质等级",
		"指标资格", "批次", "志愿序号", "学校代码", "学校名称", "专业/班型代码",
		"班型", "招生范围", "计划数", "其中指标", "班数", "住宿", "收费" };
	unsigned number;

	for (size_t i = 0; i < sizeof listed / sizeof *listed; i++) {
		const struct heading *heading = headings_find(listed[i], &number);

		assert(heading != NULL);
		expect(listed[i], heading->to, number);
	}
}

int
main(void)
{
	unsigned number;

	expect("姓名", "name", 0);
	expect("志愿12", "choices[]", 12);
	expect("第十志愿", "choices[]", 10);
	expect("监护人2手机号", "guardian#.mobile", 2);
	expect("序号", "", 0);
	assert(headings_find("姓", &number) == NULL);
	assert(headings_find("志愿123", &number) == NULL);
	assert(headings_find("志愿", &number) == NULL);
	assert(headings_find("", &number) == NULL);
	test_domain();
	return 0;
}
