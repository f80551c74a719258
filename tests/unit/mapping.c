#include "kept/mapping.h"

#undef NDEBUG
#include <assert.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PAGES = 40 };

static int caught;

static void
count_signal(int number)
{
	(void)number;
	caught++;
}

static int
open_file(size_t size)
{
	FILE *file = tmpfile();

	assert(file != NULL);
	for (size_t i = 0; i < size; i++)
		assert(putc('a' + (int)(i % 26), file) != EOF);
	assert(fflush(file) == 0);
	return fileno(file);
}

int
main(void)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE), size = PAGES * page;
	struct sigaction own = { .sa_handler = count_signal }, now;
	struct mapping *map, *other;
	char bytes[100];
	int fd = open_file(size);

	assert(sigaction(SIGBUS, &own, NULL) == 0);
	assert(mapping_open(fd, 0) == NULL);
	assert(mapping_open(-1, size) == NULL);
	map = mapping_open(fd, size);
	other = mapping_open(fd, page);
	assert(map != NULL && other != NULL);

	mapping_expect(map, 0, size);
	assert(mapping_copy(map, bytes, 26 * 5 + 1, 4));
	assert(memcmp(bytes, "bcde", 4) == 0);
	assert(mapping_copy(map, bytes, size, 0));

	/* A file that has become shorter is an answer, as often as it is asked for. */
	assert(ftruncate(fd, (off_t)page) == 0);
	mapping_expect(map, 3 * page, 100);
	for (int i = 0; i < 3; i++)
		assert(!mapping_copy(map, bytes, (uint64_t)(2 + i) * page - 50, 100));
	assert(mapping_copy(map, bytes, 26, 3));
	assert(memcmp(bytes, "abc", 3) == 0);
	assert(caught == 0);

	/* A signal that no copy has caused does what it did. */
	mapping_close(other);
	assert(raise(SIGBUS) == 0);
	assert(caught == 1);
	mapping_close(map);
	mapping_close(NULL);
	assert(sigaction(SIGBUS, NULL, &now) == 0 && now.sa_handler == count_signal);
	return 0;
}
