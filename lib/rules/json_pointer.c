#include <stdio.h>

#include "rules/json_pointer.h"

void
json_pointer_name(struct writer *w, struct span name)
{
	writer_bytes(w, "/", 1);
	for (size_t i = 0; i < name.len; i++)
		if (name.at[i] == '~')
			writer_bytes(w, "~0", 2);
		else if (name.at[i] == '/')
			writer_bytes(w, "~1", 2);
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
