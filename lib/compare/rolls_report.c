#include "compare/rolls_report.h"

#include "identity/pseudonym.h"

static void
write_text(struct writer *w, const char *name, struct span text)
{
	if (text.len == 0)
		return;
	writer_name(w, name);
	writer_string_span(w, text);
}

static void
write_number(struct writer *w, const char *name, uint64_t number)
{
	writer_name(w, name);
	writer_integer(w, (int64_t)number);
}

void
rolls_report_person(struct writer *w, const struct rolls_names *names,
    const struct rolls_finding *finding)
{
	writer_open_object(w);
	writer_name(w, "id");
	if (names->secret.at == NULL)
		writer_string_span(w, finding->id);
	else if (!pseudonym_write(w, names->field, finding->id, names->secret))
		w->failed = true;
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
	write_number(w, "enrolled", c->enrolled);
	write_number(w, "plan", (uint64_t)c->plan);
	writer_close_object(w);
}

void
rolls_report_program(
    struct writer *w, struct span program, const struct school_rolls_counts *c)
{
	writer_open_object(w);
	write_text(w, "program", program);
	if (c->plan >= 0)
		write_number(w, "plan", (uint64_t)c->plan);
	write_number(w, "admitted", c->admitted);
	write_number(w, "enrolled", c->enrolled);
	write_number(w, "absent", c->absent);
	write_number(w, "left", c->left);
	write_number(w, "joined", c->joined);
	writer_close_object(w);
}
