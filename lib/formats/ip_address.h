/* ip_address.h - addresses of the Internet as text */
#ifndef IP_ADDRESS_H
#define IP_ADDRESS_H

#include <stdbool.h>

#include "record/record.h"

/* Four decimal numbers without leading zeros (RFC 2673, section 3.2). */
bool ip_address_is_v4(struct span text);

/* RFC 4291, section 2.2: no brackets, no zone, no prefix length. */
bool ip_address_is_v6(struct span text);

#endif
