#include <stdlib.h>

#include "audit/audit_alike.h"
#include "record/writer.h"
#include "text/numbering.h"

enum {
	MOST_CLASSES = 16,
	PIECES = 1 << 12, /* of the priorities, with so many in each */
	PIECE_BITS = 1 << 20,
	PIECE_WORDS = PIECE_BITS / 64,
	FEW_PIECES = 64
};

/* What terms say of the order, apart from who is eligible. */
static bool
guess(const struct term_book *book, struct terms terms, struct numbering *texts,
    struct writer *text, uint32_t *class)
{
	bool known;

	terms.eligible = terms.floor = TERMS_NONE;
	writer_reset(text);
	terms_write(book, &terms, text);
	if (writer_failed(text))
		return false;
	*class = numbering_add(texts, (struct span){ text->text, text->len }, &known);
	return *class != NUMBERING_NONE;
}

static bool
guess_all(struct audit_alike *a, const struct programs *p, struct numbering *texts,
    struct writer *text)
{
	uint32_t groups = p->groups->first[p->count];
	uint32_t *class = a->class_of;
	bool done = true;

	for (uint32_t i = 0; done && i < p->count; i++)
		done = guess(p->book, p->terms[i], texts, text, class ++);
	done = done && guess(p->book, TERMS_EMPTY, texts, text, class ++); /* the gap */
	for (uint32_t g = 0; done && g < groups; g++)
		done = guess(p->book, p->groups->all[g].terms, texts, text, class ++);
	a->classes = numbering_count(texts);
	return done;
}

bool
audit_alike_guess(struct audit_alike *a, const struct programs *p)
{
	struct numbering *texts = numbering_new();
	struct writer text = { 0 };
	bool done = false;

	a->class_of = malloc(
	    (p->count + (size_t)p->groups->first[p->count] + 1) * sizeof *a->class_of);
	if (texts != NULL && a->class_of != NULL)
		done = guess_all(a, p, texts, &text);
	writer_free(&text);
	numbering_free(texts);
	return done;
}

void
audit_alike_free(struct audit_alike *a)
{
	free(a->class_of);
}

/* The priorities of a class that are taken, and who came last, with which of them. */
struct taken {
	uint64_t **pieces; /* NULL where none of a piece is taken */
	uint32_t priority;
	uint32_t applicant; /* from 1 */
};

struct search {
	const struct market *market;
	const struct audit_alike *alike;
	struct taken taken[MOST_CLASSES];
	uint64_t room; /* pieces that may still be made */
};

/* Take a priority that the applicant has not in this class; false if it cannot be. */
static bool
take(struct search *s, struct taken *t, uint32_t priority)
{
	uint64_t **piece = &t->pieces[priority / PIECE_BITS];
	uint64_t *word, bit = (uint64_t)1 << priority % 64;

	if (*piece == NULL) {
		if (s->room == 0)
			return false;
		s->room--;
		*piece = calloc(PIECE_WORDS, sizeof **piece);
		if (*piece == NULL)
			return false;
	}
	word = &(*piece)[priority % PIECE_BITS / 64];
	if ((*word & bit) != 0)
		return false;
	*word |= bit;
	return true;
}

/* The priority of an applicant, counted from 1, in a list; false if that is all. */
static inline bool
add(struct search *s, uint32_t list, uint32_t applicant, uint32_t priority)
{
	struct taken *t = &s->taken[s->alike->class_of[list]];

	if (t->applicant == applicant)
		return t->priority == priority;
	t->applicant = applicant;
	t->priority = priority;
	return take(s, t, priority);
}

static bool
add_all(struct search *s)
{
	const struct market *m = s->market;

	for (uint32_t i = 0; i < m->applicants; i++) {
		for (uint64_t at = m->first[i]; at < m->first[i + 1]; at++) {
			struct wish w = m->wishes[at];
			const struct claim *claims;
			uint32_t count;

			if (!market_open(m, at))
				continue;
			if (!market_grouped(m, w.program)) {
				if (!add(s, w.program, i + 1, w.priority))
					return false;
				continue;
			}
			claims = market_claims(m, at, &count);
			for (uint32_t c = 0; c < count; c++)
				if (!add(s, m->programs + claims[c].group, i + 1,
					claims[c].priority))
					return false;
		}
	}
	return true;
}

bool
audit_alike_differ(const struct market *m, const struct audit_alike *alike)
{
	struct search s = { .market = m,
		.alike = alike,
		.room = FEW_PIECES + m->applicants / PIECE_WORDS };
	bool done = alike->classes <= MOST_CLASSES;

	for (uint32_t c = 0; done && c < alike->classes; c++) {
		s.taken[c].pieces = calloc(PIECES, sizeof *s.taken[c].pieces);
		done = s.taken[c].pieces != NULL;
	}
	done = done && add_all(&s);
	for (uint32_t c = 0; c < MOST_CLASSES && s.taken[c].pieces != NULL; c++) {
		for (uint32_t i = 0; i < PIECES; i++)
			free(s.taken[c].pieces[i]);
		free(s.taken[c].pieces);
	}
	return done;
}
