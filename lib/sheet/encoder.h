/*
 * encoder.h - UTF-8 to the encoding of a file that is written
 *
 * The other way round than encoding.h.  What is encoded decodes to the same text: a
 * character that the encoding does not have, or that would come back as another one, is
 * refused or replaced by a substitute, never dropped.
 */
#ifndef ENCODER_H
#define ENCODER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/span.h"
#include "record/writer.h"
#include "sheet/encoding.h"

struct encoder;

/*
 * An encoder to ENCODING_GB18030 or ENCODING_GBK.  The substitute is a text in UTF-8,
 * or NULL: what does not fit is refused.  NULL if there is no memory, iconv(3) does not
 * know the encoding, or the encoding does not have the substitute.
 */
struct encoder *encoder_new(enum encoding, const char *substitute);
void encoder_free(struct encoder *);

/*
 * Add a text, which must be UTF-8, to a writer.  False if a character does not fit and
 * there is no substitute; *where is then its place in the text, and what was added so
 * far must not be used.  Lack of memory is writer_failed().
 */
bool encoder_add(struct encoder *, struct span text, struct writer *, size_t *where);

/* How many characters were replaced. */
uint64_t encoder_replaced(const struct encoder *);

#endif
