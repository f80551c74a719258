#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glob.h>

#include "sheet/rows.h"

#include "fixed_seed.h"

enum { CEILING = 1 << 20 };

/* Bytes of any value but NUL, which would end the transcript. */
static void
put(FILE *out, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		fputc(bytes[i] == '\0' ? 0x1a : bytes[i], out);
}

static size_t plain_rows; /* of which something is known */

/* What a row says of its cells, and that there is room behind it (ASan). */
static void
check_bytes(const struct row *row)
{
	const char *end = row->text.at + row->text.len;
	static volatile char read[ROW_BYTES_BEHIND];

	if (row->bytes == ROW_BYTES_ANY)
		return;
	plain_rows++;
	for (size_t i = 0; i < ROW_BYTES_BEHIND; i++) {
		read[i] = end[i];
		assert(read[i] == end[i]);
	}
	assert(memchr(row->text.at, '"', row->text.len) == NULL);
	for (size_t i = 0; i < row->count; i++)
		assert(row->cells[i].at >= row->text.at &&
		       row->cells[i].at + row->cells[i].len <= end);
}

/*
 * All that is read from a text, as one text: "line:[cell][cell]|row as it stands\n"
 * for each row, "line:?|row\n" for one with a bad quote, and "open line" and so on
 * where the reading ends otherwise than at the end.
 */
static char *
transcript(const char *bytes, size_t len, size_t block, char delimiter, bool parser,
    size_t ceiling)
{
	struct rows *rows = rows_new(delimiter, ceiling);
	enum rows_step step;
	struct row row;
	char *text = NULL;
	size_t size, at = 0;
	FILE *out = open_memstream(&text, &size);

	assert(rows != NULL && out != NULL);
	if (parser)
		rows_use_parser_always(rows);
	while ((step = rows_next(rows, &row)) == ROWS_ROW || step == ROWS_FED) {
		if (step == ROWS_FED && at == len) {
			rows_finish(rows);
		} else if (step == ROWS_FED) {
			/* From memory of its own size, so that ASan sees a step too
			 * far. */
			size_t n = len - at < block ? len - at : block;
			static char *fed;

			free(fed);
			fed = malloc(n);
			assert(fed != NULL);
			memcpy(fed, bytes + at, n);
			at += n;
			rows_feed(rows, fed, n);
		} else {
			fprintf(out, "%ju:%s", (uintmax_t)row.line,
			    row.bad_quote ? "?" : "");
			for (size_t i = 0; i < row.count; i++) {
				fputc('[', out);
				put(out, row.cells[i].at, row.cells[i].len);
				fputc(']', out);
			}
			fputc('|', out);
			put(out, row.text.at, row.text.len);
			fputc('\n', out);
			assert(row.bad_quote == (row.count == 0));
			check_bytes(&row);
			assert(!parser || row.bytes == ROW_BYTES_ANY);
		}
	}
	if (step == ROWS_OPEN)
		fprintf(out, "open %ju\n", (uintmax_t)row.line);
	else if (step == ROWS_TOO_LONG)
		fprintf(out, "long %ju\n", (uintmax_t)row.line);
	else
		assert(step == ROWS_END);
	rows_free(rows);
	fclose(out);
	return text;
}

static void
expect(const char *bytes, const char *wanted)
{
	for (size_t block = 1; block < 12; block++)
		for (int parser = 0; parser < 2; parser++) {
			char *got = transcript(
			    bytes, strlen(bytes), block, ',', parser, CEILING);

			if (strcmp(got, wanted) != 0) {
				fprintf(stderr, "%s\nwanted:\n%s\ngot:\n%s\n", bytes,
				    wanted, got);
				abort();
			}
			free(got);
		}
}

static void
test_rows(void)
{
	expect("", "");
	expect("a", "1:[a]|a\n");
	expect("a,b\n1,2\n", "1:[a][b]|a,b\n2:[1][2]|1,2\n");
	expect("a,b\n1,2", "1:[a][b]|a,b\n2:[1][2]|1,2\n");
	expect(",\n,,", "1:[][]|,\n2:[][][]|,,\n");
	expect("\"\"\n\"\"", "1:[]|\"\"\n2:[]|\"\"\n");
	/* Spaces belong to the cell. */
	expect(" a , \" \"\n", "1:?| a , \" \"\n");
	expect(" a ,\" b \"\n \t\n", "1:[ a ][ b ]| a ,\" b \"\n2:[ \t]| \t\n");
	expect("\"a\"\"b\",\"\"\"\"", "1:[a\"b][\"]|\"a\"\"b\",\"\"\"\"\n");
}

static void
test_lines(void)
{
	expect("a\r\nb\rc\nd\r", "1:[a]|a\n2:[b]|b\n3:[c]|c\n4:[d]|d\n");
	/* Blank lines are no rows, and are counted. */
	expect("\n\r\n\ra\n\n\nb\r\r", "4:[a]|a\n7:[b]|b\n");
	/* A row is where its first line is. */
	expect("x\n\"1\n2\r\n3\",4\n5\n",
	    "1:[x]|x\n2:[1\n2\r\n3][4]|\"1\n2\r\n3\",4\n5:[5]|5\n");
	expect("\"\n\n\"\na", "1:[\n\n]|\"\n\n\"\n4:[a]|a\n");
}

static void
test_quotes(void)
{
	expect("a\"b,c\nd\n", "1:?|a\"b,c\n2:[d]|d\n");
	expect("\"a\" ,b\r\nd\n", "1:?|\"a\" ,b\n2:[d]|d\n");
	expect("\"a\nb\"c\nd\n", "1:?|\"a\nb\"c\n3:[d]|d\n");
	expect("a\n\"b,c\nd\n", "1:[a]|a\nopen 2\n");
	expect("\"", "open 1\n");
	expect("x\ny,\"z\"\"", "1:[x]|x\nopen 2\n");
	expect("x,\"y\"", "1:[x][y]|x,\"y\"\n");
}

static void
test_delimiters(void)
{
	char *got = transcript("a,b\tc\t\"d\te\"\n", 12, 5, '\t', false, CEILING);

	assert(strcmp(got, "1:[a,b][c][d\te]|a,b\tc\t\"d\te\"\n") == 0);
	free(got);
	got = transcript("a,b;c", 5, 64, ';', false, CEILING);
	assert(strcmp(got, "1:[a,b][c]|a,b;c\n") == 0);
	free(got);
}

static void
test_ceiling(void)
{
	/* The line end counts: this row has eight bytes. */
	for (size_t block = 1; block < 12; block++) {
		char *got = transcript("1234567\nx", 9, block, ',', false, 8);

		assert(strcmp(got, "1:[1234567]|1234567\n2:[x]|x\n") == 0);
		free(got);
		got = transcript("x\n1234567\n", 10, block, ',', false, 7);
		assert(strcmp(got, "1:[x]|x\nlong 2\n") == 0);
		free(got);
		got = transcript("x\n\"\n1\n2\n3\n4\n5", 13, block, ',', false, 7);
		assert(strcmp(got, "1:[x]|x\nlong 2\n") == 0);
		free(got);
	}
}

/* Rows of several blocks of vectors, cut in one way and in the other. */
static void
test_long_rows(void)
{
	enum { MOST = 300 };

	for (int round = 0; round < 5000; round++) {
		char bytes[MOST], *plain, *parsed;
		size_t len = draw() % MOST, among = 2 + draw() % 30, block;

		for (size_t i = 0; i < len; i++)
			bytes[i] = ";;x-\x3a\x3c\xbb"[draw() % among %
						      (round % 2 == 0 ? 7 : 6)];
		if (len > 2 && draw() % 4 == 0)
			bytes[draw() % len] = '\n';
		block = 1 + draw() % MOST;
		plain = transcript(bytes, len, block, ';', false, CEILING);
		parsed = transcript(bytes, len, block, ';', true, CEILING);
		assert(strcmp(plain, parsed) == 0);
		free(plain);
		free(parsed);
	}
	assert(plain_rows > 100);
}

/* A referee that knows nothing of lines: one state for each byte, RFC 4180. */
static char *
referee(const char *bytes, size_t len)
{
	enum { ROW, CELL, PLAIN, QUOTED, CLOSED, BAD } state = ROW;
	char *text = NULL, *row = NULL;
	size_t size, row_size, start = 0, lines = 1, row_line = 1;
	FILE *out = open_memstream(&text, &size);
	FILE *cells = open_memstream(&row, &row_size);

	for (size_t i = 0; i <= len; i++) {
		char c = i < len ? bytes[i] : '\n';
		bool crlf = i + 1 < len && c == '\r' && bytes[i + 1] == '\n';
		bool end = c == '\n' || c == '\r';

		if (state == QUOTED && i == len)
			break;
		if (state == QUOTED) {
			if (c == '"')
				state = CLOSED;
			else
				fputc(c, cells);
			if (end && !crlf)
				lines++;
			continue;
		}
		if (state == CLOSED && c == '"') {
			fputc(c, cells);
			state = QUOTED;
			continue;
		}
		if ((state == PLAIN && c == '"') ||
		    (state == CLOSED && c != ',' && !end))
			state = BAD;
		if (end) {
			fflush(cells);
			if (state != ROW) {
				fprintf(
				    out, "%zu:%s", row_line, state == BAD ? "?" : "[");
				if (state != BAD)
					put(out, row, row_size);
				fputs(state == BAD ? "|" : "]|", out);
				put(out, bytes + start, i - start);
				fputc('\n', out);
			}
			rewind(cells);
			fflush(cells);
			i += crlf;
			row_line = ++lines;
			start = i + 1;
			state = ROW;
		} else if (state == BAD) {
			continue;
		} else if (c == ',') {
			fputs("][", cells);
			state = CELL;
		} else if (c == '"') {
			state = QUOTED;
		} else {
			fputc(c, cells);
			state = PLAIN;
		}
	}
	if (state == QUOTED)
		fprintf(out, "open %zu\n", row_line);
	fclose(cells);
	free(row);
	fclose(out);
	return text;
}

/* Short texts of all kinds, in blocks of all sizes, both ways of cutting. */
static void
test_against_referee(void)
{
	static const char alphabet[] = "\"\"\",,\n\r\na b";
	uint64_t seed = 20200519;

	for (int round = 0; round < ROUNDS_OF(60000); round++) {
		char bytes[24];
		size_t len, block;
		char *wanted, *plain, *parsed;

		seed = seed * 6364136223846793005u + 1442695040888963407u;
		len = (size_t)(seed >> 60) + (size_t)(seed >> 59 & 1) * 8;
		for (size_t i = 0; i < len; i++) {
			seed = seed * 6364136223846793005u + 1442695040888963407u;
			bytes[i] = alphabet[(seed >> 33) % (sizeof alphabet - 1)];
		}
		block = 1 + (size_t)(seed >> 40) % 9;
		wanted = referee(bytes, len);
		plain = transcript(bytes, len, block, ',', false, CEILING);
		parsed = transcript(bytes, len, block, ',', true, CEILING);
		if (strcmp(plain, wanted) != 0 || strcmp(parsed, wanted) != 0) {
			fprintf(stderr, "<%.*s>\nwanted:\n%splain:\n%sparsed:\n%s",
			    (int)len, bytes, wanted, plain, parsed);
			abort();
		}
		free(wanted);
		free(plain);
		free(parsed);
	}
}

/* All of a file, compared with the referee. */
static void
judge_file(const char *name)
{
	FILE *file = fopen(name, "r");
	char *bytes = NULL, *wanted;
	size_t len = 0, room = 0;

	assert(file != NULL);
	while (!feof(file)) {
		room = len + 65536;
		bytes = realloc(bytes, room);
		assert(bytes != NULL);
		len += fread(bytes + len, 1, room - len, file);
	}
	fclose(file);
	wanted = referee(bytes, len);
	for (int parser = 0; parser < 2; parser++) {
		char *got = transcript(bytes, len, 4096, ',', parser, 1 << 28);

		if (strcmp(got, wanted) != 0) {
			fprintf(stderr, "%s: not as the referee reads it\n", name);
			abort();
		}
		free(got);
	}
	free(wanted);
	free(bytes);
}

/* Files of other projects, which say how they sniff them and not what is in them. */
static void
test_files(void)
{
	static const char pattern[] = "../shared/data/torture/duckdb_csv/csv/";
	static const char *const depths[] = { "*.?sv", "*/*.?sv", "*/*/*.?sv",
		"*/*/*/*.?sv" };
	size_t count = 0;

	for (size_t i = 0; i < sizeof depths / sizeof *depths; i++) {
		char path[128];
		glob_t found;

		snprintf(path, sizeof path, "%s%s", pattern, depths[i]);
		if (glob(path, 0, NULL, &found) != 0)
			continue;
		for (size_t k = 0; k < found.gl_pathc; k++)
			judge_file(found.gl_pathv[k]);
		count += found.gl_pathc;
		globfree(&found);
	}
	if (count == 0)
		puts("# csv_rows: no files of other projects here");
	else
		assert(count > 300);
}

int
main(void)
{
	test_rows();
	test_lines();
	test_quotes();
	test_delimiters();
	test_ceiling();
	test_long_rows();
	test_against_referee();
	test_files();
	return 0;
}
