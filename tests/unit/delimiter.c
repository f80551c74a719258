#include <assert.h>
#include <string.h>

#include "sheet/delimiter.h"

static void
expect(const char *text, enum encoding encoding, char byte, size_t same, size_t count,
    uint64_t full_width_line)
{
	struct delimiter found = delimiter_find(span_of(text), encoding);

	assert(found.byte == byte && found.same == same && found.count == count);
	assert(found.full_width_line == full_width_line);
}

int
main(void)
{
	expect("", ENCODING_UNKNOWN, 0, 0, 0, 0);
	/* What is only a mark decodes to nothing, which has no address. */
	assert(delimiter_find((struct span){ NULL, 0 }, ENCODING_UTF16BE).lines == 0);
	expect("a\nb\n", ENCODING_UTF8, 0, 0, 0, 0);
	expect("a,b", ENCODING_UNKNOWN, ',', 1, 1, 0);
	expect("a,b\r\n1,2\r\n", ENCODING_UNKNOWN, ',', 2, 1, 0);
	expect("t\na;b;c\n1,5;2;3\n", ENCODING_UNKNOWN, ';', 2, 2, 0);
	/* As many lines: more cells; as many cells: the comma, the tab. */
	expect("a;b,c,d\n", ENCODING_UNKNOWN, ',', 1, 2, 0);
	expect("a;b,c\td\n", ENCODING_UNKNOWN, ',', 1, 1, 0);
	expect("a;b\tc\n", ENCODING_UNKNOWN, '\t', 1, 1, 0);
	expect("a,\"b\n;;;\"\n1,2\n", ENCODING_UNKNOWN, ',', 2, 1, 0);
	/* The last line may be cut. */
	expect("a,b\n1,2\n1;2;3", ENCODING_UNKNOWN, ',', 2, 1, 0);
	expect("表\na，b\n1，2\n", ENCODING_UTF8, 0, 0, 0, 2);
	expect("a\xa3\xac"
	       "b\n1\xa3\xac"
	       "2\n",
	    ENCODING_GB18030, 0, 0, 0, 1);
	/* The second and the third byte of two characters. */
	expect("a\n\xb0\xa3\xac\xb0\n", ENCODING_GB18030, 0, 0, 0, 0);
	/* A text with a comma in a column by itself. */
	expect("备注\n好，是\n无\n无\n", ENCODING_UTF8, 0, 0, 0, 0);
	assert(strcmp(delimiter_name('\t'), "tab") == 0);
	return 0;
}
