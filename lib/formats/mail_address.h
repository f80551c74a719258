/* mail_address.h - addresses of electronic mail */
#ifndef MAIL_ADDRESS_H
#define MAIL_ADDRESS_H

#include <stdbool.h>

#include "record/record.h"

/*
 * Mailbox of RFC 5321, section 4.1.2: a name or a quoted one, 64 bytes at the most,
 * and a host, or an address of the Internet in brackets.  international: with the
 * characters that RFC 6531, section 3.3, lets in.
 */
bool mail_address_holds(struct span text, bool international);

#endif
