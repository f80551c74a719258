/*
 * re2_syntax.h - patterns of RE2, written as PCRE2 reads them
 *
 * RE2 and PCRE2 read some patterns differently.  \v is U+000B alone in RE2, \s has no
 * U+000B, \p{Greek} is a script and not its extensions, a lone brace is a letter.  Such
 * parts are translated; what only PCRE2 knows (back references, look-around, possessive
 * repetition, \xZ, \p{Xan}) is refused, and so is what RE2 finds too large: a part that
 * is repeated more than 1000 times, counted with the repetitions around it.
 *
 * Refused although RE2 knows them: octal escapes other than \0, a repetition of ^, $
 * and \b, and behind (?i) the properties whose letters have another case outside of
 * them
 * (\p{Lu}, \p{Greek}).  After https://github.com/google/re2/wiki/Syntax.
 */
#ifndef RE2_SYNTAX_H
#define RE2_SYNTAX_H

#include "record/record.h"

/* Bytes of a translation for each byte of the pattern. */
enum { RE2_LONGEST = 20 };

/*
 * Translate a pattern (UTF-8) to out, which has room for RE2_LONGEST bytes for each of
 * its own.  False if it is not a pattern of RE2.  A fault that PCRE2 finds as well,
 * such as a missing bracket, may be left to it.
 */
bool re2_translate(struct span pattern, char *out, size_t *len);

#endif
