/*
 * xlsx_fault.h - why a workbook cannot be read
 */
#ifndef XLSX_FAULT_H
#define XLSX_FAULT_H

#include <stdbool.h>

/*
 * "code: reason" with what to do about it, owned by the fault; NULL if there is no
 * memory.  All zero is an empty fault.
 */
struct xlsx_fault {
	char *text;
};

/* Say what is wrong, instead of what was said before.  Returns false. */
bool xlsx_fail(struct xlsx_fault *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* There is no memory.  Returns false. */
bool xlsx_fail_memory(struct xlsx_fault *);

void xlsx_fault_clear(struct xlsx_fault *);

#endif
