#include "kept/mapping.h"

#include <setjmp.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "memory/prefetch.h"

struct mapping {
	const char *bytes;
	size_t len;
};

/* The copy that is being made, for the handler of the signal. */
static volatile sig_atomic_t copying;
static sigjmp_buf give_up;

static size_t open_count;
static struct sigaction before;

static void
catch_fault(int number)
{
	if (copying)
		siglongjmp(give_up, 1);
	/* It comes again as soon as this has returned. */
	sigaction(number, &before, NULL);
	raise(number);
}

static void
watch_faults(void)
{
	/* It is left by a jump, so the signal must not stay blocked. */
	struct sigaction action = { .sa_handler = catch_fault, .sa_flags = SA_NODEFER };

	sigemptyset(&action.sa_mask);
	if (open_count++ == 0)
		sigaction(SIGBUS, &action, &before);
}

struct mapping *
mapping_open(int fd, uint64_t len)
{
	struct mapping *m;
	void *bytes;

	if (len == 0 || len > SIZE_MAX || (m = malloc(sizeof *m)) == NULL)
		return NULL;
	bytes = mmap(NULL, (size_t)len, PROT_READ, MAP_SHARED, fd, 0);
	if (bytes == MAP_FAILED) {
		free(m);
		return NULL;
	}
	m->bytes = bytes;
	m->len = (size_t)len;
	watch_faults();
	return m;
}

void
mapping_close(struct mapping *m)
{
	if (m == NULL)
		return;
	munmap((void *)(uintptr_t)m->bytes, m->len);
	free(m);
	if (--open_count == 0)
		sigaction(SIGBUS, &before, NULL);
}

bool
mapping_copy(const struct mapping *m, char *to, uint64_t at, size_t len)
{
	if (sigsetjmp(give_up, 0) != 0) {
		copying = 0;
		return false;
	}
	copying = 1;
	atomic_signal_fence(memory_order_seq_cst);
	memcpy(to, m->bytes + at, len);
	atomic_signal_fence(memory_order_seq_cst);
	copying = 0;
	return true;
}

void
mapping_expect(const struct mapping *m, uint64_t at, size_t len)
{
	prefetch_bytes(m->bytes + at, len);
}
