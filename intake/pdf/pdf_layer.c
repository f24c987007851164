/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/pdf/pdf_layer.c - layers that are off, and how to put them on
 *
 * MuPDF goes by the state of each group and by the usage that it declares; it
 * passes the expressions of membership dictionaries by.  For the second
 * reading both are taken away, so that everything shows.
 */
#include "intake/pdf/pdf.h"

/* Take away what else hides a group; whether there was anything. */
static bool
drop_usage(fz_context *ctx, pdf_obj *group)
{
	if (!pdf_dict_gets(ctx, group, "Usage"))
		return false;
	pdf_dict_dels(ctx, group, "Usage");
	return true;
}

static bool
show_members(struct tz_pdf *pdf, int number)
{
	fz_context *ctx = pdf->ctx;
	pdf_obj *reference = NULL;
	bool changed = false;

	fz_var(reference);
	fz_var(changed);
	fz_try(ctx)
	{
		reference = pdf_new_indirect(ctx, pdf->doc, number, 0);
		if (pdf_name_eq(ctx,
			pdf_dict_get(ctx, reference, PDF_NAME(Type)),
			PDF_NAME(OCMD))) {
			pdf_dict_dels(ctx, reference, "P");
			pdf_dict_dels(ctx, reference, "VE");
			pdf_dict_dels(ctx, reference, "OCGs");
			changed = true;
		}
	}
	fz_always(ctx) pdf_drop_obj(ctx, reference);
	/* A broken object was noted when it was walked. */
	fz_catch(ctx) changed = false;
	return changed;
}

static bool
show_groups(struct tz_pdf *pdf)
{
	fz_context *ctx = pdf->ctx;
	bool changed = false;

	fz_var(changed);
	fz_try(ctx)
	{
		pdf_obj *groups = pdf_dict_getp(ctx, pdf_trailer(ctx, pdf->doc),
		    "Root/OCProperties/OCGs");
		int n = pdf_count_layers(ctx, pdf->doc);
		int i;

		for (i = 0; i < n; i++) {
			if (pdf_layer_is_enabled(ctx, pdf->doc, i))
				continue;
			pdf_enable_layer(ctx, pdf->doc, i, 1);
			changed = true;
		}
		for (i = 0; i < pdf_array_len(ctx, groups); i++)
			changed |=
			    drop_usage(ctx, pdf_array_get(ctx, groups, i));
	}
	fz_catch(ctx) tz_pdf_caught(pdf);
	return changed;
}

static bool
has_groups(struct tz_pdf *pdf)
{
	fz_context *ctx = pdf->ctx;
	bool has = false;

	fz_var(has);
	fz_try(ctx) has = pdf_dict_getp(ctx, pdf_trailer(ctx, pdf->doc),
			      "Root/OCProperties") != NULL;
	fz_catch(ctx) tz_pdf_caught(pdf);
	return has;
}

bool
tz_pdf_layers(struct tz_pdf *pdf)
{
	bool changed;
	int i;

	if (!has_groups(pdf))
		return false;
	changed = show_groups(pdf);
	for (i = 1; i < pdf->n_objects; i++)
		changed |= show_members(pdf, i);
	return changed;
}
