#include "compare/rolls_report.h"

#include "identity/pseudonym.h"

static void
write_text(struct writer *w, const char *name, struct span text)
{
	if (text.len > 0)
		writer_member_text(w, name, text);
}

void
rolls_report_person(struct writer *w, const struct rolls_names *names,
    const struct rolls_finding *finding)
{
	writer_open_object(w);
	writer_name(w, "id");
	if (names->secret.at == NULL)
		writer_string_span(w, finding->id);
	else
		pseudonym_write(w, names->field, finding->id, names->secret);
	write_text(w, "code", span_of(finding->code));
	write_text(w, "admitted", finding->admitted);
	write_text(w, "enrolled", finding->enrolled);
	write_text(w, "before", finding->before);
	write_text(w, "roll", finding->roll);
	writer_close_object(w);
}

bool
rolls_report_is_over(const struct school_rolls_counts *c)
{
	return c->plan >= 0 && c->enrolled > (uint64_t)c->plan;
}

void
rolls_report_over(
    struct writer *w, struct span program, const struct school_rolls_counts *c)
{
	writer_open_object(w);
	write_text(w, "program", program);
	write_text(w, "code", span_of("over-plan"));
	writer_member_integer(w, "enrolled", (int64_t)c->enrolled);
	writer_member_integer(w, "plan", (int64_t)c->plan);
	writer_close_object(w);
}

void
rolls_report_program(
    struct writer *w, struct span program, const struct school_rolls_counts *c)
{
	writer_open_object(w);
	write_text(w, "program", program);
	if (c->plan >= 0)
		writer_member_integer(w, "plan", (int64_t)c->plan);
	writer_member_integer(w, "admitted", (int64_t)c->admitted);
	writer_member_integer(w, "enrolled", (int64_t)c->enrolled);
	writer_member_integer(w, "absent", (int64_t)c->absent);
	writer_member_integer(w, "left", (int64_t)c->left);
	writer_member_integer(w, "joined", (int64_t)c->joined);
	writer_close_object(w);
}
