/*
 * A right result of a random round in which holders of a seat may try for a better one,
 * broken in many ways: the auditor finds each, under a property that the way names, and
 * nothing in the right result.
 *
 * The way of the other audits (audit_mutations.c), one level up: whether a holder got
 * worse shows in the records, so here lists are verified as admit-verify(1) does it.
 * No forgery may look like an error of the input.
 */
#undef NDEBUG
#include "holders_round.h"

/* The least that each way must have been tried. */
enum { LEAST = ROUNDS_OF(100), ROUNDS = ROUNDS_OF(3000) };

#define ON_LIST    P(1)
#define ROW        P(2)
#define LOST       P(3)
#define DECISION   P(5)
#define NOT_LISTED P(7)
#define CLOSED     P(8)
#define OVER       P(9)
#define FREE       P(10)
#define PASSED     P(11)
#define GROUP      P(12)
#define NOT_BEST   P(15)
#define TOLD       P(16)
#define MISPLACED  (OVER | FREE | PASSED | GROUP | NOT_BEST)

/* What is looked for. */

/* Who holds a seat of the round and may have a better one. */
static bool
tries(const struct person *p)
{
	return p->held != NONE && p->held != Q &&
	       (strcmp(p->decision, "float") == 0 || strcmp(p->decision, "slide") == 0);
}

static bool
has_frozen(const struct person *p)
{
	return p->held != NONE && !tries(p);
}

static bool
has_kept(const struct person *p)
{
	return tries(p) && p->got == p->held;
}

static bool
has_moved(const struct person *p)
{
	return tries(p) && p->got != p->held;
}

static bool
is_newcomer(const struct person *p)
{
	return p->held == NONE;
}

static bool
is_anybody(const struct person *p)
{
	return p->rows == 1;
}

/* One of those, or NULL. */
static struct person *
pick(struct scene *s, bool (*is)(const struct person *))
{
	uint32_t start = below(s->count);

	for (uint32_t i = 0; i < s->count; i++) {
		struct person *p = &s->people[(start + i) % s->count];

		if (is(p))
			return p;
	}
	return NULL;
}

/* Whether all seats are given, those of the group if there is one. */
static bool
is_full(const struct scene *s, uint32_t program, uint32_t group)
{
	uint32_t given = 0;

	for (uint32_t i = 0; i < s->count; i++)
		given += s->people[i].got == program && s->people[i].group == group;
	return given >= s->seats[program][group == NONE ? 0 : group];
}

/* Whether the newcomer would rather have such a seat, and may have it. */
static bool
wants(const struct scene *s, const struct person *p, uint32_t program, uint32_t group)
{
	uint32_t place = place_in_list(p, program);

	return is_newcomer(p) && place < p->length &&
	       (p->got == NONE || place < place_in_list(p, p->got)) &&
	       (p->near || (!s->asks[program] && group != 0));
}

/* A newcomer who wants it, or NULL. */
static struct person *
find_wanting(struct scene *s, uint32_t program, uint32_t group, bool unplaced)
{
	for (uint32_t i = 0; i < s->count; i++) {
		struct person *p = &s->people[i];

		if (wants(s, p, program, group) && (!unplaced || p->got == NONE))
			return p;
	}
	return NULL;
}

/* Forged admissions. */

static bool
refuse(struct person *p)
{
	if (p == NULL)
		return false;
	strcpy(p->after, "{\"round\":\"two\",\"status\":\"unplaced\",\"refused\":[");
	for (uint32_t c = 0; c < p->length; c++)
		add(p->after, "%s{\"program\":\"%s\",\"code\":\"full\"}",
		    c > 0 ? "," : "", name_of(p->list[c]));
	add(p->after, "]}");
	return true;
}

/* A seat of the round, which names such seats as released; "": none. */
static bool
give_for(struct person *p, uint32_t program, uint32_t group, const char *released)
{
	strcpy(p->after, "{");
	add_seat(p->after, p, "two", program, group);
	add(p->after, ",\"status\":\"admitted\"");
	if (*released != '\0')
		add(p->after, ",\"released\":%s", released);
	add(p->after, "}");
	return true;
}

static bool
give(struct person *p, uint32_t program, uint32_t group)
{
	return give_for(p, program, group, p->released);
}

/* Some group of a program, or NONE. */
static uint32_t
any_group(const struct scene *s, uint32_t program)
{
	return s->grouped[program] ? below(2) : NONE;
}

static bool
put_back(struct person *p)
{
	if (p == NULL)
		return false;
	strcpy(p->after, p->before);
	return true;
}

/* Ways to forge.  Each returns false if there is nothing to forge. */

static bool
rob(struct scene *s)
{
	return refuse(pick(s, tries));
}

static bool
rob_all(struct scene *s)
{
	bool any = false;

	for (uint32_t i = 0; i < s->count; i++)
		if (tries(&s->people[i]))
			any = refuse(&s->people[i]);
	return any;
}

static bool
lose_admission(struct scene *s)
{
	struct person *p = pick(s, tries);

	if (p == NULL)
		return false;
	*p->after = '\0';
	return true;
}

static bool
make_worse(struct scene *s)
{
	struct person *p = pick(s, tries);
	uint32_t program;

	if (p == NULL)
		return false;
	program = p->list[below(p->length)];
	return program != Q && place_in_list(p, program) > place_in_list(p, p->held) &&
	       give(p, program, any_group(s, program));
}

static bool
give_unlisted(struct scene *s)
{
	struct person *p = pick(s, tries);
	uint32_t program = below(PLACES);

	return p != NULL && program != p->held &&
	       place_in_list(p, program) == p->length &&
	       give(p, program, any_group(s, program));
}

static bool
rob_frozen(struct scene *s)
{
	return refuse(pick(s, has_frozen));
}

static bool
move_frozen(struct scene *s)
{
	struct person *p = pick(s, has_frozen);
	uint32_t program = below(PLACES);

	return p != NULL && program != p->held &&
	       give(p, program, any_group(s, program));
}

/* The admission of the earlier round is to another program. */
static bool
forge_earlier(struct scene *s, bool (*is)(const struct person *))
{
	struct person *p = pick(s, is);
	uint32_t program = below(PLACES + 1);

	if (p == NULL || program == p->held)
		return false;
	strcpy(p->after, "{");
	add_seat(
	    p->after, p, "one", program, program != Q ? any_group(s, program) : NONE);
	add(p->after, ",\"status\":\"admitted\"}");
	return true;
}

static bool
forge_frozen(struct scene *s)
{
	return forge_earlier(s, has_frozen);
}

static bool
forge_trying(struct scene *s)
{
	return forge_earlier(s, tries);
}

static bool
change_group(struct scene *s)
{
	struct person *p = pick(s, tries);

	if (p == NULL || p->held_group == NONE)
		return false;
	strcpy(p->after, "{");
	add_seat(p->after, p, "one", p->held, 1 - p->held_group);
	add(p->after, ",\"status\":\"admitted\"}");
	return true;
}

/* One of the same program, given by this round. */
static bool
give_other_group(struct scene *s)
{
	struct person *p = pick(s, tries);

	return p != NULL && p->held_group != NONE &&
	       give(p, p->held, 1 - p->held_group);
}

/* The seat that was kept, as if this round had given it. */
static bool
give_what_is_kept(struct scene *s)
{
	struct person *p = pick(s, has_kept);

	return p != NULL && give(p, p->held, p->held_group);
}

static bool
change_what_is_kept(struct scene *s)
{
	struct person *p = pick(s, below(2) == 0 ? has_kept : has_frozen);

	if (p == NULL)
		return false;
	p->after[strlen(p->after) - 1] = '\0';
	add(p->after, ",\"note\":1}");
	return true;
}

/* The seat goes to a newcomer; its holder stays, or goes. */
static bool
give_on(struct scene *s, struct person *holder, bool stays)
{
	struct person *p;

	if (holder == NULL || holder->got == Q ||
	    !is_full(s, holder->got, holder->group) ||
	    (p = find_wanting(s, holder->got, holder->group, false)) == NULL)
		return false;
	return give(p, holder->got, holder->group) && (stays || refuse(holder));
}

static bool
give_twice(struct scene *s)
{
	return give_on(s, pick(s, has_kept), true);
}

static bool
give_frozen_twice(struct scene *s)
{
	return give_on(s, pick(s, has_frozen), true);
}

static bool
hand_over(struct scene *s)
{
	return give_on(s, pick(s, has_kept), false);
}

/* A better seat stays free, though its holder could have it. */
static bool
deny(struct scene *s)
{
	return put_back(pick(s, has_moved));
}

/* It goes to a newcomer, who comes later: all others are unplaced there. */
static bool
pass_over(struct scene *s)
{
	struct person *p = pick(s, has_moved), *other;

	if (p == NULL || (other = find_wanting(s, p->got, p->group, true)) == NULL)
		return false;
	return give(other, p->got, p->group) && put_back(p);
}

/* Who got what was released does not get it. */
static bool
keep_released(struct scene *s)
{
	struct person *p = pick(s, has_moved);

	for (uint32_t i = 0; p != NULL && i < s->count; i++) {
		struct person *other = &s->people[i];

		if (is_newcomer(other) && other->got == p->held &&
		    other->group == p->held_group)
			return refuse(other);
	}
	return false;
}

static bool
forge_released(struct scene *s)
{
	static const char *const lists[] = { "", "null", "7", "\"Q\"", "{}", "[]",
		"[7]", "[{}]", "[{\"program\":\"Q\"}]",
		"[{\"program\":\"Q\",\"note\":1}]" };
	struct person *p = pick(s, has_moved);

	return p != NULL && give_for(p, p->got, p->group,
				lists[below(sizeof lists / sizeof *lists)]);
}

/* One seat of the list: there twice, there alone, with another round. */
static bool
change_released(struct scene *s)
{
	struct person *p = pick(s, has_moved);
	char list[LINE] = "";
	const char *last;

	if (p == NULL)
		return false;
	last = strrchr(p->released, '{');
	switch (below(3)) {
	case 0:
		add(list, "%.*s,%s", (int)strlen(p->released) - 1, p->released, last);
		break;
	case 1:
		add(list, "[%s", last);
		break;
	default:
		add(list, "%s", p->released);
		memcpy(strstr(list, "\"one\""), "\"two\"", strlen("\"two\""));
	}
	return give_for(p, p->got, p->group, list);
}

static bool
release_of_newcomer(struct scene *s)
{
	struct person *p = pick(s, is_newcomer);

	return p != NULL && p->got != NONE &&
	       give_for(
		   p, p->got, p->group, below(2) == 0 ? "[]" : "[{\"program\":\"Q\"}]");
}

/* A program of another school, for one who only slides. */
static bool
slide_away(struct scene *s)
{
	struct person *p = pick(s, has_kept);

	if (p == NULL || strcmp(p->decision, "slide") != 0)
		return false;
	for (uint32_t c = 0; c < p->length && p->list[c] != p->held; c++)
		if (p->list[c] != Q && p->list[c] % 2 != p->held % 2)
			return give(p, p->list[c], any_group(s, p->list[c]));
	return false;
}

/* Two who kept their seats have each other's. */
static bool
exchange(struct scene *s)
{
	struct person *p = pick(s, has_kept), *other = pick(s, has_kept);

	return p != NULL && other->held != p->held &&
	       give(p, other->held, other->held_group) &&
	       give(other, p->held, p->held_group);
}

/* The admissions of a holder and of another one, as they stand there. */
static bool
exchange_rows(struct scene *s)
{
	struct person *p = pick(s, tries), *other = pick(s, is_anybody);
	char text[LINE];

	if (p == NULL || other == p)
		return false;
	strcpy(text, p->after);
	strcpy(p->after, other->after);
	strcpy(other->after, text);
	return true;
}

static bool
lose_row(struct scene *s)
{
	struct person *p = pick(s, below(2) == 0 ? tries : has_frozen);

	if (p != NULL)
		p->rows = 0;
	return p != NULL;
}

static bool
double_row(struct scene *s)
{
	struct person *p = pick(s, below(2) == 0 ? tries : has_frozen);

	if (p != NULL)
		p->rows = 2;
	return p != NULL;
}

static bool
change_decision(struct scene *s)
{
	struct person *p = pick(s, below(2) == 0 ? tries : has_frozen);

	if (p != NULL)
		p->decision = tries(p) ? "freeze" : "float";
	return p != NULL;
}

/*
 * Rules that are not those of the round.  Who tries for more than is allowed, and
 * fails, may still have taken seats from others on the way: then the result is not the
 * best.
 */

static bool
all_float(struct scene *s)
{
	return run(s, ALL_FLOAT);
}

static bool
all_freeze(struct scene *s)
{
	return run(s, ALL_FREEZE);
}

static bool
slide_is_float(struct scene *s)
{
	return run(s, SLIDE_IS_FLOAT);
}

static bool
no_guarantee(struct scene *s)
{
	return run(s, NO_GUARANTEE);
}

static bool
held_twice(struct scene *s)
{
	return run(s, HELD_TWICE);
}

static bool
held_forgotten(struct scene *s)
{
	return run(s, HELD_FORGOTTEN);
}

static struct way {
	const char *name;
	unsigned properties; /* one of them at least is broken */
	bool (*forge)(struct scene *);
	unsigned tried;
} ways[] = {
	{ "a holder loses the seat", LOST, rob, 0 },
	{ "all holders lose their seats", LOST, rob_all, 0 },
	{ "a holder's admission is gone", LOST, lose_admission, 0 },
	{ "a holder is made worse", LOST, make_worse, 0 },
	{ "a holder gets what was not listed", LOST, give_unlisted, 0 },
	{ "a frozen seat is taken away", LOST, rob_frozen, 0 },
	{ "a frozen seat is exchanged", LOST, move_frozen, 0 },
	{ "a frozen seat is another one", LOST, forge_frozen, 0 },
	{ "the seat of one who tries is another one", LOST, forge_trying, 0 },
	{ "a held seat is of another group", LOST, change_group, 0 },
	{ "a seat of another group is given", CLOSED, give_other_group, 0 },
	{ "a kept seat is given anew", LOST, give_what_is_kept, 0 },
	{ "a kept admission is changed", LOST, change_what_is_kept, 0 },
	{ "a kept seat is given to another", OVER, give_twice, 0 },
	{ "a frozen seat is given to another", OVER, give_frozen_twice, 0 },
	{ "a seat is handed over", LOST, hand_over, 0 },
	{ "a better seat is denied to a holder", FREE, deny, 0 },
	{ "a holder is passed over", PASSED, pass_over, 0 },
	{ "a released seat is not given on", FREE, keep_released, 0 },
	{ "the released seats are forged", DECISION, forge_released, 0 },
	{ "the released seats are changed", DECISION, change_released, 0 },
	{ "a newcomer releases something", DECISION, release_of_newcomer, 0 },
	{ "a holder slides to another school", CLOSED, slide_away, 0 },
	{ "two holders exchange seats", LOST | CLOSED | MISPLACED, exchange, 0 },
	{ "two rows exchanged", LOST | DECISION | NOT_LISTED | CLOSED | MISPLACED,
	    exchange_rows, 0 },
	{ "a holder's row is lost", ON_LIST, lose_row, 0 },
	{ "a holder's row is there twice", ON_LIST, double_row, 0 },
	{ "a decision is changed", ROW, change_decision, 0 },
	{ "all float", LOST | CLOSED | NOT_BEST, all_float, 0 },
	{ "nobody may try", MISPLACED, all_freeze, 0 },
	{ "who slides floats", CLOSED | NOT_BEST, slide_is_float, 0 },
	{ "as if nobody held a seat", LOST | DECISION, no_guarantee, 0 },
	{ "seats of holders counted twice", MISPLACED, held_twice, 0 },
	{ "seats of holders given again", OVER, held_forgotten, 0 },
};

enum { WAYS = sizeof ways / sizeof *ways };

enum difference { SAME, REASONS, MORE };

static bool
is_unplaced(const char *admission)
{
	return strstr(admission, "\"unplaced\"") != NULL;
}

/* What two results differ in: what some who are unplaced are told, or more. */
static enum difference
compare(const struct scene *a, const struct scene *b)
{
	enum difference difference = SAME;

	for (uint32_t i = 0; i < a->count; i++) {
		const struct person *p = &a->people[i], *q = &b->people[i];

		if (p->rows != q->rows || strcmp(p->decision, q->decision) != 0)
			return MORE;
		if (strcmp(p->after, q->after) == 0)
			continue;
		if (!is_unplaced(p->after) || !is_unplaced(q->after))
			return MORE;
		difference = REASONS;
	}
	return difference;
}

static void
try_way(const struct scene *right, struct way *way)
{
	struct scene forged = *right;
	enum difference difference;
	unsigned found, expected;

	if (!way->forge(&forged) || (difference = compare(right, &forged)) == SAME)
		return;
	way->tried += difference == MORE;
	expected = difference == MORE ? way->properties : TOLD;
	found = broken(right, &forged);
	if ((found & expected) != 0)
		return;
	fprintf(
	    stderr, "%s: found %x, expected one of %x\n", way->name, found, expected);
	json_dumpf(right->programs, stderr, JSON_INDENT(1) | JSON_COMPACT);
	for (uint32_t i = 0; i < right->count; i++) {
		const struct person *p = &right->people[i], *q = &forged.people[i];

		fprintf(stderr, "\n%s\"%s\"\n  before %s\n  right  %s\n", p->row,
		    p->decision, p->before, p->after);
		if (strcmp(p->after, q->after) != 0)
			fprintf(stderr, "  forged %s\n", q->after);
	}
	abort();
}

int
main(void)
{
	struct scene right;
	unsigned kept = 0, moved = 0;
	const char *rest;
	bool short_of = false;

	record_init(&record);
	choices = path_new("choices", &rest);
	order = path_new("order", &rest);
	decision = path_new("seat", &rest);
	for (int round = 0; round < ROUNDS; round++) {
		make(&right);
		assert(run(&right, RIGHT));
		assert(broken(&right, &right) == 0);
		for (uint32_t i = 0; i < right.count; i++) {
			kept += has_kept(&right.people[i]);
			moved += has_moved(&right.people[i]);
		}
		for (size_t w = 0; w < WAYS; w++)
			try_way(&right, &ways[w]);
		json_decref(right.programs);
	}
	assert(kept > ROUNDS / 4 && moved > ROUNDS / 4);
	for (size_t w = 0; w < WAYS; w++)
		if (ways[w].tried < LEAST) {
			fprintf(stderr, "%s: only %u\n", ways[w].name, ways[w].tried);
			short_of = true;
		}
	path_free(choices);
	path_free(order);
	path_free(decision);
	record_free(&record);
	return short_of;
}
