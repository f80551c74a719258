/*
 * cleaning.c - a table of steps, each of which writes a cell again
 */
#include "sheet/cleaning.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "formats/han.h"
#include "sheet/cell.h"
#include "sheet/misreading.h"
#include "sheet/plain_cell.h"
#include "text/unseen.h"
#include "text/utf8.h"

/* Writes a cell to out, which has room for CLEANING_MOST(); returns the new end. */
typedef char *apply(char *out, struct span cell);

struct cleaning_step {
	const char *name;
	apply *apply; /* NULL: it is done to all cells */
};

/* A character of a text; a byte that is no UTF-8 is a lost one by itself. */
struct character {
	const char *at;
	size_t len;
	uint32_t code; /* 0: there is none */
};

static struct character
character_at(const char *at, const char *end)
{
	struct character c = { at, 0, 0 };

	if (at == end)
		return c;
	c.len = utf8_read(at, end, &c.code);
	if (c.len == 0)
		c = (struct character){ at, 1, 0xfffd };
	return c;
}

static char *
put(char *out, struct character c)
{
	memcpy(out, c.at, c.len);
	return out + c.len;
}

static bool
is_ascii(uint32_t c)
{
	return c > ' ' && c < 0x7f;
}

static char *
unseen(char *out, struct span cell)
{
	const char *end = cell.at + cell.len;
	uint32_t before = 0;

	for (struct character c = character_at(cell.at, end); c.len > 0;
	     c = character_at(c.at + c.len, end)) {
		if (!unseen_is(c.code) || unseen_is_space(c.code)) {
			out = put(out, c);
			before = c.code;
		} else if (unseen_is_white_space(c.code) && is_ascii(before) &&
			   is_ascii(character_at(c.at + c.len, end).code)) {
			*out++ = ' ';
			before = ' ';
		}
	}
	return out;
}

/* A form that stands for several characters, a macron over a space say, stays. */
static char *
put_ordinary_width(char *out, struct character c)
{
	utf8proc_int32_t ordinary[8];
	int boundary = 0;

	if (utf8proc_decompose_char((utf8proc_int32_t)c.code, ordinary, 8,
		UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &boundary) != 1)
		return put(out, c);
	return out + utf8proc_encode_char(ordinary[0], (utf8proc_uint8_t *)out);
}

static char *
width(char *out, struct span cell)
{
	const char *end = cell.at + cell.len;

	for (struct character c = character_at(cell.at, end); c.len > 0;
	     c = character_at(c.at + c.len, end)) {
		switch (utf8proc_get_property((utf8proc_int32_t)c.code)->decomp_type) {
		case UTF8PROC_DECOMP_TYPE_WIDE:
		case UTF8PROC_DECOMP_TYPE_NARROW:
			out = put_ordinary_width(out, c);
			break;
		default:
			out = put(out, c);
		}
	}
	return out;
}

static bool
is_full_stop(uint32_t c)
{
	return c == '.' || c == 0xfe52 || c == 0xff0e;
}

static char *
middle_dot(char *out, struct span cell)
{
	const char *end = cell.at + cell.len;
	uint32_t before = 0;

	for (struct character c = character_at(cell.at, end); c.len > 0;
	     c = character_at(c.at + c.len, end)) {
		uint32_t after = character_at(c.at + c.len, end).code;
		bool dot = han_kind(c.code) == HAN_DOT_ALIKE &&
			   (!is_full_stop(c.code) || (before > 0x7f && after > 0x7f));

		if (dot)
			out += utf8_write(out, 0xb7);
		else
			out = put(out, c);
		before = c.code;
	}
	return out;
}

/* A letter of Pinyin without its tone, in lower case; 0: it is none. */
static char
plain_letter(uint32_t c)
{
	utf8proc_int32_t parts[4];
	int bounds = 0;
	utf8proc_ssize_t n;

	if (c >= 'a' && c <= 'z')
		return (char)c;
	if (c == 0x251 || c == 0x261) /* the script a and g of typewriters */
		return c == 0x251 ? 'a' : 'g';
	if (c < 0xc0 || c > 0x1fff)
		return 0;
	n = utf8proc_decompose_char((utf8proc_int32_t)c, parts, 4,
	    UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK, &bounds);
	return n == 1 && parts[0] >= 'a' && parts[0] <= 'z' ? (char)parts[0] : 0;
}

/* Whether letters are a syllable of Pinyin: an initial, or none, and a final. */
static bool
is_syllable(const char *letters)
{
	static const char *const initials[] = { "zh", "ch", "sh", "b", "p", "m", "f",
		"d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s",
		"y", "w", "" };
	static const char *const finals[] = { "a", "o", "e", "i", "u", "v", "ai", "ei",
		"ao", "ou", "an", "en", "ang", "eng", "ong", "er", "ia", "ie", "iao",
		"iu", "ian", "in", "iang", "ing", "iong", "ua", "uo", "uai", "ui",
		"uan", "un", "uang", "ue", "ve" };

	for (size_t i = 0; i < sizeof initials / sizeof *initials; i++) {
		size_t len = strlen(initials[i]);

		if (strncmp(letters, initials[i], len) != 0)
			continue;
		for (size_t k = 0; k < sizeof finals / sizeof *finals; k++)
			if (strcmp(letters + len, finals[k]) == 0)
				return true;
		return false;
	}
	return false;
}

/* The length of a reading in parentheses that a text begins with, or 0. */
static size_t
gloss_at(const char *at, const char *end)
{
	enum { LETTERS = 6 }; /* zhuang, and the others are shorter */
	struct character c = character_at(at, end);
	uint32_t close = c.code == '(' ? ')' : c.code == 0xff08 ? 0xff09 : 0;
	char letters[LETTERS + 1];
	size_t n = 0;

	if (close == 0)
		return 0;
	for (c = character_at(c.at + c.len, end); c.len > 0 && c.code != close;
	     c = character_at(c.at + c.len, end)) {
		bool mark = c.code >= 0x300 && c.code <= 0x36f;

		if (mark && n > 0)
			continue;
		if (n == LETTERS || (letters[n] = plain_letter(c.code)) == 0)
			return 0;
		n++;
	}
	letters[n] = '\0';
	return c.len > 0 && is_syllable(letters) ? (size_t)(c.at + c.len - at) : 0;
}

static bool
is_han(uint32_t c)
{
	enum han_kind kind = han_kind(c);

	return kind == HAN_CHARACTER || kind == HAN_COMPATIBLE || kind == HAN_PRIVATE;
}

static char *
gloss(char *out, struct span cell)
{
	const char *end = cell.at + cell.len;
	size_t len;

	for (struct character c = character_at(cell.at, end); c.len > 0;
	     c = character_at(c.at + c.len, end)) {
		out = put(out, c);
		while (is_han(c.code) && (len = gloss_at(c.at + c.len, end)) > 0)
			c.len += len;
	}
	return out;
}

/* Of Latin, Greek, Cyrillic, the Roman ten, and the sign of multiplication. */
static bool
looks_like_x(uint32_t c)
{
	static const uint32_t alike[] = { 'x', 0xd7, 0x3a7, 0x3c7, 0x425, 0x445, 0x2169,
		0x2179, 0xff38, 0xff58 };

	for (size_t i = 0; i < sizeof alike / sizeof *alike; i++)
		if (c == alike[i])
			return true;
	return false;
}

static char *
id_x(char *out, struct span cell)
{
	enum { DIGITS = 17 };
	const char *end = cell.at + cell.len, *at = cell.at;
	struct character last;
	size_t digits = 0;

	for (; at < end && digits < DIGITS; at++)
		digits = *at >= '0' && *at <= '9' ? digits + 1 : 0;
	last = character_at(at, end);
	if (digits == DIGITS && last.len > 0 && last.at + last.len == end &&
	    looks_like_x(last.code)) {
		memcpy(out, cell.at, (size_t)(at - cell.at));
		out += at - cell.at;
		*out++ = 'X';
		return out;
	}
	memcpy(out, cell.at, cell.len);
	return out + cell.len;
}

static bool
is_dot(enum han_kind kind)
{
	return kind == HAN_MIDDLE_DOT || kind == HAN_DOT_ALIKE;
}

static char *
inner_space(char *out, struct span cell)
{
	enum { PADDED = 4 };
	const char *end = cell.at + cell.len;
	size_t characters = 0, dots = 0;
	enum han_kind kind, before = HAN_OTHER;
	bool name = true;

	for (struct character c = character_at(cell.at, end); c.len > 0;
	     c = character_at(c.at + c.len, end)) {
		kind = han_kind(c.code);
		characters += is_han(c.code);
		dots += is_dot(kind);
		name &= is_han(c.code) || is_dot(kind) || kind == HAN_SPACE;
	}
	for (struct character c = character_at(cell.at, end); c.len > 0;
	     c = character_at(c.at + c.len, end)) {
		const char *next = c.at + c.len;

		kind = han_kind(c.code);
		if (kind != HAN_SPACE || !name) {
			out = put(out, c);
			before = kind;
			continue;
		}
		while (
		    han_kind(character_at(next, end).code) == HAN_SPACE && next < end)
			next += character_at(next, end).len;
		if ((characters <= PADDED && dots == 0) || is_dot(before) ||
		    is_dot(han_kind(character_at(next, end).code)))
			c.len = (size_t)(next - c.at);
		else
			out = put(out, c);
	}
	return out;
}

static bool
stands_between_numbers(uint32_t c)
{
	return c == '/' || c == ';' || c == ',' || c == '|' || c == 0x3001 ||
	       c == 0xff0c || c == 0xff1b || c == 0xff0f || unseen_is(c);
}

/* A cell of telephone numbers and nothing else, each of seven digits at least. */
static char *
first_of(char *out, struct span cell)
{
	enum { LEAST = 7 };
	const char *end = cell.at + cell.len;
	size_t digits = 0, first = 0, numbers = 0;
	bool all = true;

	for (struct character c = character_at(cell.at, end); all;
	     c = character_at(c.at + c.len, end)) {
		bool ends = c.len == 0 || stands_between_numbers(c.code);

		if (ends && digits > 0) {
			if (numbers++ == 0)
				first = (size_t)(c.at - cell.at);
			all = digits >= LEAST;
			digits = 0;
		} else if (c.code >= '0' && c.code <= '9') {
			digits++;
		} else if (!ends) {
			all = c.code < 0x80 && strchr("+-()", (int)c.code) != NULL;
		}
		if (c.len == 0)
			break;
	}
	if (!all || numbers < 2)
		first = cell.len;
	memcpy(out, cell.at, first);
	return out + first;
}

static char *
guard(char *out, struct span cell)
{
	cell = misreading_unguarded(cell);
	memcpy(out, cell.at, cell.len);
	return out + cell.len;
}

static const struct cleaning_step steps[] = {
	{ "trim", NULL },
	{ "unseen", unseen },
	{ "width", width },
	{ "middle-dot", middle_dot },
	{ "gloss", gloss },
	{ "guard", guard },
	{ "id-x", id_x },
	{ "inner-space", inner_space },
	{ "first-of", first_of },
};

const char cleaning_rule[] = "clean must be an array of trim, unseen, width, "
			     "middle-dot, gloss, guard, id-x, inner-space and "
			     "first-of, each once at most";

const struct cleaning_step *
cleaning_find(const char *name)
{
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (strcmp(steps[i].name, name) == 0)
			return &steps[i];
	return NULL;
}

const char *
cleaning_name(const struct cleaning_step *step)
{
	return step->name;
}

bool
cleaning_add(struct cleaning *cleaning, const struct cleaning_step *step)
{
	for (size_t i = 0; i < cleaning->count; i++)
		if (cleaning->steps[i] == step)
			return false;
	if (cleaning->count == CLEANING_MAX)
		return false;
	cleaning->steps[cleaning->count++] = step;
	return true;
}

/* Memory that does not move while it grows. */
struct cleaned_block {
	struct cleaned_block *next;
	size_t used, size;
	char bytes[];
};

enum { BLOCK = 4096 };

static char *
make_room(struct cleaned *cleaned, size_t len)
{
	struct cleaned_block *block = cleaned->blocks;
	size_t size = len > BLOCK ? len : BLOCK;

	if (block != NULL && len <= block->size - block->used)
		return block->bytes + block->used;
	if (size > SIZE_MAX - sizeof *block)
		return NULL;
	block = malloc(sizeof *block + size);
	if (block == NULL)
		return NULL;
	*block = (struct cleaned_block){ cleaned->blocks, 0, size };
	cleaned->blocks = block;
	return block->bytes;
}

void
cleaned_reset(struct cleaned *cleaned)
{
	struct cleaned_block *block = cleaned->blocks;

	while (block != NULL && block->next != NULL) {
		struct cleaned_block *next = block->next;

		block->next = next->next;
		free(next);
	}
	if (block != NULL)
		block->used = 0;
}

void
cleaned_free(struct cleaned *cleaned)
{
	cleaned_reset(cleaned);
	free(cleaned->blocks);
	cleaned->blocks = NULL;
}

static struct span
trim(struct span cell, bool has_types)
{
	return has_types ? cell_trim_typed(cell) : cell_trim(cell);
}

struct span
cleaning_run(const struct cleaning *cleaning, struct span cell, bool has_types,
    struct cleaned *cleaned, unsigned *changed)
{
	struct span clean = trim(cell, has_types);

	*changed = 0;
	for (size_t i = 0; i < cleaning->count; i++)
		if (cleaning->steps[i]->apply == NULL && clean.len != cell.len)
			*changed |= 1u << i;
	if (plain_cell(clean))
		return clean;
	for (size_t i = 0; i < cleaning->count; i++) {
		apply *step = cleaning->steps[i]->apply;
		char *out =
		    step == NULL ? NULL : make_room(cleaned, CLEANING_MOST(clean.len));
		size_t len;

		if (step == NULL)
			continue;
		if (out == NULL)
			return (struct span){ NULL, 0 };
		len = (size_t)(step(out, clean) - out);
		if (len == clean.len && memcmp(out, clean.at, len) == 0)
			continue;
		*changed |= 1u << i;
		cleaned->blocks->used += len;
		clean = trim((struct span){ out, len }, has_types);
	}
	return clean;
}
