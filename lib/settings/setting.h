/*
 * setting.h - one setting, and what a filter says of itself
 *
 * The rows of the table that settings.h reads, with a macro for each kind of row.
 */
#ifndef SETTING_H
#define SETTING_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

/* Texts in the order in which they were given; the settings own them. */
struct text_list {
	const char **items;
	size_t count;
};

enum setting_kind {
	SETTING_KIND_FLAG,
	SETTING_KIND_TEXT,
	SETTING_KIND_WORD,
	SETTING_KIND_FILE,   /* a file that is read */
	SETTING_KIND_OUTPUT, /* a file that is written: it must be no input */
	SETTING_KIND_NUMBER,
	SETTING_KIND_LIST,
	SETTING_KIND_JSON,
};

struct setting {
	char letter; /* 'r' for -r; 0 if there is only the long name */
	enum setting_kind kind;
	const char *name;     /* "rejects" for --rejects and the key "rejects" */
	const char *argument; /* what --help calls the argument; NULL for a flag */
	const char *help;     /* NULL: not an option, a key of the policy only */
	void *to;
	long min, max;            /* the range of a number */
	const char *const *words; /* the choices of a word, NULL behind the last */
	bool command_line_only;
	bool common;    /* an option of many filters, documented once: in admit(7) */
	bool or_number; /* a text that a policy may write as a whole number */
	bool
	    series; /* a text of parts with commas between; in a policy an array, too */
};

/* clang-format off */
/* to: bool, const char *, const char *, long, struct text_list, const json_t *. */
#define SETTING_FLAG(l, n, to_, h) \
	{ .letter = (l), .kind = SETTING_KIND_FLAG, .name = (n), .help = (h), .to = (to_) }
#define SETTING_TEXT(l, n, a, to_, h) \
	{ .letter = (l), .kind = SETTING_KIND_TEXT, .name = (n), .argument = (a), \
	  .help = (h), .to = (to_) }
/*
 * A text of parts with commas between, "4,6"; in a policy also an array of texts and
 * whole numbers.  A number with a point is refused there: binary floating point could
 * not hold what is written.
 */
#define SETTING_SERIES(l, n, a, to_, h) \
	{ .letter = (l), .kind = SETTING_KIND_TEXT, .name = (n), .argument = (a), \
	  .help = (h), .to = (to_), .series = true }
/* A text that is one of a few words, which follow; --help lists them behind the help. */
#define SETTING_WORD(l, n, a, to_, h, ...) \
	{ .letter = (l), .kind = SETTING_KIND_WORD, .name = (n), .argument = (a), \
	  .help = (h), .to = (to_), .words = (const char *const[]){ __VA_ARGS__, NULL } }
/* A text that names a file: in a policy, relative to the policy's folder. */
#define SETTING_FILE(l, n, a, to_, h) \
	{ .letter = (l), .kind = SETTING_KIND_FILE, .name = (n), .argument = (a), \
	  .help = (h), .to = (to_) }
#define SETTING_NUMBER(l, n, a, to_, lo, hi, h) \
	{ .letter = (l), .kind = SETTING_KIND_NUMBER, .name = (n), .argument = (a), \
	  .help = (h), .to = (to_), .min = (lo), .max = (hi) }
/* An option that may come again, an item each time; a string or an array in a policy. */
#define SETTING_LIST(l, n, a, to_, h) \
	{ .letter = (l), .kind = SETTING_KIND_LIST, .name = (n), .argument = (a), \
	  .help = (h), .to = (to_) }
/* What no command line can say: any JSON, from the policy only.  Borrowed. */
#define SETTING_JSON(n, to_) \
	{ .kind = SETTING_KIND_JSON, .name = (n), .to = (to_) }
/* What no policy can say: how this one run goes. */
#define SETTING_OPTION(l, kind_, n, a, to_, h) \
	{ .letter = (l), .kind = (kind_), .name = (n), .argument = (a), .help = (h), \
	  .to = (to_), .command_line_only = true }
/* Such an option of many filters. */
#define SETTING_COMMON(l, kind_, n, a, to_, h) \
	{ .letter = (l), .kind = (kind_), .name = (n), .argument = (a), .help = (h), \
	  .to = (to_), .command_line_only = true, .common = true }
#define SETTING_END { .name = NULL }
/* clang-format on */

/* What a filter says of itself. */
struct filter {
	const char *name; /* "admit-rank" */
	const char
	    *synopsis; /* what follows the name in the SYNOPSIS of the man page */
	const struct setting *settings;
	bool entries;   /* its section holds named entries: -p POLICY ENTRY */
	bool several;   /* of which one run may take more: -p POLICY ENTRY,ENTRY */
	bool no_policy; /* it has no section: -p is not an option of it */
	bool command;   /* its operands are a command: no option stands behind them */
	/* Of the policy; NULL: named as the filter, less "admit-". */
	const char *section;
	/* A section that it reads beside that, by settings_section_of(); NULL: none. */
	const char *beside;
	/*
	 * Another section, whose keys hold where its own section does not have them, or
	 * is not there; its other keys do not matter.  NULL: none.  If borrowed is not
	 * NULL, only the keys that it lists do, NULL behind the last.
	 */
	const char *borrows;
	const char *const *borrowed;
};

#endif
