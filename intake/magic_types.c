/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/magic_types.c - the only door to libmagic
 *
 * Nothing is opened once the database is mapped.
 */
#include "intake/magic_types.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <magic.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/intl.h"

/* libmagic looks no further than this for any type that is read but ISO. */
#define MAGIC_SAMPLE ((size_t)256 << 10)

/*
 * The database is mapped before the sandbox is entered, and made ready when the
 * first file comes that needs it: most drafts do not.
 */
struct tz_magic_types {
	magic_t magic; /* NULL until it is needed */
	void *map;
	size_t map_len;
};

/* Map the first of libmagic's compiled databases that is there. */
static bool
map_database(struct tz_magic_types *types)
{
	tz_auto_str paths = strdup(magic_getpath(NULL, 0));
	char *at = paths, *path;

	while (at && (path = strsep(&at, ":"))) {
		tz_auto_buf name = TZ_BUF_INIT;
		tz_auto_fd fd = -1;
		struct stat st;

		tz_buf_printf(&name, "%s.mgc", path);
		fd = open(tz_buf_str(&name), O_RDONLY | O_CLOEXEC);
		if (fd < 0 || fstat(fd, &st) || st.st_size <= 0)
			continue;
		types->map = mmap(NULL, (size_t)st.st_size,
		    PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
		if (types->map == MAP_FAILED)
			return false;
		types->map_len = (size_t)st.st_size;
		return true;
	}
	return false;
}

enum tz_status
tz_magic_types_new(struct tz_magic_types **ret_types, struct tz_err *err)
{
	tz_auto(tz_magic_types) types = calloc(1, sizeof *types);

	if (!types)
		return tz_fail_nomem(err);
	if (!map_database(types))
		return tz_fail(err, TZ_IO,
		    _("the database of file types can not be read"));
	*ret_types = tz_steal(&types);
	return TZ_OK;
}

void
tz_magic_types_free(struct tz_magic_types *types)
{
	if (!types)
		return;
	if (types->magic)
		magic_close(types->magic);
	if (types->map_len > 0)
		munmap(types->map, types->map_len);
	free(types);
}

/* Make the database ready; false when it is of another version. */
static bool
load_database(struct tz_magic_types *types)
{
	if (types->magic)
		return true;
	/* No other program, and nothing that is told better here. */
	types->magic = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS |
	    MAGIC_NO_CHECK_ELF | MAGIC_NO_CHECK_CDF | MAGIC_NO_CHECK_TOKENS |
	    MAGIC_NO_CHECK_CSV | MAGIC_NO_CHECK_JSON);
	if (!types->magic)
		return false;
	if (magic_load_buffers(types->magic, &types->map, &types->map_len, 1) ==
	    0)
		return true;
	magic_close(types->magic);
	types->magic = NULL;
	return false;
}

const char *
tz_magic_types_ask(struct tz_magic_types *types, const unsigned char *data,
    size_t len)
{
	const char *type = NULL;

	if (load_database(types))
		type = magic_buffer(types->magic, data,
		    len < MAGIC_SAMPLE ? len : MAGIC_SAMPLE);
	return type && strchr(type, '/') ? type : "application/octet-stream";
}
