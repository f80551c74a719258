/* gazetteer_internal.h - what a gazetteer is made of; for gazetteer*.c only */
#ifndef GAZETTEER_INTERNAL_H
#define GAZETTEER_INTERNAL_H

#include "address/address_line.h"
#include "address/gazetteer_entry.h"
#include "address/name_trie.h"
#include "memory/arena.h"
#include "record/writer.h"
#include "text/numbering.h"

/* What a row says of its entry, until the rows are connected. */
struct gazetteer_pending {
	struct span within, now; /* folded, '/' between divisions */
	uint32_t until;
	size_t row;
};

struct gazetteer {
	struct arena texts;
	struct gazetteer_entry *entries;
	struct gazetteer_pending *pending; /* of each entry */
	size_t entry_room, pending_room;
	uint32_t count;
	struct gazetteer_name *names;
	size_t name_room;
	uint32_t name_count;
	struct name_trie *trie;    /* the value of a name: its first one, plus 1 */
	struct numbering *numbers; /* 天水路12号 ... */
	uint32_t *compounds;       /* the compound at each of them */
	size_t compound_room;
	uint32_t city, province;
	bool has[ADDRESS_PARTS];

	size_t rows;
	struct address_line line; /* the name that is read */
	struct writer text, path; /* in its spelling, */
	char32_t *chars;          /* as characters */
	size_t len, room;
};

#endif
