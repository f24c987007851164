/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/encoding.h - plain text in any encoding, as UTF-8
 *
 * Nothing here opens a file once tz_encoding_warm_up() has run, so that it
 * works inside the sandbox.  Names are constants of this list.
 */
#ifndef TZ_BASE_ENCODING_H
#define TZ_BASE_ENCODING_H

#include <stddef.h>

#include "base/status.h"

#ifdef __cplusplus
extern "C" {
#endif

struct tz_buf;

/**
 * tz_encoding_warm_up(err):
 * Load the converters and detectors there are.  Fails: TZ_NOMEM.
 */
TZ_CHECK enum tz_status tz_encoding_warm_up(struct tz_err *err);

/**
 * tz_encoding_detect(data, len, ret_name, ret_confidence):
 * Say in which encoding ${len} bytes are most likely written: by byte order
 * mark, the pattern of NULs, whether it is UTF-8, how well it reads as
 * Chinese, then by ICU's statistics.  ${*ret_name} is a constant and never
 * NULL; ${*ret_confidence} is 0 (a guess) to 100 (by its form).  Bytes that
 * are GB18030 and read as common Chinese characters are GB18030 even where
 * another encoding is as possible.
 */
void tz_encoding_detect(const char *data, size_t len, const char **ret_name,
    int *ret_confidence);

/**
 * tz_encoding_convert(data, len, name, ret, ret_n_replaced, err):
 * Append as UTF-8, without a byte order mark; what the encoding does not have
 * becomes U+FFFD and is counted.  ${ret_n_replaced} may be NULL.  Fails:
 * TZ_NOTFOUND for a name that is not known, TZ_NOMEM.
 */
TZ_CHECK enum tz_status
tz_encoding_convert(const char *data, size_t len, const char *name,
    struct tz_buf *ret, size_t *ret_n_replaced, struct tz_err *err);

#ifdef __cplusplus
}
#endif

#endif /* !TZ_BASE_ENCODING_H */
