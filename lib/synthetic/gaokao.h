/* gaokao.h - a nation's university admission: its spreadsheet and its records */
#ifndef GAOKAO_H
#define GAOKAO_H

#include "synthetic/procedure.h"

extern const struct procedure gaokao;

#endif
