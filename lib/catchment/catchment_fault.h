/* catchment_fault.h - what may be wrong with a row of a table of catchment rules */
#ifndef CATCHMENT_FAULT_H
#define CATCHMENT_FAULT_H

/* The words for people are those of catchment_fault_reason(). */
enum catchment_fault {
	CATCHMENT_OK,
	CATCHMENT_FAULT_ID,
	CATCHMENT_FAULT_ID_TWICE,
	CATCHMENT_FAULT_SCHOOL,
	CATCHMENT_FAULT_SCHOOL_TWICE,
	CATCHMENT_FAULT_KIND,
	CATCHMENT_FAULT_NAME,
	CATCHMENT_FAULT_NAME_OF_REST,
	CATCHMENT_FAULT_SEVERAL_NAMES,
	CATCHMENT_FAULT_DISTRICT,
	CATCHMENT_FAULT_PARITY,
	CATCHMENT_FAULT_RANGE,
	CATCHMENT_FAULT_NUMBERS,
	CATCHMENT_FAULT_PATTERN,
	CATCHMENT_FAULT_AREA,
	CATCHMENT_FAULT_FULL,
	CATCHMENT_FAULT_NO_MEMORY,
};

/* "catchment-range"; and a sentence with the one thing to do. */
const char *catchment_fault_code(enum catchment_fault);
const char *catchment_fault_reason(enum catchment_fault);

#endif
