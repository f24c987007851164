/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/pdf/pdf_path.h - the pieces of a path, as boxes
 */
#ifndef TZ_INTAKE_PDF_PDF_PATH_H
#define TZ_INTAKE_PDF_PDF_PATH_H

#include "intake/pdf/pdf.h"

/** Told of a piece: its box, and whether it is a rectangle along the axes. */
typedef void tz_pdf_piece(void *arg, fz_rect box, bool plain);

/** tz_pdf_path_pieces(ctx, path, ctm, tell, arg): Tell every subpath. */
void tz_pdf_path_pieces(fz_context *ctx, const fz_path *path, fz_matrix ctm,
    tz_pdf_piece *tell, void *arg);

/** tz_pdf_path_plain(ctx, path, ctm): Whether the path is one rectangle along
 * the axes. */
bool tz_pdf_path_plain(fz_context *ctx, const fz_path *path, fz_matrix ctm);

#endif /* !TZ_INTAKE_PDF_PDF_PATH_H */
