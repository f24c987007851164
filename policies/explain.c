/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/explain.c - the text of a part as rules see it
 */
#include "policies/explain.h"

#include "policies/view.h"

enum tz_status
tz_explain_normal(const char *text, size_t len, struct tz_buf *ret_plain,
    struct tz_buf *ret_joined, struct tz_err *err)
{
	TZ_AUTO(tz_view_clear) struct tz_view view = {0};
	enum tz_status s = tz_view_make(&view, text, len, err);

	if (s != TZ_OK)
		return s;
	tz_buf_append(ret_plain, view.plain, view.plain_len);
	if (view.joined.len)
		tz_buf_append(ret_joined, view.joined.data, view.joined.len);
	s = tz_buf_check(ret_plain, err);
	return s == TZ_OK ? tz_buf_check(ret_joined, err) : s;
}
