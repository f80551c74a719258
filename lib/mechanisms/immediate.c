#include "mechanisms/immediate.h"
#include "mechanisms/parallel.h"

enum market_fault
immediate_allocate(const struct market *m, struct seat *seats, struct market_tie *tie)
{
	const uint32_t one = 1;

	return parallel_allocate(m, &one, 1, seats, tie);
}
