/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/beside.h - what stands in a file beside what its type reads
 */
#ifndef TZ_INTAKE_BESIDE_H
#define TZ_INTAKE_BESIDE_H

#include "intake/emit_tree.h"

/** tz_beside_package(source, ret): Of a ZIP file, a package too: what stands
 * before, between and behind its members, and a PDF among its headers. */
void tz_beside_package(const struct tz_source *source, struct tz_type *ret);

/** tz_beside_picture(source, ret): Of a picture: a PDF in its first bytes, a
 * page of HTML in its remarks, an archive at its end. */
void tz_beside_picture(const struct tz_source *source, struct tz_type *ret);

/** tz_beside_other(source, ret): Of any other file: an archive behind it. */
void tz_beside_other(const struct tz_source *source, struct tz_type *ret);

#endif /* !TZ_INTAKE_BESIDE_H */
