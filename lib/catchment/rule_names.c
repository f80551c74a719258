#include "catchment/rule_names.h"

#include <string.h>

#include "address/address.h"
#include "record/writer.h"

int
rule_names_part(enum catchment_kind kind)
{
	switch (kind) {
	case CATCHMENT_TOWN:
		return ADDRESS_TOWN;
	case CATCHMENT_COMMUNITY:
		return ADDRESS_COMMUNITY;
	case CATCHMENT_ROAD:
	case CATCHMENT_LANE:
	case CATCHMENT_STRETCH:
		return ADDRESS_ROAD;
	case CATCHMENT_COMPOUND:
		return ADDRESS_COMPOUND;
	default:
		return ADDRESS_PARTS;
	}
}

/* Whether an address has a part, and it is written. */
static bool
is_written(const struct address *address, int part)
{
	return address->parts[part].evidence == ADDRESS_WRITTEN ||
	       address->parts[part].evidence == ADDRESS_GAZETTEER;
}

/* Whether an address has written parts other than one, from one on and before another.
 */
static bool
has_others(const struct address *address, int part, int from, int before)
{
	bool others = false;

	for (int i = from; i < before; i++)
		others |= i != part && is_written(address, i);
	return others;
}

/* Read a name that may stand behind those of parts before first. */
static enum catchment_fault
read_part(struct address_parser *parser, int part, int first, struct span name,
    struct span *canonical, bool *recognised)
{
	struct address address;

	if (!address_parse(parser, name, &address))
		return CATCHMENT_FAULT_NO_MEMORY;
	*recognised = is_written(&address, part) && address.rest.len == 0;
	if (*recognised && has_others(&address, part, first, ADDRESS_PARTS))
		return CATCHMENT_FAULT_SEVERAL_NAMES;
	if (*recognised)
		*canonical = address.parts[part].text;
	else if (!address_name(parser, name, canonical))
		return CATCHMENT_FAULT_NO_MEMORY;
	return CATCHMENT_OK;
}

/* A short name, as 绿洲, is a compound only where a building stands behind it. */
static enum catchment_fault
read_compound(struct address_parser *parser, struct span name, struct span *canonical,
    bool *recognised)
{
	static const char building[] = "1栋";
	struct writer longer = { 0 };
	enum catchment_fault fault = read_part(
	    parser, ADDRESS_COMPOUND, ADDRESS_PROVINCE, name, canonical, recognised);
	struct address address;

	if (fault != CATCHMENT_OK || *recognised)
		return fault;
	writer_bytes(&longer, name.at, name.len);
	writer_bytes(&longer, building, strlen(building));
	if (writer_failed(&longer) ||
	    !address_parse(parser, (struct span){ longer.text, longer.len }, &address))
		fault = CATCHMENT_FAULT_NO_MEMORY;
	writer_free(&longer);
	if (fault != CATCHMENT_OK)
		return fault;
	*recognised =
	    is_written(&address, ADDRESS_COMPOUND) && address.rest.len == 0 &&
	    !has_others(&address, ADDRESS_COMPOUND, ADDRESS_PROVINCE, ADDRESS_BUILDING);
	if (*recognised)
		*canonical = address.parts[ADDRESS_COMPOUND].text;
	else if (!address_name(parser, name, canonical))
		fault = CATCHMENT_FAULT_NO_MEMORY;
	return fault;
}

enum catchment_fault
rule_names_read(struct address_parser *parser, enum catchment_kind kind,
    struct span name, struct span *canonical, bool *recognised)
{
	enum catchment_fault fault;

	if (kind != CATCHMENT_COMPOUND)
		return read_part(parser, rule_names_part(kind), ADDRESS_PROVINCE, name,
		    canonical, recognised);
	fault = read_compound(parser, name, canonical, recognised);
	if (fault == CATCHMENT_OK)
		*canonical = rule_names_without_ending(*canonical);
	return fault;
}

enum catchment_fault
rule_names_district(
    struct address_parser *parser, struct span name, struct span *canonical)
{
	bool recognised;

	return read_part(
	    parser, ADDRESS_DISTRICT, ADDRESS_DISTRICT, name, canonical, &recognised);
}

static bool
ends_in(struct span text, const char *ending)
{
	size_t len = strlen(ending);

	return text.len >= len && memcmp(text.at + text.len - len, ending, len) == 0;
}

/* Bytes of two Han characters: a shorter name is none. */
enum { HAN = 3, SHORTEST = 2 * HAN };

struct span
rule_names_without_ending(struct span compound)
{
	size_t len = strlen("小区");

	if (ends_in(compound, "小区") && compound.len >= len + SHORTEST)
		compound.len -= len;
	return compound;
}

/* The bytes of the last character, if it can be that of a zone: A, 12, 二, 东. */
static size_t
zone_character(struct span text)
{
	static const char *const words[] = { "一", "二", "三", "四", "五", "六", "七",
		"八", "九", "十", "东", "西", "南", "北", "中", "第", NULL };
	char last = text.len == 0 ? ' ' : text.at[text.len - 1];

	if ((last >= '0' && last <= '9') || (last >= 'A' && last <= 'Z'))
		return 1;
	for (const char *const *word = words; *word != NULL; word++)
		if (ends_in(text, *word))
			return HAN;
	return 0;
}

struct span
rule_names_without_zone(struct span compound)
{
	struct span left = compound;
	size_t len = ends_in(left, "区") || ends_in(left, "期") ? HAN : 0;

	if (len == 0)
		return compound;
	left.len -= len;
	len = zone_character(left);
	if (len == 0)
		return compound;
	for (; len > 0; len = zone_character(left))
		left.len -= len;
	return left.len >= SHORTEST ? left : compound;
}
