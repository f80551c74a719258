/*
 * spill.h - lines put by on disk
 *
 * For filters that must see every record before the first one leaves: the lines
 * go to a file without a name (mode 0600, in TMPDIR or /tmp), only keys stay in
 * memory.  What goes wrong ends the program with STATUS_TROUBLE.
 */
#ifndef SPILL_H
#define SPILL_H

#include <stddef.h>
#include <stdint.h>

struct spill;

struct spill *spill_open(void);
void spill_close(struct spill *);

/* Put bytes by; returns the offset at which they stand. */
uint64_t spill_add(struct spill *, const char *bytes, size_t len);

/*
 * Fetch bytes; borrowed until the next call.  Reading forward costs one system
 * call a block, jumping one a call.
 */
const char *spill_fetch(struct spill *, uint64_t at, size_t len);

/*
 * The same, where bytes [from, to) of the file are going to be asked for in any
 * order: they are read at once.
 */
const char *spill_fetch_within(
    struct spill *, uint64_t at, size_t len, uint64_t from, uint64_t to);

/*
 * Put bytes by at a place of one's own choice, in a spill file that is not
 * written to in another way.
 */
void spill_put(struct spill *, uint64_t at, const char *bytes, size_t len);

#endif
