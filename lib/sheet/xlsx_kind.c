#include "sheet/xlsx_kind.h"

#include <string.h>
#include <strings.h>

#define SAVE_AS "open it in the spreadsheet program and save it as .xlsx"

/* A file that begins with bytes of its own. */
struct magic {
	const char *bytes;
	size_t len;
	const char *reason;
};
#define MAGIC(bytes, reason)                     \
	{                                        \
		bytes, sizeof(bytes) - 1, reason \
	}

static const struct magic magics[] = {
	MAGIC("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
	    "xlsx-old-format: an old binary workbook (.xls or .et): " SAVE_AS),
	MAGIC("\x09\x08", "xlsx-old-format: a very old workbook (.xls): " SAVE_AS),
	MAGIC("\x09\x04", "xlsx-old-format: a very old workbook (.xls): " SAVE_AS),
	MAGIC("\x09\x02", "xlsx-old-format: a very old workbook (.xls): " SAVE_AS),
	MAGIC("\x09\x00", "xlsx-old-format: a very old workbook (.xls): " SAVE_AS),
	MAGIC("%PDF", "xlsx-not-a-workbook: a PDF: ask for the workbook that it was "
		      "made from"),
	MAGIC("Rar!", "xlsx-not-a-workbook: an archive of RAR: unpack it first"),
	MAGIC(
	    "7z\xbc\xaf", "xlsx-not-a-workbook: an archive of 7-Zip: unpack it first"),
	MAGIC("\x1f\x8b", "xlsx-not-a-workbook: compressed by gzip: unpack it first"),
};

bool
xlsx_kind_is_zip(const char *bytes, size_t len)
{
	return len >= 4 &&
	       (memcmp(bytes, "PK\3\4", 4) == 0 || memcmp(bytes, "PK\5\6", 4) == 0);
}

bool
xlsx_kind_is_ole(const char *bytes, size_t len)
{
	return len >= magics[0].len &&
	       memcmp(bytes, magics[0].bytes, magics[0].len) == 0;
}

bool
xlsx_kind_is_encrypted(const char *bytes, size_t len)
{
	static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

	for (const char *at = bytes; len - (size_t)(at - bytes) >= sizeof name; at++) {
		at = memchr(at, 'E', len - (size_t)(at - bytes) - sizeof name + 1);
		if (at == NULL)
			return false;
		if (memcmp(at, name, sizeof name) == 0)
			return true;
	}
	return false;
}

/* A page of HTML begins with a tag of it, perhaps behind a BOM and white space. */
static const char *
markup_reason(const char *at, const char *end)
{
	static const char *const tags[] = { "<!doctype html", "<html", "<head", "<meta",
		"<table", "<style", "<body", "<div", "<script", "<center", "<!--" };

	if (end - at >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0)
		at += 3;
	while (at < end && memchr(" \t\r\n", *at, 4) != NULL)
		at++;
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		if ((size_t)(end - at) >= strlen(tags[i]) &&
		    strncasecmp(at, tags[i], strlen(tags[i])) == 0)
			return "xlsx-not-a-workbook: a page of HTML with the name of a "
			       "workbook: " SAVE_AS;
	if (end - at >= 5 && memcmp(at, "<?xml", 5) == 0)
		return "xlsx-not-a-workbook: XML (a workbook of 2003?): " SAVE_AS;
	if (end - at >= 13 && strncasecmp(at, "MIME-Version:", 13) == 0)
		return "xlsx-not-a-workbook: a web page in one file (MHTML): " SAVE_AS;
	return NULL;
}

/* Text of UTF-16, or bytes without a control byte that no text has. */
static bool
is_text(const char *bytes, size_t len)
{
	if (len >= 2 &&
	    (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0))
		return true;
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)bytes[i] < ' ' &&
		    memchr("\t\r\n\f", bytes[i], 4) == NULL)
			return false;
	return true;
}

const char *
xlsx_kind_reason(const char *bytes, size_t len, bool encrypted)
{
	const char *reason = markup_reason(bytes, bytes + len);

	if (len == 0)
		return "xlsx-not-a-workbook: the file is empty: export it again";
	if (encrypted)
		return "xlsx-encrypted: the workbook has a password: open it, remove "
		       "the "
		       "password and save it";
	for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
		if (len >= magics[i].len &&
		    memcmp(bytes, magics[i].bytes, magics[i].len) == 0)
			return magics[i].reason;
	if (reason != NULL)
		return reason;
	if (is_text(bytes, len))
		return "xlsx-not-a-workbook: text (CSV?) with the name of a workbook: "
		       "read it with admit-from-csv";
	return "xlsx-not-a-workbook: no workbook (.xlsx) at all: export it again";
}
