#include "sheet/xlsx_package.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include <zip.h>

#include "sheet/xlsx_kind.h"

#define DAMAGED \
	"xlsx-damaged: the file was cut off or is damaged: copy it or export it again"

struct xlsx_package {
	zip_t *zip;
};

struct xlsx_entry {
	zip_file_t *file;
	char *name;
};

static struct xlsx_package *
new_package(zip_t *zip, int error, struct xlsx_fault *fault)
{
	struct xlsx_package *package = NULL;

	if (zip == NULL) {
		if (error == ZIP_ER_MEMORY)
			xlsx_fail_memory(fault);
		else
			xlsx_fail(fault, DAMAGED);
		return NULL;
	}
	if (zip_get_num_entries(zip, 0) > XLSX_PACKAGE_PARTS)
		xlsx_fail(fault,
		    "xlsx-too-large: more than %d parts are in the file: it is no "
		    "workbook",
		    XLSX_PACKAGE_PARTS);
	else if ((package = calloc(1, sizeof *package)) == NULL)
		xlsx_fail_memory(fault);
	if (package == NULL)
		zip_discard(zip);
	else
		package->zip = zip;
	return package;
}

/* Bytes from a place, as many as there are; -1: they cannot be read. */
static ssize_t
read_at(int fd, char *bytes, size_t len, off_t at)
{
	size_t used = 0;
	ssize_t got = 1;

	while (used < len && got != 0) {
		got = pread(fd, bytes + used, len - used, at + (off_t)used);
		if (got == -1 && errno != EINTR)
			return -1;
		if (got > 0)
			used += (size_t)got;
	}
	return (ssize_t)used;
}

/* Whether a file of OLE is an encrypted document; a file that cannot be read is not. */
static bool
is_encrypted(int fd)
{
	char bytes[64 << 10];
	off_t at = 0;
	ssize_t len;

	while ((len = read_at(fd, bytes, sizeof bytes, at)) > XLSX_KIND_OVERLAP) {
		if (xlsx_kind_is_encrypted(bytes, (size_t)len))
			return true;
		at += len - XLSX_KIND_OVERLAP;
	}
	return false;
}

struct xlsx_package *
xlsx_package_open(int fd, struct xlsx_fault *fault)
{
	char bytes[XLSX_KIND_BYTES];
	ssize_t len = read_at(fd, bytes, sizeof bytes, 0);
	int copy, error = 0;
	zip_t *zip;

	if (len < 0) {
		xlsx_fail(fault, "xlsx-damaged: the file cannot be read");
		return NULL;
	}
	if (!xlsx_kind_is_zip(bytes, (size_t)len)) {
		bool encrypted =
		    xlsx_kind_is_ole(bytes, (size_t)len) && is_encrypted(fd);

		xlsx_fail(fault, "%s", xlsx_kind_reason(bytes, (size_t)len, encrypted));
		return NULL;
	}
	copy = dup(fd);
	if (copy == -1) {
		xlsx_fail(fault, "xlsx-damaged: no more files can be opened");
		return NULL;
	}
	zip = zip_fdopen(copy, 0, &error);
	if (zip == NULL)
		close(copy);
	return new_package(zip, error, fault);
}

struct xlsx_package *
xlsx_package_of_bytes(const char *bytes, size_t len, struct xlsx_fault *fault)
{
	size_t begin = len < XLSX_KIND_BYTES ? len : XLSX_KIND_BYTES;
	zip_error_t error;
	zip_source_t *source;
	zip_t *zip;

	if (!xlsx_kind_is_zip(bytes, begin)) {
		bool encrypted = xlsx_kind_is_ole(bytes, begin) &&
				 xlsx_kind_is_encrypted(bytes, len);

		xlsx_fail(fault, "%s", xlsx_kind_reason(bytes, begin, encrypted));
		return NULL;
	}
	zip_error_init(&error);
	source = zip_source_buffer_create(bytes, len, 0, &error);
	zip = source == NULL ? NULL : zip_open_from_source(source, ZIP_RDONLY, &error);
	if (zip == NULL && source != NULL)
		zip_source_free(source);
	return new_package(zip, zip_error_code_zip(&error), fault);
}

void
xlsx_package_free(struct xlsx_package *package)
{
	if (package == NULL)
		return;
	zip_discard(package->zip);
	free(package);
}

static bool
is_same_name(const char *a, const char *b)
{
	for (; *a != '\0' && *b != '\0'; a++, b++) {
		char x = *a == '\\' ? '/' : *a, y = *b;

		if (strncasecmp(&x, &y, 1) != 0)
			return false;
	}
	return *a == *b;
}

static bool
find(struct xlsx_package *package, const char *name, zip_uint64_t *index)
{
	zip_int64_t found = zip_name_locate(package->zip, name, ZIP_FL_ENC_RAW);
	zip_int64_t count = zip_get_num_entries(package->zip, 0);

	for (zip_int64_t i = 0; found < 0 && i < count; i++) {
		const char *other =
		    zip_get_name(package->zip, (zip_uint64_t)i, ZIP_FL_ENC_RAW);

		if (other != NULL && is_same_name(other, name))
			found = i;
	}
	*index = (zip_uint64_t)found;
	return found >= 0;
}

bool
xlsx_package_has(struct xlsx_package *package, const char *name)
{
	zip_uint64_t index;

	return find(package, name, &index);
}

/* Whether an entry can be opened: it is there, and needs no password. */
static bool
check_entry(struct xlsx_package *package, const char *name, zip_uint64_t *index,
    struct xlsx_fault *fault)
{
	zip_stat_t stat;

	if (!find(package, name, index))
		return xlsx_fail(fault,
		    "xlsx-damaged: the part %s is missing: save the workbook again",
		    name);
	if (zip_stat_index(package->zip, *index, 0, &stat) != 0)
		return xlsx_fail(fault, DAMAGED);
	if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
	    stat.encryption_method != ZIP_EM_NONE)
		return xlsx_fail(fault,
		    "xlsx-encrypted: the file has a password: unpack it, or save it "
		    "without");
	return true;
}

struct xlsx_entry *
xlsx_entry_open(
    struct xlsx_package *package, const char *name, struct xlsx_fault *fault)
{
	struct xlsx_entry *entry;
	zip_uint64_t index;

	if (!check_entry(package, name, &index, fault))
		return NULL;
	entry = calloc(1, sizeof *entry);
	if (entry == NULL || (entry->name = strdup(name)) == NULL) {
		xlsx_fail_memory(fault);
		free(entry);
		return NULL;
	}
	entry->file = zip_fopen_index(package->zip, index, 0);
	if (entry->file != NULL)
		return entry;
	if (zip_error_code_zip(zip_get_error(package->zip)) == ZIP_ER_MEMORY)
		xlsx_fail_memory(fault);
	else
		xlsx_fail(fault, DAMAGED " (part %s)", name);
	xlsx_entry_close(entry);
	return NULL;
}

long
xlsx_entry_read(
    struct xlsx_entry *entry, char *bytes, size_t len, struct xlsx_fault *fault)
{
	zip_int64_t got = zip_fread(entry->file, bytes, len);

	if (got < 0) {
		if (zip_error_code_zip(zip_file_get_error(entry->file)) ==
		    ZIP_ER_MEMORY)
			xlsx_fail_memory(fault);
		else
			xlsx_fail(fault, DAMAGED " (part %s)", entry->name);
	}
	return (long)got;
}

void
xlsx_entry_close(struct xlsx_entry *entry)
{
	if (entry->file != NULL)
		zip_fclose(entry->file);
	free(entry->name);
	free(entry);
}
