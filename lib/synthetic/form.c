#include "synthetic/form.h"

#include <string.h>

void
form_cell(struct writer *row, const char *text)
{
	writer_bytes(row, ",", 1);
	writer_bytes(row, text, strlen(text));
}

void
form_text(struct writer *json, const char *name, const char *text)
{
	writer_name(json, name);
	writer_string(json, text);
}

void
form_digits(struct writer *json, const char *name, const struct phrase *digits)
{
	writer_name(json, name);
	writer_raw(json, (struct span){ digits->text, digits->len });
}

void
form_number(struct writer *json, const char *name, uint64_t number)
{
	writer_name(json, name);
	writer_integer(json, (int64_t)number);
}
