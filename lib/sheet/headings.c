#include "sheet/headings.h"

#include <stdbool.h>
#include <string.h>

#define NAME                                                            \
	{                                                               \
		"unseen", "width", "gloss", "middle-dot", "inner-space" \
	}
#define ID                                \
	{                                 \
		"unseen", "width", "id-x" \
	}
#define PHONE                                 \
	{                                     \
		"unseen", "width", "first-of" \
	}
#define TEXT             \
	{                \
		"unseen" \
	}
#define CODE                      \
	{                         \
		"unseen", "width" \
	}
#define NONE         \
	{            \
		NULL \
	}

/* clang-format off */
static const struct heading headings[] = {
	/* The register. */
	{ "", NULL, NONE, { "序号", "行号", "№" } },
	{ "id", "text", CODE, { "报名号", "申请编号", "报名序号", "申请号", "报名编号",
	    "登记号" } },
	{ "ticket", "text", CODE, { "准考证号", "考生号", "考号" } },
	{ "name", "text", NAME, { "姓名", "学生姓名", "考生姓名", "幼儿姓名", "儿童姓名",
	    "申请人", "申请人姓名" } },
	{ "sex", "text", TEXT, { "性别" } },
	{ "birth", "date", CODE, { "出生日期", "出生年月日", "生日", "出生时间" } },
	{ "id_type", "text", TEXT, { "身份证件类型", "证件类型" } },
	{ "resident_id", "text", ID, { "身份证件号码", "身份证号", "身份证号码", "证件号码",
	    "居民身份证号", "公民身份号码", "身份证", "证件号" } },
	{ "ethnicity", "text", TEXT, { "民族" } },
	{ "nationality", "text", TEXT, { "国籍/地区", "国籍", "国籍地区" } },
	{ "student_number", "text", ID, { "全国学籍号", "学籍号", "学籍号码" } },
	{ "school_number", "text", CODE, { "学号" } },
	{ "grade", "text", TEXT, { "年级" } },
	{ "class", "text", TEXT, { "班级", "班" } },
	{ "area", "text", CODE, { "区县代码", "区划代码", "行政区划代码" } },
	{ "household.kind", "text", TEXT, { "户口性质", "户籍性质" } },
	{ "household.address", "text", TEXT, { "户籍地址", "户籍所在地", "户口所在地",
	    "户口地址" } },
	{ "household.head", "text", NAME, { "户主姓名", "户主" } },
	{ "household.relation", "text", TEXT, { "与户主关系" } },
	{ "household.since", "date", CODE, { "落户时间", "入户时间", "落户日期", "入户日期" } },
	{ "household.catchment", "text", TEXT, { "户口所在片区", "所属片区", "片区" } },
	{ "address", "text", TEXT, { "家庭住址", "现住址", "居住地址", "居住所在地", "家庭地址",
	    "住址", "现居住地址" } },
	{ "lon", "number", NONE, { "经度" } },
	{ "lat", "number", NONE, { "纬度" } },
	{ "home.kind", "text", TEXT, { "房产类型", "住房类型", "房产性质" } },
	{ "home.certificate", "text", CODE, { "不动产权证号", "房产证号", "不动产证号",
	    "不动产权证书号" } },
	{ "home.owner", "text", NAME, { "产权人", "房产证姓名", "房主姓名" } },
	{ "home.share", NULL, NONE, { "产权比例", "产权份额" } },
	{ "home.since", "date", CODE, { "购房时间", "登记时间", "房产登记时间", "购房日期" } },
	{ "home.used", "integer", NONE, { "学位使用年份" } },
	{ "permit.number", "text", CODE, { "居住证号", "居住证号码" } },
	{ "permit.since", "date", CODE, { "居住证签发日期", "居住证办理日期" } },
	{ "guardian", "text", ID, { "监护人身份证件号码", "监护人身份证号", "监护人证件号码" } },
	{ "mobile", "text", PHONE, { "监护人手机号", "监护人电话", "联系电话", "手机号",
	    "手机号码", "家长电话", "家长手机号", "联系方式" } },
	{ "guardian#.name", "text", NAME, { "监护人#姓名", "监护人#", "家长#姓名" } },
	{ "guardian#.relation", "text", TEXT, { "监护人#关系", "与监护人#关系" } },
	{ "guardian#.resident_id", "text", ID, { "监护人#证件", "监护人#身份证号",
	    "监护人#证件号码", "监护人#身份证件号码" } },
	{ "guardian#.mobile", "text", PHONE, { "监护人#手机号", "监护人#电话",
	    "监护人#手机" } },
	{ "father.name", "text", NAME, { "监护人(父亲)", "监护人（父亲）", "父亲姓名",
	    "父亲" } },
	{ "father.mobile", "text", PHONE, { "监护人(父亲)电话", "监护人（父亲）电话",
	    "父亲电话", "父亲手机号", "父亲联系电话" } },
	{ "mother.name", "text", NAME, { "监护人(母亲)", "监护人（母亲）", "母亲姓名",
	    "母亲" } },
	{ "mother.mobile", "text", PHONE, { "监护人(母亲)电话", "监护人（母亲）电话",
	    "母亲电话", "母亲手机号", "母亲联系电话" } },
	{ "guardian1.name", "text", NAME, { "监护人姓名", "监护人", "家长姓名" } },
	/* Not to be asked, and so not to be kept. */
	{ "", NULL, NONE, { "是否独生子女", "独生子女", "计划生育证明" } },
	{ "twin", "boolean", TEXT, { "是否多胞胎" } },
	{ "twins", "text", CODE, { "多胞胎组号", "双胞胎组号" } },
	{ "sibling.name", "text", NAME, { "同校兄姐姓名" } },
	{ "sibling.school", "text", TEXT, { "同校兄姐学校" } },
	{ "sibling.student_number", "text", ID, { "同校兄姐学籍号" } },
	{ "kindergarten", "text", TEXT, { "幼儿园", "毕业幼儿园", "所在幼儿园" } },
	{ "agrees", "boolean", TEXT, { "是否服从调剂", "服从调剂", "是否服从统筹",
	    "服从统筹" } },
	{ "choices[]", "text", CODE, { "志愿#", "第#志愿", "申请学校", "报考志愿#" } },
	{ "private[]", "text", CODE, { "民办志愿", "民办志愿#" } },
	{ "feeder[]", "text", CODE, { "指标志愿#", "指标到校志愿#" } },
	{ "supplementary[]", "text", CODE, { "征集志愿#" } },
	{ "note", "text", TEXT, { "备注", "说明" } },
	{ "review.status", "text", TEXT, { "审核状态", "审核结果" } },
	{ "review.by", "text", NAME, { "审核人" } },
	{ "review.note", "text", TEXT, { "审核意见" } },
	/* Scores. */
	{ "junior.code", "text", CODE, { "毕业学校代码", "初中代码", "学校代码（毕业）" } },
	{ "junior.name", "text", TEXT, { "毕业学校", "毕业初中", "初中学校" } },
	{ "primary.code", "text", CODE, { "小学代码" } },
	{ "primary.name", "text", TEXT, { "毕业小学" } },
	{ "category", "text", TEXT, { "考生类别" } },
	{ "scores.chinese", "decimal", CODE, { "语文", "语文成绩" } },
	{ "scores.math", "decimal", CODE, { "数学", "数学成绩" } },
	{ "scores.english", "decimal", CODE, { "英语", "外语", "英语成绩" } },
	{ "scores.physics", "decimal", CODE, { "物理", "物理成绩" } },
	{ "scores.chemistry", "decimal", CODE, { "化学", "化学成绩" } },
	{ "scores.politics", "decimal", CODE, { "道德与法治", "政治", "道法", "思想品德" } },
	{ "scores.history", "decimal", CODE, { "历史", "历史成绩" } },
	{ "scores.geography", "decimal", CODE, { "地理", "地理成绩" } },
	{ "scores.biology", "decimal", CODE, { "生物", "生物成绩" } },
	{ "scores.pe", "decimal", CODE, { "体育", "体育与健康", "体育成绩" } },
	{ "scores.experiment", "decimal", CODE, { "实验", "实验操作", "理化实验" } },
	{ "total", "decimal", CODE, { "总分", "总成绩", "中考总分" } },
	{ "bonus.kind", "text", TEXT, { "加分项目" } },
	{ "bonus.points", "decimal", CODE, { "加分", "加分分值" } },
	{ "filing_total", "decimal", CODE, { "投档总分", "投档分" } },
	{ "quality", "text", CODE, { "综合素质等级", "综合素质评价", "综合素质" } },
	{ "quota", "boolean", TEXT, { "指标资格", "指标生资格", "是否具有指标资格" } },
	{ "round", "text", TEXT, { "批次" } },
	{ "choice", "integer", CODE, { "志愿序号" } },
	/* The plan. */
	{ "school", "text", CODE, { "学校代码", "院校代码" } },
	{ "school_name", "text", TEXT, { "学校名称", "学校" } },
	{ "class_code", "text", CODE, { "专业/班型代码", "班型代码", "专业代码" } },
	{ "class_type", "text", TEXT, { "班型", "班级类型" } },
	{ "range", "text", TEXT, { "招生范围", "招生区域" } },
	{ "seats", "integer", CODE, { "计划数", "招生计划", "招生计划数", "招生人数" } },
	{ "quota_seats", "integer", CODE, { "其中指标", "指标计划", "指标数" } },
	{ "classes", "integer", CODE, { "班数", "班级数" } },
	{ "boarding", NULL, TEXT, { "住宿", "是否住宿" } },
	{ "fee", NULL, TEXT, { "收费", "收费标准", "学费" } },
};
/* clang-format on */

/* A number that a text begins with: digits, or one Han character from 一 to 十. */
static size_t
number_at(const char *text, unsigned *number)
{
	static const char *const han[] = { "一", "二", "三", "四", "五", "六", "七",
		"八", "九", "十" };
	size_t len = strspn(text, "0123456789");

	if (len > 2)
		return 0;
	*number = 0;
	for (size_t i = 0; i < len; i++)
		*number = *number * 10 + (unsigned)(text[i] - '0');
	for (unsigned i = 0; len == 0 && i < sizeof han / sizeof *han; i++)
		if (strncmp(text, han[i], strlen(han[i])) == 0) {
			*number = i + 1;
			return strlen(han[i]);
		}
	return len;
}

static bool
matches(const char *name, const char *text, unsigned *number)
{
	*number = 0;
	for (; *name != '\0'; name++) {
		size_t len = 1;

		if (*name == '#')
			len = number_at(text, number);
		else if (*name != *text)
			return false;
		if (len == 0)
			return false;
		text += len;
	}
	return *text == '\0';
}

const struct heading *
headings_find(const char *text, unsigned *number)
{
	for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
		for (size_t k = 0; k < HEADING_NAMES && headings[i].names[k] != NULL;
		     k++)
			if (matches(headings[i].names[k], text, number))
				return &headings[i];
	return NULL;
}
