/*
 * record_fault.h - what may be wrong with a line that should be a record
 */
#ifndef RECORD_FAULT_H
#define RECORD_FAULT_H

enum record_fault {
	RECORD_OK,
	RECORD_NOT_JSON,
	RECORD_NOT_OBJECT,
	RECORD_NOT_UTF8,
	RECORD_DUPLICATE_NAME,
	RECORD_TOO_DEEP,
	RECORD_BYTE_ORDER_MARK,
	RECORD_TOO_LONG,
	RECORD_NO_MEMORY,
	RECORD_FAULTS
};

/* The code of a fault ("not-json", ...) and one sentence for people.  Static. */
const char *record_fault_code(enum record_fault);
const char *record_fault_reason(enum record_fault);

#endif
