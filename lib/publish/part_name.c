#include "publish/part_name.h"

#include <string.h>

/* With the suffix, and what a file has while it is written, within 255 bytes. */
enum { LONGEST = 240 };

static bool
stands_for_itself(unsigned char byte, bool first)
{
	return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= 'a' && byte <= 'z') || byte == '-' || byte == '_' ||
	       byte >= 0x80 || (byte == '.' && !first);
}

static const char suffix[] = ".jsonl";

enum part_name_result
part_name_write(struct writer *name, struct span key)
{
	static const char hex[] = "0123456789ABCDEF";

	writer_reset(name);
	if (key.len == 0)
		return PART_NAME_EMPTY;
	for (size_t i = 0; i < key.len; i++) {
		unsigned char byte = (unsigned char)key.at[i];
		char escaped[] = { '%', hex[byte >> 4], hex[byte & 0xf] };

		if (stands_for_itself(byte, i == 0))
			writer_bytes(name, key.at + i, 1);
		else
			writer_bytes(name, escaped, sizeof escaped);
		if (name->len > LONGEST - sizeof suffix)
			return PART_NAME_TOO_LONG;
	}
	writer_bytes(name, suffix, sizeof suffix);
	return writer_failed(name) ? PART_NAME_NO_MEMORY : PART_NAME_OK;
}

bool
part_name_is_one(struct span file)
{
	size_t len = sizeof suffix - 1;

	return file.len > len && file.at[0] != '.' &&
	       memcmp(file.at + file.len - len, suffix, len) == 0;
}
