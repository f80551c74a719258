/*
 * address.h - one line of a Chinese address in its parts
 *
 * Families, police and schools write one home in many ways.  The parser gives each its
 * parts, and one canonical text: two spellings of one home have the same bytes there.
 *
 *	struct address_parser *parser = address_parser_new(gazetteer);
 *	struct address address;
 *
 *	if (address_parse(parser, line, &address))
 *		use(address.parts[ADDRESS_ROAD].text, address.number.number);
 *
 * Parts are told by their endings (a road ends in 路, a building in 栋), and by a
 * gazetteer of one city (gazetteer.h), if there is one: it knows names that no ending
 * tells, old names, and to what a name belongs.  Nothing is lost: what is no part is
 * left over, and reported as "rest".
 *
 * The name of a road is never cut: 重庆路 is a road and says nothing of Chongqing; and
 * no division follows from the road that a home stands at.
 */
#ifndef ADDRESS_H
#define ADDRESS_H

#include <stdbool.h>

#include "address/address_parts.h"
#include "record/span.h"

struct gazetteer;
struct address_parser;

/* The gazetteer is borrowed, and may be NULL.  NULL if there is no memory. */
struct address_parser *address_parser_new(const struct gazetteer *);
void address_parser_free(struct address_parser *);

/*
 * Parse a line.  It should be UTF-8; bytes that are not are left over.  Any line can
 * be parsed; one without any part is all rest.  False if there is no memory.
 */
bool address_parse(struct address_parser *, struct span line, struct address *);

/*
 * The canonical form of a name by itself (of a road or a compound in a table of rules),
 * the same as in the text of a part.  Borrowed until the next call with the same
 * parser. False if there is no memory.
 */
bool address_name(struct address_parser *, struct span name, struct span *canonical);

#endif
