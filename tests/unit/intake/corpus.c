/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/corpus.c - read a file of tests/corpora with all it holds
 */
#include "corpus.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/file.h"
#include "intake/identify.h"

#define STEPS 40

/* One database for all reads: it is large. */
static struct tz_identify *
database(void)
{
	static struct tz_identify *identify;
	struct tz_err err = {TZ_OK, ""};

	if (!identify && tz_identify_new(&identify, &err))
		fail_msg("%s", err.text);
	return identify;
}

struct tz_document *
corpus_bytes(const char *name, const void *data, size_t len)
{
	return here_read_by(tz_identify_file, database(), NULL, name, data,
	    len);
}

static char *
load(const char *name, size_t *ret_len)
{
	tz_auto_str path = tz_path_join(CORPUS, name);
	struct tz_err err = {TZ_OK, ""};
	tz_auto_buf data = TZ_BUF_INIT;

	assert_non_null(path);
	if (tz_file_read(path, 1 << 20, &data, &err))
		fail_msg("%s", err.text);
	*ret_len = data.len;
	return tz_buf_take(&data);
}

struct tz_document *
corpus_read(const char *name)
{
	size_t len;
	tz_auto_str data = load(name, &len);

	return corpus_bytes(name, data, len);
}

void
corpus_reading(const struct tz_document *document, const char *path,
    enum tz_reading reading)
{
	const struct tz_document_file *file = here_file(document, path);

	if (!file)
		fail_msg("no file %s", path);
	else
		assert_int_equal(file->reading, reading);
}

void
corpus_damage(const char *name)
{
	size_t len, i;
	tz_auto_str data = load(name, &len);

	for (i = 0; i <= STEPS; i++) {
		size_t at = i < STEPS ? len * i / STEPS : 0;

		tz_document_free(corpus_bytes(name, data, len * i / STEPS));
		data[at] ^= 0x55;
		tz_document_free(corpus_bytes(name, data, len));
		data[at] ^= 0x55;
	}
}
