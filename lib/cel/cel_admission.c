/*
 * The additions for school admission:
 *
 *	date("2014-08-31")  midnight of that day in UTC, a timestamp; so days are
 *	                    compared with < and <=
 *	age(birth, day)     whole years on that day.  Both are timestamps or texts as
 *	                    above.  A birthday counts from its own day on; that of 29
 *	                    February counts from 1 March on in years that lack it.
 *	cn.id(text)         a resident ID (GB 11643-1999) as a map: valid (bool), fault
 *	                    (the code of resident_id.h, "" if there is none) and, where
 *	                    they can be read, area ("620102"), birth ("2005-03-04") and
 *	                    sex, as records have it
 *	text.fold(text)     one spelling for comparing names (fold.h)
 */
#include <string.h>

#include "cel/cel_function.h"
#include "cel/cel_time.h"
#include "formats/calendar.h"
#include "formats/resident_id.h"
#include "text/fold.h"

enum {
	STRING = CEL_SET(CEL_STRING),
	DAY = STRING | CEL_SET(CEL_TIMESTAMP),
};

/* A day as calendar.h has it; false if the value is not a day. */
static bool
read_day(struct cel_value v, uint32_t *day)
{
	struct cel_civil c;

	if (v.kind == CEL_STRING)
		return calendar_read(cel_span(v), day) && *day >= 10101;
	c = cel_civil_of(v.integer);
	*day = calendar_day((unsigned)c.year, (unsigned)c.month, (unsigned)c.day);
	return true;
}

static struct cel_value
date(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	uint32_t day;

	(void)run, (void)count;
	if (!read_day(args[0], &day))
		return cel_error(CEL_FAULT_CONVERSION);
	return cel_timestamp(
	    cel_days(day / 10000, (int)(day / 100 % 100), (int)(day % 100)) * 86400, 0);
}

/* Days are numbers of the form YYYYMMDD, so whole years are ten thousands. */
static struct cel_value
age(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	uint32_t birth, day;

	(void)run, (void)count;
	if (!read_day(args[0], &birth) || !read_day(args[1], &day))
		return cel_error(CEL_FAULT_CONVERSION);
	if (birth > day)
		return cel_error(CEL_FAULT_ARGUMENT);
	return cel_int((day - birth) / 10000);
}

static struct cel_value
known_text(const char *text)
{
	return cel_text(CEL_STRING, text, strlen(text));
}

/* The key is a literal, so that its length is known. */
#define KEY(name) cel_text(CEL_STRING, name, sizeof name - 1)

static inline void
add_pair(struct cel_value *map, struct cel_value *items, struct cel_value key,
    struct cel_value value)
{
	items[2 * map->len] = key;
	items[2 * map->len++ + 1] = value;
}

/* The number as it should be spelled: nearly always the text that was read. */
static struct cel_value
number_of(struct cel_run *run, struct cel_value text, const struct resident_id *id)
{
	if (text.len == RESIDENT_ID_LENGTH &&
	    memcmp(text.text, id->number, RESIDENT_ID_LENGTH) == 0)
		return text;
	return cel_string_copy(run, id->number, RESIDENT_ID_LENGTH);
}

/* The date of birth as records have it. */
static struct cel_value
birth_of(struct cel_run *run, const struct resident_id *id)
{
	const char *digits = id->number + 6;
	char text[] = "YYYY-MM-DD";

	memcpy(text, digits, 4);
	memcpy(text + 5, digits + 4, 2);
	memcpy(text + 8, digits + 6, 2);
	return cel_string_copy(run, text, sizeof text - 1);
}

static struct cel_value
resident_id(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	struct resident_id id;
	enum resident_id_fault fault = resident_id_read(cel_span(args[0]), 0, &id);
	struct cel_value *items, map = cel_new_items(run, CEL_MAP, 7, &items), number;

	(void)count;
	if (map.kind == CEL_ERROR)
		return map;
	map.len = 0;
	add_pair(&map, items, KEY("valid"), cel_bool(fault == RESIDENT_ID_OK));
	add_pair(&map, items, KEY("fault"),
	    known_text(fault == RESIDENT_ID_OK ? "" : resident_id_code(fault)));
	if (id.birth == 0)
		return map;
	number = number_of(run, args[0], &id);
	if (number.kind == CEL_ERROR)
		return number;
	add_pair(&map, items, KEY("number"), number);
	add_pair(&map, items, KEY("area"), cel_text(CEL_STRING, number.text, 6));
	add_pair(&map, items, KEY("birth"), birth_of(run, &id));
	add_pair(
	    &map, items, KEY("sequence"), cel_text(CEL_STRING, number.text + 14, 3));
	add_pair(&map, items, KEY("sex"),
	    id.female ? KEY("\xE5\xA5\xB3") : KEY("\xE7\x94\xB7"));
	return map;
}

static struct cel_value
fold(struct cel_run *run, const struct cel_value *args, uint32_t count)
{
	struct folded own = { 0 }, *folded = run->folded != NULL ? run->folded : &own;
	struct cel_value value = cel_error(CEL_FAULT_MEMORY);

	(void)count;
	fold_reset(folded);
	if (fold_add(folded, cel_span(args[0])))
		value = cel_string_copy(run, folded->text, folded->len);
	fold_free(&own);
	return value;
}

const struct cel_function cel_admission_functions[] = {
	{ "date", false, 1, 1, { DAY }, CEL_TIMESTAMP, date },
	{ "age", false, 2, 2, { DAY, DAY }, CEL_INT, age },
	{ "cn.id", false, 1, 1, { STRING }, CEL_MAP, resident_id },
	{ "text.fold", false, 1, 1, { STRING }, CEL_STRING, fold },
	{ 0 },
};
