#include "catchment/home.h"

#include "address/address_numeral.h"

void
home_reader_free(struct home_reader *reader)
{
	address_line_free(&reader->line);
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
	if (text.len == 0)
		return true;
	if (!address_line_read(&reader->line, text))
		return false;
	if (address_numeral(reader->line.chars, number) == 0 &&
	    (!may_have_stem || address_numeral(reader->line.chars + 1, number) == 0))
		*number = 0;
	return true;
}

/* Where a member with a text belongs; NULL: nowhere. */
static struct span *
place_of(struct home *home, struct span name)
{
	for (int part = 0; part < ADDRESS_PARTS; part++)
		if (span_is(name, address_part_names[part]))
			return &home->parts[part];
	if (span_is(name, "canonical"))
		return &home->canonical;
	return span_is(name, "rest") ? &home->rest : NULL;
}

static enum home_result
read_member(struct record *record, uint32_t name, struct home *home)
{
	struct span text = record_text(record, &record->values[name]);
	struct span *to = place_of(home, text);
	const struct value *v = &record->values[name + 1];

	if (text.at == NULL)
		return HOME_NO_MEMORY;
	if (to == NULL)
		return HOME_OK;
	if (v->type != VALUE_STRING)
		return HOME_NOT_PARTS;
	*to = record_text(record, v);
	return to->at == NULL ? HOME_NO_MEMORY : HOME_OK;
}

enum home_result
home_read(struct home_reader *reader, struct record *record, const struct value *value,
    struct home *home)
{
	uint32_t index = (uint32_t)(value - record->values);
	enum home_result result = HOME_OK;

	*home = (struct home){ 0 };
	if (value->type != VALUE_OBJECT)
		return HOME_NOT_PARTS;
	record_unfold(record, value);
	value = &record->values[index];
	for (uint32_t n = index + 1; result == HOME_OK && n < value->next;
	     n = record->values[n + 1].next)
		result = read_member(record, n, home);
	if (result != HOME_OK)
		return result;
	if (!read_number(reader, home->parts[ADDRESS_NUMBER], true, &home->number) ||
	    !read_number(reader, home->parts[ADDRESS_LANE], false, &home->lane) ||
	    !read_number(reader, home->parts[ADDRESS_BUILDING], false, &home->building))
		return HOME_NO_MEMORY;
	return HOME_OK;
}
