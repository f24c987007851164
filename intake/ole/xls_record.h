/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/xls_record.h - the records of a BIFF stream (MS-XLS 2.1.4)
 *
 * A record is a type, a length and so many bytes; what does not fit goes on in
 * CONTINUE records.  The bytes of all of them are read as one flow, in which
 * a string that is cut says again at the cut how wide its characters are.
 */
#ifndef TZ_INTAKE_OLE_XLS_RECORD_H
#define TZ_INTAKE_OLE_XLS_RECORD_H

#include "intake/ole/bytes.h"

#define TZ_XLS_CONTINUE 0x3c

struct tz_xls_record {
	uint16_t type;
	struct tz_bytes body; /* of the record itself */
	struct tz_bytes
	    rest; /* the stream behind it: its CONTINUEs come first */
};

/* A place in the bytes of a record and its CONTINUEs. */
struct tz_xls_flow {
	struct tz_bytes now; /* what is left of the present piece */
	struct tz_bytes rest;
	bool torn; /* more was read than there is */
};

/** tz_xls_record_next(stream, at, ret): The record at ${*at}, which moves on
 * behind it; false at the end, with ${*at} before what is no record. */
bool tz_xls_record_next(struct tz_bytes stream, size_t *at,
    struct tz_xls_record *ret);

/** tz_xls_flow_of(record): All the bytes of a record, from its beginning. */
struct tz_xls_flow tz_xls_flow_of(const struct tz_xls_record *record);

/** tz_xls_flow_left(flow): Whether there is more in it. */
bool tz_xls_flow_left(const struct tz_xls_flow *flow);

/** tz_xls_flow_number(flow, bytes): The next 1, 2 or 4 bytes as a number. */
uint32_t tz_xls_flow_number(struct tz_xls_flow *flow, unsigned bytes);

/** tz_xls_flow_skip(flow, len): Pass over so many bytes. */
void tz_xls_flow_skip(struct tz_xls_flow *flow, size_t len);

/** tz_xls_flow_characters(flow, n, wide, ret): Append ${n} characters as
 * UTF-8, of two bytes each when ${wide}. */
void tz_xls_flow_characters(struct tz_xls_flow *flow, size_t n, bool wide,
    struct tz_buf *ret);

/** tz_xls_flow_string(flow, n, ret, phonetic): Append a string of BIFF8 of
 * ${n} characters that begins with its flags, without its formats; its phonetic
 * reading goes to ${phonetic} unless that is NULL. */
void tz_xls_flow_string(struct tz_xls_flow *flow, size_t n, struct tz_buf *ret,
    struct tz_buf *phonetic);

#endif /* !TZ_INTAKE_OLE_XLS_RECORD_H */
