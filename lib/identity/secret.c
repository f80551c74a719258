#include "identity/secret.h"

#include <err.h>
#include <stdio.h>

#include "settings/allocate.h"
#include "settings/status.h"

enum { LEAST = 16, MOST = 4096 };

struct span
secret_read(const char *path)
{
	char *bytes = allocate(MOST + 1, 1);
	FILE *file = fopen(path, "rb");
	size_t len;

	if (file == NULL)
		err(STATUS_TROUBLE, "%s", path);
	len = fread(bytes, 1, MOST + 1, file);
	if (ferror(file) != 0)
		err(STATUS_TROUBLE, "%s", path);
	fclose(file);
	while (len > 0 && (bytes[len - 1] == '\n' || bytes[len - 1] == '\r' ||
			      bytes[len - 1] == ' '))
		len--;
	if (len < LEAST || len > MOST)
		errx(STATUS_TROUBLE, "%s: a secret must have %d to %d bytes", path,
		    LEAST, MOST);
	return (struct span){ bytes, len };
}

void
secret_load(const char *path, struct identity *identity)
{
	identity_use_pseudonyms(identity, secret_read(path));
}
