/* mail_address.h - e-mail addresses */
#ifndef MAIL_ADDRESS_H
#define MAIL_ADDRESS_H

#include <stdbool.h>

#include "record/record.h"

/*
 * Mailbox of RFC 5321, section 4.1.2: a name, quoted or not, of at most 64 bytes, and
 * a host name or an IP address in brackets.  international: the characters of RFC 6531,
 * section 3.3, are allowed too.
 */
bool mail_address_holds(struct span text, bool international);

#endif
