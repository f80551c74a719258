/*
 * name_trie.h - names as a tree of their characters
 *
 * All names that a text begins with are found in one walk over its characters, however
 * many names there are.
 */
#ifndef NAME_TRIE_H
#define NAME_TRIE_H

#include <stddef.h>
#include <stdint.h>
#include <uchar.h>

/* A node stands for the characters on the way to it. */
enum { NAME_TRIE_ROOT = 0, NAME_TRIE_NO_VALUE = 0 };
#define NAME_TRIE_NONE UINT32_MAX

struct name_trie;

/* NULL if there is no memory. */
struct name_trie *name_trie_new(void);
void name_trie_free(struct name_trie *);

/*
 * The value of a name, NAME_TRIE_NO_VALUE if it is new, for reading and writing;
 * borrowed until the next call.  NULL if there is no memory.
 */
uint32_t *name_trie_add(struct name_trie *, const char32_t *name, size_t len);

/*
 * The node behind a node and a character; NAME_TRIE_NONE: no name goes on so.  *value
 * is that of the name that ends there.
 */
uint32_t name_trie_step(
    const struct name_trie *, uint32_t node, char32_t, uint32_t *value);

#endif
