/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/pdf/pdf_path.c - the pieces of a path, as boxes
 */
#include "intake/pdf/pdf_path.h"

#include <math.h>

/* Edges this far off an axis, in points, are along it. */
#define SLACK 0.05F

/* A rectangle has this many edges, and may close twice. */
#define EDGES_MAX 5

struct walk {
	fz_matrix ctm;
	tz_pdf_piece *tell;
	void *arg;
	fz_rect box;
	fz_point at;
	int points;
	bool plain;
};

static void
end_piece(struct walk *walk)
{
	if (walk->points > 1)
		walk->tell(walk->arg, walk->box,
		    walk->plain && walk->points >= 4);
	walk->points = 0;
}

static void
reach(struct walk *walk, float x, float y)
{
	fz_point p = fz_transform_point_xy(x, y, walk->ctm);

	if (walk->points == 0) {
		walk->box = fz_make_rect(p.x, p.y, p.x, p.y);
		walk->plain = true;
	} else {
		walk->box = fz_include_point_in_rect(walk->box, p);
		if (fabsf(p.x - walk->at.x) > SLACK &&
		    fabsf(p.y - walk->at.y) > SLACK)
			walk->plain = false;
	}
	walk->at = p;
	if (++walk->points > EDGES_MAX)
		walk->plain = false;
}

static void
moveto(fz_context *ctx, void *arg, float x, float y)
{
	(void)ctx;
	end_piece(arg);
	reach(arg, x, y);
}

static void
lineto(fz_context *ctx, void *arg, float x, float y)
{
	(void)ctx;
	reach(arg, x, y);
}

static void
curveto(fz_context *ctx, void *arg, float x1, float y1, float x2, float y2,
    float x3, float y3)
{
	(void)ctx;
	reach(arg, x1, y1);
	reach(arg, x2, y2);
	reach(arg, x3, y3);
	((struct walk *)arg)->plain = false;
}

static void
closepath(fz_context *ctx, void *arg)
{
	(void)ctx;
	(void)arg;
}

void
tz_pdf_path_pieces(fz_context *ctx, const fz_path *path, fz_matrix ctm,
    tz_pdf_piece *tell, void *arg)
{
	static const fz_path_walker walker = {
	    .moveto = moveto,
	    .lineto = lineto,
	    .curveto = curveto,
	    .closepath = closepath,
	};
	struct walk walk = {ctm, tell, arg, fz_empty_rect, {0, 0}, 0, true};

	fz_walk_path(ctx, path, &walker, &walk);
	end_piece(&walk);
}

struct count {
	int pieces;
	int plain;
};

static void
count_piece(void *arg, fz_rect box, bool plain)
{
	struct count *count = arg;

	(void)box;
	count->pieces++;
	count->plain += plain;
}

bool
tz_pdf_path_plain(fz_context *ctx, const fz_path *path, fz_matrix ctm)
{
	struct count count = {0, 0};

	tz_pdf_path_pieces(ctx, path, ctm, count_piece, &count);
	return count.pieces == 1 && count.plain == 1;
}
