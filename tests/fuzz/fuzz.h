/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/fuzz/fuzz.h - what the fuzz targets share
 *
 * Built with libFuzzer each target is a fuzzer.  Without it main() in replay.c
 * runs the target on the seeds it is given, on what becomes of each when it is
 * cut and when bytes of it are changed, and so keeps them in the usual tests.
 */
#ifndef TZ_TESTS_FUZZ_H
#define TZ_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

#include "intake/emit_tree.h"

/** LLVMFuzzerTestOneInput(data, len): The target: must return 0 for any
 * bytes. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/** fuzz_read(reader, identifier, arg, name, data, len): Read the bytes and end
 * the program when a frame that comes of it is refused.  ${reader} reads the
 * outermost file unless it is NULL, then ${identifier} says what does. */
void fuzz_read(tz_reader *reader, tz_identifier *identifier, void *arg,
    const char *name, const uint8_t *data, size_t len);

#endif /* !TZ_TESTS_FUZZ_H */
