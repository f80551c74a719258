/* uri_template.h - templates of URIs, RFC 6570 */
#ifndef URI_TEMPLATE_H
#define URI_TEMPLATE_H

#include <stdbool.h>

#include "record/record.h"

/* Whether a text (UTF-8) follows the grammar of RFC 6570, section 2. */
bool uri_template_holds(struct span text);

#endif
