#include "settings/seals.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "settings/status.h"

static const char *
wish(void)
{
	static const char *const words[] = { "", "0", "1", "write" };
	const char *text = getenv("ADMIT_SEAL");

	if (text == NULL)
		return "";
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(text, words[i]) == 0)
			return words[i];
	errx(STATUS_TROUBLE, "ADMIT_SEAL: is none of 0, 1 and write");
}

bool
seals_written(void)
{
	return seals_required() || strcmp(wish(), "write") == 0;
}

bool
seals_required(void)
{
	return strcmp(wish(), "1") == 0;
}
