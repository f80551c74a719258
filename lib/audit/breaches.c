#include "audit/breaches.h"
#include "audit/properties.h"

static void
put_expected(struct writer *w, const char *expected)
{
	if (expected == NULL)
		return;
	writer_name(w, "expected");
	writer_string(w, expected);
}

/* What the other one of a breach is to the applicant. */
static const char *
other_name(enum breach_code code)
{
	switch (code) {
	case BREACH_ORDER_TWICE:
	case BREACH_SHARED_SPLIT:
		return "same_as";
	case BREACH_BUNDLE_SPLIT:
		return "bound_to";
	default:
		return "instead_of";
	}
}

static void
open_breach(struct writer *w, const char *code)
{
	const char *property = properties_of(code);

	writer_reset(w);
	writer_open_object(w);
	writer_name(w, "code");
	writer_string(w, code);
	if (property != NULL) {
		writer_name(w, "property");
		writer_string(w, property);
	}
}

void
breaches_write_row(struct writer *w, const char *code, const struct roll *roll,
    uint32_t number, struct span program, const char *expected)
{
	open_breach(w, code);
	writer_member_text(w, "applicant", roll_id(roll, number));
	if (program.at != NULL)
		writer_member_text(w, "program", program);
	put_expected(w, expected);
	writer_close_object(w);
}

static struct span
id_of(const struct roll *roll, const uint32_t *who, uint32_t applicant)
{
	return roll_id(roll, who != NULL ? who[applicant] : applicant);
}

void
breaches_write(struct writer *w, const struct breach *b,
    const struct programs *programs, const struct roll *roll, const uint32_t *who)
{
	open_breach(w, audit_report_word(b->code));
	if (b->applicant != MARKET_NONE)
		writer_member_text(w, "applicant", id_of(roll, who, b->applicant));
	if (b->program != MARKET_NONE)
		writer_member_text(w, "program", programs_id(programs, b->program));
	if (b->group < programs->groups->first[programs->count]) {
		writer_name(w, "group");
		writer_string(w, programs->groups->all[b->group].id);
	}
	if (b->choice != MARKET_NONE)
		writer_member_integer(w, "choice", (int64_t)b->choice + 1);
	if (b->code == BREACH_OVER_CAPACITY || b->code == BREACH_OVER_GROUP ||
	    b->code == BREACH_FREE_SEAT) {
		writer_member_integer(w, "seats", (int64_t)b->seats);
		writer_member_integer(w, "filled", (int64_t)b->filled);
	}
	put_expected(w, b->expected);
	if (b->other != MARKET_NONE)
		writer_member_text(w, other_name(b->code), id_of(roll, who, b->other));
	writer_close_object(w);
}

void
breaches_write_place(
    struct writer *w, const struct place_breach *b, const struct roll *roll)
{
	open_breach(w, b->code);
	writer_member_text(w, "applicant", roll_id(roll, b->number));
	writer_member_text(w, b->kind, span_of(b->name));
	if (b->field != NULL) {
		writer_member_text(w, "field", span_of(b->field));
		if (b->expected > 0)
			writer_member_integer(w, "expected", (int64_t)b->expected);
		else
			put_expected(w, b->text);
	}
	if (b->other != UINT32_MAX)
		writer_member_text(w, "same_as", roll_id(roll, b->other));
	writer_close_object(w);
}

void
breaches_write_cutoff(
    struct writer *w, const struct cutoff_breach *b, const struct programs *programs)
{
	open_breach(w, b->code);
	if (b->line > 0)
		writer_member_integer(w, "line", (int64_t)b->line);
	if (b->program != MARKET_NONE)
		writer_member_text(w, "program", programs_id(programs, b->program));
	if (b->group != MARKET_NONE)
		writer_member_text(
		    w, "group", span_of(programs->groups->all[b->group].id));
	if (b->field.at != NULL)
		writer_member_text(w, "field", b->field);
	writer_close_object(w);
}
