/*
 * xlsx_kind.h - what a file is that is no workbook
 *
 * Files are called .xlsx that are none: an export that is a page of HTML or CSV, an old
 * binary workbook, one that is encrypted.  The bytes tell, never the name.
 */
#ifndef XLSX_KIND_H
#define XLSX_KIND_H

#include <stdbool.h>
#include <stddef.h>

enum { XLSX_KIND_BYTES = 4096 }; /* of the beginning of a file, are enough */

/* Whether a file begins as a zip file does, and so may be a workbook. */
bool xlsx_kind_is_zip(const char *bytes, size_t len);

/* Whether it is a file of OLE: an old workbook, or an encrypted one. */
bool xlsx_kind_is_ole(const char *bytes, size_t len);

/*
 * Whether bytes of such a file name the stream in which an encrypted document is.  The
 * name may stand anywhere in the file; give pieces that overlap by XLSX_KIND_OVERLAP.
 */
enum { XLSX_KIND_OVERLAP = 31 };
bool xlsx_kind_is_encrypted(const char *bytes, size_t len);

/*
 * "code: reason" and the one thing to do, static, for a file that is no zip; its
 * beginning is given, and whether it is encrypted.
 */
const char *xlsx_kind_reason(const char *bytes, size_t len, bool encrypted);

#endif
