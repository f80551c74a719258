/* format_fault.h - what is wrong with a text that does not have its format */
#ifndef FORMAT_FAULT_H
#define FORMAT_FAULT_H

/* A code that never changes, and a sentence without its subject.  Both are static. */
struct format_fault {
	const char *code, *reason;
};

#endif
