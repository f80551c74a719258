/* status.h - what the exit status of a filter tells the pipeline (admit(7)) */
#ifndef STATUS_H
#define STATUS_H

/* clang-format off */
enum status {
	STATUS_CLEAN = 0,     /* the output is whole; all rejects are in the -r file */
	STATUS_SET_ASIDE = 1, /* whole, but records were set aside without -r, or a check failed */
	STATUS_TROUBLE = 2,   /* the output must not be used */
};
/* clang-format on */

#endif
