#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory/hugepages.h"
#include "seats/applicants.h"
#include "seats/choice_list.h"
#include "seats/term_classes.h"

enum { FIRST_APPLICANTS = 1024, FIRST_CHOICES = 8192 };

struct applicants_reader {
	const struct programs *programs;
	struct path *choices, *order;
	size_t first_room, order_room, choices_room; /* in the arrays */
	struct choice_list *list;                    /* NULL if nobody lists any */
	/* NULL if there are no wishes, or metres decide */
	struct term_classes *classes;
	uint32_t lists;
	bool any; /* terms do not say who goes first, metres do */
	size_t wishes_room, lists_room, claims_room;
	char *field; /* of a choice, for the fault */
	size_t field_size;
};

/*
 * Something may stand against a choice.  Where programs also say who goes first, or in
 * which groups, there are wishes; else a choice has room for the mark.
 */
static void
ask(struct applicants *a)
{
	const struct programs *p = a->reader->programs;

	a->asked = true;
	a->wished = a->reader->any || p->ranked || p->groups->first[p->count] > 0;
}

struct applicants *
applicants_new(
    const struct programs *programs, struct path *choices, struct path *order)
{
	struct applicants *a = calloc(1, sizeof *a);
	struct applicants_reader *r = calloc(1, sizeof *r);

	if (a == NULL || r == NULL) {
		free(a);
		free(r);
		return NULL;
	}
	a->reader = r;
	r->programs = programs;
	r->choices = choices;
	r->order = order;
	r->any = choices == NULL;
	if (programs->ask || r->any)
		ask(a);
	r->first_room = r->order_room = FIRST_APPLICANTS;
	r->choices_room = FIRST_CHOICES;
	r->field_size =
	    (r->any ? 0 : strlen(path_text(choices))) + sizeof ".4294967295";
	r->list = r->any ? NULL : choice_list_new(programs);
	r->field = malloc(r->field_size);
	a->first = calloc(r->first_room, sizeof *a->first);
	a->order = malloc(r->order_room * sizeof *a->order);
	a->choices = malloc(r->choices_room * sizeof *a->choices);
	if ((r->list == NULL && !r->any) || r->field == NULL || a->first == NULL ||
	    a->order == NULL || a->choices == NULL) {
		applicants_free(a);
		return NULL;
	}
	return a;
}

void
applicants_free(struct applicants *a)
{
	struct applicants_reader *r;

	if (a == NULL)
		return;
	r = a->reader;
	hugepages_free(a->first, r->first_room * sizeof *a->first);
	hugepages_free(a->order, r->order_room * sizeof *a->order);
	hugepages_free(a->choices, r->choices_room * sizeof *a->choices);
	hugepages_free(a->wishes, r->wishes_room * sizeof *a->wishes);
	hugepages_free(a->claim_first, r->lists_room * sizeof *a->claim_first);
	hugepages_free(a->claims, r->claims_room * sizeof *a->claims);
	rankings_free(a->rankings);
	choice_list_free(r->list);
	term_classes_free(r->classes);
	free(r->field);
	free(r);
	free(a);
}

void
applicants_may_be_locked(struct applicants *a)
{
	ask(a);
}

bool
applicants_rank_all(struct applicants *a)
{
	a->rankings = rankings_new(a->reader->programs);
	return a->rankings != NULL;
}

/* Room for one more applicant with this many choices. */
static bool
make_room(struct applicants *a, size_t choices)
{
	struct applicants_reader *r = a->reader;
	size_t before = a->wished ? 0 : a->first[a->count];

	return hugepages_reserve(
		   &a->order, &r->order_room, a->count + (size_t)1, sizeof *a->order) &&
	       hugepages_reserve(
		   &a->first, &r->first_room, a->count + (size_t)2, sizeof *a->first) &&
	       hugepages_reserve(
		   &a->choices, &r->choices_room, before + choices, sizeof *a->choices);
}

static bool
fail_choice(struct applicants *a, struct entry_fault *f, const char *code,
    uint32_t number, const char *reason)
{
	struct applicants_reader *r = a->reader;
	const char *list = r->any ? "" : path_text(r->choices);

	if (r->any) /* the applicant listed nothing */
		return entry_fault_set(f, code, NULL, reason);
	snprintf(r->field, r->field_size,
	    list[0] == '/' ? "%s/%" PRIu32 : "%s.%" PRIu32, list, number);
	return entry_fault_set(f, code, r->field, reason);
}

/* The choices of the applicant who is being read; wishes are made of them later. */
static uint32_t *
choices_read(const struct applicants *a)
{
	return a->choices + (a->wished ? 0 : a->first[a->count]);
}

/* The programs of a list; count is how many there are. */
static bool
read_choices(struct applicants *a, struct record *record, const struct value *list,
    uint32_t *count, struct entry_fault *f)
{
	if (choice_list_read(a->reader->list, record, list, choices_read(a), count, f))
		return true;
	if (f->code != NULL)
		fail_choice(a, f, f->code, *count, f->reason);
	return false;
}

static bool
read_order(struct applicants *a, struct record *record, struct entry_fault *f)
{
	struct path *path = a->reader->order;
	int64_t order = 0;

	switch (path_integer(path, record, &order)) {
	case PATH_FOUND:
		break;
	case PATH_MISSING:
		return entry_fault_set(f, "order-missing", path_text(path),
		    "there is no order; has the list been ranked?");
	case PATH_NO_MEMORY:
		return entry_fault_no_memory(f);
	case PATH_WRONG_TYPE:
	case PATH_RANGE:
		order = -1;
		break;
	}
	if (order < 0)
		return entry_fault_set(f, "order-not-whole", path_text(path),
		    "the order is not a whole number from 0 to 9223372036854775807");
	a->order[a->count] = (uint64_t)order;
	return true;
}

/* A program that an applicant wants, or takes, and how far away it is. */
struct target {
	uint32_t program, metres;
};

/* Where metres decide, an order of the program's own has no say. */
static enum terms_result
test_terms(struct applicants *a, struct record *record, struct terms terms,
    struct target target, bool ranked, uint32_t *priority, struct entry_fault *f)
{
	const struct programs *p = a->reader->programs;
	enum terms_result result;

	if (a->reader->any) {
		terms.rank = TERMS_NONE;
		ranked = false;
	}
	result = terms_test(p->book, &terms, record, p->values[target.program],
	    a->order[a->count], ranked, priority, f);
	if (a->reader->any)
		*priority = target.metres;
	return result;
}

/*
 * What stands against a choice, or for it: a mark, a priority or, if the program has
 * groups, a list of claims.
 */
static enum terms_result
claim_groups(struct applicants *a, struct record *record, struct target target,
    uint32_t *priority, struct entry_fault *f)
{
	struct applicants_reader *r = a->reader;
	const struct groups *groups = r->programs->groups;
	enum terms_result best = TERMS_NOT_ELIGIBLE;
	uint32_t first = groups->first[target.program];
	uint64_t end;

	if (!hugepages_reserve(&a->claim_first, &r->lists_room, r->lists + (size_t)2,
		sizeof *a->claim_first))
		return terms_no_memory(f);
	if (r->lists == 0)
		a->claim_first[0] = 0;
	end = a->claim_first[r->lists];
	for (uint32_t g = first; g < groups->first[target.program + 1]; g++) {
		const struct group *group = &groups->all[g];
		enum terms_result result;
		uint32_t own;

		if (!group->offered)
			continue;
		result = test_terms(
		    a, record, group->terms, target, r->programs->ranked, &own, f);
		if (result == TERMS_FAILED)
			return result;
		if (result == TERMS_BELOW_FLOOR && best == TERMS_NOT_ELIGIBLE)
			best = result;
		if (result != TERMS_OPEN)
			continue;
		if (!hugepages_reserve(
			&a->claims, &r->claims_room, end + 1, sizeof *a->claims))
			return terms_no_memory(f);
		a->claims[end++] = (struct claim){ g, own };
		best = TERMS_OPEN;
	}
	if (best == TERMS_OPEN) {
		if (r->lists >= WISH_MARKS - 1)
			return terms_no_memory(f);
		*priority = r->lists++;
		a->claim_first[r->lists] = end;
	}
	return best;
}

static enum terms_result
test_choice(struct applicants *a, struct record *record, struct target target,
    uint32_t *priority, struct entry_fault *f)
{
	const struct programs *p = a->reader->programs;
	const uint32_t *groups = &p->groups->first[target.program];
	bool grouped = groups[0] < groups[1];
	struct terms own = p->terms[target.program];
	enum terms_result result;

	if (grouped) /* the rest is the groups' own, if they do not say otherwise */
		own = (struct terms){ own.eligible, TERMS_NONE, TERMS_NONE, 0, 0 };
	result = test_terms(a, record, own, target, p->ranked && !grouped, priority, f);
	if (result == TERMS_OPEN && grouped)
		result = claim_groups(a, record, target, priority, f);
	return result;
}

/*
 * What a program says of a choice, counted from 0, of the applicant who is being read:
 * the priority of a wish.
 */
static bool
read_wish(struct applicants *a, struct record *record, struct target target,
    uint32_t choice, uint32_t *priority, struct entry_fault *f)
{
	*priority = WISH_NOT_OFFERED;
	if (!a->reader->programs->offered[target.program])
		return true;
	switch (test_choice(a, record, target, priority, f)) {
	case TERMS_OPEN:
		return true;
	case TERMS_BELOW_FLOOR:
		*priority = WISH_BELOW_FLOOR;
		return true;
	case TERMS_NOT_ELIGIBLE:
		*priority = WISH_NOT_ELIGIBLE;
		return true;
	case TERMS_FAILED:
		break;
	}
	if (f->code != NULL && f->field == NULL)
		return fail_choice(a, f, f->code, choice, f->reason);
	return false;
}

/* A list of one claim, to the group of the seat that is held. */
static bool
claim_held(struct applicants *a, uint32_t group, uint32_t *priority)
{
	struct applicants_reader *r = a->reader;
	uint64_t end;

	if (!hugepages_reserve(&a->claim_first, &r->lists_room, r->lists + (size_t)2,
		sizeof *a->claim_first))
		return false;
	if (r->lists == 0)
		a->claim_first[0] = 0;
	end = a->claim_first[r->lists];
	if (r->lists >= WISH_MARKS - 1 ||
	    !hugepages_reserve(&a->claims, &r->claims_room, end + 1, sizeof *a->claims))
		return false;
	a->claims[end] = (struct claim){ group, *priority };
	*priority = r->lists++;
	a->claim_first[r->lists] = end + 1;
	return true;
}

/*
 * The last wish of a holder: the seat that is held, at which its holder goes before all
 * others.
 */
static bool
read_held(struct applicants *a, struct record *record, const struct holding *held,
    uint32_t choice, struct entry_fault *f)
{
	const struct programs *p = a->reader->programs;
	struct wish *wish = &a->wishes[a->first[a->count] + choice];
	const struct terms *terms = held->group != MARKET_NONE
					? &p->groups->all[held->group].terms
					: &p->terms[held->program];

	wish->program = held->program;
	if (terms_hold(p->book, terms, record, a->order[a->count], &wish->priority,
		f) == TERMS_FAILED)
		return f->code != NULL && f->field == NULL
			   ? fail_choice(a, f, f->code, choice, f->reason)
			   : false;
	return held->group == MARKET_NONE ||
	       claim_held(a, held->group, &wish->priority) || entry_fault_no_memory(f);
}

/* Nothing is known of the next record.  False if memory ran out. */
static bool
begin_wishes(struct applicants *a)
{
	struct applicants_reader *r = a->reader;

	terms_next(r->programs->book);
	if (r->any)
		return true;
	if (r->classes == NULL && (r->classes = term_classes_new(r->programs)) == NULL)
		return false;
	term_classes_next(r->classes);
	return true;
}

static struct target
target_of(const struct applicants *a, const struct leftover_program *any, uint32_t c)
{
	return any != NULL ? (struct target){ any[c].program, any[c].metres }
			   : (struct target){ choices_read(a)[c], 0 };
}

/* A choice, counted from 0, of the applicant who is being read. */
static inline void
set_choice(struct applicants *a, uint32_t c, uint32_t program, uint32_t priority)
{
	uint64_t at = a->first[a->count] + c;

	if (a->wished)
		a->wishes[at] = (struct wish){ program, priority };
	else
		a->choices[at] = market_choice(program, priority);
}

/* All are closed by a mark. */
static void
close_wishes(struct applicants *a, uint32_t count, const struct leftover_program *any,
    uint32_t mark)
{
	for (uint32_t c = 0; c < count; c++)
		set_choice(a, c, target_of(a, any, c).program, mark);
}

/* The same of the first program of a class, which speaks for all of it. */
static bool
read_like(struct applicants *a, struct record *record, struct target target,
    uint32_t choice, uint32_t *priority, struct entry_fault *f)
{
	struct term_classes *classes = a->reader->classes;

	if (classes == NULL)
		return read_wish(a, record, target, choice, priority, f);
	target.program = term_classes_like(classes, target.program);
	if (!read_wish(a, record, target, choice, priority, f))
		return false;
	term_classes_keep(classes, target.program, *priority);
	return true;
}

/* What a program of the same class has said is not asked again. */
static bool
open_wishes(struct applicants *a, struct record *record, uint32_t count,
    const struct leftover_program *any, const struct holding *held,
    struct entry_fault *f)
{
	const struct programs *p = a->reader->programs;
	struct term_classes *classes = a->reader->classes;

	for (uint32_t c = 0; c < count; c++) {
		struct target target = target_of(a, any, c);
		uint32_t priority = WISH_NOT_ELIGIBLE;

		if (!holders_slides_past(p, held, target.program) &&
		    (classes == NULL ||
			!term_classes_know(classes, target.program, &priority)) &&
		    !read_like(a, record, target, c, &priority, f))
			return false;
		set_choice(a, c, target.program, priority);
	}
	return true;
}

/*
 * What stands against count choices, or for them; with a mark, all of them are closed
 * by it, but for the last one of a holder.
 */
static bool
read_wishes(struct applicants *a, struct record *record, uint32_t count,
    const struct leftover_program *any, uint32_t mark, const struct holding *held,
    struct entry_fault *f)
{
	uint32_t others = held != NULL ? count - 1 : count;
	struct applicants_reader *r = a->reader;

	if (a->wished && !hugepages_reserve(&a->wishes, &r->wishes_room,
			     a->first[a->count] + count, sizeof *a->wishes))
		return entry_fault_no_memory(f);
	if (!begin_wishes(a))
		return entry_fault_no_memory(f);
	if (mark != 0)
		close_wishes(a, others, any, mark);
	else if (!open_wishes(a, record, others, any, held, f))
		return false;
	if (held != NULL && !read_held(a, record, held, count - 1, f))
		return false;
	/* Who takes no part is ranked nowhere. */
	if (a->rankings != NULL && mark == 0 &&
	    !rankings_add(a->rankings, a->count, record, a->order[a->count]))
		return entry_fault_no_memory(f);
	/* Where one order is for all, its mechanism sees who has it twice. */
	return !r->programs->ranked ||
	       terms_commit(r->programs->book, a->order[a->count]) ||
	       entry_fault_no_memory(f);
}

/*
 * The applicant who was read takes part with count choices, or leaves nothing behind.
 */
static bool
conclude(struct applicants *a, bool takes_part, uint32_t lists, uint32_t count)
{
	if (!takes_part) {
		a->reader->lists = lists; /* no claims of who takes no part */
		return false;
	}
	a->first[a->count + 1] = a->first[a->count] + count;
	a->count++;
	return true;
}

/* The list of choices in a record, or NULL. */
static const struct value *
find_list(struct applicants *a, struct record *record, struct entry_fault *f)
{
	struct path *path = a->reader->choices;
	const struct value *list = path_find(path, record);

	if (list != NULL)
		record_unfold(record, list);
	if (list == NULL || list->type == VALUE_NULL)
		entry_fault_set(f, "choices-missing", path_text(path),
		    "there is no list of choices");
	else if (list->type != VALUE_ARRAY)
		entry_fault_set(f, "choices-not-a-list", path_text(path),
		    "the choices are not an array");
	else
		return list;
	return NULL;
}

/* The choices of a holder end with the program that is held; returns how many. */
static uint32_t
end_with(struct applicants *a, uint32_t count, uint32_t program)
{
	uint32_t *choices = choices_read(a), c = 0;

	while (c < count && choices[c] != program)
		c++;
	choices[c] = program;
	return c + 1;
}

bool
applicants_add(struct applicants *a, struct record *record, uint32_t mark,
    const struct holding *held, struct entry_fault *f)
{
	struct applicants_reader *r = a->reader;
	const struct value *list = find_list(a, record, f);
	uint32_t count = 0, lists = r->lists;
	bool takes_part;

	if (list == NULL)
		return false;
	/* Its values are at least one more than its elements. */
	if (a->count == MARKET_NONE - 1 ||
	    !make_room(a, list->next - (size_t)(list - record->values)))
		return entry_fault_no_memory(f);
	takes_part =
	    read_choices(a, record, list, &count, f) && read_order(a, record, f);
	if (takes_part && held != NULL)
		count = end_with(a, count, held->program);
	takes_part = takes_part &&
		     (!a->asked || read_wishes(a, record, count, NULL, mark, held, f));
	return conclude(a, takes_part, lists, count);
}

bool
applicants_add_any(struct applicants *a, struct record *record,
    const struct leftover *leftover, uint32_t mark, struct entry_fault *f)
{
	const struct leftover_program all = { leftover->offered[0], 0 };
	const struct leftover_program *any = mark != 0 ? &all : leftover->list;
	uint32_t count = mark != 0 ? 1 : leftover->count, lists = a->reader->lists;

	if (a->count == MARKET_NONE - 1 || !make_room(a, 0))
		return entry_fault_no_memory(f);
	return conclude(a,
	    read_order(a, record, f) &&
		read_wishes(a, record, count, any, mark, NULL, f),
	    lists, count);
}

void
applicants_forget(struct applicants *a)
{
	a->count = 0;
	a->reader->lists = 0;
}
