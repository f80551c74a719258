/* version.h - which release this is; in --version and in every summary */
#ifndef VERSION_H
#define VERSION_H

#define ADMIT_VERSION "0.1.0"

#endif
