/*
 * address_numeral.h - numbers as addresses have them
 *
 * Arabic digits (123), Chinese ones by place (一二三, 五〇一) or with units
 * (一百二十三), and both in one (5〇1).
 */
#ifndef ADDRESS_NUMERAL_H
#define ADDRESS_NUMERAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uchar.h>

/* A number of more digits is none. */
enum { ADDRESS_NUMERAL_DIGITS = 9 };

/* The value of a digit, Arabic or Chinese; -1 if it is none.  十 is none. */
int address_digit(char32_t);

/*
 * The number that a text begins with, which must end in U+0000.  Returns how many
 * characters it has; 0 if there is no number.
 */
size_t address_numeral(const char32_t *text, uint32_t *value);

/* Write 1 to 99 in Chinese, 十二 for 12; returns how many characters, 3 at most. */
size_t address_numeral_write(char32_t *to, uint32_t value);

#endif
