#include "catchment/home.h"

#include <string.h>

#include "address/address_numeral.h"

void
home_reader_free(struct home_reader *reader)
{
	address_line_free(&reader->line);
}

/* What stands in Arabic digits, as nearly all numbers do; false: something else. */
static bool
read_digits(struct span text, uint32_t *number)
{
	size_t digits = 0;

	*number = 0;
	for (; digits < text.len && digits <= ADDRESS_NUMERAL_DIGITS; digits++) {
		uint32_t digit = (uint32_t)(unsigned char)text.at[digits] - '0';

		if (digit > 9)
			break;
		*number = *number * 10 + digit;
	}
	return digits > 0 && digits <= ADDRESS_NUMERAL_DIGITS;
}

/*
 * The number that a text begins with, in any digits (3栋, 二巷), or that stands behind
 * the one character of a stem (甲12号); 0: none.  False if there is no memory.
 */
static bool
read_number(
    struct home_reader *reader, struct span text, bool may_have_stem, uint32_t *number)
{
	*number = 0;
	if (text.len == 0 || read_digits(text, number))
		return true;
	if (!address_line_read(&reader->line, text))
		return false;
	if (address_numeral(reader->line.chars, number) == 0 &&
	    (!may_have_stem || address_numeral(reader->line.chars + 1, number) == 0))
		*number = 0;
	return true;
}

enum { CANONICAL = ADDRESS_PARTS, REST, MEMBERS };

/* The names of members, with their lengths, and where they belong. */
struct member_name {
	const char *name;
	size_t len;
};
#define MEMBER(name)                  \
	{                             \
		name, sizeof name - 1 \
	}
/* clang-format off */
static const struct member_name member_names[MEMBERS] = {
	[ADDRESS_PROVINCE] = MEMBER("province"), [ADDRESS_CITY] = MEMBER("city"),
	[ADDRESS_DISTRICT] = MEMBER("district"), [ADDRESS_TOWN] = MEMBER("town"),
	[ADDRESS_COMMUNITY] = MEMBER("community"), [ADDRESS_ROAD] = MEMBER("road"),
	[ADDRESS_LANE] = MEMBER("lane"), [ADDRESS_NUMBER] = MEMBER("number"),
	[ADDRESS_COMPOUND] = MEMBER("compound"),
	[ADDRESS_BUILDING] = MEMBER("building"), [ADDRESS_UNIT] = MEMBER("unit"),
	[ADDRESS_FLOOR] = MEMBER("floor"), [ADDRESS_ROOM] = MEMBER("room"),
	[CANONICAL] = MEMBER("canonical"), [REST] = MEMBER("rest"),
};
/* clang-format on */

/* The member that has a name, looked for from one on: they mostly come in their order.
 * MEMBERS: none. */
static int
find_member(struct span name, int from)
{
	for (int i = 0, at = from; i < MEMBERS; i++, at++) {
		const struct member_name *m;

		if (at >= MEMBERS)
			at = 0;
		m = &member_names[at];
		if (m->len == name.len && memcmp(m->name, name.at, name.len) == 0)
			return at;
	}
	return MEMBERS;
}

/* A text, decoded if it has to be. */
static struct span
text_of(struct record *record, uint32_t index)
{
	const struct value *v = &record->values[index];

	if (v->escaped || record->checked)
		return record_text(record, v);
	return (struct span){ record->line + v->at + 1, v->end - v->at - 2 };
}

static enum home_result
read_member(struct record *record, uint32_t name, struct home *home, int *next)
{
	struct span text = text_of(record, name);
	int member = text.at == NULL ? MEMBERS : find_member(text, *next);
	struct span *to;

	if (text.at == NULL)
		return HOME_NO_MEMORY;
	if (member == MEMBERS)
		return HOME_OK;
	*next = member + 1;
	if (record->values[name + 1].type != VALUE_STRING)
		return HOME_NOT_PARTS;
	to = member == CANONICAL ? &home->canonical
	     : member == REST    ? &home->rest
				 : &home->parts[member];
	*to = text_of(record, name + 1);
	return to->at == NULL ? HOME_NO_MEMORY : HOME_OK;
}

enum home_result
home_read(struct home_reader *reader, struct record *record, const struct value *value,
    struct home *home)
{
	uint32_t index = (uint32_t)(value - record->values);
	enum home_result result = HOME_OK;
	int next = CANONICAL;

	*home = (struct home){ 0 };
	if (value->type != VALUE_OBJECT)
		return HOME_NOT_PARTS;
	record_unfold(record, value);
	value = &record->values[index];
	for (uint32_t n = index + 1; result == HOME_OK && n < value->next;
	     n = record->values[n + 1].next)
		result = read_member(record, n, home, &next);
	if (result != HOME_OK)
		return result;
	if (!read_number(reader, home->parts[ADDRESS_NUMBER], true, &home->number) ||
	    !read_number(reader, home->parts[ADDRESS_LANE], false, &home->lane) ||
	    !read_number(reader, home->parts[ADDRESS_BUILDING], false, &home->building))
		return HOME_NO_MEMORY;
	return HOME_OK;
}
