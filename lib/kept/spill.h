/*
 * spill.h - lines that wait, on disk or in memory
 *
 * For filters that must see every record before the first one leaves: the lines
 * go to a file without a name (mode 0600, in TMPDIR or /tmp), once there are more than
 * may be in memory.  What goes wrong ends the program with STATUS_TROUBLE.
 */
#ifndef SPILL_H
#define SPILL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

struct spill;

/* Up to so many bytes are in memory, if there is room; 0: none. */
struct spill *spill_open(size_t memory);

/*
 * Lines that stand in a regular file already, which is only fetched from.  fd is the
 * caller's, and may be closed at once; opened is what fstat(2) said before the first
 * line was read; the name is for messages, and borrowed.
 */
struct spill *spill_over(int fd, const struct stat *opened, const char *name);

/* End the program if such a file is not what it was: its lines are not those read. */
void spill_check(const struct spill *);

/*
 * Give the descriptor and the block of such a file back, and open the file again by its
 * name, before it is fetched from again.  Both check it as spill_check() does.
 */
void spill_release(struct spill *);
bool spill_is_released(const struct spill *);
void spill_reopen(struct spill *);
void spill_close(struct spill *);

/* Put bytes by; returns the offset at which they stand. */
uint64_t spill_add(struct spill *, const char *bytes, size_t len);

/*
 * Fetch bytes; borrowed until the next call.  Going forward costs one system
 * call a block, jumping one a call.
 */
const char *spill_fetch(struct spill *, uint64_t at, size_t len);

/*
 * From now on fetch out of the system's cache (mapping.h), where jumping costs no call;
 * nothing may be added any more.  False if that cannot be: then all is as it was.
 */
bool spill_map(struct spill *);

/*
 * The same as spill_fetch(), where bytes [from, to) of the file are going to be asked
 * for in any order: they are read at once.
 */
const char *spill_fetch_within(
    struct spill *, uint64_t at, size_t len, uint64_t from, uint64_t to);

/* Bytes at that place will be asked for soon. */
void spill_expect(const struct spill *, uint64_t at, size_t len);

/*
 * Put bytes by at a place of one's own choice, in a spill file that is not
 * written to in another way.
 */
void spill_put(struct spill *, uint64_t at, const char *bytes, size_t len);

#endif
