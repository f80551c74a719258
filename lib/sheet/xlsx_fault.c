#include "sheet/xlsx_fault.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

bool
xlsx_fail(struct xlsx_fault *fault, const char *format, ...)
{
	va_list args;
	char *text = NULL;
	int len;

	va_start(args, format);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len >= 0)
		text = malloc((size_t)len + 1);
	if (text != NULL) {
		va_start(args, format);
		vsnprintf(text, (size_t)len + 1, format, args);
		va_end(args);
	}
	free(fault->text);
	fault->text = text;
	return false;
}

bool
xlsx_fail_memory(struct xlsx_fault *fault)
{
	xlsx_fault_clear(fault);
	return false;
}

void
xlsx_fault_clear(struct xlsx_fault *fault)
{
	free(fault->text);
	fault->text = NULL;
}
