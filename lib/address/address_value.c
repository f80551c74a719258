#include "address/address_value.h"

#include "text/utf8.h"

static void
write_house(struct writer *w, const struct address_number *n)
{
	char stem[4];

	writer_name(w, "house");
	writer_open_object(w);
	writer_name(w, "number");
	writer_integer(w, n->number);
	writer_name(w, "parity");
	writer_string(w, address_is_odd(n) ? "odd" : "even");
	if (n->attached != 0) {
		writer_name(w, "attached");
		writer_integer(w, n->attached);
	}
	if (n->stem != 0) {
		writer_name(w, "stem");
		writer_string_span(w, (struct span){ stem, utf8_write(stem, n->stem) });
	}
	if (n->yard) {
		writer_name(w, "yard");
		writer_boolean(w, true);
	}
	writer_close_object(w);
}

static void
write_marks(struct writer *w, unsigned marks)
{
	writer_name(w, "marks");
	writer_open_array(w);
	for (unsigned bit = 0; bit < ADDRESS_MARKS; bit++)
		if ((marks >> bit & 1) != 0)
			writer_string(w, address_mark_names[bit]);
	writer_close_array(w);
}

void
address_value_write(struct writer *w, const struct address *a)
{
	writer_open_object(w);
	writer_name(w, "canonical");
	writer_string_span(w, a->canonical);
	for (int part = 0; part < ADDRESS_PARTS; part++) {
		if (a->parts[part].evidence == ADDRESS_NONE)
			continue;
		writer_name(w, address_part_name((enum address_part)part));
		writer_string_span(w, a->parts[part].text);
		if (part == ADDRESS_NUMBER)
			write_house(w, &a->number);
	}
	writer_name(w, "evidence");
	writer_open_object(w);
	for (int part = 0; part < ADDRESS_PARTS; part++) {
		if (a->parts[part].evidence == ADDRESS_NONE)
			continue;
		writer_name(w, address_part_name((enum address_part)part));
		writer_string(w, address_evidence_name(a->parts[part].evidence));
	}
	writer_close_object(w);
	if (a->rest.len > 0) {
		writer_name(w, "rest");
		writer_string_span(w, a->rest);
	}
	if (a->marks != 0)
		write_marks(w, a->marks);
	writer_close_object(w);
}
