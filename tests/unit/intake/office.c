/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/office.c - read a document of tests/corpora/office
 */
#include "office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/utf8.h"

#define STEPS 40

char *
office_bytes(const char *name, size_t *ret_len)
{
	tz_auto_str path = tz_path_join(OFFICE_CORPUS, name);
	struct tz_err err = {TZ_OK, ""};
	tz_auto_buf data = TZ_BUF_INIT;

	assert_non_null(path);
	if (tz_file_read(path, 1 << 20, &data, &err))
		fail_msg("%s", err.text);
	*ret_len = data.len;
	return tz_buf_take(&data);
}

struct tz_document *
office_read(tz_reader *reader, const char *name)
{
	size_t len;
	tz_auto_str data = office_bytes(name, &len);

	return here_read(reader, NULL, name, data, len);
}

const char *
office_text(const struct tz_document *document, enum tz_channel channel,
    size_t n)
{
	const struct tz_part *part = here_part(document, channel, n);

	return part ? part->text : "";
}

char *
office_where(const struct tz_document *document, enum tz_channel channel,
    const char *text)
{
	tz_auto_buf where = TZ_BUF_INIT;
	const struct tz_part *part;
	size_t n;

	for (n = 0; (part = here_part(document, channel, n)); n++) {
		const char *at = strstr(part->text, text);
		size_t start;

		if (!at)
			continue;
		start = tz_utf8_count(part->text, (size_t)(at - part->text));
		tz_part_where(part, start,
		    start + tz_utf8_count(text, strlen(text)), &where);
		break;
	}
	return strdup(tz_buf_str(&where));
}

void
office_reading(const struct tz_document *document, enum tz_reading reading,
    const char *reason)
{
	const struct tz_document_file *file;
	size_t n;

	file = tz_document_files(document, &n);
	assert_true(n > 0);
	assert_int_equal(file->reading, reading);
	if (reason)
		assert_string_equal(file->reason, reason);
	else
		assert_null(file->reason);
}

void
office_chop(tz_reader *reader, const char *name)
{
	size_t len;
	tz_auto_str data = office_bytes(name, &len);
	size_t i;

	for (i = 0; i <= STEPS; i++)
		tz_document_free(here_read(reader, NULL, name, data,
		    len * i / STEPS));
	for (i = 0; i < STEPS; i++) {
		size_t at = len * i / STEPS;

		data[at] ^= 0x55;
		tz_document_free(here_read(reader, NULL, name, data, len));
		data[at] ^= 0x55;
	}
}
