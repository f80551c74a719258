#include "address/address_value.h"

#include <string.h>

#include "text/utf8.h"

/* The names of the parts as members behind others. */
static const char *const keys[ADDRESS_PARTS] = { ",\"province\":", ",\"city\":",
	",\"district\":", ",\"town\":", ",\"community\":", ",\"road\":", ",\"lane\":",
	",\"number\":", ",\"compound\":", ",\"building\":", ",\"unit\":", ",\"floor\":",
	",\"room\":" };

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
put(struct writer *w, const char *json)
{
	writer_bytes(w, json, strlen(json));
}

/* The evidence of the parts; names and words need no escapes. */
static void
write_evidence(struct writer *w, const struct address *a)
{
	static const char *const words[] = { "", "\"written\"", "\"gazetteer\"",
		"\"inferred\"" };
	size_t comma = 1;

	put(w, ",\"evidence\":{");
	for (int part = 0; part < ADDRESS_PARTS; part++) {
		if (a->parts[part].evidence == ADDRESS_NONE)
			continue;
		put(w, keys[part] + comma);
		put(w, words[a->parts[part].evidence]);
		comma = 0;
	}
	put(w, "}");
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
	put(w, "{\"canonical\":");
	writer_quoted(w, a->canonical);
	for (int part = 0; part < ADDRESS_PARTS; part++) {
		if (a->parts[part].evidence == ADDRESS_NONE)
			continue;
		put(w, keys[part]);
		writer_quoted(w, a->parts[part].text);
		if (part == ADDRESS_NUMBER)
			write_house(w, &a->number);
	}
	write_evidence(w, a);
	if (a->rest.len > 0) {
		writer_name(w, "rest");
		writer_string_span(w, a->rest);
	}
	if (a->marks != 0)
		write_marks(w, a->marks);
	writer_close_object(w);
}
