#include <stdlib.h>
#include <string.h>

#include "record/writer.h"
#include "seats/term_classes.h"
#include "text/numbering.h"

/* The text of programs that the round does not offer: no other is so short. */
static const struct span not_offered = { "", 0 };

/* The class of a program; NUMBERING_NONE if there is no memory. */
static uint32_t
class_of(const struct programs *p, uint32_t program, struct numbering *texts,
    struct writer *text)
{
	const uint32_t *groups = &p->groups->first[program];
	struct span own = not_offered;
	uint32_t number;
	bool known;

	if (p->offered[program]) {
		if (groups[0] < groups[1] ||
		    terms_of_program(p->book, &p->terms[program]))
			return TERM_CLASS_NONE;
		writer_reset(text);
		terms_write(p->book, &p->terms[program], text);
		if (writer_failed(text))
			return NUMBERING_NONE;
		own = (struct span){ text->text, text->len };
	}
	number = numbering_add(texts, own, &known);
	return number == NUMBERING_NONE ? number : number + 1;
}

static bool
find_classes(struct term_classes *c, const struct programs *p, struct numbering *texts)
{
	struct writer text = { 0 };
	bool enough = true;

	for (uint32_t i = 0; enough && i < p->count; i++) {
		c->of[i] = class_of(p, i, texts, &text);
		enough = c->of[i] != NUMBERING_NONE;
	}
	writer_free(&text);
	c->of[programs_gap(p)] = TERM_CLASS_NONE;
	c->count = numbering_count(texts) + 1;
	return enough;
}

/* From the last program on, so that the first one of a class stays. */
static void
find_first(struct term_classes *c, const struct programs *p)
{
	for (uint32_t i = p->count; i-- > 0;)
		c->first[c->of[i]] = i;
}

struct term_classes *
term_classes_new(const struct programs *p)
{
	struct term_classes *c = calloc(1, sizeof *c);
	struct numbering *texts = numbering_new();
	bool done = false;

	if (c != NULL && texts != NULL) {
		c->of = malloc((p->count + (size_t)1) * sizeof *c->of);
		done = c->of != NULL && find_classes(c, p, texts);
	}
	if (done) {
		c->answers = calloc(c->count, sizeof *c->answers);
		c->first = calloc(c->count, sizeof *c->first);
		done = c->answers != NULL && c->first != NULL;
	}
	if (done)
		find_first(c, p);
	numbering_free(texts);
	if (done)
		return c;
	term_classes_free(c);
	return NULL;
}

void
term_classes_free(struct term_classes *c)
{
	if (c == NULL)
		return;
	free(c->of);
	free(c->first);
	free(c->answers);
	free(c);
}

void
term_classes_next(struct term_classes *c)
{
	if (++c->record != 0)
		return;
	memset(c->answers, 0, c->count * sizeof *c->answers);
	c->record = 1;
}
