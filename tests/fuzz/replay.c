/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/fuzz/replay.c - run a target on its seeds, whole and damaged
 *
 * The damage is always the same: seeds cut at some lengths, and bytes changed
 * by a fixed sequence of numbers.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "fuzz.h"

#define SEED_MAX ((uint64_t)1 << 20)
#define N_CUTS 16
#define N_CHANGED 48

static unsigned
next_number(unsigned *state)
{
	*state = *state * 1103515245 + 12345;
	return *state >> 8;
}

/* Run on a copy of its own size, so that a read past the end is seen. */
static void
run(const char *data, size_t len)
{
	tz_auto_str copy = malloc(len ? len : 1);

	if (!copy)
		abort();
	memcpy(copy, data ? data : "", len);
	LLVMFuzzerTestOneInput((const uint8_t *)copy, len);
}

static enum tz_status
replay(const char *path, void *arg, struct tz_err *err)
{
	tz_auto_buf seed = TZ_BUF_INIT;
	unsigned state = 1;
	size_t i, j;
	enum tz_status s;

	s = tz_file_read(path, SEED_MAX, &seed, err);
	if (s)
		return s;
	run(seed.data, seed.len);
	for (i = 0; i < N_CUTS; i++)
		run(seed.data, seed.len * i / N_CUTS);
	for (i = 0; i < N_CHANGED && seed.len > 0; i++) {
		tz_auto_buf changed = TZ_BUF_INIT;

		tz_buf_append(&changed, seed.data, seed.len);
		if (changed.failed)
			abort();
		for (j = 0; j <= i % 8; j++)
			changed.data[next_number(&state) % seed.len] =
			    (char)next_number(&state);
		run(changed.data, changed.len);
	}
	++*(size_t *)arg;
	return TZ_OK;
}

int
main(int argc, char **argv)
{
	struct tz_err err = {TZ_OK, ""};
	size_t n = 0;
	int i;

	for (i = 1; i < argc; i++) {
		if (tz_folder_walk(argv[i], replay, &n, &err)) {
			fprintf(stderr, "%s\n", err.text);
			return 1;
		}
	}
	/* A test without seeds tests nothing. */
	printf("%zu seeds\n", n);
	return n > 0 ? 0 : 1;
}
