/*
 * host_name.h - names of hosts
 */
#ifndef HOST_NAME_H
#define HOST_NAME_H

#include <stdbool.h>

#include "record/record.h"

/*
 * RFC 1123, section 2.1: labels of letters, digits and hyphens, 63 bytes each and
 * 253 together.  A label that begins with xn-- must be the encoded form of a valid
 * international label (RFC 5891, section 4.4).
 */
bool host_name_holds(struct span text);

/*
 * The same, or labels with the other characters that IDNA 2008 allows (RFC 5891 to
 * 5893, by libidn2), separated by any of the dots of RFC 3490, section 3.1.
 */
bool host_name_holds_international(struct span text);

#endif
