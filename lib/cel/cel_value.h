/*
 * cel_value.h - the values of the rules language
 *
 * A value is 16 bytes and passed by value; what it points to lives in an arena
 * (that of the program or that of the evaluation) or in the record, so nothing
 * is ever freed by itself.
 *
 * An error is a value too, as the language wants it: it travels through
 * operators until && || or a macro absorbs it.
 */
#ifndef CEL_VALUE_H
#define CEL_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "memory/arena.h"
#include "record/decimal.h"
#include "record/record.h"

enum cel_kind {
	CEL_ERROR,
	CEL_NULL,
	CEL_BOOL,
	CEL_INT,
	CEL_UINT,
	CEL_DOUBLE,
	CEL_DECIMAL, /* an addition: what the numbers of records are */
	CEL_STRING,  /* UTF-8, always valid */
	CEL_BYTES,
	CEL_LIST,
	CEL_MAP,
	CEL_TYPE,
	CEL_TIMESTAMP, /* years 1 to 9999, UTC */
	CEL_DURATION,  /* nanoseconds in 64 bits, about 292 years each way */
	CEL_OPTIONAL,
	CEL_KINDS,
	CEL_DYN = CEL_KINDS /* for the checker: known only when it is evaluated */
};

/* A set of kinds, for what a function takes. */
#define CEL_SET(kind) (1u << (kind))
enum { CEL_ANY = (1 << CEL_KINDS) - 1 };

enum cel_fault {
	CEL_FAULT_NONE,
	CEL_FAULT_NO_OVERLOAD,
	CEL_FAULT_NO_FIELD,
	CEL_FAULT_NO_KEY,
	CEL_FAULT_INDEX,
	CEL_FAULT_OVERFLOW,
	CEL_FAULT_DIVIDE_BY_ZERO,
	CEL_FAULT_NOT_EXACT,
	CEL_FAULT_NUMBER_RANGE,
	CEL_FAULT_CONVERSION,
	CEL_FAULT_RANGE,
	CEL_FAULT_ARGUMENT,
	CEL_FAULT_NOT_UTF8,
	CEL_FAULT_KEY_TYPE,
	CEL_FAULT_KEY_REPEATED,
	CEL_FAULT_NO_VALUE,
	CEL_FAULT_NOT_BOOLEAN,
	CEL_FAULT_UNKNOWN_NAME,
	CEL_FAULT_AMBIGUOUS_NAME,
	CEL_FAULT_UNKNOWN_FUNCTION,
	CEL_FAULT_PATTERN,
	CEL_FAULT_PATTERN_STEPS,
	CEL_FAULT_ZONE,
	CEL_FAULT_FORMAT,
	CEL_FAULT_STEPS,
	CEL_FAULT_MEMORY,
	CEL_FAULTS
};

/* How a double is held. */
enum cel_held {
	CEL_REAL,   /* real */
	CEL_DIGITS, /* exact: integer / 10^scale */
	CEL_INEXACT /* real; a literal that fits no decimal, which the checker refuses
		     */
};

struct cel_value {
	uint8_t kind;  /* enum cel_kind */
	uint8_t scale; /* of a decimal, and of a double that is held as digits */
	uint8_t held;  /* of a double: enum cel_held */
	bool view;     /* a list or a map that is the value number index of a record */
	union {
		uint32_t len;         /* bytes of a text, items of a list or a map */
		uint32_t index;       /* of a view */
		uint32_t nanoseconds; /* of a timestamp */
		uint32_t offset;      /* of an error: byte of the rule, plus one */
	};
	union {
		bool truth;
		int64_t integer; /* also units of a decimal and of a double held as
				    digits, nanoseconds of a duration, seconds of a
				    timestamp since 1970, kind of a type */
		uint64_t natural;
		double real; /* not if held as digits: cel_number_double() */
		const char *text;
		const struct cel_value *items; /* a map has key, value, key, value ...;
						  an optional one item, or NULL */
		struct record *record;         /* of a view */
	};
};

/* The code of a fault ("no-such-field", ...) and one sentence for people.  Static. */
const char *cel_fault_code(enum cel_fault);
const char *cel_fault_reason(enum cel_fault);

/* What lacks something, if that is the fault: "the record", "the list"; else NULL. */
const char *cel_fault_owner(enum cel_fault);

/* The name of a type as the language spells it: "int", "null_type", "list" ... */
const char *cel_type_name(enum cel_kind);

/* What a value is, for people: "null", "a number", "a text" ...  Static. */
const char *cel_kind_words(enum cel_kind);

static inline struct cel_value
cel_error(enum cel_fault fault)
{
	return (struct cel_value){ .kind = CEL_ERROR, .integer = fault };
}

/* An operator, a function or a selection that does not take an operand of this kind. */
enum { CEL_ERROR_OPERANDS = 2 };
static inline struct cel_value
cel_wrong_type(enum cel_kind first, enum cel_kind second)
{
	return (struct cel_value){ .kind = CEL_ERROR,
		.scale = (uint8_t)first,
		.held = (uint8_t)second,
		.integer = CEL_FAULT_NO_OVERLOAD };
}

/* The kind of the first or the second operand, CEL_ERROR if the error does not say. */
static inline enum cel_kind
cel_error_operand(struct cel_value error, uint32_t number)
{
	return (enum cel_kind)(number == 0 ? error.scale : error.held);
}

static inline struct cel_value
cel_null(void)
{
	return (struct cel_value){ .kind = CEL_NULL };
}

static inline struct cel_value
cel_bool(bool truth)
{
	return (struct cel_value){ .kind = CEL_BOOL, .truth = truth };
}

static inline struct cel_value
cel_int(int64_t integer)
{
	return (struct cel_value){ .kind = CEL_INT, .integer = integer };
}

static inline struct cel_value
cel_uint(uint64_t natural)
{
	return (struct cel_value){ .kind = CEL_UINT, .natural = natural };
}

static inline struct cel_value
cel_double(double real)
{
	return (struct cel_value){ .kind = CEL_DOUBLE, .real = real };
}

static inline struct cel_value
cel_decimal(struct decimal d)
{
	return (struct cel_value){
		.kind = CEL_DECIMAL, .scale = d.scale, .integer = d.units
	};
}

/* The text is borrowed. */
static inline struct cel_value
cel_text(enum cel_kind kind, const char *text, size_t len)
{
	return (struct cel_value){
		.kind = (uint8_t)kind, .len = (uint32_t)len, .text = text
	};
}

static inline struct cel_value
cel_type(enum cel_kind kind)
{
	return (struct cel_value){ .kind = CEL_TYPE, .integer = kind };
}

/* len counts items of a list, pairs of a map; they are borrowed. */
static inline struct cel_value
cel_items(enum cel_kind kind, const struct cel_value *items, size_t len)
{
	return (struct cel_value){
		.kind = (uint8_t)kind, .len = (uint32_t)len, .items = items
	};
}

static inline struct cel_value
cel_duration(int64_t nanoseconds)
{
	return (struct cel_value){ .kind = CEL_DURATION, .integer = nanoseconds };
}

static inline bool
cel_is_number(struct cel_value v)
{
	return v.kind >= CEL_INT && v.kind <= CEL_DECIMAL;
}

static inline struct span
cel_span(struct cel_value v)
{
	return (struct span){ v.text, v.len };
}

/* A value with the memory that it needs (expression.h). */
struct expression_value {
	struct arena memory;
	struct cel_value value;
};

/*
 * What an evaluation works with.  steps counts down; memory is charged to it too,
 * so that it bounds both.
 */
struct cel_run {
	struct arena *memory;
	int64_t steps;
	uint64_t search_work;     /* left for matches(): bounded_search.h */
	bool no_memory;           /* ran out: no value of the expression counts */
	enum cel_fault fault;     /* an error inside of a value, from cel_equal() */
	struct cel_value *locals; /* of macros and cel.bind, by slot */
	const struct expression_binding *bindings;
	struct folded *folded;   /* where text.fold() works; may be NULL */
	struct cel_zone **zones; /* that were read so far */
};

/* Count steps; false if there are none left. */
static inline bool
cel_spend(struct cel_run *run, size_t steps)
{
	run->steps -= (int64_t)steps;
	return run->steps > 0;
}

/* Memory of the evaluation; NULL if there is none, or no step is left. */
void *cel_take(struct cel_run *, size_t size);

/* A copy of len bytes as a string, or an error. */
struct cel_value cel_string_copy(struct cel_run *, const char *text, size_t len);

/* A list or map with room for len items or pairs in *items, or an error. */
struct cel_value cel_new_items(
    struct cel_run *, enum cel_kind, size_t len, struct cel_value **items);

/* An optional that holds a value; one that holds none. */
struct cel_value cel_optional(struct cel_run *, struct cel_value);
static inline struct cel_value
cel_optional_none(void)
{
	return (struct cel_value){ .kind = CEL_OPTIONAL };
}

/*
 * The value v of a record.  A number is a decimal, whole or not, so that a rule
 * means the same for 87 and 87.0.  Arrays and objects become views.
 */
struct cel_value cel_from_record(struct record *, const struct value *v);

/* How many items a list has, how many pairs a map. */
size_t cel_size(struct cel_value container);

/* The steps that it takes to read a whole value once. */
size_t cel_weight(struct cel_value);

/* Walks a list or a map.  key is the index in a list. */
struct cel_iterator {
	struct cel_value container;
	uint32_t next, count; /* next is an index in the record for a view */
	struct cel_value key, value;
};
struct cel_iterator cel_iterate(struct cel_value container);
bool cel_next(struct cel_iterator *);

/* The item of a list; false if the list has no item at index. */
bool cel_list_item(struct cel_value list, uint64_t index, struct cel_value *item);

/* The order of two values. */
enum cel_order {
	CEL_SMALLER,
	CEL_SAME,
	CEL_LARGER,
	CEL_UNORDERED,   /* one is NaN */
	CEL_INCOMPARABLE /* the language does not order these kinds */
};

#endif
