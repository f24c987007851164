/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/image/no_threads.c - the worker starts no thread
 *
 * The walls kill whoever tries.  libheif asks libde265, which decodes HEIF's
 * pictures and can do so without, for threads unconditionally: this stands
 * before the library's function in the worker.
 */

/** de265_start_worker_threads(context, n): Start none. */
int de265_start_worker_threads(void *context, int n);

__attribute__((visibility("default"))) int
de265_start_worker_threads(void *context, int n)
{
	(void)context;
	(void)n;
	return 0;
}
