#include "preflight/rule_check.h"

#include <stdlib.h>
#include <string.h>

#include "preflight/missing_fields.h"
#include "preflight/unknown_fields.h"
#include "record/writer.h"

/* A rule on which so many records fail reads what is not there, and is done. */
enum { FAILED_OFTEN = 100 };

struct judged {
	const struct record_rule *rule;
	uint64_t apart, broken, failed;
	bool done; /* nothing is to be said about it */
	/* The fields that it reads and no record has had so far. */
	struct needs {
		struct missing_fields missing;
		bool read; /* it reads a field */
	} of_when, of_assertion;
};

struct rule_check {
	struct judged *all;
	size_t count;
	size_t *open, open_count; /* the numbers of those that are not done */
	struct unknown_fields *unknown;
	uint64_t least;
};

static bool
reads(const struct record_rule *r, const char *pointer)
{
	return expression_reads(rule_expression(r->assertion), pointer, NULL) ||
	       (r->when != NULL &&
		   expression_reads(rule_expression(r->when), pointer, NULL));
}

/* The field of a rule of derive, "bonus" or "scores.bonus", as a pointer. */
static bool
reads_derived(const struct record_rule *r, const char *name, bool *found)
{
	struct writer pointer = { 0 };
	bool memory;

	writer_bytes(&pointer, "/", 1);
	writer_bytes(&pointer, name, strlen(name));
	writer_bytes(&pointer, "", 1);
	memory = !writer_failed(&pointer);
	for (size_t i = 0; memory && i < pointer.len; i++)
		if (pointer.text[i] == '.')
			pointer.text[i] = '/';
	*found |= memory && reads(r, pointer.text);
	writer_free(&pointer);
	return memory;
}

/* Sets *found if a rule reads what a stage after validate writes. */
static bool
reads_later(const struct record_rule *r, const json_t *derive, bool *found)
{
	static const char *const keys[] = { "/findings", "/address_parts", "/dedup",
		"/place", "/draw", "/rank", "/admission" };
	const char *name, *field;
	json_t *entry, *text;

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		*found |= reads(r, keys[i]);
	json_object_foreach((json_t *)derive, name, entry)
	{
		json_object_foreach(json_object_get(entry, "fields"), field, text)
		{
			if (!reads_derived(r, field, found))
				return false;
		}
	}
	return true;
}

static bool
add_need(void *context, const char *pointer)
{
	struct needs *needs = context;

	/* The record as a whole is there. */
	if (pointer[0] == '\0')
		return true;
	needs->read = true;
	return missing_fields_add(&needs->missing, span_of(pointer));
}

static bool
add_needs(struct judged *j)
{
	const struct record_rule *r = j->rule;

	return expression_reads_each(
		   rule_expression(r->assertion), add_need, &j->of_assertion) &&
	       (r->when == NULL || expression_reads_each(rule_expression(r->when),
				       add_need, &j->of_when));
}

static bool
add_unknown(struct unknown_fields *unknown, const struct record_rule *r,
    const struct field_names *names)
{
	return (r->when == NULL || unknown_fields_add(unknown, r->id,
				       rule_expression(r->when), names)) &&
	       unknown_fields_add(unknown, r->id, rule_expression(r->assertion), names);
}

struct rule_check *
rule_check_new(const struct record_rules *rules, const json_t *derive,
    const struct field_names *names, uint64_t least)
{
	struct rule_check *c = calloc(1, sizeof *c);
	bool fine = c != NULL;

	if (fine) {
		c->count = record_rules_count(rules);
		c->least = least;
		c->all = calloc(c->count + 1, sizeof *c->all);
		c->open = calloc(c->count + 1, sizeof *c->open);
		c->unknown = unknown_fields_new(least);
		fine = c->all != NULL && c->open != NULL && c->unknown != NULL;
	}
	for (size_t i = 0; fine && i < c->count; i++) {
		struct judged *j = &c->all[i];

		j->rule = record_rules_at(rules, i);
		fine = reads_later(j->rule, derive, &j->done) && add_needs(j) &&
		       add_unknown(c->unknown, j->rule, names);
		if (!j->done)
			c->open[c->open_count++] = i;
	}
	if (fine)
		return c;
	rule_check_free(c);
	return NULL;
}

void
rule_check_free(struct rule_check *c)
{
	if (c == NULL)
		return;
	for (size_t i = 0; c->all != NULL && i < c->count; i++) {
		missing_fields_free(&c->all[i].of_when.missing);
		missing_fields_free(&c->all[i].of_assertion.missing);
	}
	free(c->all);
	free(c->open);
	unknown_fields_free(c->unknown);
	free(c);
}

static void
judge(struct judged *j, struct record *record)
{
	switch (record_rule_judge(j->rule, record, NULL)) {
	case RECORD_RULE_APART:
		j->apart++;
		break;
	case RECORD_RULE_BROKEN:
		j->broken++;
		break;
	case RECORD_RULE_HELD:
		j->done = true;
		return;
	case RECORD_RULE_FAILED:
		j->done = ++j->failed == FAILED_OFTEN;
		return;
	}
	missing_fields_look(&j->of_when.missing, record);
	missing_fields_look(&j->of_assertion.missing, record);
}

void
rule_check_add(struct rule_check *c, struct record *record)
{
	size_t open = 0;

	for (size_t i = 0; i < c->open_count; i++) {
		struct judged *j = &c->all[c->open[i]];

		judge(j, record);
		if (!j->done)
			c->open[open++] = c->open[i];
	}
	c->open_count = open;
	unknown_fields_look(c->unknown, record);
}

static bool
tell(const struct judged *j, enum preflight_severity severity, const char *code,
    uint64_t count, uint64_t of, const char *reason,
    struct preflight_findings *findings)
{
	const struct preflight_finding finding = { .severity = severity,
		.code = code,
		.rule = span_of(j->rule->id),
		.count = count,
		.of = of,
		.reason = reason };

	return preflight_add(findings, &finding);
}

static bool
tell_never_applies(const struct judged *j, struct preflight_findings *f)
{
	if (j->rule->is_warning)
		return tell(j, PREFLIGHT_WARNING, "rule-never-applies", 0, j->apart,
		    "its \"when\" is true for nobody here: correct it, or accept this "
		    "if there is nobody of that kind",
		    f);
	return tell(j, PREFLIGHT_NOTICE, "rule-never-applies", 0, j->apart,
	    "its \"when\" is true for nobody here: correct it, unless all of that kind "
	    "were set aside",
	    f);
}

static bool
tell_never_holds(const struct judged *j, struct preflight_findings *f)
{
	if (j->rule->is_warning)
		return tell(j, PREFLIGHT_WARNING, "rule-never-holds", j->broken,
		    j->broken,
		    "all whom it is about get its warning: correct the rule, or the "
		    "field that it reads",
		    f);
	return tell(j, PREFLIGHT_ERROR, "rule-never-holds", j->broken, j->broken,
	    "all whom it is about break it, and validate sets such records aside: "
	    "correct the rule, or take the list that validate has checked",
	    f);
}

static bool
tell_rule(
    const struct rule_check *c, const struct judged *j, struct preflight_findings *f)
{
	if (j->done || !j->of_assertion.read || j->of_when.missing.count > 0)
		return true;
	if (j->broken + j->failed == 0 && j->of_when.read && j->apart >= c->least)
		return tell_never_applies(j, f);
	if (j->broken > 0 && j->broken >= c->least &&
	    j->of_assertion.missing.count == 0)
		return tell_never_holds(j, f);
	return true;
}

bool
rule_check_tell(const struct rule_check *c, struct preflight_findings *findings)
{
	for (size_t i = 0; i < c->count; i++)
		if (!tell_rule(c, &c->all[i], findings))
			return false;
	return unknown_fields_tell(c->unknown, findings);
}
