/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/beside.c - what stands in a file beside what its type reads
 *
 * A file may be of two types: each of them is read, so that nobody has to
 * guess which one a program will show.
 */
#include "intake/beside.h"

#include "intake/archive/second.h"
#include "intake/archive/zip_gaps.h"
#include "intake/archive/zip_names.h"
#include "intake/sniff.h"

/* Whether ${at} lies in a member that is stored as it is: what begins there is
 * read with that member. */
struct look {
	const unsigned char *at;
	bool inside;
};

static bool
look_at_member(void *arg, const char *name, size_t name_len,
    const unsigned char *stored, size_t stored_len)
{
	struct look *look = (struct look *)arg;

	(void)name;
	(void)name_len;
	if (stored && look->at >= stored && look->at < stored + stored_len)
		look->inside = true;
	return !look->inside;
}

/* A PDF in the first bytes of a ZIP file, but in no member. */
static void
find_pdf(const struct tz_source *source, struct tz_type *ret)
{
	size_t at = tz_second_pdf(source->data, source->len);
	struct look look = {source->data + at, false};

	if (at == 0 || at < ret->lead)
		return;
	tz_zip_names_walk(source->data, source->len, look_at_member, &look);
	if (look.inside)
		return;
	ret->two_types = true;
	ret->rest = at;
}

void
tz_beside_package(const struct tz_source *source, struct tz_type *ret)
{
	struct tz_zip_gaps gaps;

	if (!tz_zip_gaps_find(source->data, source->len, &gaps))
		return;
	if (!tz_second_is_padding(source->data, gaps.begin))
		ret->lead = gaps.begin;
	if (!tz_second_is_padding(source->data + gaps.end,
		source->len - gaps.end))
		ret->rest = gaps.end;
	ret->unlisted = gaps.unlisted;
	ret->differs = gaps.differs;
	ret->gap = gaps.gap;
	ret->gap_len = gaps.gap_len;
	find_pdf(source, ret);
}

void
tz_beside_picture(const struct tz_source *source, struct tz_type *ret)
{
	ret->rest = tz_second_pdf(source->data, source->len);
	if (ret->rest == 0)
		ret->rest = tz_second_zip(source->data, source->len);
	ret->two_types = ret->rest > 0 ||
	    (tz_sniff_is_picture(source->data, source->len) &&
		tz_sniff_holds_page(source->data, source->len));
}

void
tz_beside_other(const struct tz_source *source, struct tz_type *ret)
{
	struct tz_zip_gaps gaps;

	ret->rest = tz_second_archive(source->data, source->len);
	/* What is nothing known may have a ZIP file in its midst. */
	if (ret->rest == 0 && !ret->reader && source->len > 0 &&
	    tz_zip_gaps_find(source->data, source->len, &gaps))
		ret->rest = gaps.begin;
	ret->two_types = ret->rest > 0;
}
