/*
 * han_tables.gen.c - makes the tables of homophone.c, simplified.c and variant.c
 *
 *	han_tables.gen > text/han_tables.h
 *
 * Reads the Unihan Database of the package unicode-data, which bzip2 unpacks:
 *
 *	readings    kMandarin and kTGHZ2013 together, with their tones
 *	simplified  kSimplifiedVariant.  A character of the standard table of 2013
 *	            (one with a kTGHZ2013) stays as it is.  Any other one becomes
 *	            the first of its variants that is in the standard table, else
 *	            its first variant.
 *	variants    kSemanticVariant, and kSimplifiedVariant of a character of the
 *	            standard table: pairs, in both directions, of what they become
 *	            when they are simplified.
 */
#include <err.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER "/usr/share/unicode/"

enum {
	CODE_POINTS = 0x110000,
	SYLLABLES = 4096,
	MOST_READINGS = 16,
	MOST_VARIANTS = 16384,
	LINE = 4096
};

struct readings {
	uint16_t items[MOST_READINGS];
	uint8_t count;
};

static struct readings readings[CODE_POINTS];
static bool is_standard[CODE_POINTS];
static uint32_t simplified[CODE_POINTS]; /* 0: itself */
static struct variant {
	uint32_t a, b;
} variants[MOST_VARIANTS];
static size_t variant_count;
static char *syllables[SYLLABLES];
static size_t syllable_count;

static uint16_t
number_of_syllable(const char *text, size_t len)
{
	size_t i = 0;

	while (i < syllable_count &&
	       (strncmp(syllables[i], text, len) != 0 || syllables[i][len] != '\0'))
		i++;
	if (i == SYLLABLES)
		errx(1, "more syllables than there is room for");
	if (i == syllable_count) {
		syllables[i] = strndup(text, len);
		if (syllables[i] == NULL)
			err(1, "memory");
		syllable_count++;
	}
	return (uint16_t)i;
}

static void
add_reading(uint32_t c, const char *text, size_t len)
{
	struct readings *r = &readings[c];
	uint16_t syllable = number_of_syllable(text, len);

	for (size_t i = 0; i < r->count; i++)
		if (r->items[i] == syllable)
			return;
	if (r->count == MOST_READINGS)
		errx(1, "U+%04X: more readings than there is room for", (unsigned)c);
	r->items[r->count++] = syllable;
}

/* "dān", "qián gān", "036.140:chán 064.090:dān,shàn" */
static void
take_readings(uint32_t c, char *value)
{
	for (char *at = strtok(value, " ,"); at != NULL; at = strtok(NULL, " ,")) {
		const char *colon = strrchr(at, ':');

		if (colon != NULL)
			at += colon + 1 - at;
		add_reading(c, at, strlen(at));
	}
}

static void
add_variant(uint32_t a, uint32_t b)
{
	if (variant_count == MOST_VARIANTS)
		errx(1, "more variants than there is room for");
	variants[variant_count++] = (struct variant){ a, b };
}

/* "U+5586<kLau U+608A<kMatthews"; what is behind < is the source. */
static void
take_semantic(uint32_t c, char *value)
{
	for (char *at = strtok(value, " "); at != NULL; at = strtok(NULL, " ")) {
		unsigned long to = strtoul(at + 2, NULL, 16);

		if (to == 0 || to >= CODE_POINTS)
			errx(1, "U+%04X: a variant that is none", (unsigned)c);
		add_variant(c, (uint32_t)to);
	}
}

/* "U+5170 U+2C795" */
static void
take_variants(uint32_t c, char *value)
{
	uint32_t chosen = 0;

	if (is_standard[c]) {
		take_semantic(c, value);
		return;
	}
	for (char *at = strtok(value, " "); at != NULL; at = strtok(NULL, " ")) {
		unsigned long to = strtoul(at + 2, NULL, 16);

		if (to == 0 || to >= CODE_POINTS)
			errx(1, "U+%04X: a variant that is none", (unsigned)c);
		if (to != c &&
		    (chosen == 0 || (!is_standard[chosen] && is_standard[to])))
			chosen = (uint32_t)to;
	}
	simplified[c] = chosen;
}

/* Call take() for each line "U+4E7E<tab>PROPERTY<tab>VALUE" of a file. */
static void
read_property(
    const char *file, const char *property, void (*take)(uint32_t c, char *value))
{
	char line[LINE], command[LINE];
	size_t count = 0;
	FILE *in;

	snprintf(command, sizeof command, "bzip2 -dc " FOLDER "%s.bz2", file);
	in = popen(command, "r");
	if (in == NULL)
		err(1, "%s (packages unicode-data and bzip2)", command);
	while (fgets(line, sizeof line, in) != NULL) {
		char *name = strchr(line, '\t'), *value;
		unsigned long c;

		if (line[0] != 'U' || name == NULL)
			continue;
		value = strchr(++name, '\t');
		if (value == NULL)
			continue;
		*value++ = '\0';
		value[strcspn(value, "\n")] = '\0';
		c = strtoul(line + 2, NULL, 16);
		if (strcmp(name, property) != 0 || c >= CODE_POINTS)
			continue;
		take((uint32_t)c, value);
		count++;
	}
	if (ferror(in) != 0 || pclose(in) != 0)
		errx(1, "%s: failed (packages unicode-data and bzip2)", command);
	if (count == 0)
		errx(1, "%s: has no lines of %s", file, property);
}

static void
take_standard(uint32_t c, char *value)
{
	is_standard[c] = true;
	take_readings(c, value);
}

static void
write_readings(void)
{
	size_t at = 0;

	printf("static const uint16_t han_syllables[] = {");
	for (uint32_t c = 0; c < CODE_POINTS; c++)
		for (size_t i = 0; i < readings[c].count; i++)
			printf("%s%u,", at++ % 16 == 0 ? "\n\t" : " ",
			    readings[c].items[i]);
	printf("\n};\n\nstatic const struct han_readings han_readings[] = {\n");
	at = 0;
	for (uint32_t c = 0; c < CODE_POINTS; c++) {
		if (readings[c].count == 0)
			continue;
		printf("\t{ 0x%04x, %zu, %u },\n", (unsigned)c, at, readings[c].count);
		at += readings[c].count;
	}
	printf("};\n\n");
}

/* A variant may have a variant of its own; none leads back. */
static uint32_t
simplify(uint32_t c)
{
	uint32_t to = c;

	for (int step = 0; simplified[to] != 0; step++) {
		if (step == 8)
			errx(1, "U+%04X: variants in a circle", (unsigned)c);
		to = simplified[to];
	}
	return to;
}

static void
write_simplified(void)
{
	printf("static const struct han_simplified han_simplified[] = {\n");
	for (uint32_t c = 0; c < CODE_POINTS; c++)
		if (simplified[c] != 0)
			printf("\t{ 0x%04x, 0x%04x },\n", (unsigned)c,
			    (unsigned)simplify(c));
	printf("};\n\n");
}

static int
compare_variants(const void *x, const void *y)
{
	const struct variant *v = x, *w = y;

	if (v->a != w->a)
		return v->a < w->a ? -1 : 1;
	return v->b < w->b ? -1 : v->b > w->b;
}

static void
write_variants(void)
{
	size_t count = variant_count;

	for (size_t i = 0; i < count; i++) {
		uint32_t a = simplify(variants[i].a), b = simplify(variants[i].b);

		variants[i] = (struct variant){ a, b };
		add_variant(b, a);
	}
	qsort(variants, variant_count, sizeof *variants, compare_variants);
	printf("static const struct han_variant han_variants[] = {\n");
	for (size_t i = 0; i < variant_count; i++)
		if (variants[i].a != variants[i].b &&
		    (i == 0 || compare_variants(&variants[i - 1], &variants[i]) != 0))
			printf("\t{ 0x%04x, 0x%04x },\n", (unsigned)variants[i].a,
			    (unsigned)variants[i].b);
	printf("};\n\n");
}

/* A bit for each of the first 65,536 characters that has a simplified form. */
static void
write_bits(void)
{
	printf("static const uint32_t han_traditional[] = {");
	for (uint32_t c = 0; c < 0x10000; c += 32) {
		uint32_t word = 0;

		for (uint32_t bit = 0; bit < 32; bit++)
			word |= (uint32_t)(simplified[c + bit] != 0) << bit;
		printf("%s0x%x,", c % 256 == 0 ? "\n\t" : " ", (unsigned)word);
	}
	printf("\n};\n\n");
}

int
main(void)
{
	read_property("Unihan_Readings.txt", "kMandarin", take_readings);
	read_property("Unihan_Readings.txt", "kTGHZ2013", take_standard);
	read_property("Unihan_Variants.txt", "kSimplifiedVariant", take_variants);
	read_property("Unihan_Variants.txt", "kSemanticVariant", take_semantic);
	printf("/* Made by han_tables.gen.c. */\n"
	       "#ifndef HAN_TABLES_H\n#define HAN_TABLES_H\n\n"
	       "#include <stdint.h>\n\n"
	       "struct han_readings {\n\tuint32_t character;\n"
	       "\tuint32_t first; /* in han_syllables */\n\tuint32_t count;\n};\n\n"
	       "struct han_simplified {\n\tuint32_t from, to;\n};\n\n"
	       "struct han_variant {\n\tuint32_t a, b;\n};\n\n"
	       "#ifdef HAN_WITH_READINGS\n");
	write_readings();
	printf("#endif\n#ifdef HAN_WITH_SIMPLIFIED\n");
	write_simplified();
	write_bits();
	printf("#endif\n#ifdef HAN_WITH_VARIANTS\n");
	write_variants();
	printf("#endif\n#endif\n");
	if (fflush(stdout) != 0 || ferror(stdout) != 0)
		err(1, "standard output");
	return 0;
}
