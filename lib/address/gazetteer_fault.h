/*
 * gazetteer_fault.h - what may be wrong with a row of a gazetteer
 */
#ifndef GAZETTEER_FAULT_H
#define GAZETTEER_FAULT_H

/* The words for people are those of gazetteer_fault_reason(). */
enum gazetteer_fault {
	GAZETTEER_OK,
	GAZETTEER_PART,    /* no part of which there are rows */
	GAZETTEER_NAME,    /* there is none */
	GAZETTEER_YEARS,   /* from is behind until */
	GAZETTEER_NUMBER,  /* no house number, or one without a road, or of no compound
			    */
	GAZETTEER_WITHIN,  /* no division of this name that is larger */
	GAZETTEER_SEVERAL, /* several divisions have the name in within or now */
	GAZETTEER_NOW,     /* no row has the name that it has now */
	GAZETTEER_CIRCLE,  /* the names that it has now lead back to it */
	GAZETTEER_CITY,    /* the city is no city, or not in the gazetteer */
	GAZETTEER_FULL,    /* too many rows */
	GAZETTEER_NO_MEMORY
};

/* A code for programs ("gazetteer-within"), and one sentence for people; static. */
const char *gazetteer_fault_code(enum gazetteer_fault);
const char *gazetteer_fault_reason(enum gazetteer_fault);

#endif
