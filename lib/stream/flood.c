#include "stream/flood.h"

#include <err.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "settings/allocate.h"

enum { MOST_PRINTED = 10 };

bool
flood_passes(struct flood *f, const char *code)
{
	size_t i = 0;

	while (i < f->count && strcmp(f->codes[i].code, code) != 0)
		i++;
	if (i == f->count) {
		f->codes =
		    allocate_room(f->codes, &f->room, f->count + 1, sizeof *f->codes);
		f->codes[f->count++] =
		    (struct flood_code){ allocate_text(code, strlen(code)), 0 };
	}
	return f->codes[i].count++ < MOST_PRINTED;
}

void
flood_end(struct flood *f)
{
	for (size_t i = 0; i < f->count; i++) {
		if (f->codes[i].count > MOST_PRINTED)
			warnx("%s: and %" PRIu64 " more", f->codes[i].code,
			    f->codes[i].count - MOST_PRINTED);
		free(f->codes[i].code);
	}
	free(f->codes);
	*f = (struct flood){ NULL, 0, 0 };
}
