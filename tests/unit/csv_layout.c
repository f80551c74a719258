#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sheet/layout.h"
#include "sheet/row_kind.h"

/* Cells with '|' between them. */
static size_t
split(const char *row, struct span cells[16])
{
	size_t n = 0;

	for (;; row++) {
		size_t len = strcspn(row, "|");

		cells[n++] = (struct span){ row, len };
		row += len;
		if (*row == '\0')
			return n;
	}
}

static struct column_map *
map_of(const char *text)
{
	json_t *json = json_loads(text, 0, NULL);
	struct map_fault fault;
	struct column_map *map = column_map_new(json, &fault);

	assert(map != NULL);
	json_decref(json);
	return map;
}

/* A table with a map, a header row and one row: what comes of it, as a text. */
static char *
result(const char *map_text, enum unmapped unmapped, const char *header_row,
    const char *row)
{
	static const char *const kinds[] = { "record", "blank", "header", "total",
		"note", "width", "cut" };
	struct column_map *map = map_of(map_text);
	struct header header = { .places = NULL };
	struct map_fault fault;
	struct layout *layout = layout_new(map, unmapped, &fault);
	const struct row_fault *faults;
	struct span cells[16], record;
	size_t n = split(header_row, cells), count = 0, width = n;
	struct row cut = { .cells = cells };
	static const struct total_words no_words;
	enum row_kind kind;
	char *text;
	FILE *out = open_memstream(&text, &(size_t){ 0 });

	assert(out != NULL && header_match(map, cells, n, &header));
	if (layout == NULL || !layout_bind(layout, &header, cells, n,
				  &(struct table_file){ .name = "a.csv" }, &fault)) {
		fprintf(out, "%s %s", fault.header, fault.what);
	} else if ((cut.count = split(row, cells),
		       kind = row_kind(map, width, header.found, &no_words, &cut)) !=
		   ROW_RECORD) {
		fputs(kinds[kind], out);
	} else {
		record =
		    layout_record(layout, &(struct row){ .cells = cells, .line = 7 });
		faults = layout_faults(layout, &count);
		for (size_t i = 0; i < count; i++)
			fprintf(out, "%s%s %s: %s", i == 0 ? "" : "; ", faults[i].code,
			    faults[i].field == NULL ? "-" : faults[i].field,
			    faults[i].reason);
		if (count == 0)
			fprintf(out, "%.*s", (int)record.len, record.at);
	}
	header_clear(&header);
	layout_free(layout);
	column_map_free(map);
	fclose(out);
	return text;
}

static void
expect(const char *map, enum unmapped unmapped, const char *header, const char *row,
    const char *wanted)
{
	char *got = result(map, unmapped, header, row);

	if (strcmp(got, wanted) != 0) {
		fprintf(stderr, "wanted %s\ngot    %s\n", wanted, got);
		abort();
	}
	free(got);
}

#define SOURCE "\"source\":{\"file\":\"a.csv\",\"line\":7}"

static const char scores[] = "{\"id\":\"id\",\"语文\":{\"to\":\"scores.chinese\","
			     "\"type\":\"number\"},\"name\":\"name\","
			     "\"数学\":{\"to\":\"scores.math\",\"type\":\"number\"}}";

static void
test_records(void)
{
	/* The order of the map, and one object for both scores. */
	expect(scores, UNMAPPED_REFUSE, "name|数学|语文|id", "张三|90.0|87.50|1",
	    "{\"id\":\"1\",\"scores\":{\"chinese\":87.50,\"math\":90.0},\"name\":"
	    "\"张三\"," SOURCE "}");
	expect(scores, UNMAPPED_REFUSE, "name|数学|语文|id", "|90||1",
	    "{\"id\":\"1\",\"scores\":{\"math\":90}," SOURCE "}");
	expect(scores, UNMAPPED_REFUSE, "name|数学|语文|id", " a ||\xe3\x80\x80|1",
	    "{\"id\":\"1\",\"name\":\"a\"," SOURCE "}");
	expect("{\"x\":\"x\",\"y\":{\"to\":\"y\",\"required\":false}}", UNMAPPED_DROP,
	    "x|z", "|1", "{" SOURCE "}");
	expect("{\"x\":\"/a.b/c~1d~0\",\"y\":\"/a.b/e\"}", UNMAPPED_REFUSE, "x|y",
	    "1|2", "{\"a.b\":{\"c/d~\":\"1\",\"e\":\"2\"}," SOURCE "}");
}

static void
test_arrays(void)
{
	static const char map[] =
	    "{\"id\":\"id\",\"c1\":\"choices[]\",\"c2\":\"choices[]\","
	    "\"c3\":{\"to\":\"choices[]\",\"required\":false}}";

	/* The order of the map, whatever the order of the columns. */
	expect(map, UNMAPPED_REFUSE, "id|c3|c1|c2", "1|C|A|B",
	    "{\"id\":\"1\",\"choices\":[\"A\",\"B\",\"C\"]," SOURCE "}");
	expect(map, UNMAPPED_REFUSE, "id|c1|c2", "1||B",
	    "{\"id\":\"1\",\"choices\":[null,\"B\"]," SOURCE "}");
	expect(map, UNMAPPED_REFUSE, "c1|c2|id", "||1",
	    "{\"id\":\"1\",\"choices\":[]," SOURCE "}");
	/* Numbers stay: a gap is null, and what is empty at the end is none. */
	expect(map, UNMAPPED_REFUSE, "id|c1|c2|c3", "1|||C",
	    "{\"id\":\"1\",\"choices\":[null,null,\"C\"]," SOURCE "}");
	expect(map, UNMAPPED_REFUSE, "id|c1|c2|c3", "1|A| |",
	    "{\"id\":\"1\",\"choices\":[\"A\"]," SOURCE "}");
	expect("{\"id\":\"id\",\"c1\":{\"to\":\"c[]\",\"gap\":\"error\"},"
	       "\"c2\":{\"to\":\"c[]\",\"gap\":\"null\"},\"c3\":\"c[]\"}",
	    UNMAPPED_REFUSE, "id|c1|c2|c3", "1|||C",
	    "gap c[]: column c1: empty, though a later one of the list is filled");
	expect(
	    "{\"id\":\"id\",\"c1\":{\"to\":\"c[]\",\"gap\":\"error\"},\"c2\":\"c[]\"}",
	    UNMAPPED_REFUSE, "id|c1|c2", "1|A|",
	    "{\"id\":\"1\",\"c\":[\"A\"]," SOURCE "}");
	/* A gap in the file's columns would move the others for all. */
	expect(
	    "{\"id\":\"id\",\"c1\":{\"to\":\"c[]\",\"required\":false},\"c2\":\"c[]\"}",
	    UNMAPPED_REFUSE, "id|c2", "1|B",
	    "c1 is not there, but a later one of the same list is");
}

static void
test_types(void)
{
	static const char map[] = "{\"n\":{\"to\":\"n\",\"type\":\"integer\"},\"d\":{"
				  "\"to\":\"d\",\"type\":\"date\"},"
				  "\"b\":{\"to\":\"b\",\"type\":\"boolean\"},\"f\":{"
				  "\"to\":\"x.f\",\"type\":\"number\"}}";

	expect(map, UNMAPPED_REFUSE, "n|d|b|f", "007|20140901||",
	    "not-an-integer n: column n: no whole number");
	expect(map, UNMAPPED_REFUSE, "n|d|b|f", "7|2014年9月1日|是|1e5",
	    "{\"n\":7,\"d\":\"2014-09-01\",\"b\":true,\"x\":{\"f\":1e5}," SOURCE "}");
	/* All that is wrong in a row, in the order of the map. */
	expect(map, UNMAPPED_REFUSE, "f|b|d|n", "1,000|maybe|2014-02-30|#N/A",
	    "cell-error n: column n: an error of the spreadsheet stands for the "
	    "value; "
	    "not-a-date d: column d: no date of the calendar; "
	    "not-a-boolean b: column b: neither yes nor no; "
	    "not-a-number x.f: column f: no number (87.50, no commas)");
}

static void
test_text(void)
{
	expect("{\"a\":\"a\",\"b\":\"b\"}", UNMAPPED_REFUSE, "a|b",
	    "say \"hi\" \\ 1234567890|\x01.\x01\t\n.\r\x1f.\xc2\xa0",
	    "{\"a\":\"say \\\"hi\\\" \\\\ "
	    "1234567890\",\"b\":\".\\u0001\\t\\n.\\r\\u001f.\"," SOURCE "}");
	/* Damaged by a spreadsheet, and left for the check of the number. */
	expect("{\"a\":\"a\",\"b\":\"b\"}", UNMAPPED_REFUSE, "a|b",
	    "6.20102E+17|=\"007\"", "{\"a\":\"6.20102E+17\",\"b\":\"007\"," SOURCE "}");
}

/* The longest that a text can become. */
static void
test_escapes(void)
{
	struct column_map *map = map_of("{\"a\":\"a\"}");
	struct map_fault fault;
	struct layout *layout = layout_new(map, UNMAPPED_REFUSE, &fault);
	struct header header = { .places = NULL };
	struct span cell = { "a", 1 }, record;
	static char controls[10000];

	assert(header_match(map, &cell, 1, &header));
	assert(layout_bind(
	    layout, &header, &cell, 1, &(struct table_file){ .name = "f" }, &fault));
	memset(controls, 1, sizeof controls);
	controls[0] = controls[sizeof controls - 1] = 'a'; /* nothing is trimmed */
	cell = (struct span){ controls, sizeof controls };
	record = layout_record(layout, &(struct row){ .cells = &cell, .line = 1 });
	assert(record.len ==
	       strlen("{\"a\":\"\",\"source\":{\"file\":\"f\",\"line\":1}}") +
		   6 * (sizeof controls - 2) + 2);
	header_clear(&header);
	layout_free(layout);
	column_map_free(map);
}

static void
test_unmapped(void)
{
	static const char map[] = "{\"id\":\"id\",\"no\":null}";

	expect(map, UNMAPPED_REFUSE, "id|no", "1|2", "{\"id\":\"1\"," SOURCE "}");
	expect(map, UNMAPPED_REFUSE, "id|备注", "1|2", "备注 is not in the map");
	expect(map, UNMAPPED_DROP, "id|备注||备注", "1|2|3|4",
	    "{\"id\":\"1\"," SOURCE "}");
	expect(map, UNMAPPED_KEEP, "id| 备注|\"|no", "1|2|3|4",
	    "{\"id\":\"1\",\"extra\":{\"备注\":\"2\",\"\\\"\":\"3\"}," SOURCE "}");
	expect(map, UNMAPPED_KEEP, "no|id|备注", "|1|", "{\"id\":\"1\"," SOURCE "}");
	expect(map, UNMAPPED_KEEP, "id|x|x", "1|2|3", "x stands there twice");
	expect(map, UNMAPPED_REFUSE, "id|id", "1|2", "id stands there twice");
	/* A column without a header must be empty. */
	expect(map, UNMAPPED_REFUSE, "|id|", " |1|", "{\"id\":\"1\"," SOURCE "}");
	expect(map, UNMAPPED_REFUSE, "id|", "1|2",
	    "unnamed-column -: cell 2 is filled, but its column has no header");
}

static void
test_rows(void)
{
	static const char map[] = "{\"a\":\"a\",\"b\":\"b\",\"c\":\"c\"}";

	expect(map, UNMAPPED_REFUSE, "a|b|c", "||", "blank");
	expect(map, UNMAPPED_REFUSE, "a|b|c", " ", "blank");
	expect(map, UNMAPPED_REFUSE, "a|b|c", "a|b|c", "header");
	expect(map, UNMAPPED_REFUSE, "a|b|c", "合 计||30", "total");
	expect(map, UNMAPPED_REFUSE, "a|b|c", "|总计：|30|4", "total");
	expect(map, UNMAPPED_REFUSE, "a|b|c", "注：以上", "note");
	expect(map, UNMAPPED_REFUSE, "a|b|c", "注：以上||", "note");
	expect(map, UNMAPPED_REFUSE, "a|b|c", "|x|", "{\"b\":\"x\"," SOURCE "}");
	expect(map, UNMAPPED_REFUSE, "a|b|c", "1|2", "width");
	expect(map, UNMAPPED_REFUSE, "a|b|c", "1|2|3|", "width");
	expect("{\"a\":\"a\"}", UNMAPPED_REFUSE, "a", "1", "{\"a\":\"1\"," SOURCE "}");
}

static void
test_paths(void)
{
	static const char *const taken = "b leads to where another column goes";

	expect("{\"a\":\"x\",\"b\":\"x\"}", UNMAPPED_DROP, "", "", taken);
	expect("{\"a\":\"x\",\"b\":\"x.y\"}", UNMAPPED_DROP, "", "", taken);
	expect("{\"a\":\"x.y\",\"b\":\"x\"}", UNMAPPED_DROP, "", "", taken);
	expect("{\"a\":\"x.y\",\"b\":\"x[]\"}", UNMAPPED_DROP, "", "", taken);
	expect("{\"a\":\"x[]\",\"b\":\"x.y\"}", UNMAPPED_DROP, "", "", taken);
	expect("{\"a\":\"x..y\"}", UNMAPPED_DROP, "", "",
	    "a leads to a path with an empty step");
	expect("{\"a\":\"x.\"}", UNMAPPED_DROP, "", "",
	    "a leads to a path with an empty step");
	expect("{\"a\":\"\"}", UNMAPPED_DROP, "", "",
	    "a leads to a path with an empty step");
	expect("{\"a\":\"/\"}", UNMAPPED_DROP, "", "",
	    "a leads to a path with an empty step");
	expect("{\"a\":\"source.file\"}", UNMAPPED_DROP, "", "",
	    "a leads to what the filter writes by itself");
	expect("{\"a\":\"extra\"}", UNMAPPED_KEEP, "", "",
	    "a leads to what the filter writes by itself");
	expect("{\"a\":\"extra\"}", UNMAPPED_DROP, "a", "1",
	    "{\"extra\":\"1\"," SOURCE "}");
	expect("{\"a\":\"1.2.3.4.5.6.7.8.9.0.1.2.3.4.5.6\"}", UNMAPPED_DROP, "", "",
	    "a leads to a path with too many steps");
	expect("{\"a\":\"a.a.a.a.a.a.a.a.a.a.a.a.a.a.a[]\"}", UNMAPPED_DROP, "a", "1",
	    "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{"
	    "\"a\":"
	    "{\"a\":{\"a\":{\"a\":{\"a\":[\"1\"]}}}}}}}}}}}}}}," SOURCE "}");
}

/* One layout, one file after the other. */
static void
test_bound_again(void)
{
	struct column_map *map = map_of("{\"a\":\"a\",\"b\":\"b\"}");
	struct map_fault fault;
	struct layout *layout = layout_new(map, UNMAPPED_REFUSE, &fault);
	struct header header = { .places = NULL };
	struct span cells[16], record;

	for (int i = 0; i < 2; i++) {
		size_t n = split(i == 0 ? "a|b" : "b||a", cells);

		assert(header_match(map, cells, n, &header));
		assert(layout_bind(layout, &header, cells, n,
		    &(struct table_file){ .name = i == 0 ? "1" : "2" }, &fault));
		split(i == 0 ? "x|y" : "y||x", cells);
		record = layout_record(
		    layout, &(struct row){ .cells = cells, .line = UINT64_MAX });
		assert(strncmp(record.at,
			   i == 0 ? "{\"a\":\"x\",\"b\":\"y\",\"source\":{\"file\":"
				    "\"1\",\"line\":"
				    "18446744073709551615}}"
				  : "{\"a\":\"x\",\"b\":\"y\",\"source\":{\"file\":"
				    "\"2\",\"line\":"
				    "18446744073709551615}}",
			   record.len) == 0);
	}
	header_clear(&header);
	layout_free(layout);
	column_map_free(map);
}

/* A cell that its format knows to have no value, and the raw text of another. */
static void
test_cell_faults(void)
{
	struct column_map *map = map_of("{\"a\":\"a\",\"b\":\"b\",\"c\":null}");
	struct span cells[] = { { "a", 1 }, { "b", 1 }, { "c", 1 } };
	struct row_fault faults[3] = { [2] = { "x", NULL, "skipped" } };
	struct span raws[3] = { { "\\", 1 }, { NULL, 0 }, { "secret", 6 } };
	struct row row = {
		.cells = cells, .line = 2, .cell_faults = faults, .raws = raws
	};
	struct table_file file = { .name = "d/f", .sheet = "s\"" };
	struct header header = { .places = NULL };
	struct map_fault fault;
	struct layout *layout = layout_new(map, UNMAPPED_REFUSE, &fault);
	const struct row_fault *found;
	size_t count;

	assert(header_match(map, cells, 3, &header) &&
	       layout_bind(layout, &header, cells, 3, &file, &fault));
	assert(span_is(layout_record(layout, &row),
	    "{\"a\":\"a\",\"b\":\"b\",\"source\":{\"file\":\"f\",\"sheet\":\"s\\\"\","
	    "\"line\":2,\"raw\":{\"a\":\"\\\\\"}}}"));
	layout_faults(layout, &count);
	assert(count == 0);
	faults[1] = (struct row_fault){ "lost", NULL, "cell B2" };
	layout_record(layout, &row);
	found = layout_faults(layout, &count);
	assert(count == 1 && strcmp(found->code, "lost") == 0 &&
	       strcmp(found->field, "b") == 0 && strcmp(found->reason, "cell B2") == 0);
	header_clear(&header);
	layout_free(layout);
	column_map_free(map);
}

int
main(void)
{
	test_records();
	test_arrays();
	test_types();
	test_text();
	test_escapes();
	test_unmapped();
	test_rows();
	test_paths();
	test_bound_again();
	test_cell_faults();
	return 0;
}
