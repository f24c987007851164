/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/doc_runs.c - runs of characters and paragraphs and what their
 * properties say (MS-DOC 2.4.6, 2.6, 2.9.33, 2.9.174)
 */
#include <stdlib.h>

#include "intake/ole/doc.h"

#define FKP 512
#define CHPX_MAX 101
#define PAPX_MAX 29
#define BX 13

/* Styles on styles, and styles named in properties. */
#define MAX_STYLES 24

static int
by_place(const void *a, const void *b)
{
	const struct tz_doc_run *x = a, *y = b;

	return x->fc < y->fc ? -1 : x->fc > y->fc;
}

/* One page of runs. */
static size_t
read_page(struct tz_bytes page, bool paragraphs, struct tz_doc_run *ret)
{
	size_t n = tz_bytes_8(page, FKP - 1), i, kept = 0;
	size_t most = paragraphs ? PAPX_MAX : CHPX_MAX;

	if (n > most)
		n = most;
	for (i = 0; i < n; i++) {
		struct tz_doc_run *run = &ret[kept];
		size_t at = 4 * (n + 1) + (paragraphs ? BX : 1) * i;
		size_t offset = 2 * (size_t)tz_bytes_8(page, at);
		size_t len = tz_bytes_8(page, offset);

		memset(run, 0, sizeof *run);
		run->fc = tz_bytes_32(page, 4 * i);
		run->end = tz_bytes_32(page, 4 * i + 4);
		if (run->end <= run->fc)
			continue;
		kept++;
		if (offset == 0)
			continue;
		if (!paragraphs) {
			run->properties = tz_bytes_slice(page, offset + 1, len);
			continue;
		}
		if (len == 0)
			len = 2 * (size_t)tz_bytes_8(page, ++offset);
		else
			len = 2 * len - 1;
		run->istd = tz_bytes_16(page, offset + 1);
		run->properties =
		    tz_bytes_slice(page, offset + 3, len > 2 ? len - 2 : 0);
	}
	return kept;
}

enum tz_status
tz_doc_runs_read(struct tz_doc *doc, bool paragraphs, struct tz_doc_runs *ret,
    struct tz_err *err)
{
	struct tz_bytes table =
	    tz_doc_pair(doc, paragraphs ? TZ_DOC_PAPX : TZ_DOC_CHPX);
	size_t i, n = table.len < 4 ? 0 : (table.len - 4) / 8;
	size_t pages = doc->word.len / FKP;

	/* No page is named twice in a file that is whole. */
	if (n > pages)
		n = pages;
	if (n == 0)
		return TZ_OK;
	for (i = 0; i < n; i++) {
		size_t page =
		    tz_bytes_32(table, 4 * (n + 1) + 4 * i) & 0x3fffff;
		struct tz_doc_run *more;

		if (!tz_bytes_has(doc->word, page * FKP, FKP)) {
			enum tz_status s = tz_ole_damaged(doc->ole, err);

			if (s)
				return s;
			continue;
		}
		more = realloc(ret->items,
		    (ret->n + CHPX_MAX) * sizeof *ret->items);
		if (!more)
			return tz_fail_nomem(err);
		ret->items = more;
		ret->n += read_page(tz_bytes_slice(doc->word, page * FKP, FKP),
		    paragraphs, &ret->items[ret->n]);
	}
	if (ret->n > 0)
		qsort(ret->items, ret->n, sizeof *ret->items, by_place);
	return TZ_OK;
}

const struct tz_doc_run *
tz_doc_runs_at(const struct tz_doc_runs *runs, uint32_t fc)
{
	size_t from = 0, to = runs->n;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (runs->items[middle].fc <= fc)
			from = middle + 1;
		else
			to = middle;
	}
	if (from == 0 || runs->items[from - 1].end <= fc)
		return NULL;
	return &runs->items[from - 1];
}

bool
tz_doc_sprm(struct tz_bytes properties, size_t *at, uint16_t *ret_code,
    struct tz_bytes *ret_operand)
{
	static const unsigned char sizes[] = {1, 1, 2, 4, 2, 2, 0, 3};
	uint16_t code = tz_bytes_16(properties, *at);
	size_t size = sizes[code >> 13];

	if (!tz_bytes_has(properties, *at, 3))
		return false;
	*at += 2;
	if (size == 0 && code == 0xd608) { /* sprmTDefTable */
		size = tz_bytes_16(properties, *at);
		size = size ? size - 1 : 0;
		*at += 2;
	} else if (size == 0) {
		size = tz_bytes_8(properties, *at);
		*at += 1;
		if (code == 0xc615 && size == 255) /* sprmPChgTabs */
			size = properties.len;
	}
	*ret_code = code;
	*ret_operand = tz_bytes_slice(properties, *at, size);
	*at += size;
	return true;
}

/* The sixteen colours of old (MS-DOC 2.9.119); -1 for automatic. */
static int32_t
ico(unsigned index)
{
	static const int32_t colours[] = {-1, 0x000000, 0x0000ff, 0x00ffff,
	    0x00ff00, 0xff00ff, 0xff0000, 0xffff00, 0xffffff, 0x000080,
	    0x008080, 0x008000, 0x800080, 0x800080, 0x808000, 0x808080,
	    0xc0c0c0};

	return index < sizeof colours / sizeof colours[0] ? colours[index] : -1;
}

static int32_t
colorref(struct tz_bytes operand, size_t at)
{
	if (!tz_bytes_has(operand, at, 4) ||
	    tz_bytes_8(operand, at + 3) == 0xff)
		return -1;
	return tz_bytes_8(operand, at) << 16 |
	    tz_bytes_8(operand, at + 1) << 8 | tz_bytes_8(operand, at + 2);
}

/* The ground of a shading: solid gives the colour of the pattern. */
static int32_t
shade(struct tz_bytes operand)
{
	uint16_t old = tz_bytes_16(operand, 0);

	if (operand.len >= 10)
		return colorref(operand, tz_bytes_16(operand, 8) == 1 ? 0 : 4);
	if ((old >> 10) == 1)
		return ico(old & 0x1f) < 0 ? 0 : ico(old & 0x1f);
	return ico((old >> 5) & 0x1f);
}

/* A property that is on, off, or as in the style, or not so. */
static bool
toggle(uint8_t value, bool base)
{
	if (value >= 0x80)
		return value == 0x81 ? !base : base;
	return value != 0;
}

void
tz_doc_apply(const struct tz_doc *doc, struct tz_bytes properties,
    const struct tz_doc_look *base, struct tz_doc_look *ret, unsigned depth)
{
	struct tz_doc_look style = *base;
	struct tz_bytes operand;
	uint16_t code;
	size_t at = 0;

	while (tz_doc_sprm(properties, &at, &code, &operand)) {
		uint8_t value = tz_bytes_8(operand, 0);

		switch (code) {
		case 0x0800: /* sprmCFRMarkDel */
			ret->deleted = value != 0;
			break;
		case 0x0801: /* sprmCFRMark */
			ret->inserted = value != 0;
			break;
		case 0x0802: /* sprmCFFldVanish */
			ret->field_hidden = value != 0;
			break;
		case 0x083c: /* sprmCFVanish */
			ret->hidden = toggle(value, style.hidden);
			break;
		case 0x0855: /* sprmCFSpec */
			ret->special = value != 0;
			break;
		case 0x4804: /* sprmCIbstRMark */
			ret->inserted_by = tz_bytes_16(operand, 0);
			break;
		case 0x4863: /* sprmCIbstRMarkDel */
			ret->deleted_by = tz_bytes_16(operand, 0);
			break;
		case 0x2a42: /* sprmCIco */
			ret->colour = ico(value);
			break;
		case 0x6870: /* sprmCCv */
			ret->colour = colorref(operand, 0);
			break;
		case 0x2a0c: /* sprmCHighlight */
			ret->highlight = ico(value);
			break;
		case 0x4866: /* sprmCShd80 */
		case 0xca71: /* sprmCShd */
		case 0x442d: /* sprmPShd80 */
		case 0xc64d: /* sprmPShd */
			ret->shade = shade(operand);
			break;
		case 0x4a43: /* sprmCHps */
			ret->size = tz_bytes_16(operand, 0);
			break;
		case 0x4852: /* sprmCCharScale */
			ret->scale = tz_bytes_16(operand, 0);
			break;
		case 0xca57: /* sprmCPropRMark90 */
		case 0xca89: /* sprmCPropRMark */
			ret->reformatted = value != 0;
			break;
		case 0x4a30: /* sprmCIstd */
			if (depth < MAX_STYLES) {
				tz_doc_style(doc, tz_bytes_16(operand, 0), ret,
				    depth + 1);
				style = *ret;
			}
			break;
		case 0x2a33: /* sprmCPlain */
			ret->hidden = style.hidden;
			ret->colour = style.colour;
			ret->size = style.size;
			break;
		}
	}
}

/* The properties that a piece of a fast save has for all its text. */
static void
apply_piece(const struct tz_doc *doc, uint16_t prm, struct tz_doc_look *ret)
{
	static const struct {
		uint8_t isprm;
		uint16_t code;
	} short_ones[] = {{65, 0x0800}, {66, 0x0801}, {67, 0x0802},
	    {92, 0x083c}, {98, 0x2a42}};
	struct tz_doc_look base = *ret;
	size_t i, at = 0, n = prm >> 1;

	if (prm & 1) {
		while (at < doc->prcs.len && n-- > 0)
			at += 3 + (size_t)tz_bytes_16(doc->prcs, at + 1);
		tz_doc_apply(doc,
		    tz_bytes_slice(doc->prcs, at + 3,
			tz_bytes_16(doc->prcs, at + 1)),
		    &base, ret, 0);
		return;
	}
	for (i = 0; i < sizeof short_ones / sizeof short_ones[0]; i++) {
		uint16_t code = short_ones[i].code;
		unsigned char sprm[3] = {(unsigned char)code,
		    (unsigned char)(code >> 8), (unsigned char)(prm >> 8)};
		struct tz_bytes list = {sprm, sizeof sprm};

		if (short_ones[i].isprm == ((prm >> 1) & 0x7f))
			tz_doc_apply(doc, list, &base, ret, 0);
	}
}

void
tz_doc_look_at(const struct tz_doc *doc, uint32_t fc,
    const struct tz_doc_piece *piece, struct tz_doc_look *ret,
    uint32_t *ret_until)
{
	const struct tz_doc_run *paragraph =
	    tz_doc_runs_at(&doc->paragraphs, fc);
	const struct tz_doc_run *run = tz_doc_runs_at(&doc->characters, fc);
	struct tz_doc_look base;

	memset(ret, 0, sizeof *ret);
	ret->colour = ret->highlight = ret->shade = -1;
	*ret_until = UINT32_MAX;
	tz_doc_style(doc, paragraph ? paragraph->istd : 0, ret, 0);
	if (paragraph) {
		tz_doc_apply(doc, paragraph->properties, ret, ret, 0);
		*ret_until = paragraph->end;
	}
	base = *ret;
	if (run) {
		tz_doc_apply(doc, run->properties, &base, ret, 0);
		if (run->end < *ret_until)
			*ret_until = run->end;
	}
	if ((!run && doc->characters.n > 0) ||
	    (!paragraph && doc->paragraphs.n > 0))
		*ret_until = fc + 1;
	if (piece->prm)
		apply_piece(doc, piece->prm, ret);
}
