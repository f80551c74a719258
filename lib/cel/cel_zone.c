#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cel/cel_zone.h"
#include "cel/time_zone.h"
#include "record/span.h"

enum { MOST_NAME = 255, MOST_PATH = 4096, MOST_FILE = 1 << 20 };

struct cel_zone {
	struct cel_zone *next;
	struct time_zone *history;
	size_t len;
	char name[];
};

void
cel_zone_free(struct cel_zone *zone)
{
	while (zone != NULL) {
		struct cel_zone *next = zone->next;

		time_zone_free(zone->history);
		free(zone);
		zone = next;
	}
}

static bool
may_stand_in_name(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= '0' && byte <= '9') || byte == '_' || byte == '+' ||
	       byte == '-' || byte == '.';
}

/* Parts with slashes between them, none of which is empty or begins with a dot. */
static bool
is_name(struct span name)
{
	char before = '/';

	if (name.len > MOST_NAME || span_is(name, "localtime"))
		return false;
	for (size_t i = 0; i < name.len; before = name.at[i++])
		if (name.at[i] == '/' ? before == '/'
				      : !may_stand_in_name(name.at[i]) ||
					    (name.at[i] == '.' && before == '/'))
			return false;
	return before != '/';
}

static int
open_file(struct span name)
{
	const char *folder = getenv("TZDIR");
	char path[MOST_PATH];
	int len;

	if (folder == NULL || folder[0] == '\0')
		folder = "/usr/share/zoneinfo";
	len = snprintf(path, sizeof path, "%s/%.*s", folder, (int)name.len, name.at);
	/* O_NONBLOCK: a FIFO in the folder must not stop the program. */
	return len > 0 && len < MOST_PATH
		   ? open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
		   : -1;
}

/* All of a file, at most MOST_FILE bytes; false if there are more. */
static bool
read_all(int file, unsigned char *bytes, size_t *len)
{
	ssize_t n;

	for (*len = 0; *len <= MOST_FILE;) {
		n = read(file, bytes + *len, MOST_FILE + 1 - *len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n == 0;
		*len += (size_t)n;
	}
	return false;
}

static struct time_zone *
read_history(struct span name)
{
	int file = open_file(name);
	unsigned char *bytes = file >= 0 ? malloc(MOST_FILE + 1) : NULL;
	struct time_zone *history = NULL;
	size_t len;

	if (bytes != NULL && read_all(file, bytes, &len))
		history = time_zone_new(bytes, len);
	free(bytes);
	if (file >= 0)
		close(file);
	return history;
}

static struct cel_zone *
add_zone(struct cel_zone **zones, struct span name)
{
	struct cel_zone *zone = malloc(sizeof *zone + name.len);

	if (zone == NULL)
		return NULL;
	zone->history = read_history(name);
	if (zone->history == NULL) {
		free(zone);
		return NULL;
	}
	memcpy(zone->name, name.at, name.len);
	zone->len = name.len;
	zone->next = *zones;
	*zones = zone;
	return zone;
}

static struct cel_zone *
find_zone(struct cel_zone **zones, struct span name)
{
	for (struct cel_zone *z = *zones; z != NULL; z = z->next)
		if (z->len == name.len && memcmp(z->name, name.at, name.len) == 0)
			return z;
	return is_name(name) ? add_zone(zones, name) : NULL;
}

/* "+08:00", "-09:30" or "08:00". */
static bool
read_offset(struct span name, int64_t *seconds)
{
	bool negative = name.len > 0 && name.at[0] == '-';
	const char *at = name.at;
	int hours, minutes;

	if (name.len == 6 && (negative || *at == '+'))
		at++;
	else if (name.len != 5)
		return false;
	for (int i = 0; i < 5; i++)
		if (i == 2 ? at[i] != ':' : at[i] < '0' || at[i] > '9')
			return false;
	hours = (at[0] - '0') * 10 + at[1] - '0';
	minutes = (at[3] - '0') * 10 + at[4] - '0';
	*seconds = hours * 3600 + minutes * 60;
	if (negative)
		*seconds = -*seconds;
	return hours < 24 && minutes < 60;
}

/* Why no zone was found, after errno was 0: what is not there, or the machine. */
static enum cel_fault
fault_of(int error)
{
	return error == ENOMEM || error == EMFILE || error == ENFILE || error == EIO
		   ? CEL_FAULT_MEMORY
		   : CEL_FAULT_ZONE;
}

enum cel_fault
cel_zone_offset(
    struct cel_zone **zones, struct span name, int64_t moment, int64_t *seconds)
{
	const struct cel_zone *zone;

	*seconds = 0;
	if (span_is(name, "UTC") || span_is(name, "Z") || read_offset(name, seconds))
		return CEL_FAULT_NONE;
	errno = 0;
	zone = find_zone(zones, name);
	if (zone == NULL)
		return fault_of(errno);
	*seconds = time_zone_offset(zone->history, moment);
	return CEL_FAULT_NONE;
}
