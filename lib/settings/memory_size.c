#include "settings/memory_size.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "settings/settings.h"

enum { SMALLEST = 1 << 20, IF_UNKNOWN = 1 << 30 };

static size_t
quarter_of_machine(void)
{
	long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);

	if (pages <= 0 || size <= 0)
		return IF_UNKNOWN;
	return (size_t)pages / 4 * (size_t)size;
}

size_t
memory_size_read(const char *name, const char *text)
{
	static const char units[] = "KMG";
	const char *unit;
	unsigned long long n;
	int shift = 0;
	char *end;

	if (text == NULL)
		return quarter_of_machine();
	errno = 0;
	n = strtoull(text, &end, 10);
	if (*end != '\0' && (unit = strchr(units, *end)) != NULL) {
		shift = 10 * (int)(unit - units + 1);
		end++;
	}
	if (*text < '0' || *text > '9' || *end != '\0' || errno != 0 ||
	    n > SIZE_MAX >> shift || n << shift < SMALLEST)
		settings_fail(name,
		    "\"%s\" is not a size of 1M or more, such as 64M or 2G", text);
	return (size_t)n << shift;
}
