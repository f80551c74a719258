#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "audit/audit_report.h"
#include "audit/properties.h"
#include "audit/roll.h"

#define MAN_PAGE "filters/admit-verify.1"

/* What the man page says of a property. */
struct entry {
	char name[8], says[512], codes[512];
};

static struct entry entries[64];
static size_t entry_count;
static char breaches[128][64]; /* the codes that it explains one by one */
static size_t breach_count;

/* Append words to a text, with a space between them. */
static void
join(char *text, size_t room, const char *words)
{
	assert(strlen(text) + strlen(words) + 2 < room);
	if (text[0] != '\0')
		strcat(text, " ");
	strcat(text, words);
}

/* A line of codes, ".Li a , b", without its commas. */
static void
join_codes(char *codes, size_t room, char *line)
{
	for (char *word = strtok(line + 4, " ,"); word != NULL;
	     word = strtok(NULL, " ,"))
		join(codes, room, word);
}

static void
read_property_line(char *line)
{
	struct entry *e = &entries[entry_count > 0 ? entry_count - 1 : 0];

	if (strncmp(line, ".It P", 5) == 0) {
		assert(entry_count < sizeof entries / sizeof *entries);
		join(entries[entry_count++].name, sizeof e->name, line + 4);
	} else if (strncmp(line, ".Li ", 4) == 0 && entry_count > 0) {
		join_codes(e->codes, sizeof e->codes, line);
	} else if (line[0] != '.' && entry_count > 0) {
		join(e->says, sizeof e->says, line);
	}
}

static void
read_breach_line(const char *line)
{
	if (strncmp(line, ".It Li ", 7) != 0)
		return;
	assert(breach_count < sizeof breaches / sizeof *breaches);
	join(breaches[breach_count++], sizeof breaches[0], line + 7);
}

static void
read_man_page(void)
{
	enum { ELSEWHERE, PROPERTIES, BREACHES } where = ELSEWHERE;
	FILE *f = fopen(MAN_PAGE, "r");
	char line[1024];

	assert(f != NULL);
	while (fgets(line, sizeof line, f) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (strncmp(line, ".Ss ", 4) == 0 || strncmp(line, ".Sh ", 4) == 0)
			where = ELSEWHERE;
		if (strcmp(line, ".Ss Properties") == 0)
			where = PROPERTIES;
		else if (strcmp(line, ".Ss Breaches") == 0)
			where = BREACHES;
		else if (where == PROPERTIES && strcmp(line, ".El") == 0)
			where = ELSEWHERE;
		else if (where == PROPERTIES)
			read_property_line(line);
		else if (where == BREACHES)
			read_breach_line(line);
	}
	fclose(f);
}

/* Table and man page have the same numbers, sentences and codes, in the same order. */
static void
test_man_page(void)
{
	size_t count;
	const struct property *all = properties_all(&count);

	assert(entry_count == count);
	for (size_t i = 0; i < count; i++) {
		char name[32];

		snprintf(name, sizeof name, "P%zu", i + 1);
		assert(strcmp(all[i].name, name) == 0);
		assert(strcmp(all[i].name, entries[i].name) == 0);
		assert(strcmp(all[i].says, entries[i].says) == 0);
		assert(strcmp(all[i].codes, entries[i].codes) == 0);
	}
}

/* One sentence: one stop, at its end. */
static void
test_sentences(void)
{
	size_t count;
	const struct property *all = properties_all(&count);

	for (size_t i = 0; i < count; i++) {
		const char *stop = strchr(all[i].says, '.');

		assert(stop != NULL && stop[1] == '\0');
	}
}

/* Each code that the man page explains is of one property, and the other way round. */
static void
test_codes(void)
{
	size_t count, codes = 0;
	const struct property *all = properties_all(&count);

	for (size_t i = 0; i < breach_count; i++)
		assert(properties_of(breaches[i]) != NULL);
	for (size_t i = 0; i < count; i++) {
		char words[512] = "";

		join(words, sizeof words, all[i].codes);
		for (char *code = strtok(words, " "); code != NULL;
		     code = strtok(NULL, " "), codes++)
			assert(strcmp(properties_of(code), all[i].name) == 0);
	}
	assert(codes == breach_count);
	for (int c = 0; c < BREACH_CODES; c++)
		assert(properties_of(audit_report_word((enum breach_code)c)) != NULL);
	assert(strcmp(properties_of(roll_word(ROLL_ROW_CHANGED)), "P2") == 0);
	assert(properties_of("") == NULL && properties_of("free") == NULL);
	assert(properties_of("free-seat over") == NULL);
}

int
main(void)
{
	read_man_page();
	test_man_page();
	test_sentences();
	test_codes();
	return 0;
}
