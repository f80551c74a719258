/*
 * Patterns of ECMAScript and texts, made at random, against node: whether the pattern
 * is one, and whether it is found in the text.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#undef NDEBUG
#include <assert.h>

#include "fixed_seed.h"
#include "formats/pattern.h"

enum { PAIRS = 40000, MOST = 400 };

static const char script[] =
    "const fs = require('fs');"
    "const text = h => Buffer.from(h, 'hex').toString();"
    "let out = '';"
    "for (const line of fs.readFileSync(0, 'latin1').split('\\n').slice(0, -1)) {"
    "    const [p, t] = line.split(' ');"
    "    try {"
    "        const m = new RegExp(text(p), 'u').exec(text(t));"
    "        const odd = m && m.index > 0 && text(t).codePointAt(m.index - 1) > 0xffff;"
    "        out += odd ? '?' : m ? '1' : '0'"
    "    } catch (e) { out += 'E' }"
    "}"
    "process.stdout.write(out)";

static size_t
any(size_t below)
{
	return (size_t)(draw() % below);
}

#define PICK(list) (list[any(sizeof list / sizeof *list)])

static void
add(char *text, const char *more)
{
	if (strlen(text) + strlen(more) < MOST)
		strcat(text, more);
}

static const char *const characters[] = { "a", "a", "b", "b", "c", "1", "_", " ", "-",
	"\xc3\xa9", "\xe5\xbc\xa0", "\xf0\x9f\x98\x80", "\n", "\xe3\x80\x80",
	"\xef\xbb\xbf", "\xc2\x85", "\xe2\x80\xa8", "/", "," };
static const char *const escapes[] = { "\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "\\b",
	"\\B", "\\n", "\\x61", "\\u0062", "\\u{63}", "\\ud83d\\ude00", "\\ud83d", "\\.",
	"\\-", "\\0", "\\cJ", "\\p{Lu}", "\\p{L}", "\\P{Script=Han}", "\\p{scx=Han}",
	"\\p{Alphabetic}", "\\p{ASCII}", "\\p{Assigned}", "\\P{Assigned}", "\\p{Any}",
	"\\p{space}", "\\p{gc=Nd}", "\\p{LC}", "\\p{lu}", "\\p{Han}", "\\p{Nonsense}",
	"\\v", "\\1", "\\2", "\\3", "\\k<n>", "\\k", "\\a", "\\_", "\\00", "\\/" };
static const char *const quantifiers[] = { "*", "+", "?", "*?", "+?", "??", "{2}",
	"{0}", "{1,2}", "{0,1}?", "{2,}", "{2,1}", "{,2}", "{0.5}", "{", "}", "{1",
	"**", "{01}", "{1,}?" };
static const char *const opens[] = { "(", "(", "(?:", "(?:", "(?<n>", "(?=", "(?!",
	"(?<=", "(?<!", "(?i:", "(?>" };
static const char *const items[] = { "a", "b", "a-c", "c-a", "1-9", "\\d", "\\S", "\\s",
	"\\w", "\\W", "\\D", "-", "^", "[", "\\b", "\\-", "\\]", "&&", "[:alpha:]",
	"\xe5\xbc\xa0", "\\u{1f600}", "\\ud83d", "\\ud800-\\udfff", "a-\\d", "\\p{L}",
	"\\P{Alphabetic}", "\\1", "\\B", "\xc2\x85", "\\ud7ff-\\ue000" };

static void add_pattern(char *, int depth);

static void
add_class(char *p)
{
	add(p, any(3) == 0 ? "[^" : "[");
	for (size_t i = any(4); i > 0; i--)
		add(p, PICK(items));
	add(p, any(40) == 0 ? "" : "]");
}

static void
add_term(char *p, int depth)
{
	switch (any(10)) {
	case 0:
		add(p, PICK(escapes));
		break;
	case 1:
		add_class(p);
		break;
	case 2:
		add(p, any(2) == 0 ? "^" : "$");
		return;
	case 3:
	case 4:
	case 5:
		if (depth > 0) {
			/* What is wrong makes the rest of a pattern wrong: not often.
			 */
			add(p, any(8) == 0 ? PICK(opens)
					   : opens[any(4 + 5 * (any(3) == 0))]);
			add_pattern(p, depth - 1);
			add(p, ")");
			break;
		}
		/* fallthrough */
	case 6:
		add(p, any(3) == 0 ? "." : "\\1");
		break;
	default:
		add(p, any(6) == 0 ? PICK(characters) : characters[any(5)]);
	}
	if (any(3) == 0)
		add(p, any(6) == 0 ? PICK(quantifiers) : quantifiers[any(11)]);
}

static void
add_pattern(char *p, int depth)
{
	for (size_t i = any(4); i > 0; i--)
		add_term(p, depth);
	if (any(4) == 0) {
		add(p, "|");
		add_pattern(p, depth - 1);
	}
}

static char
answer(const char *pattern, const char *text)
{
	char why[PATTERN_FAULT_SIZE];
	struct pattern *p = pattern_new(span_of(pattern), why);
	enum pattern_result found;

	assert(pattern_is_one(span_of(pattern)) == (p != NULL));
	if (p == NULL) {
		assert(strncmp(why, "at byte ", 8) == 0);
		return 'E';
	}
	found = pattern_match(p, span_of(text), NULL);
	pattern_free(p);
	return found == PATTERN_MATCH ? '1' : found == PATTERN_NO_MATCH ? '0' : '?';
}

static void
write_hex(FILE *to, const char *text, char end)
{
	for (; *text != '\0'; text++)
		fprintf(to, "%02x", (unsigned char)*text);
	putc(end, to);
}

static void
make_pair(char pattern[MOST], char text[MOST])
{
	pattern[0] = text[0] = '\0';
	if (any(2) == 0)
		add(pattern, "^");
	add_pattern(pattern, 3);
	if (any(2) == 0)
		add(pattern, "\\1$");
	for (size_t i = any(7); i > 0; i--)
		add(text, any(3) == 0 ? PICK(characters) : characters[any(4)]);
}

struct pair {
	char pattern[MOST], text[MOST];
};

/* node, which has read the pairs from standard input. */
static FILE *
ask_node(const struct pair *pairs)
{
	FILE *file = tmpfile(), *node;
	char command[1200];

	assert(file != NULL);
	for (int i = 0; i < PAIRS; i++) {
		write_hex(file, pairs[i].pattern, ' ');
		write_hex(file, pairs[i].text, '\n');
	}
	rewind(file);
	assert(dup2(fileno(file), STDIN_FILENO) == STDIN_FILENO);
	fclose(file);
	snprintf(command, sizeof command, "node -e \"%s\"", script);
	node = popen(command, "r");
	assert(node != NULL);
	return node;
}

int
main(void)
{
	struct pair *pairs = calloc(PAIRS, sizeof *pairs);
	size_t wrong = 0, counts[3] = { 0 };
	FILE *node;

	if (system("command -v node >/dev/null 2>&1") != 0)
		return 77;
	assert(pairs != NULL);
	for (int i = 0; i < PAIRS; i++)
		make_pair(pairs[i].pattern, pairs[i].text);
	node = ask_node(pairs);
	for (int i = 0; i < PAIRS; i++) {
		char expected = (char)getc(node),
		     got = answer(pairs[i].pattern, pairs[i].text);

		counts[expected == 'E' ? 0 : expected == '0' ? 1 : 2]++;
		/* node may find the middle of a surrogate pair, which is an error. */
		if (expected != '?' && got != expected && wrong++ < 20)
			fprintf(stderr, "%s on %s: node %c, here %c\n",
			    pairs[i].pattern, pairs[i].text, expected, got);
	}
	assert(pclose(node) == 0);
	free(pairs);
	assert(wrong == 0);
	/* Enough of each kind. */
	assert(
	    counts[0] > PAIRS / 20 && counts[1] > PAIRS / 10 && counts[2] > PAIRS / 10);
	return 0;
}
