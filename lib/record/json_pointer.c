#include <stdio.h>

#include "record/json_pointer.h"

void
json_pointer_name(struct writer *w, struct span name)
{
	writer_bytes(w, "/", 1);
	for (size_t i = 0; i < name.len; i++)
		if (name.at[i] == '~')
			writer_bytes(w, "~0", 2);
		else if (name.at[i] == '/')
			writer_bytes(w, "~1", 2);
		else if (name.at[i] == '\0')
			writer_bytes(w, "\\u0000", 6);
		else
			writer_bytes(w, &name.at[i], 1);
}

void
json_pointer_index(struct writer *w, uint32_t index)
{
	char text[16];
	int len = snprintf(text, sizeof text, "/%u", index);

	writer_bytes(w, text, (size_t)len);
}

bool
json_pointer_holds(struct span text)
{
	if (text.len > 0 && text.at[0] != '/')
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] == '~' &&
		    (i + 1 == text.len ||
			(text.at[i + 1] != '0' && text.at[i + 1] != '1')))
			return false;
	return true;
}

bool
json_pointer_holds_relative(struct span text)
{
	size_t digits = 0;

	while (digits < text.len && text.at[digits] >= '0' && text.at[digits] <= '9')
		digits++;
	if (digits == 0 || (digits > 1 && text.at[0] == '0'))
		return false;
	text = (struct span){ text.at + digits, text.len - digits };
	return (text.len == 1 && text.at[0] == '#') || json_pointer_holds(text);
}
