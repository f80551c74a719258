#include "sheet/xlsx_book.h"

#include <stdlib.h>
#include <string.h>

#include "record/writer.h"

static bool
read_book(struct xlsx_book *book, struct xlsx_fault *fault)
{
	struct xlsx_workbook *w = &book->workbook;
	struct xlsx_shared *shared = &book->shared;

	if (book->package == NULL || !xlsx_workbook_read(w, book->package, fault))
		return false;
	shared->is_1904 = w->is_1904;
	return (w->strings == NULL || xlsx_strings_read(&shared->strings, book->package,
					  w->strings, fault)) &&
	       (w->styles == NULL ||
		   xlsx_styles_read(&shared->styles, book->package, w->styles, fault));
}

bool
xlsx_book_open(struct xlsx_book *book, int fd, struct xlsx_fault *fault)
{
	book->package = xlsx_package_open(fd, fault);
	return read_book(book, fault);
}

bool
xlsx_book_of_bytes(
    struct xlsx_book *book, const char *bytes, size_t len, struct xlsx_fault *fault)
{
	book->package = xlsx_package_of_bytes(bytes, len, fault);
	return read_book(book, fault);
}

void
xlsx_book_close(struct xlsx_book *book)
{
	free(book->chosen);
	xlsx_strings_free(&book->shared.strings);
	xlsx_styles_free(&book->shared.styles);
	xlsx_workbook_free(&book->workbook);
	xlsx_package_free(book->package);
	*book = (struct xlsx_book){ .package = NULL };
}

/* Say what is wrong, and behind it the names of the sheets that are not hidden. */
static bool
fail_with_names(
    const struct xlsx_workbook *w, const char *before, struct xlsx_fault *fault)
{
	struct writer names = { .text = NULL };

	for (size_t i = 0; i < w->count; i++) {
		if (w->sheets[i].hidden)
			continue;
		if (names.len > 0)
			writer_bytes(&names, ", ", 2);
		writer_bytes(&names, w->sheets[i].name, strlen(w->sheets[i].name));
	}
	writer_bytes(&names, "", 1);
	if (writer_failed(&names))
		xlsx_fail_memory(fault);
	else
		xlsx_fail(fault,
		    "%s: name one of them with --sheet, or \"*\" for all: %s", before,
		    names.text);
	writer_free(&names);
	return false;
}

/* The number that a text is, from 1; 0 if it is none. */
static size_t
number_of(const char *text)
{
	size_t n = 0;

	if (strlen(text) > 6 || strspn(text, "0123456789") != strlen(text))
		return 0;
	for (; *text != '\0'; text++)
		n = n * 10 + (size_t)(*text - '0');
	return n;
}

static const struct xlsx_sheet *
find_sheet(const struct xlsx_workbook *w, const char *name)
{
	size_t number = number_of(name);

	for (size_t i = 0; i < w->count; i++)
		if (strcmp(w->sheets[i].name, name) == 0)
			return &w->sheets[i];
	for (size_t i = 0; number > 0 && i < w->count; i++)
		if (!w->sheets[i].hidden && --number == 0)
			return &w->sheets[i];
	return NULL;
}

static void
choose(struct xlsx_book *book, const struct xlsx_sheet *sheet)
{
	for (size_t i = 0; i < book->chosen_count; i++)
		if (book->chosen[i] == sheet)
			return;
	book->chosen[book->chosen_count++] = sheet;
}

static void
choose_all(struct xlsx_book *book)
{
	for (size_t i = 0; i < book->workbook.count; i++)
		if (!book->workbook.sheets[i].hidden)
			choose(book, &book->workbook.sheets[i]);
}

static bool
choose_named(struct xlsx_book *book, const char *name, struct xlsx_fault *fault)
{
	const struct xlsx_sheet *sheet = find_sheet(&book->workbook, name);

	if (strcmp(name, "*") == 0)
		choose_all(book);
	else if (sheet == NULL)
		return fail_with_names(&book->workbook,
		    "xlsx-no-sheet: the workbook has no such sheet", fault);
	else
		choose(book, sheet);
	return true;
}

/* Of several sheets the one that is not empty. */
static bool
choose_filled(struct xlsx_book *book, struct xlsx_fault *fault)
{
	size_t count = 0;

	for (size_t i = 0; i < book->chosen_count; i++) {
		bool none;

		if (!xlsx_rows_are_none(book->package, book->chosen[i]->part,
			&book->shared, &none, fault))
			return false;
		if (!none)
			book->chosen[count++] = book->chosen[i];
	}
	book->chosen_count = count;
	if (count == 0)
		return xlsx_fail(fault,
		    "xlsx-no-sheet: the sheets of the workbook are empty, as far as "
		    "they are not hidden: is it the right file?");
	if (count > 1)
		return fail_with_names(&book->workbook,
		    "xlsx-several-sheets: more than one sheet has rows", fault);
	return true;
}

bool
xlsx_book_choose(struct xlsx_book *book, const char *const names[], size_t count,
    struct xlsx_fault *fault)
{
	free(book->chosen);
	book->chosen_count = 0;
	book->chosen = calloc(book->workbook.count, sizeof(struct xlsx_sheet *));
	if (book->chosen == NULL)
		return xlsx_fail_memory(fault);
	for (size_t i = 0; i < count; i++)
		if (!choose_named(book, names[i], fault))
			return false;
	if (count == 0)
		choose_all(book);
	return book->chosen_count == 1 || count > 0 ? true : choose_filled(book, fault);
}

struct xlsx_rows *
xlsx_book_rows(struct xlsx_book *book, const struct xlsx_sheet *sheet, size_t max_row,
    struct xlsx_fault *fault)
{
	return xlsx_rows_open(
	    book->package, sheet->part, &book->shared, max_row, fault);
}
