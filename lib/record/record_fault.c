#include "record/record_fault.h"

static const struct {
	const char *code, *reason;
} faults[RECORD_FAULTS] = {
	[RECORD_OK] = { "ok", "the line is a record" },
	[RECORD_NOT_JSON] = { "not-json", "the line is not JSON" },
	[RECORD_NOT_OBJECT] = { "not-object", "the line is JSON, but no object" },
	[RECORD_NOT_UTF8] = { "not-utf8",
	    "the line is not UTF-8, or holds half of a surrogate pair" },
	[RECORD_DUPLICATE_NAME] = { "duplicate-name",
	    "a name occurs twice in an object" },
	[RECORD_TOO_DEEP] = { "too-deep",
	    "objects and arrays are nested over 512 deep" },
	[RECORD_BYTE_ORDER_MARK] = { "byte-order-mark",
	    "the line begins with a byte order mark" },
	[RECORD_TOO_LONG] = { "line-too-long", "the line is longer than the ceiling" },
	[RECORD_NO_MEMORY] = { "no-memory", "the record does not fit into memory" },
};

const char *
record_fault_code(enum record_fault fault)
{
	return faults[fault].code;
}

const char *
record_fault_reason(enum record_fault fault)
{
	return faults[fault].reason;
}
