#include <string.h>

#include "record/decimal.h"
#include "seats/admission.h"

/* The text of a member, at == NULL if there is none; false if it is something else. */
static bool
read_text(
    struct record *r, const struct value *object, const char *name, struct span *text)
{
	const struct value *v = record_member(r, object, name, strlen(name));

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
read_choice(struct record *r, const struct value *object, int64_t *choice)
{
	const struct value *v = record_member(r, object, "choice", strlen("choice"));
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

const char *
admission_read(struct record *r, struct admission *a)
{
	const struct value *object =
	    record_member(r, &r->values[0], ADMISSION_KEY, strlen(ADMISSION_KEY));
	struct span status;

	*a = (struct admission){ .status = ADMISSION_NONE };
	if (object == NULL || object->type == VALUE_NULL)
		return NULL;
	if (object->type != VALUE_OBJECT)
		return ADMISSION_KEY;
	if (!read_text(r, object, "status", &status) || status.at == NULL)
		return ADMISSION_KEY ".status";
	if (!read_text(r, object, "round", &a->round))
		return ADMISSION_KEY ".round";
	if (span_is(status, "unplaced")) {
		a->status = ADMISSION_UNPLACED;
		return NULL;
	}
	if (!span_is(status, "admitted"))
		return ADMISSION_KEY ".status";
	a->status = ADMISSION_ADMITTED;
	if (!read_text(r, object, "program", &a->program) || a->program.at == NULL)
		return ADMISSION_KEY ".program";
	if (!read_text(r, object, "group", &a->group))
		return ADMISSION_KEY ".group";
	if (!read_choice(r, object, &a->choice))
		return ADMISSION_KEY ".choice";
	return NULL;
}

void
admission_write(struct writer *w, const struct admission *a, struct span refused)
{
	writer_open_object(w);
	if (a->round.at != NULL) {
		writer_name(w, "round");
		writer_string_span(w, a->round);
	}
	if (a->status == ADMISSION_ADMITTED) {
		writer_name(w, "program");
		writer_string_span(w, a->program);
		if (a->group.at != NULL) {
			writer_name(w, "group");
			writer_string_span(w, a->group);
		}
		if (a->choice > 0) {
			writer_name(w, "choice");
			writer_integer(w, a->choice);
		}
	}
	writer_name(w, "status");
	writer_string(w, a->status == ADMISSION_ADMITTED ? "admitted" : "unplaced");
	if (refused.at != NULL) {
		writer_name(w, "refused");
		writer_raw(w, refused);
	}
	writer_close_object(w);
}
