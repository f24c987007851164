/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/pdf/pdf_layer.c - layers that are off, and how to put them on
 *
 * MuPDF goes by the state of each group and by the usage that it declares; it
 * passes the expressions of membership dictionaries by, and reads their
 * policies otherwise than ISO 32000-1, 8.11.2.2.  So each of these becomes a
 * group of its own that is on or off, as the document comes.  For the second
 * reading all is put on.
 */
#include <string.h>

#include "intake/pdf/pdf.h"

/* Expressions in expressions; deeper ones are an attack. */
#define DEPTH_MAX 32

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
is_on(struct tz_pdf *pdf, pdf_obj *group)
{
	return !pdf_is_ocg_hidden(pdf->ctx, pdf->doc, NULL, "View", group);
}

/* What a visibility expression comes to. */
static bool
value_of(struct tz_pdf *pdf, pdf_obj *expression, unsigned depth)
{
	fz_context *ctx = pdf->ctx;
	int n = pdf_array_len(ctx, expression);
	const char *operator;
	bool any;
	int i;

	if (!pdf_is_array(ctx, expression))
		return is_on(pdf, expression);
	operator= pdf_to_name(ctx, pdf_array_get(ctx, expression, 0));
	if (depth > DEPTH_MAX || n < 2)
		return true;
	if (strcmp(operator, "Not") == 0)
		return !value_of(pdf, pdf_array_get(ctx, expression, 1),
		    depth + 1);
	any = strcmp(operator, "Or") == 0;
	for (i = 1; i < n; i++)
		if (value_of(pdf, pdf_array_get(ctx, expression, i),
			depth + 1) == any)
			return any;
	return !any;
}

/* What the policy of a membership comes to. */
static bool
is_shown(struct tz_pdf *pdf, pdf_obj *members)
{
	fz_context *ctx = pdf->ctx;
	pdf_obj *groups = pdf_dict_gets(ctx, members, "OCGs");
	pdf_obj *expression = pdf_dict_gets(ctx, members, "VE");
	const char *policy = pdf_to_name(ctx, pdf_dict_gets(ctx, members, "P"));
	bool all = strncmp(policy, "All", 3) == 0;
	bool off =
	    strcmp(policy, "AllOff") == 0 || strcmp(policy, "AnyOff") == 0;
	int n = pdf_array_len(ctx, groups);
	int i;

	if (pdf_is_array(ctx, expression))
		return value_of(pdf, expression, 0);
	if (pdf_is_dict(ctx, groups))
		return is_on(pdf, groups) != off;
	for (i = 0; i < n; i++)
		if ((is_on(pdf, pdf_array_get(ctx, groups, i)) != off) != all)
			return !all;
	return all || n == 0;
}

/* Make a group of a membership; may jump. */
static void
settle_members(struct tz_pdf *pdf, pdf_obj *members)
{
	fz_context *ctx = pdf->ctx;
	pdf_obj *usage;

	if (!is_shown(pdf, members)) {
		usage = pdf_dict_puts_dict(ctx, members, "Usage", 1);
		usage = pdf_dict_puts_dict(ctx, usage, "View", 1);
		pdf_dict_puts_drop(ctx, usage, "ViewState",
		    pdf_new_name(ctx, "OFF"));
	}
	pdf_dict_put(ctx, members, PDF_NAME(Type), PDF_NAME(OCG));
}

/* Put on what stands for a membership, or ${settle} it; whether it was off. */
static bool
see_members(struct tz_pdf *pdf, int number, bool settle)
{
	fz_context *ctx = pdf->ctx;
	pdf_obj *reference = NULL;
	pdf_obj *type;
	bool changed = false;

	fz_var(reference);
	fz_var(changed);
	fz_try(ctx)
	{
		reference = pdf_new_indirect(ctx, pdf->doc, number, 0);
		type = pdf_dict_get(ctx, reference, PDF_NAME(Type));
		if (settle && pdf_name_eq(ctx, type, PDF_NAME(OCMD)))
			settle_members(pdf, reference);
		else if (!settle && pdf_name_eq(ctx, type, PDF_NAME(OCG)))
			changed = drop_usage(ctx, reference);
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

void
tz_pdf_layers_settle(struct tz_pdf *pdf)
{
	int i;

	if (has_groups(pdf))
		for (i = 1; i < pdf->n_objects; i++)
			see_members(pdf, i, true);
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
		changed |= see_members(pdf, i, false);
	return changed;
}
