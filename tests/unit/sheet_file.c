#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <expat.h>
#include <jansson.h>
#include <zip.h>

#include "sheet/sheet_file.h"
#include "sheet/sheet_text.h"
#include "text/utf8.h"

#define NAUGHTY "../shared/data/torture/blns/blns.json"

/* A reader of its own: the texts of a sheet, each with an LF of value 1 behind it. */
struct texts {
	struct writer all;
	bool inside;
};

static void
begin(void *context, const char *name, const char **attributes)
{
	struct texts *texts = context;

	(void)attributes;
	assert(strcmp(name, "f") != 0); /* no formula */
	texts->inside |= strcmp(name, "t") == 0;
}

static void
end(void *context, const char *name)
{
	struct texts *texts = context;

	if (strcmp(name, "t") != 0)
		return;
	texts->inside = false;
	writer_bytes(&texts->all, "\0", 1);
}

static void
add(void *context, const char *text, int len)
{
	struct texts *texts = context;

	if (texts->inside)
		writer_bytes(&texts->all, text, (size_t)len);
}

/* Undo _xHHHH_ in place. */
static void
unescape(char *text)
{
	char *to = text, *rest;

	while (*text != '\0')
		if (strlen(text) >= 7 && text[0] == '_' && text[1] == 'x' &&
		    text[6] == '_' && strtoul(text + 2, &rest, 16) > 0 &&
		    rest == text + 6) {
			to += utf8_write(to, (uint32_t)strtoul(text + 2, NULL, 16));
			text += 7;
		} else
			*to++ = *text++;
	*to = '\0';
}

static struct texts
read_texts(int fd)
{
	int fault, copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
	struct texts texts = { 0 };
	XML_Parser parser = XML_ParserCreate(NULL);
	zip_file_t *file;
	zip_int64_t got;
	char block[4096];
	zip_t *zip;

	lseek(copy, 0, SEEK_SET);
	zip = zip_fdopen(copy, ZIP_CHECKCONS, &fault);
	assert(zip != NULL && parser != NULL);
	file = zip_fopen(zip, "xl/worksheets/sheet1.xml", 0);
	assert(file != NULL);
	XML_SetUserData(parser, &texts);
	XML_SetElementHandler(parser, begin, end);
	XML_SetCharacterDataHandler(parser, add);
	while ((got = zip_fread(file, block, sizeof block)) > 0)
		assert(XML_Parse(parser, block, (int)got, 0) == XML_STATUS_OK);
	assert(got == 0 && XML_Parse(parser, block, 0, 1) == XML_STATUS_OK);
	XML_ParserFree(parser);
	zip_fclose(file);
	zip_discard(zip);
	return texts;
}

static const struct written_column one_column[] = { { .header = "text" } };
static const struct columns columns = {
	.items = (struct written_column *)(uintptr_t)one_column, .count = 1
};

/* Write texts, one a row, and read them again. */
static void
there_and_back(const char *const *texts, size_t count)
{
	FILE *temporary = tmpfile();
	struct sheet_file *file = sheet_file_new(&columns);
	struct texts back;
	char *at;
	size_t wrong;

	assert(sheet_file_add_sheet(file, "1") == SHEET_FILE_OK);
	for (size_t i = 0; i < count; i++) {
		struct written_cell cell = { WRITTEN_TEXT, span_of(texts[i]) };

		assert(sheet_file_add_row(file, 0, &cell, &wrong) == SHEET_FILE_OK);
	}
	assert(sheet_file_write(file, fileno(temporary)));
	sheet_file_free(file);
	back = read_texts(fileno(temporary));
	at = back.all.text;
	assert(strcmp(at, "text") == 0);
	for (size_t i = 0; i < count; i++) {
		char *next = at + strlen(at) + 1, *behind = next + strlen(next);

		unescape(next);
		if (strcmp(next, texts[i]) != 0)
			fprintf(stderr, "text %zu: %s\n", i, texts[i]);
		assert(strcmp(next, texts[i]) == 0);
		at = behind;
	}
	writer_free(&back.all);
	fclose(temporary);
}

static void
test_texts(void)
{
	static const char *const texts[] = { "a", " a", "a ", "\ta\n", "\r", "a\r\nb",
		"\x01\x1f\x7f", "_x0041_", "_x005F_x0041_", "_x_x0041_x0041_", "_x004_",
		"_x00aF_", "_x00e0\x13", "_x00e0\uffff", "_x00e0\n", "<&>\"'", "]]>",
		"&amp;", "&#65;", "\xc2\x85\u2028", "\uffff\ufffe", "\U0010ffff",
		"=1+1", "\u4dae", "\ufeffx" };

	there_and_back(texts, sizeof texts / sizeof *texts);
}

static void
test_naughty(void)
{
	json_t *list = json_load_file(NAUGHTY, 0, NULL), *item;
	const char **texts;
	size_t i, count = 0;

	if (list == NULL) {
		puts("# sheet_file: no list of naughty texts here");
		return;
	}
	texts = calloc(json_array_size(list), sizeof *texts);
	json_array_foreach(list, i, item)
	{
		if (*json_string_value(item) != '\0')
			texts[count++] = json_string_value(item);
	}
	assert(count > 500);
	there_and_back(texts, count);
	free(texts);
	json_decref(list);
}

/* A file that cannot be written is reported. */
static void
test_full(void)
{
	struct sheet_file *file = sheet_file_new(&columns);
	struct written_cell cell = { WRITTEN_TEXT, span_of("x") };
	int full = open("/dev/full", O_RDWR);
	size_t wrong;

	assert(full != -1 && sheet_file_add_sheet(file, "1") == SHEET_FILE_OK);
	assert(sheet_file_add_row(file, 0, &cell, &wrong) == SHEET_FILE_OK);
	assert(!sheet_file_write(file, full) && errno == ENOSPC);
	sheet_file_free(file);
	close(full);
}

static void
test_measure(void)
{
	struct sheet_text_size size =
	    sheet_text_measure(span_of("ab\n\u4e00\u4e01c\nd"));

	assert(size.units == 8 && size.width == 5);
	size = sheet_text_measure(span_of("\r\U00020087e\u0301"));
	assert(size.units == 7 + 2 + 2 && size.width == 3);
}

int
main(void)
{
	test_measure();
	test_texts();
	test_naughty();
	test_full();
	return 0;
}
