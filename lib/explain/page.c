#include "explain/page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "allocate/refusal.h"
#include "record/record.h"
#include "seats/mechanism.h"
#include "text/escaped.h"

/* A page that is being written. */
struct page {
	struct record *r;
	enum page_language language;
	FILE *out;
	bool failed; /* memory ran out */
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

static void
end_line(struct page *p)
{
	fputc('\n', p->out);
}

/* The member of an object, or NULL; object may be NULL. */
static const struct value *
member(struct page *p, const struct value *object, const char *name)
{
	return object != NULL ? record_member(p->r, object, name, strlen(name)) : NULL;
}

/* Texts from outside must not steer a terminal. */
static void
put_text(struct page *p, struct span text)
{
	char *copy = strndup(text.at, text.len);
	char *line = copy != NULL ? escaped_line(copy) : NULL;

	if (line != NULL)
		fputs(line, p->out);
	p->failed |= line == NULL;
	free(line);
	free(copy);
}

/* A text without its quotes, or any other value as it stands; NULL: nothing. */
static void
put(struct page *p, const struct value *v)
{
	if (v != NULL)
		put_text(p, v->type == VALUE_STRING ? record_text(p->r, v)
						    : record_raw(p->r, v));
}

/* A value with words before it; nothing if there is no value. */
static void
tell(struct page *p, const char *zh, const char *en, const struct value *v)
{
	if (v == NULL)
		return;
	say(p, zh, en);
	put(p, v);
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

/* How seats are given. */
static const struct words mechanisms[MECHANISMS] = {
	[MECHANISM_SERIAL] = { "按位次先后，每人取第一个还有名额的志愿",
	    "in one order, each takes the first choice that has a seat" },
	[MECHANISM_IMMEDIATE] = { "志愿优先，先录第一志愿",
	    "all first choices before any second one" },
	[MECHANISM_TIERED] = { "分数段优先，再按志愿先后",
	    "by score bands, then by the number of the choice" },
	[MECHANISM_PARALLEL] = { "分组平行志愿", "by bands of choices" },
	[MECHANISM_DEFERRED] = { "各校按自己的次序比较，录取到最后才确定",
	    "schools compare by their orders, and nothing is final before the end" },
	[MECHANISM_TTC] = { "可交换优先权", "priorities may be traded" },
	[MECHANISM_LEFTOVER] = { "剩余名额", "seats that were left" },
};

/* What that makes of a list of choices. */
static const struct {
	const char *listing;
	struct words words;
} advice[] = {
	{ "harmless",
	    { "把想去的学校排在前面，不会减少后面志愿的机会。",
		"To list a school first never lessens the chance at the others." } },
	{ "within-band",
	    { "同一组内的先后不影响机会，组与组之间会影响。",
		"Within a band of choices the place in the list does no harm; between "
		"bands it matters." } },
	{ "matters",
	    { "志愿的先后影响机会：前一志愿落空，后面的学校可能已经录满。",
		"The place in the list matters: a school that is listed later may be "
		"full already." } },
	{ "none", { "不需要填报志愿。", "No list was needed." } },
};

static const struct words refusals[REFUSAL_CODES] = {
	[REFUSAL_FULL] = { "名额已满", "full" },
	[REFUSAL_TOO_FEW_SEATS] = { "剩余名额不够",
	    "fewer seats were left than were needed together" },
	[REFUSAL_CLOSED] = { "已停止录取", "closed by then" },
	[REFUSAL_GROUP_CAPPED] = { "所属类别已达上限",
	    "the group had reached its cap" },
	[REFUSAL_GROUP_FULL] = { "所属类别名额已满", "the group was full" },
	[REFUSAL_BELOW_FLOOR] = { "低于最低要求", "below the floor" },
	[REFUSAL_NOT_ELIGIBLE] = { "不符合报名条件", "not eligible" },
	[REFUSAL_BUNDLE_NOT_ELIGIBLE] = { "同组另一人不符合条件",
	    "not open to another of those who stay together" },
	[REFUSAL_LOCKED] = { "受先前决定约束，本轮不参加",
	    "bound by an earlier decision" },
	[REFUSAL_NOT_OFFERED] = { "本轮不招生", "not offered in this round" },
	[REFUSAL_NOT_AGREED] = { "未同意调剂", "did not agree to any seat" },
	[REFUSAL_NO_CHOICE] = { "未填", "left empty" },
};

static void
put_mechanism(struct page *p, const struct value *name)
{
	for (int m = 0; m < MECHANISMS; m++)
		if (is(p, name, mechanism_name((enum mechanism)m)))
			fprintf(p->out, " (%s)", in(p, mechanisms[m]));
}

static void
put_advice(struct page *p, const struct value *listing)
{
	for (size_t i = 0; i < sizeof advice / sizeof *advice; i++)
		if (is(p, listing, advice[i].listing))
			fprintf(p->out, "  %s\n", in(p, advice[i].words));
}

static void
put_code(struct page *p, const struct value *code)
{
	if (is(p, code, "admitted"))
		say(p, "录取", "admitted");
	else if (is(p, code, "kept"))
		say(p, "保留原有学位", "kept: the seat from before");
	else if (is(p, code, "released"))
		say(p, "原有学位已让出", "given on, for a better one");
	else if (is(p, code, "not-reached"))
		say(p, "未用到：前面的志愿已录取",
		    "not needed: an earlier choice was given");
	for (int i = REFUSAL_NONE + 1; i < REFUSAL_CODES; i++)
		if (is(p, code, refusal_word((enum refusal)i)))
			fputs(in(p, refusals[i]), p->out);
}

/* "place 4", "tier 2, place 17" */
static void
put_place(struct page *p, const struct value *place)
{
	const struct value *order = member(p, place, "order");
	const struct value *tier = member(p, place, "tier");

	if (tier != NULL && span_is(record_raw(p->r, tier), "0")) {
		say(p, "原已持有该学位者", "one who held the seat before");
		return;
	}
	if (tier != NULL) {
		tell(p, "第", "tier ", tier);
		say(p, "类、", ", ");
	}
	tell(p, "位次 ", "place ",
	    order != NULL ? order : member(p, place, "own_order"));
}

static void
put_rule(struct page *p, const struct value *rule)
{
	if (rule == NULL)
		return;
	tell(p, "      规定：", "      Rule: ", member(p, rule, "key"));
	if (is(p, member(p, rule, "key"), "floor")) {
		tell(p, " (", " (", member(p, rule, "value"));
		tell(p, ") 不低于 ", ") at least ", member(p, rule, "at_least"));
		tell(p, "，您是 ", ", yours is ", member(p, rule, "own"));
	} else {
		tell(p, ": ", ": ", member(p, rule, "text"));
	}
	end_line(p);
}

static void
put_needed(struct page *p, const struct value *needed)
{
	const struct value *value = member(p, needed, "value");

	if (needed == NULL)
		return;
	say(p, "      需要：", "      Enough would have been: ");
	if (member(p, needed, "score_band") != NULL) {
		tell(p, "分数段 ", "score band ", member(p, needed, "score_band"));
		say(p, "；", "; ");
	}
	if (member(p, needed, "choice") != NULL) {
		tell(p, "填在志愿 ", "listed as choice ", member(p, needed, "choice"));
		say(p, " 或更前；", " or earlier; ");
	}
	if (value != NULL) {
		put(p, member(p, needed, "key"));
		if (is(p, member(p, needed, "or"), "equal"))
			tell(p, " 达到 ", " of ", value);
		else
			tell(p, " 优于 ", " better than ", value);
		say(p, "；", "; ");
	}
	if (member(p, needed, "before") != NULL) {
		say(p, "排在", "to stand before ");
		put_place(p, member(p, needed, "before"));
		say(p, " 之前", "");
	}
	end_line(p);
}

/* Where a program, or a group of it, closed. */
static void
put_full(struct page *p, const struct value *of)
{
	const struct value *cutoff = member(p, of, "cutoff");
	const struct value *key = member(p, of, "decided_by");

	if (cutoff != NULL && cutoff->type == VALUE_NULL) {
		say(p, "      本轮没有录取任何人。\n",
		    "      The round admitted nobody there.\n");
	} else if (cutoff != NULL) {
		say(p, "      最后录取者：", "      The last one admitted: ");
		put_place(p, cutoff);
		tell(p, "，志愿 ", ", choice ", member(p, cutoff, "choice"));
		end_line(p);
	}
	if (key != NULL) {
		tell(p, "      决定的一项：",
		    "      What decided: ", member(p, key, "key"));
		tell(p, "，您是 ", ", yours is ", member(p, key, "own"));
		tell(p, "，最后录取者是 ", ", that of the last one ",
		    member(p, key, "last"));
		end_line(p);
	}
	put_needed(p, member(p, of, "needed"));
}

static void
put_choice(struct page *p, const struct value *choice)
{
	const struct value *groups = member(p, choice, "groups");

	tell(p, "  志愿 ", "  Choice ", member(p, choice, "choice"));
	tell(p, "  ", "  ", member(p, choice, "program"));
	tell(p, " ", " ", member(p, choice, "school"));
	tell(p, " ", " ", member(p, choice, "name"));
	say(p, "：", ": ");
	put_code(p, member(p, choice, "code"));
	tell(p, "，类别 ", ", group ", member(p, choice, "group"));
	end_line(p);
	put_rule(p, member(p, choice, "rule"));
	put_full(p, choice);
	for (const struct value *g = first_of(p, groups); g != NULL;
	     g = behind(p, groups, g)) {
		tell(p, "    类别 ", "    Group ", member(p, g, "group"));
		end_line(p);
		put_full(p, g);
	}
}

static void
put_round(struct page *p, const struct value *round)
{
	const struct value *choices = member(p, round, "choices");

	end_line(p);
	tell(p, "轮次 ", "Round ", member(p, round, "round"));
	put_mechanism(p, member(p, round, "mechanism"));
	tell(p, "，您的位次是 ", ", your place is ", member(p, round, "order"));
	end_line(p);
	if (first_of(p, choices) == NULL)
		say(p, "  没有填报志愿。\n", "  No choice was listed.\n");
	for (const struct value *c = first_of(p, choices); c != NULL;
	     c = behind(p, choices, c))
		put_choice(p, c);
	put_advice(p, member(p, round, "listing"));
}

static void
put_page(struct page *p)
{
	const struct value *all = &p->r->values[0];
	const struct value *admission = member(p, all, "admission");
	const struct value *rounds = member(p, all, "rounds");

	tell(p, "录取情况说明  ", "Explanation of the admission  ",
	    member(p, all, "id"));
	end_line(p);
	if (member(p, admission, "program") == NULL)
		say(p, "结果：未录取", "Result: no place");
	tell(p, "结果：", "Result: ", member(p, admission, "program"));
	if (member(p, admission, "program") != NULL) {
		tell(p, "，轮次 ", ", round ", member(p, admission, "round"));
		tell(p, "，志愿 ", ", choice ", member(p, admission, "choice"));
	}
	end_line(p);
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
	struct page p = { &r, language, open_memstream(&text, &size), false };
	bool done =
	    p.out != NULL &&
	    record_parse(&r, explanation.at, explanation.len, NULL) == RECORD_OK &&
	    record_prepare_texts(&r);

	if (done)
		put_page(&p);
	if (p.out != NULL) {
		done &= !p.failed && !ferror(p.out);
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
