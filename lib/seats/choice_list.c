#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "memory/hugepages.h"
#include "memory/keyed_hash.h"
#include "seats/choice_list.h"
#include "text/numbering.h"

/* So many choices are looked up at once. */
enum { AHEAD = 32 };

/* 2^64 divided by the golden ratio: spreads the upper bits. */
#define SPREAD UINT64_C(0x9e3779b97f4a7c15)

/* A program; all zero is an empty slot. */
struct slot {
	uint64_t word;     /* of its id */
	uint32_t number;   /* of the program, plus 1 */
	uint32_t named_by; /* the list that named it last */
};

struct choice_list {
	const struct programs *programs;
	struct slot *slots, *last; /* a power of two, at least half of them empty */
	unsigned shift;            /* of a hash, to the number of a slot */
	uint64_t factor;
	uint32_t list;
};

/* Up to eight bytes, the first one lowest. */
static inline uint64_t
bytes_of(const char *at, size_t len)
{
	uint32_t low, high;
	uint64_t word = 0;

	if (len == 8)
		return le64toh(span_load(at, 8));
	if (len >= 4) { /* two halves that overlap are faster than a copy */
		memcpy(&low, at, sizeof low);
		memcpy(&high, at + len - 4, sizeof high);
		return le32toh(low) | (uint64_t)le32toh(high) << 8 * (len - 4);
	}
	while (len-- > 0)
		word = word << 8 | (unsigned char)at[len];
	return word;
}

/* A byte that no UTF-8 has, first in the word of a longer id. */
enum { LONG = 0xff };

/* An id of up to eight bytes as it is, since no id has a NUL; of a longer one a hash.
 */
static uint64_t
word_of(struct span id)
{
	return id.len > 8 ? keyed_hash(id.at, id.len) | LONG : bytes_of(id.at, id.len);
}

/*
 * The first slot of a word.  The factor is another one in each process, so nobody can
 * write choices that all begin at one.  Ids are much alike: with one factor alone, some
 * processes had five steps to a slot where others had one.
 */
static inline struct slot *
slot_of(const struct choice_list *c, uint64_t word)
{
	word = (word ^ word >> 32) * c->factor;
	word = (word ^ word >> 29) * SPREAD;
	return &c->slots[word >> c->shift];
}

static inline struct slot *
next_slot(const struct choice_list *c, struct slot *slot)
{
	return slot == c->last ? c->slots : slot + 1;
}

/* The slot that holds a long id, from this one on, or the empty one behind. */
static struct slot *
find_long(const struct choice_list *c, struct slot *slot, struct span id, uint64_t word)
{
	for (; slot->number != 0; slot = next_slot(c, slot))
		if (slot->word == word &&
		    span_same(id, programs_id(c->programs, slot->number - 1)))
			break;
	return slot;
}

/* Put all programs into slots. */
static void
fill(struct choice_list *c, const struct programs *p)
{
	for (uint32_t i = 0; i < p->count; i++) {
		uint64_t word = word_of(programs_id(p, i));
		struct slot *slot = slot_of(c, word);

		while (slot->number != 0)
			slot = next_slot(c, slot);
		*slot = (struct slot){ word, i + 1, 0 };
	}
}

struct choice_list *
choice_list_new(const struct programs *p)
{
	struct choice_list *c = calloc(1, sizeof *c);
	unsigned bits = 6;

	if (c == NULL)
		return NULL;
	while ((size_t)1 << bits < 2 * (size_t)p->count)
		bits++;
	c->programs = p;
	c->shift = 64 - bits;
	c->factor = keyed_hash_secret | 1;
	c->slots = calloc((size_t)1 << bits, sizeof *c->slots);
	if (c->slots == NULL) {
		free(c);
		return NULL;
	}
	c->last = &c->slots[((size_t)1 << bits) - 1];
	hugepages_advise(c->slots, sizeof *c->slots << bits);
	fill(c, p);
	return c;
}

void
choice_list_free(struct choice_list *c)
{
	if (c == NULL)
		return;
	free(c->slots);
	free(c);
}

/* The next list; after 2^32 of them the marks begin again. */
static void
begin(struct choice_list *c)
{
	if (++c->list != 0)
		return;
	for (struct slot *slot = c->slots; slot <= c->last; slot++)
		slot->named_by = 0;
	c->list = 1;
}

/* The id of a choice that is text, or at == NULL if memory ran out. */
static struct span
id_of(const struct choice_list *c, struct record *record, const struct value *v)
{
	struct span id;
	uint32_t number;

	if (!v->escaped && !record->checked)
		return (struct span){ record->line + v->at + 1, v->end - v->at - 2 };
	id = record_text(record, v);
	if (id.at == NULL || !v->escaped)
		return id;
	/* It may hold a NUL: what is looked up then is the program's, or no id. */
	number = numbering_find(c->programs->ids, id);
	return number == NUMBERING_NONE ? (struct span){ "", 0 }
					: programs_id(c->programs, number);
}

/* The word of a choice that is text: a long one if memory ran out. */
static inline uint64_t
word_at(const struct choice_list *c, struct record *record, const struct value *v)
{
	size_t len = v->end - v->at - 2;
	struct span id;

	if (len <= 8 && !v->escaped && !record->checked)
		return bytes_of(record->line + v->at + 1, len);
	id = id_of(c, record, v);
	return id.at != NULL ? word_of(id) : LONG;
}

/* What is looked up: a word, and the first slot where it can stand. */
struct wanted {
	uint64_t word;
	struct slot *slot;
};

/* Sets what is wanted by the next choices, from value n on, where they are text. */
static void
look_ahead(const struct choice_list *c, struct record *record, uint32_t n, uint32_t end,
    struct wanted *wanted)
{
	const struct value *values = record->values;

	for (struct wanted *w = wanted; n < end && w < wanted + AHEAD; w++) {
		if (values[n].type == VALUE_STRING) {
			w->word = word_at(c, record, &values[n]);
			w->slot = slot_of(c, w->word);
			__builtin_prefetch(w->slot, 1);
		}
		n = values[n].next;
	}
}

/* The slot of a choice that is text, or an empty one; NULL if memory ran out. */
static inline struct slot *
find_slot(const struct choice_list *c, struct record *record, const struct value *v,
    struct wanted w)
{
	struct span id;

	if ((w.word & LONG) == LONG) {
		id = id_of(c, record, v);
		return id.at != NULL ? find_long(c, w.slot, id, w.word) : NULL;
	}
	while (w.slot->word != w.word && w.slot->number != 0)
		w.slot = next_slot(c, w.slot);
	return w.slot;
}

/* A choice that names no program, or one that the list has named before. */
static bool
fail(const struct value *v, const struct slot *slot, struct entry_fault *f)
{
	if (v->type != VALUE_STRING)
		return entry_fault_set(f, "choice-not-text", NULL,
		    "the choice is not the id of a program, which is text");
	if (slot == NULL)
		return entry_fault_no_memory(f);
	if (slot->number == 0)
		return entry_fault_set(
		    f, "choice-unknown", NULL, "there is no such program");
	return entry_fault_set(
	    f, "choice-twice", NULL, "the program is in the list already");
}

bool
choice_list_read(struct choice_list *c, struct record *record, const struct value *list,
    uint32_t *choices, uint32_t *count, struct entry_fault *f)
{
	uint32_t n = (uint32_t)(list - record->values) + 1, i = 0;
	struct wanted wanted[AHEAD];

	begin(c);
	for (; n < list->next; n = record->values[n].next, i++) {
		const struct value *v = &record->values[n];
		struct slot *slot = NULL;

		if (i % AHEAD == 0)
			look_ahead(c, record, n, list->next, wanted);
		if (v->type == VALUE_NULL) { /* left empty, but its number counts */
			choices[i] = programs_gap(c->programs);
			continue;
		}
		if (v->type == VALUE_STRING)
			slot = find_slot(c, record, v, wanted[i % AHEAD]);
		if (slot == NULL || slot->number == 0 || slot->named_by == c->list) {
			*count = i;
			return fail(v, slot, f);
		}
		slot->named_by = c->list;
		choices[i] = slot->number - 1;
	}
	*count = i;
	return true;
}
