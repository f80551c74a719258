#include <stdint.h>
#include <sys/mman.h>

#include "seats/pages.h"

enum { PAGE = 4096, LARGE_PAGE = 2 << 20 };

void
pages_advise(void *array, size_t bytes)
{
#ifdef MADV_HUGEPAGE
	size_t before = (size_t)(-(uintptr_t)array & (PAGE - 1));

	if (bytes >= 2 * LARGE_PAGE)
		(void)madvise((char *)array + before, bytes - before, MADV_HUGEPAGE);
#else
	(void)array;
	(void)bytes;
#endif
}
