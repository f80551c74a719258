#include "audit/breaches.h"
#include "audit/properties.h"

static void
put_text(struct writer *w, const char *name, struct span text)
{
	writer_name(w, name);
	writer_string_span(w, text);
}

static void
put_number(struct writer *w, const char *name, uint64_t number)
{
	writer_name(w, name);
	writer_integer(w, (int64_t)number);
}

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
	put_text(w, "applicant", roll_id(roll, number));
	if (program.at != NULL)
		put_text(w, "program", program);
	put_expected(w, expected);
	writer_close_object(w);
}

void
breaches_write(struct writer *w, const struct breach *b,
    const struct programs *programs, const struct roll *roll, const uint32_t *who)
{
	open_breach(w, audit_report_word(b->code));
	if (b->applicant != MARKET_NONE)
		put_text(w, "applicant", roll_id(roll, who[b->applicant]));
	if (b->program != MARKET_NONE)
		put_text(w, "program", programs_id(programs, b->program));
	if (b->group < programs->groups->first[programs->count]) {
		writer_name(w, "group");
		writer_string(w, programs->groups->all[b->group].id);
	}
	if (b->choice != MARKET_NONE)
		put_number(w, "choice", (uint64_t)b->choice + 1);
	if (b->code == BREACH_OVER_CAPACITY || b->code == BREACH_OVER_GROUP ||
	    b->code == BREACH_FREE_SEAT) {
		put_number(w, "seats", b->seats);
		put_number(w, "filled", b->filled);
	}
	put_expected(w, b->expected);
	if (b->other != MARKET_NONE)
		put_text(w, other_name(b->code), roll_id(roll, who[b->other]));
	writer_close_object(w);
}

void
breaches_write_place(
    struct writer *w, const struct place_breach *b, const struct roll *roll)
{
	open_breach(w, b->code);
	put_text(w, "applicant", roll_id(roll, b->number));
	put_text(w, b->kind, span_of(b->name));
	if (b->field != NULL) {
		put_text(w, "field", span_of(b->field));
		if (b->expected > 0)
			put_number(w, "expected", b->expected);
		else
			put_expected(w, b->text);
	}
	if (b->other != UINT32_MAX)
		put_text(w, "same_as", roll_id(roll, b->other));
	writer_close_object(w);
}

void
breaches_write_cutoff(
    struct writer *w, const struct cutoff_breach *b, const struct programs *programs)
{
	open_breach(w, b->code);
	if (b->line > 0)
		put_number(w, "line", b->line);
	if (b->program != MARKET_NONE)
		put_text(w, "program", programs_id(programs, b->program));
	if (b->group != MARKET_NONE)
		put_text(w, "group", span_of(programs->groups->all[b->group].id));
	if (b->field.at != NULL)
		put_text(w, "field", b->field);
	writer_close_object(w);
}
