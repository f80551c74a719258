#include "explain/page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/record.h"

/* A page that is being written. */
struct page {
	struct record *r;
	enum page_language language;
	FILE *out;
};

/* A sentence in each language. */
struct words {
	const char *zh, *en;
};

static const char *
in(const struct page *p, struct words w)
{
	return p->language == PAGE_ZH ? w.zh : w.en;
}

static void
say(struct page *p, const char *zh, const char *en)
{
	fputs(p->language == PAGE_ZH ? zh : en, p->out);
}

/* The member of an object, or NULL; object may be NULL. */
static const struct value *
member(struct page *p, const struct value *object, const char *name)
{
	return object != NULL ? record_member(p->r, object, name, strlen(name)) : NULL;
}

/* A text without its quotes, or any other value as it stands. */
static void
put(struct page *p, const struct value *v)
{
	struct span s;

	if (v == NULL)
		return;
	s = v->type == VALUE_STRING ? record_text(p->r, v) : record_raw(p->r, v);
	fwrite(s.at, 1, s.at != NULL ? s.len : 0, p->out);
}

static bool
is(struct page *p, const struct value *v, const char *text)
{
	return v != NULL && v->type == VALUE_STRING &&
	       span_is(record_text(p->r, v), text);
}

/* The first value inside of a list, and the one behind a value; NULL at the end. */
static const struct value *
first_of(struct page *p, const struct value *list)
{
	return list != NULL && list->next > (uint32_t)(list - p->r->values) + 1
		   ? list + 1
		   : NULL;
}

static const struct value *
behind(struct page *p, const struct value *list, const struct value *item)
{
	return item->next < list->next ? &p->r->values[item->next] : NULL;
}

/* How seats were given, and what that means for a list of choices. */
static const struct {
	const char *name;
	struct words how, advice;
} mechanisms[] = {
	{ "serial",
	    { "按位次先后，每人取第一个还有名额的志愿",
		"in one order, each takes the first choice that has a seat" },
	    { "把想去的学校排在前面，不会减少后面志愿的机会。",
		"To list a school first never lessens the chance at the others." } },
	{ "deferred",
	    { "各校按自己的次序比较，录取到最后才确定",
		"schools compare by their orders, and nothing is final before the "
		"end" },
	    { "把想去的学校排在前面，不会减少后面志愿的机会。",
		"To list a school first never lessens the chance at the others." } },
	{ "ttc", { "可交换优先权", "priorities may be traded" },
	    { "按真实意愿填报最有利。",
		"No other list than the true one gets more." } },
	{ "immediate",
	    { "志愿优先，先录第一志愿", "all first choices before any second one" },
	    { "志愿的先后影响机会：第一志愿落空，后面的学校可能已经录满。",
		"The place in the list matters: a school that is listed later may be "
		"full "
		"already." } },
	{ "tiered",
	    { "分数段优先，再按志愿先后",
		"by score bands, then by the number of the choice" },
	    { "同一分数段内志愿的先后影响机会。",
		"Within a score band, the place in the list matters." } },
	{ "parallel", { "分组平行志愿", "by bands of choices" },
	    { "同一组内的先后不影响机会，组与组之间会影响。",
		"Within a band of choices the place in the list does no harm; between "
		"bands "
		"it matters." } },
	{ "leftover", { "剩余名额", "seats that were left" },
	    { "不需要填报志愿。", "No list was needed." } },
};

static size_t
mechanism_of(struct page *p, const struct value *name)
{
	size_t i = 0;

	while (i + 1 < sizeof mechanisms / sizeof *mechanisms &&
	       !is(p, name, mechanisms[i].name))
		i++;
	return i;
}

static const struct {
	const char *code;
	struct words words;
} codes[] = {
	{ "admitted", { "录取", "admitted" } },
	{ "not-reached",
	    { "未用到：前面的志愿已录取", "not needed: an earlier choice was given" } },
	{ "no-choice", { "未填", "left empty" } },
	{ "locked", { "受先前决定约束，本轮不参加", "bound by an earlier decision" } },
	{ "not-agreed", { "未同意调剂", "did not agree to any seat" } },
	{ "not-offered", { "本轮不招生", "not offered in this round" } },
	{ "not-eligible", { "不符合报名条件", "not eligible" } },
	{ "below-floor", { "低于最低要求", "below the floor" } },
	{ "bundle-not-eligible",
	    { "同组另一人不符合条件",
		"not open to another of those who stay together" } },
	{ "too-few-seats",
	    { "剩余名额不够", "fewer seats were left than were needed together" } },
	{ "closed", { "已停止录取", "closed by then" } },
	{ "group-capped", { "所属类别已达上限", "the group had reached its cap" } },
	{ "group-full", { "所属类别名额已满", "the group was full" } },
	{ "full", { "名额已满", "full" } },
};

static void
put_code(struct page *p, const struct value *code)
{
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (is(p, code, codes[i].code))
			fputs(in(p, codes[i].words), p->out);
}

/* A place: "place 4", "tier 2, place 17". */
static void
put_place(struct page *p, const struct value *place)
{
	const struct value *tier = member(p, place, "tier");
	const struct value *order = member(p, place, "order");

	if (tier != NULL) {
		say(p, "第", "tier ");
		put(p, tier);
		say(p, "类、", ", ");
	}
	say(p, "位次 ", "place ");
	put(p, order != NULL ? order : member(p, place, "own_order"));
}

static void
put_rule(struct page *p, const struct value *rule)
{
	if (rule == NULL)
		return;
	say(p, "      规定：", "      Rule: ");
	put(p, member(p, rule, "key"));
	if (is(p, member(p, rule, "key"), "floor")) {
		fputs(" (", p->out);
		put(p, member(p, rule, "value"));
		say(p, ") 不低于 ", ") at least ");
		put(p, member(p, rule, "at_least"));
		say(p, "，您是 ", ", yours is ");
		put(p, member(p, rule, "own"));
	} else if (member(p, rule, "text") != NULL) {
		fputs(": ", p->out);
		put(p, member(p, rule, "text"));
	}
	fputc('\n', p->out);
}

static void
put_needed(struct page *p, const struct value *needed)
{
	const struct value *v;

	if (needed == NULL)
		return;
	say(p, "      需要：", "      Enough would have been: ");
	if ((v = member(p, needed, "score_band")) != NULL) {
		say(p, "分数段 ", "score band ");
		put(p, v);
		say(p, "；", "; ");
	}
	if ((v = member(p, needed, "choice")) != NULL) {
		say(p, "填在志愿 ", "listed as choice ");
		put(p, v);
		say(p, " 或更前；", " or earlier; ");
	}
	if ((v = member(p, needed, "value")) != NULL) {
		put(p, member(p, needed, "key"));
		if (is(p, member(p, needed, "or"), "equal"))
			say(p, " 达到 ", " of ");
		else
			say(p, " 优于 ", " better than ");
		put(p, v);
		say(p, "；", "; ");
	}
	if ((v = member(p, needed, "before")) != NULL) {
		say(p, "排在", "to stand before ");
		put_place(p, v);
		say(p, " 之前", "");
	}
	fputc('\n', p->out);
}

/* Where a program, or a group of it, closed. */
static void
put_full(struct page *p, const struct value *of)
{
	const struct value *cutoff = member(p, of, "cutoff");
	const struct value *key = member(p, of, "decided_by");

	if (cutoff == NULL)
		return;
	if (cutoff->type == VALUE_NULL) {
		say(p, "      本轮没有录取任何人。\n",
		    "      The round admitted nobody there.\n");
		return;
	}
	say(p, "      最后录取者：", "      The last one admitted: ");
	put_place(p, cutoff);
	if (member(p, cutoff, "choice") != NULL) {
		say(p, "，志愿 ", ", choice ");
		put(p, member(p, cutoff, "choice"));
	}
	fputc('\n', p->out);
	if (key != NULL) {
		say(p, "      决定的一项：", "      What decided: ");
		put(p, member(p, key, "key"));
		say(p, "，您是 ", ", yours is ");
		put(p, member(p, key, "own"));
		if (member(p, key, "last") != NULL) {
			say(p, "，最后录取者是 ", ", that of the last one ");
			put(p, member(p, key, "last"));
		}
		fputc('\n', p->out);
	}
	put_needed(p, member(p, of, "needed"));
}

static void
put_behind_blank(struct page *p, const struct value *v)
{
	if (v != NULL)
		fputc(' ', p->out);
	put(p, v);
}

static void
put_choice(struct page *p, const struct value *choice)
{
	const struct value *groups = member(p, choice, "groups");

	say(p, "  志愿 ", "  Choice ");
	put(p, member(p, choice, "choice"));
	fputs("  ", p->out);
	put(p, member(p, choice, "program"));
	put_behind_blank(p, member(p, choice, "school"));
	put_behind_blank(p, member(p, choice, "name"));
	say(p, "：", ": ");
	put_code(p, member(p, choice, "code"));
	if (member(p, choice, "group") != NULL) {
		say(p, "，类别 ", ", group ");
		put(p, member(p, choice, "group"));
	}
	fputc('\n', p->out);
	put_rule(p, member(p, choice, "rule"));
	put_full(p, choice);
	put_needed(p,
	    member(p, choice, "cutoff") == NULL ? member(p, choice, "needed") : NULL);
	for (const struct value *g = first_of(p, groups); g != NULL;
	     g = behind(p, groups, g)) {
		say(p, "    类别 ", "    Group ");
		put(p, member(p, g, "group"));
		fputc('\n', p->out);
		put_full(p, g);
	}
}

static void
put_round(struct page *p, const struct value *round)
{
	size_t m = mechanism_of(p, member(p, round, "mechanism"));
	const struct value *choices = member(p, round, "choices");

	say(p, "\n轮次 ", "\nRound ");
	put(p, member(p, round, "round"));
	fprintf(p->out, " (%s)", in(p, mechanisms[m].how));
	if (member(p, round, "order") != NULL) {
		say(p, "，您的位次是 ", ", your place is ");
		put(p, member(p, round, "order"));
	}
	fputc('\n', p->out);
	if (first_of(p, choices) == NULL)
		say(p, "  没有填报志愿。\n", "  No choice was listed.\n");
	for (const struct value *c = first_of(p, choices); c != NULL;
	     c = behind(p, choices, c))
		put_choice(p, c);
	fprintf(p->out, "  %s\n", in(p, mechanisms[m].advice));
}

static void
put_page(struct page *p)
{
	const struct value *all = &p->r->values[0];
	const struct value *rounds = member(p, all, "rounds");

	say(p, "录取情况说明  ", "Explanation of the admission  ");
	put(p, member(p, all, "id"));
	fputc('\n', p->out);
	say(p, "结果：", "Result: ");
	if (is(p, member(p, all, "status"), "admitted")) {
		put(p, member(p, all, "program"));
		say(p, "，轮次 ", ", round ");
		put(p, member(p, all, "round"));
		if (member(p, all, "choice") != NULL) {
			say(p, "，志愿 ", ", choice ");
			put(p, member(p, all, "choice"));
		}
	} else {
		say(p, "未录取", "no place");
	}
	fputc('\n', p->out);
	for (const struct value *r = first_of(p, rounds); r != NULL;
	     r = behind(p, rounds, r))
		put_round(p, r);
	fputc('\f', p->out);
}

bool
page_write(struct span explanation, enum page_language language, struct writer *w)
{
	struct record r = { 0 };
	char *text = NULL;
	size_t size = 0;
	struct page p = { &r, language, open_memstream(&text, &size) };
	bool done =
	    p.out != NULL &&
	    record_parse(&r, explanation.at, explanation.len, NULL) == RECORD_OK &&
	    record_prepare_texts(&r);

	if (done)
		put_page(&p);
	if (p.out != NULL) {
		done &= !ferror(p.out);
		done &= fclose(p.out) == 0;
	}
	if (done) {
		writer_reset(w);
		writer_bytes(w, text, size);
	}
	free(text);
	record_free(&r);
	return done && !writer_failed(w);
}
