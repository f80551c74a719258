#include <string.h>

#include "record/decimal.h"
#include "seats/admission.h"

enum member { STATUS, ROUND, PROGRAM, GROUP, CHOICE, MEMBERS };

/* The members of an admission; NULL: it does not have it. */
struct members {
	const struct value *of[MEMBERS];
};

static enum member
which(struct span name)
{
	static const char *const names[MEMBERS] = { "status", "round", "program",
		"group", "choice" };
	int member = 0;

	while (member < MEMBERS && !span_is(name, names[member]))
		member++;
	return (enum member)member;
}

/* Find all members in one walk; false if there is no memory. */
static bool
find_members(struct record *r, const struct value *object, struct members *members)
{
	uint32_t index = (uint32_t)(object - r->values);

	record_unfold(r, object);
	object = &r->values[index];
	*members = (struct members){ { NULL } };
	for (uint32_t n = index + 1; n < object->next; n = r->values[n + 1].next) {
		struct span name = record_raw(r, &r->values[n]);
		enum member member;

		name = r->values[n].escaped
			   ? record_text(r, &r->values[n])
			   : (struct span){ name.at + 1, name.len - 2 };
		if (name.at == NULL)
			return false;
		member = which(name);
		if (member < MEMBERS)
			members->of[member] = &r->values[n + 1];
	}
	return true;
}

/* The text of a member, at == NULL if there is none; false if it is something else. */
static bool
read_text(struct record *r, const struct value *v, struct span *text)
{
	*text = (struct span){ NULL, 0 };
	if (v == NULL)
		return true;
	if (v->type != VALUE_STRING)
		return false;
	*text = record_text(r, v);
	return text->at != NULL;
}

/* The number of the choice, from 1; 0 if there is none. */
static bool
read_choice(struct record *r, const struct value *v, int64_t *choice)
{
	struct decimal number;
	struct span raw;

	*choice = 0;
	if (v == NULL)
		return true;
	raw = record_raw(r, v);
	if (v->type != VALUE_NUMBER || !decimal_parse(raw.at, raw.len, &number))
		return false;
	*choice = number.units;
	return number.scale == 0 && number.units > 0;
}

/* Read the members of a seat; NULL, or the path of what is unclear. */
static const char *
read_seat(struct record *r, const struct members *members, struct admission *a)
{
	a->status = ADMISSION_ADMITTED;
	if (!read_text(r, members->of[PROGRAM], &a->program) || a->program.at == NULL)
		return ADMISSION_KEY ".program";
	if (!read_text(r, members->of[GROUP], &a->group))
		return ADMISSION_KEY ".group";
	if (!read_choice(r, members->of[CHOICE], &a->choice))
		return ADMISSION_KEY ".choice";
	return NULL;
}

const char *
admission_read(struct record *r, struct admission *a)
{
	const struct value *object =
	    record_member(r, &r->values[0], ADMISSION_KEY, strlen(ADMISSION_KEY));
	struct members members;
	struct span status;

	*a = (struct admission){ .status = ADMISSION_NONE };
	if (object == NULL || object->type == VALUE_NULL)
		return NULL;
	if (object->type != VALUE_OBJECT || !find_members(r, object, &members))
		return ADMISSION_KEY;
	if (!read_text(r, members.of[STATUS], &status) || status.at == NULL)
		return ADMISSION_KEY ".status";
	if (!read_text(r, members.of[ROUND], &a->round))
		return ADMISSION_KEY ".round";
	if (span_is(status, "unplaced")) {
		a->status = ADMISSION_UNPLACED;
		return NULL;
	}
	if (!span_is(status, "admitted"))
		return ADMISSION_KEY ".status";
	return read_seat(r, &members, a);
}

/* How many members an object has. */
static size_t
count_members(const struct record *r, const struct value *object)
{
	size_t count = 0;

	for (uint32_t n = (uint32_t)(object - r->values) + 1; n < object->next;
	     n = r->values[n + 1].next)
		count++;
	return count;
}

bool
admission_read_seat(struct record *r, const struct value *object, struct admission *a)
{
	struct members members;
	size_t known = 0;

	*a = (struct admission){ .status = ADMISSION_NONE };
	if (object->type != VALUE_OBJECT || !find_members(r, object, &members) ||
	    members.of[STATUS] != NULL || !read_text(r, members.of[ROUND], &a->round))
		return false;
	for (int m = 0; m < MEMBERS; m++)
		known += members.of[m] != NULL;
	return known == count_members(r, object) && read_seat(r, &members, a) == NULL;
}

void
admission_write_seat(struct writer *w, const struct admission *a)
{
	if (a->round.at != NULL)
		writer_member_text(w, "round", a->round);
	writer_member_text(w, "program", a->program);
	if (a->group.at != NULL)
		writer_member_text(w, "group", a->group);
	if (a->choice > 0)
		writer_member_integer(w, "choice", a->choice);
}

void
admission_write(struct writer *w, const struct admission *a, struct span refused)
{
	writer_open_object(w);
	if (a->status == ADMISSION_ADMITTED)
		admission_write_seat(w, a);
	else if (a->round.at != NULL)
		writer_member_text(w, "round", a->round);
	writer_name(w, "status");
	writer_string(w, a->status == ADMISSION_ADMITTED ? "admitted" : "unplaced");
	if (a->released.at != NULL) {
		writer_name(w, "released");
		writer_raw(w, a->released);
	}
	if (refused.at != NULL) {
		writer_name(w, "refused");
		writer_raw(w, refused);
	}
	writer_close_object(w);
}
