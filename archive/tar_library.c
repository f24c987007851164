/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/tar_library.c - libarchive, loaded when a bundle is written
 */
#include "archive/tar_library.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <string.h>

#include "base/intl.h"

/* The name under which the header's version of the interface is installed. */
static const char soname[] = "libarchive.so.13";

/* Put the address of ${name} into the function pointer at ${ret}. */
static bool
find(void *handle, const char *name, void *ret)
{
	void *address = dlsym(handle, name);

	memcpy(ret, &address, sizeof address);
	return address != NULL;
}

enum tz_status
tz_tar_library(const struct tz_tar_library **ret_library, struct tz_err *err)
{
	static struct tz_tar_library library;
	static bool loaded;
	void *handle;

	if (!loaded) {
		handle = dlopen(soname, RTLD_NOW | RTLD_LOCAL);
		if (!handle)
			return tz_fail(err, TZ_NOTFOUND,
			    _("the library %s is not installed; install "
			      "libarchive13"),
			    soname);
		loaded = true;
#define FIND(function)                                                         \
	loaded = find(handle, #function, &library.function) && loaded;
		TZ_TAR_LIBRARY_LIST(FIND)
#undef FIND
		if (!loaded)
			return tz_fail(err, TZ_NOTFOUND,
			    _("the library %s lacks a function"), soname);
	}
	*ret_library = &library;
	return TZ_OK;
}
