/*
 * cel_function.h - the functions of the rules language
 *
 * Each family has one table.  It lists the kinds that a function takes: the checker
 * refuses a rule that cannot fit them, the evaluator checks the arguments before the
 * call, so a function may rely on them.
 */
#ifndef CEL_FUNCTION_H
#define CEL_FUNCTION_H

#include "cel/cel_value.h"

enum { CEL_MANY = 255 }; /* any number of arguments */

struct cel_function {
	const char *name; /* "size", "math.greatest" */
	bool method;      /* called as receiver.name(); the receiver is args[0] */
	uint8_t least, most;
	/*
	 * Sets of kinds for args[0], args[1] and all others.  A decimal that is whole
	 * comes as an int where the set has int and not decimal.
	 */
	uint32_t takes[3];
	uint8_t result; /* enum cel_kind, CEL_DYN if it depends */
	struct cel_value (*call)(
	    struct cel_run *, const struct cel_value *args, uint32_t count);
};

/* Each ends with an entry without a name. */
extern const struct cel_function cel_basic_functions[];
extern const struct cel_function cel_conversion_functions[];
extern const struct cel_function cel_string_functions[];
extern const struct cel_function cel_math_functions[];
extern const struct cel_function cel_time_functions[]; /* args[1] is a time zone */
extern const struct cel_function cel_admission_functions[];

/* The function, or NULL.  count is that of all arguments, the receiver among them. */
const struct cel_function *cel_find_function(
    struct span name, bool method, uint32_t count);

/* Whether there is a function with the name, whatever it takes. */
bool cel_knows_function(struct span name, bool method);

/* The kinds that the function takes as its argument number n. */
static inline uint32_t
cel_takes(const struct cel_function *f, uint32_t n)
{
	return f->takes[n < 2 ? n : 2];
}

/* Whether a value is of the kinds; a whole decimal becomes an int where wanted. */
static inline bool
cel_fits(struct cel_value *v, uint32_t kinds)
{
	if ((CEL_SET(v->kind) & kinds) != 0)
		return true;
	if (v->kind != CEL_DECIMAL || v->scale != 0 || (kinds & CEL_SET(CEL_INT)) == 0)
		return false;
	v->kind = CEL_INT;
	return true;
}

#endif
