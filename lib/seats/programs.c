#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "seats/programs.h"
#include "settings/keys.h"
#include "text/numbering.h"

static const char *const keys[] = { "id", "school", "name", "round", "capacity", "note",
	"lon", "lat", "eligible", "tiers", "order", "floor", "groups", NULL };

static bool
fail(struct programs_fault *fault, const char *code, const char *field,
    const char *reason)
{
	fault->code = code;
	fault->field = field;
	fault->reason = reason;
	return false;
}

static bool
no_memory(struct programs_fault *fault)
{
	return fail(fault, "no-memory", NULL, "no memory");
}

static bool
check_keys(const json_t *program, struct programs_fault *fault)
{
	const char *unknown = keys_unknown(program, keys);

	return unknown == NULL ||
	       fail(fault, "program-unknown-key", unknown, "is not a key of a program");
}

/* Text that is not empty and holds no NUL. */
static bool
is_name(const json_t *value)
{
	return json_is_string(value) && json_string_length(value) > 0 &&
	       strlen(json_string_value(value)) == json_string_length(value);
}

static bool
check_round(const json_t *round, struct programs_fault *fault)
{
	const json_t *one;
	size_t i;

	if (round == NULL || is_name(round))
		return true;
	if (json_is_array(round) && json_array_size(round) > 0) {
		json_array_foreach(round, i, one) if (!is_name(one)) break;
		if (i == json_array_size(round))
			return true;
	}
	return fail(fault, "program-bad-round", "round",
	    "is neither the name of a round nor an array of such names");
}

static bool
check_capacity(const json_t *capacity, struct programs_fault *fault)
{
	if (json_is_integer(capacity) && json_integer_value(capacity) >= 0 &&
	    json_integer_value(capacity) < UINT32_MAX)
		return true;
	return fail(fault, "program-bad-capacity", "capacity",
	    "is not a whole number from 0 to 4294967294");
}

/* Where the program is, if it says so. */
static bool
read_position(
    const json_t *program, struct position *position, struct programs_fault *fault)
{
	const json_t *lon = json_object_get(program, "lon");
	const json_t *lat = json_object_get(program, "lat");

	*position = (struct position){ INT64_MAX, INT64_MAX };
	if (lon == NULL && lat == NULL)
		return true;
	if (!json_is_number(lon) || !json_is_number(lat) ||
	    fabs(json_number_value(lon)) > 180 || fabs(json_number_value(lat)) > 90)
		return fail(fault, "program-bad-position",
		    json_is_number(lon) && fabs(json_number_value(lon)) <= 180 ? "lat"
									       : "lon",
		    "is not a longitude or latitude in decimal degrees");
	position->lon = position_from_degrees(json_number_value(lon));
	position->lat = position_from_degrees(json_number_value(lat));
	return true;
}

/* Whether an array of rounds, a round or no round says a round. */
static bool
offers(const json_t *rounds, const char *round)
{
	const json_t *one;
	size_t i;

	if (!json_is_array(rounds))
		return rounds == NULL || strcmp(json_string_value(rounds), round) == 0;
	json_array_foreach(
	    rounds, i, one) if (strcmp(json_string_value(one), round) == 0) return true;
	return false;
}

static bool
copy_fault(struct programs_fault *fault, const struct terms_fault *f, uint32_t group)
{
	fault->text = f->text;
	fault->error = f->error;
	fault->group = group;
	return fail(fault, f->code, f->field, f->reason);
}

/* On which terms, and in which groups, a program has seats. */
static bool
read_terms(
    struct programs *p, json_t *program, uint32_t number, struct programs_fault *fault)
{
	struct terms *terms = &p->terms[number];
	const json_t *groups = json_object_get(program, "groups"), *group;
	struct terms_fault f = { 0 };
	size_t bad = 0, i;
	bool named;

	*terms = TERMS_EMPTY;
	if (!terms_read(p->book, program, terms, &f))
		return copy_fault(fault, &f, MARKET_NONE);
	if (!groups_add(
		p->groups, groups, p->book, terms, p->capacity[number], &bad, &f))
		return copy_fault(
		    fault, &f, bad > 0 ? (uint32_t)(bad - 1) : MARKET_NONE);
	json_array_foreach(groups, i, group)
	{
		if (!check_round(json_object_get(group, "round"), fault)) {
			fault->group = (uint32_t)i;
			return fail(
			    fault, "program-bad-group", fault->field, fault->reason);
		}
	}
	named = terms_of_program(p->book, terms);
	for (uint32_t g = p->groups->first[number]; g < p->groups->first[number + 1];
	     g++)
		named |= terms_of_program(p->book, &p->groups->all[g].terms);
	if (named && (p->values[number] = expression_value_new(program)) == NULL)
		return no_memory(fault);
	return true;
}

/* All of a program but the round, which is known only when all have been read. */
static bool
read_program(struct programs *p, json_t *program, struct programs_fault *fault)
{
	const json_t *id = json_object_get(program, "id");
	const json_t *capacity = json_object_get(program, "capacity");
	uint32_t number;
	bool known;

	if (!is_name(id))
		return fail(fault, "program-no-id", "id", "is missing or not a text");
	if (!check_keys(program, fault) || !check_capacity(capacity, fault) ||
	    !check_round(json_object_get(program, "round"), fault))
		return false;
	number = numbering_add(p->ids,
	    (struct span){ json_string_value(id), json_string_length(id) }, &known);
	if (number == NUMBERING_NONE)
		return no_memory(fault);
	if (known)
		return fail(fault, "program-duplicate", "id",
		    "is the id of an earlier program");
	p->capacity[number] = (uint32_t)json_integer_value(capacity);
	if (!read_position(program, &p->positions[number], fault))
		return false;
	return read_terms(p, program, number, fault);
}

/* The one round that all programs with a round have, or NULL. */
static const char *
only_round(const json_t *document)
{
	const char *only = NULL;
	const json_t *program, *rounds, *one;
	size_t i, k;

	json_array_foreach(document, i, program)
	{
		rounds = json_object_get(program, "round");
		for (k = 0; k < (json_is_array(rounds) ? json_array_size(rounds) : 1);
		     k++) {
			one =
			    json_is_array(rounds) ? json_array_get(rounds, k) : rounds;
			if (one == NULL)
				continue;
			if (only != NULL && strcmp(only, json_string_value(one)) != 0)
				return NULL;
			only = json_string_value(one);
		}
	}
	return only;
}

/* A round of a list of rounds, or of one round; NULL: there are no more. */
static const char *
round_at(const json_t *rounds, size_t i)
{
	if (json_is_array(rounds))
		return json_string_value(json_array_get(rounds, i));
	return i == 0 ? json_string_value(rounds) : NULL;
}

/* Where rounds name a round; else how many there are. */
static size_t
place_in(const json_t *rounds, const char *round, bool *named)
{
	const char *one;
	size_t i = 0;

	*named = false;
	while (!*named && (one = round_at(rounds, i)) != NULL) {
		*named = strcmp(one, round) == 0;
		i += !*named;
	}
	return i;
}

/*
 * When a round comes: rounds follow each other as the line of the program names them,
 * first as its own, then as those of its groups; one that is not named comes last.
 */
static size_t
when(const json_t *program, const char *round)
{
	const json_t *groups = json_object_get(program, "groups");
	bool named;
	size_t place = place_in(json_object_get(program, "round"), round, &named);

	for (size_t g = 0; !named && g < json_array_size(groups); g++)
		place += place_in(
		    json_object_get(json_array_get(groups, g), "round"), round, &named);
	return place;
}

/* Whether the last round of a group comes after a round. */
static bool
comes_later(const json_t *program, const json_t *rounds, const char *round)
{
	size_t now = when(program, round);
	const char *one;

	for (size_t i = 0; (one = round_at(rounds, i)) != NULL; i++)
		if (when(program, one) > now)
			return true;
	return false;
}

/* The groups that take applicants; a program whose groups do not is not offered. */
static void
offer_groups(struct programs *p, uint32_t program, const json_t *line)
{
	uint32_t first = p->groups->first[program], end = p->groups->first[program + 1];
	const struct terms *own = &p->terms[program];
	bool any = false;

	p->alike[program] = true;
	for (uint32_t g = first; g < end; g++) {
		struct group *group = &p->groups->all[g];

		group->offered = p->offered[program] && offers(group->round, p->round);
		group->pending =
		    !group->offered && comes_later(line, group->round, p->round);
		any |= group->offered;
		p->ask |= group->offered;
		p->ranked |= group->offered && terms_rank(&group->terms);
		p->alike[program] &=
		    !group->offered || terms_rank_alike(p->book, &group->terms,
					   programs_terms(p, program));
	}
	if (first < end)
		p->offered[program] = any;
	else if (p->offered[program])
		p->ranked |= terms_rank(own);
	p->ask |= p->offered[program] && (terms_ask(own) || terms_rank(own));
}

/* Take the seats away that the round does not offer. */
static bool
set_round(struct programs *p, const json_t *document, const char *round,
    struct programs_fault *fault)
{
	const json_t *program;
	bool any = false;
	size_t i;

	fault->line = 0;
	p->round = round != NULL ? round : only_round(document);
	if (p->round == NULL)
		return fail(fault, "round-missing", NULL,
		    "the programs do not name one single round; say which one to run");
	json_array_foreach(document, i, program)
	{
		p->schools[i] = json_string_value(json_object_get(program, "school"));
		p->offered[i] = offers(json_object_get(program, "round"), p->round);
		offer_groups(p, (uint32_t)i, program);
		if (!p->offered[i])
			p->capacity[i] = 0;
		any = any || p->offered[i];
	}
	if (!any)
		return fail(
		    fault, "round-unknown", NULL, "the round offers no program");
	return true;
}

static bool
read_all(struct programs *p, const json_t *document, const char *round,
    struct programs_fault *fault)
{
	json_t *program;
	size_t i;

	json_array_foreach(document, i, program)
	{
		fault->line = i + 1;
		if (!read_program(p, program, fault))
			return false;
	}
	return set_round(p, document, round, fault);
}

struct programs *
programs_read(const json_t *document, const char *round, const json_t *constants,
    struct programs_fault *fault)
{
	size_t count = json_array_size(document);
	struct programs *p = calloc(1, sizeof *p);

	*fault = (struct programs_fault){ .group = MARKET_NONE };
	if (p != NULL && count < MARKET_MOST_PROGRAMS) {
		p->document = document;
		p->count = (uint32_t)count;
		p->capacity = calloc(count + 1, sizeof *p->capacity);
		p->offered = calloc(count + 1, sizeof *p->offered);
		p->alike = calloc(count + 1, sizeof *p->alike);
		p->positions = calloc(count + 1, sizeof *p->positions);
		p->schools = calloc(count + 1, sizeof *p->schools);
		p->ids = numbering_new();
		p->terms = calloc(count + 1, sizeof *p->terms);
		p->values = calloc(count + 1, sizeof *p->values);
		p->groups = groups_new((uint32_t)count);
		p->book = terms_book_new(constants);
	}
	if (p == NULL || p->capacity == NULL || p->offered == NULL ||
	    p->alike == NULL || p->positions == NULL || p->schools == NULL ||
	    p->ids == NULL || p->terms == NULL || p->values == NULL ||
	    p->groups == NULL || p->book == NULL)
		no_memory(fault);
	else if (read_all(p, document, round, fault)) {
		groups_end(p->groups);
		return p;
	}
	programs_free(p);
	return NULL;
}

void
programs_free(struct programs *p)
{
	if (p == NULL)
		return;
	free(p->capacity);
	free(p->offered);
	free(p->alike);
	free(p->positions);
	free(p->schools);
	for (uint32_t i = 0; p->values != NULL && i < p->count; i++)
		expression_value_free(p->values[i]);
	free(p->values);
	free(p->terms);
	groups_free(p->groups);
	terms_book_free(p->book);
	numbering_free(p->ids);
	free(p);
}

const struct terms *
programs_terms(const struct programs *p, uint32_t program)
{
	for (uint32_t g = p->groups->first[program]; g < p->groups->first[program + 1];
	     g++)
		if (p->groups->all[g].offered)
			return &p->groups->all[g].terms;
	return &p->terms[program];
}

void
programs_guarantee(struct programs *p)
{
	p->guarantee = p->ranked = p->ask = true;
	terms_guarantee(p->book);
}

bool
programs_same_school(const struct programs *p, uint32_t one, uint32_t other)
{
	const char *a = one < p->count ? p->schools[one] : NULL;
	const char *b = other < p->count ? p->schools[other] : NULL;

	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

uint32_t
programs_find(const struct programs *p, struct span id)
{
	return numbering_find(p->ids, id);
}

struct span
programs_id(const struct programs *p, uint32_t program)
{
	if (program == programs_gap(p))
		return (struct span){ NULL, 0 };
	return numbering_text(p->ids, program);
}
