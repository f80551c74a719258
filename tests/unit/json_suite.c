/*
 * The JSONTestSuite of Nicolas Seriot, where it stands beside the project: each
 * text becomes the value of a record's only member.  What its authors leave to
 * the parser (the i_ cases) has one answer here, written down below.
 */
#include <assert.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/record.h"

static const char folder[] = "../shared/data/torture/JSONTestSuite/test_parsing";

/* Grammar and UTF-8 as JSON wants them; refused because records may not hold them. */
static const char *const refused_by_design[] = {
	"y_object_duplicated_key.json",
	"y_object_duplicated_key_and_value.json",
};

/* Numbers of any size are within the grammar: whether they fit is asked when they are
 * used. */
static const char *const accepted[] = {
	"i_number_double_huge_neg_exp.json",
	"i_number_huge_exp.json",
	"i_number_neg_int_huge_exp.json",
	"i_number_pos_double_huge_exp.json",
	"i_number_real_neg_overflow.json",
	"i_number_real_pos_overflow.json",
	"i_number_real_underflow.json",
	"i_number_too_big_neg_int.json",
	"i_number_too_big_pos_int.json",
	"i_number_very_big_negative_int.json",
	"i_structure_500_nested_arrays.json",
};

static bool
is_among(const char *name, const char *const names[], size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

/* All other i_ cases are no Unicode text: lone surrogates, bytes that are no UTF-8. */
static bool
should_be_accepted(const char *name)
{
	if (name[0] == 'y')
		return !is_among(name, refused_by_design,
		    sizeof refused_by_design / sizeof *refused_by_design);
	return name[0] == 'i' &&
	       is_among(name, accepted, sizeof accepted / sizeof *accepted);
}

static enum record_fault
parse_file(const char *name)
{
	struct record r = { 0 };
	char path[512], *line = malloc(1 << 20);
	enum record_fault fault;
	FILE *file;
	size_t len;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	file = fopen(path, "r");
	assert(file != NULL && line != NULL);
	memcpy(line, "{\"v\":", 5);
	len = 5 + fread(line + 5, 1, (1 << 20) - 6, file);
	line[len++] = '}';
	fclose(file);
	fault = record_parse(&r, line, len, NULL);
	record_free(&r);
	free(line);
	return fault;
}

int
main(void)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;
	int cases = 0, wrong = 0;

	if (dir == NULL)
		return 77;
	while ((entry = readdir(dir)) != NULL) {
		enum record_fault fault;

		if (strchr("yni", entry->d_name[0]) == NULL)
			continue;
		fault = parse_file(entry->d_name);
		cases++;
		if ((fault == RECORD_OK) != should_be_accepted(entry->d_name)) {
			fprintf(stderr, "%s: %s\n", entry->d_name,
			    record_fault_code(fault));
			wrong++;
		}
	}
	closedir(dir);
	printf("JSONTestSuite: %d of %d cases as expected\n", cases - wrong, cases);
	return wrong != 0 || cases < 318;
}
