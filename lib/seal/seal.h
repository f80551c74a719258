/*
 * seal.h - the line that says a stream is whole
 *
 * A stage that dies in the middle of a pipe looks to the next one like a short,
 * valid file.  So a stream can end with one line,
 *
 *	{"#seal":{"records":N,"bytes":B,"xxh3":"16 hexadecimal digits"}}
 *
 * that counts the lines and bytes before it and holds their XXH3 digest (64
 * bits, seed 0, written as a big-endian number).  It guards against loss, not
 * against people.
 *
 * A stream whose writer has read or made each line as a record begins with a line too,
 *
 *	{"#seal":"checked"}
 *
 * so that a reader knows before it reads that it need not check them again
 * (record_parse_checked()): what nobody asks for is then not even looked at.  The seal
 * does not count this line.  Without its seal such a stream is not whole, whether or
 * not seals are asked for: what was trusted on the way is made good by the digest at
 * the end.
 */
#ifndef SEAL_H
#define SEAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SEAL_TEXT_SIZE = 128 };

struct seal;

/* A digest over nothing; NULL if there is no memory. */
struct seal *seal_new(void);
void seal_free(struct seal *);

/* Start again, for the next file. */
void seal_reset(struct seal *);

/* Add bytes, LFs included, which hold so many records. */
void seal_add(struct seal *, const char *bytes, size_t len, uint64_t records);

/* How many LFs there are, for those who have not counted on the way. */
uint64_t seal_count_lines(const char *bytes, size_t len);

/* Write the seal's line, LF and NUL at its end; returns its length without the NUL. */
size_t seal_format(const struct seal *, char text[SEAL_TEXT_SIZE]);

/* The line that says that the lines behind it are records, LF included. */
extern const char seal_head[];

/* Whether a line (without its LF) is that one. */
bool seal_is_head(const char *line, size_t len);

/* Whether a line (without its LF) is meant as a seal, and whether it holds. */
bool seal_recognise(const char *line, size_t len);
bool seal_holds(const struct seal *, const char *line, size_t len);

#endif
