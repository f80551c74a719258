#include <string.h>

#include "cel/re2_syntax.h"
#include "record/span.h"

/* No more repetitions of a part, those around it included; groups inside each other. */
enum { MAX_REPEAT = 1000, MAX_NESTING = 200 };

/* The pattern from where it is not read yet, and the end of the translation. */
struct reader {
	const char *at, *end;
	char *to;
	bool after_repeat; /* a repetition stands before, so no other may follow */
	bool folds;        /* letters of both cases are the same, or were before */
	unsigned depth;
	unsigned repeats;               /* of the last part, with those inside of it */
	unsigned most[MAX_NESTING + 1]; /* the most of any part of each open group */
};

static bool
is_next(const struct reader *r, const char *text)
{
	size_t len = strlen(text);

	return (size_t)(r->end - r->at) >= len && memcmp(r->at, text, len) == 0;
}

static void
emit(struct reader *r, const char *text)
{
	size_t len = strlen(text);

	memcpy(r->to, text, len);
	r->to += len;
}

static void
copy(struct reader *r, size_t count)
{
	memcpy(r->to, r->at, count);
	r->to += count;
	r->at += count;
}

static bool
is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
	       (c >= 'A' && c <= 'F');
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* \xFF or \x{10FFFF}; at is on the x. */
static bool
read_hex(struct reader *r)
{
	size_t count = 2;

	if (r->end - r->at >= 3 && is_hex(r->at[1]) && is_hex(r->at[2])) {
		emit(r, "\\");
		copy(r, 3);
		return true;
	}
	if (!is_next(r, "x{"))
		return false;
	while (r->at + count < r->end && is_hex(r->at[count]))
		count++;
	if (count == 2 || r->at + count == r->end || r->at[count] != '}')
		return false;
	emit(r, "\\");
	copy(r, count + 1);
	return true;
}

static bool
is_among(struct span name, const char *const names[])
{
	while (*names != NULL && !span_is(name, *names))
		names++;
	return *names != NULL;
}

/* The general categories and "Any" mean the same in both. */
static bool
is_category(struct span name)
{
	static const char *const categories[] = { "Any", "C", "Cc", "Cf", "Co", "Cs",
		"L", "Ll", "Lm", "Lo", "Lt", "Lu", "M", "Mc", "Me", "Mn", "N", "Nd",
		"Nl", "No", "P", "Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "S", "Sc",
		"Sk", "Sm", "So", "Z", "Zl", "Zp", "Zs", NULL };

	return is_among(name, categories);
}

/*
 * A full name of a script as Unicode writes it: Han, Old_Persian.  PCRE2 knows which
 * there are, but takes short names too, which have four letters.
 */
static bool
is_script(struct span name)
{
	static const char *const of_four[] = { "Ahom", "Cham", "Kawi", "Lisu", "Modi",
		"Newa", "Thai", "Toto", NULL };

	for (size_t i = 0; i < name.len; i++) {
		char c = name.at[i];
		bool first = i == 0 || name.at[i - 1] == '_';

		if (i > 0 && c == '_' && !first)
			continue;
		if (!is_letter(c) || (first && c > 'Z'))
			return false;
	}
	return name.len > 1 && (name.len != 4 || is_among(name, of_four));
}

/*
 * RE2 adds to a property the other case of its letters where case does not count, PCRE2
 * does not.  These are the properties for which that makes a difference.
 */
static bool
is_of_one_case(struct span name)
{
	static const char *const names[] = { "Lu", "Ll", "Lt", "M", "Mn", "Greek",
		"Common", "Inherited", NULL };

	return is_among(name, names);
}

/* \pN, \p{Greek}, \P{^Lu}; at is on the p. */
static bool
read_property(struct reader *r)
{
	const char *close;
	struct span name;
	bool negated;

	if (r->end - r->at >= 2 && r->at[1] != '{') {
		name = (struct span){ r->at + 1, 1 };
		if (!is_category(name) || (r->folds && is_of_one_case(name)))
			return false;
		emit(r, "\\");
		copy(r, 2);
		return true;
	}
	close = memchr(r->at, '}', (size_t)(r->end - r->at));
	if (r->end - r->at < 2 || close == NULL)
		return false;
	negated = r->at[2] == '^';
	name.at = r->at + 2 + negated;
	name.len = (size_t)(close - name.at);
	if (close < name.at || (!is_category(name) && !is_script(name)) ||
	    (r->folds && is_of_one_case(name)))
		return false;
	emit(r, "\\");
	copy(r, 1);
	emit(r, negated ? "{^" : "{");
	if (!is_category(name))
		emit(r, "sc:");
	r->at = name.at;
	copy(r, name.len + 1);
	return true;
}

/* Between \Q and \E all is meant as it stands; at is on the Q. */
static bool
read_quoted(struct reader *r)
{
	emit(r, "\\");
	while (r->at < r->end && !is_next(r, "\\E"))
		copy(r, 1);
	if (r->at < r->end)
		copy(r, 2);
	else
		emit(r, "\\E");
	return true;
}

/* Escapes that PCRE2 reads otherwise; NULL for others. */
static const char *
translation(char letter, bool in_class)
{
	switch (letter) {
	case 'v':
		return "\\x0B";
	case 's':
		return in_class ? "\\t\\n\\f\\r\\x20" : "[\\t\\n\\f\\r\\x20]";
	case 'S':
		return in_class ? "\\x00-\\x08\\x0B\\x0E-\\x1F\\x21-\\x{10FFFF}"
				: "[^\\t\\n\\f\\r\\x20]";
	default:
		return NULL;
	}
}

/* at is behind the backslash, which is not translated yet. */
static bool
read_escape(struct reader *r, bool in_class)
{
	const char *other;
	char c;

	if (r->at == r->end)
		return false;
	c = *r->at;
	if (c == 'x')
		return read_hex(r);
	if (c == 'p' || c == 'P')
		return read_property(r);
	if (c == 'Q' && !in_class)
		return read_quoted(r);
	if ((other = translation(c, in_class)) != NULL) {
		emit(r, other);
		r->at++;
		return true;
	}
	/* A letter that is no escape is an error, and so is a character beyond ASCII.
	 */
	if ((is_letter(c) || (c >= '0' && c <= '9'))
		? strchr(in_class ? "0dDwWaftnr" : "0dDwWbBAzaftnr", c) == NULL
		: (unsigned char)c >= 0x80 || c == '\0')
		return false;
	emit(r, "\\");
	copy(r, 1);
	return true;
}

/* Whether an escape stands for several characters, so that it ends no range. */
static bool
is_set(const struct reader *r)
{
	return r->end - r->at >= 2 && r->at[0] == '\\' && r->at[1] != '\0' &&
	       strchr("dDwWsSpP", r->at[1]) != NULL;
}

/* [:alpha:]; at is on the bracket. */
static bool
read_named_class(struct reader *r)
{
	const char *at = r->at + 2;

	while (at < r->end && (is_letter(*at) || *at == '^'))
		at++;
	if (r->end - at < 2 || at[0] != ':' || at[1] != ']')
		return false;
	copy(r, (size_t)(at + 2 - r->at));
	return true;
}

static bool
read_item(struct reader *r)
{
	if (*r->at == '\\') {
		r->at++;
		return read_escape(r, true);
	}
	if (is_next(r, "[:"))
		return read_named_class(r);
	if (is_next(r, "[.") || is_next(r, "[="))
		return false;
	if (*r->at == '[')
		emit(r, "\\");
	copy(r, 1);
	return true;
}

/* at is behind the opening bracket. */
static bool
read_class(struct reader *r)
{
	bool after_set = false;

	if (is_next(r, "^"))
		copy(r, 1);
	if (is_next(r, "]")) {
		emit(r, "\\");
		copy(r, 1);
	} else if (is_next(r, ":") || is_next(r, ".") || is_next(r, "=")) {
		emit(r,
		    "\\"); /* [:a:] is no named class, which stands inside of a class */
		copy(r, 1);
	}
	while (r->at < r->end && *r->at != ']') {
		bool set = is_set(r) || is_next(r, "[:"), dash = *r->at == '-';

		/* A range needs a character at each end; - at an end of the class is
		 * one. */
		if (dash && r->end - r->at >= 2 && r->at[1] != ']') {
			const struct reader next = { .at = r->at + 1, .end = r->end };

			if (after_set || is_set(&next) || is_next(&next, "[:"))
				return false;
		}
		if (!read_item(r))
			return false;
		after_set = set;
	}
	if (r->at == r->end)
		return false;
	copy(r, 1);
	return true;
}

/* (?i), (?i-s:, with a flag on each side of the sign; at is behind the question mark.
 */
static bool
read_flags(struct reader *r)
{
	bool any = false, minus = false;

	for (; r->at < r->end && *r->at != ':' && *r->at != ')'; copy(r, 1)) {
		if (*r->at == '-' ? minus
				  : *r->at == '\0' || strchr("imsU", *r->at) == NULL)
			return false;
		any = *r->at != '-';
		minus |= *r->at == '-';
		r->folds |= *r->at == 'i' && !minus;
	}
	return r->at < r->end && (any || (!minus && *r->at == ':'));
}

/* at is behind the opening parenthesis: (?:, (?flags), (?flags:, (?P<name>, (?<name>.
 */
static bool
read_group(struct reader *r)
{
	if (!is_next(r, "?"))
		return !is_next(r, "*");
	copy(r, 1);
	if (is_next(r, "P<") ||
	    (is_next(r, "<") && !is_next(r, "<=") && !is_next(r, "<!")))
		return true;
	return read_flags(r);
}

/* The last part ends here: it counts in the group that is open. */
static bool
end_part(struct reader *r, unsigned repeats)
{
	r->repeats = repeats;
	if (repeats > r->most[r->depth])
		r->most[r->depth] = repeats;
	return repeats <= MAX_REPEAT;
}

/* at is behind the opening brace, which is a letter if no repetition follows. */
static bool
read_counts(struct reader *r, bool *is_repeat)
{
	const char *at = r->at;
	unsigned count = 0, largest = 0, commas = 0;

	for (; at < r->end && ((*at >= '0' && *at <= '9') || *at == ','); at++) {
		count = *at == ',' ? 0 : count * 10 + (unsigned)(*at - '0');
		commas += *at == ',';
		if (count > largest)
			largest = count;
		if (largest > MAX_REPEAT)
			return false;
	}
	*is_repeat =
	    at < r->end && *at == '}' && at > r->at && *r->at != ',' && commas < 2;
	emit(r, *is_repeat ? "{" : "\\{");
	if (!*is_repeat)
		return end_part(r, 1);
	copy(r, (size_t)(at + 1 - r->at));
	return largest == 0 || end_part(r, r->repeats * largest);
}

/* at is behind the mark. */
static bool
read_repeat(struct reader *r, char mark)
{
	bool is_repeat = true;

	if (mark == '{' && !read_counts(r, &is_repeat))
		return false;
	if (mark != '{')
		*r->to++ = mark;
	if (is_repeat && r->after_repeat)
		return false;
	if (is_repeat && is_next(r, "?"))
		copy(r, 1);
	r->after_repeat = is_repeat;
	return true;
}

static bool
read_part(struct reader *r)
{
	char c = *r->at++;

	if (c == '*' || c == '+' || c == '?' || c == '{')
		return read_repeat(r, c);
	r->after_repeat = false;
	if (c == ')' && r->depth > 0) {
		*r->to++ = c;
		r->depth--;
		return end_part(r, r->most[r->depth + 1]);
	}
	if (c == '(') {
		*r->to++ = c;
		if (++r->depth > MAX_NESTING)
			return false;
		r->most[r->depth] = 1;
		return read_group(r);
	}
	end_part(r, 1);
	if (c == '\\')
		return read_escape(r, false);
	if (c == '}' || c == ']')
		emit(r, "\\");
	*r->to++ = c;
	return c != '[' || read_class(r);
}

bool
re2_translate(struct span pattern, char *out, size_t *len)
{
	struct reader r = { .at = pattern.at,
		.end = pattern.at + pattern.len,
		.to = out,
		.repeats = 1 };

	while (r.at < r.end)
		if (!read_part(&r))
			return false;
	*len = (size_t)(r.to - out);
	return true;
}
