/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/grammar_us.c - banner lines and portion marks of the United States
 *
 * After the CAPCO Register and Manual (public edition of 2016): level, then
 * SCI, SAP, AEA, FGI, DISSEM and NONIC segments in that order with "//"
 * between them.  What keeps all rules is `classified` or `unclassified`; what
 * is plainly meant as one but breaks a rule (a misspelt level, short forms in a
 * banner, a wrong order, lower case) is `malformed`.
 */
#include <ctype.h>
#include <string.h>

#include "policies/grammar.h"
#include "policies/grammar_token.h"

/* The slashes stand at most so many bytes before the end of a trigger, and a
 * mark is no longer than this. */
#define LEAD 24
#define MARK_MAX 200

enum { CLASS_CLASSIFIED, CLASS_UNCLASSIFIED, CLASS_MALFORMED };

/* Segments in their order. */
enum segment {
	SEGMENT_NONE,
	SEGMENT_SCI,
	SEGMENT_SAP,
	SEGMENT_AEA,
	SEGMENT_FGI,
	SEGMENT_DISSEM,
	SEGMENT_NONIC,
};

/* In the Register's order. */
static const char *const dissem_long[] = {"RSEN", "FOUO", "ORCON",
    "ORCON-USGOV", "IMCON", "NOFORN", "PROPIN", "REL TO", "RELIDO", "EYES ONLY",
    "DSEN", "FISA", "DISPLAY ONLY", NULL};
static const char *const dissem_short[] = {"RS", "FOUO", "OC", "OC-USGOV",
    "IMC", "NF", "PR", "REL TO", "RELIDO", "EYES", "DSEN", "FISA",
    "DISPLAY ONLY", NULL};
static const char *const nonic_long[] = {"LIMDIS", "EXDIS", "NODIS", "SBU",
    "SBU NOFORN", "LES", "LES NOFORN", "SSI", NULL};
static const char *const nonic_short[] = {
    "DS", "XD", "ND", "SBU", "SBU-NF", "LES", "LES-NF", "SSI", NULL};
static const char *const aea[] = {"RD", "RD-CNWDI", "RD-N", "FRD", "DOD UCNI",
    "DOE UCNI", "DCNI", "UCNI", "TFNI", NULL};
static const char *const sci[] = {
    "SI", "TK", "HCS", "KDK", "KLONDIKE", "RSV", "BUR", "EL", "COMINT", NULL};
static const char *const levels_long[] = {
    "TOP SECRET", "SECRET", "CONFIDENTIAL", "UNCLASSIFIED", NULL};
static const char *const levels_short[] = {"TS", "S", "C", "U", NULL};

/* The index in ${words} of the token, -1 if none. */
static int
index_of(const struct tz_token *token, const char *const *words)
{
	int i;

	for (i = 0; words[i]; i++)
		if (tz_token_is(token, words[i]))
			return i;
	return -1;
}

/* "USA, GBR, NATO": USA first, then three letters, then four, each sorted. */
static bool
is_country_list(struct tz_token list, const char *separator, bool usa_first)
{
	struct tz_token last = {NULL, 0};
	struct tz_token country;
	bool first = true;

	if (!list.len)
		return false;
	while (tz_token_cut(&list, separator, &country)) {
		if ((country.len != 3 && country.len != 4) ||
		    !tz_token_is_upper(&country))
			return false;
		if (first && usa_first) {
			if (!tz_token_is(&country, "USA"))
				return false;
			first = false;
			continue;
		}
		if (last.len > country.len ||
		    (last.len == country.len &&
			tz_token_compare(&last, &country) >= 0))
			return false;
		last = country;
	}
	return true;
}

/* The rank of a dissemination control, -1 for none. */
static int
dissem_rank(const struct tz_token *token, bool portion)
{
	struct tz_token rest = *token;

	if (tz_token_pass(&rest, "REL TO "))
		return is_country_list(rest, ", ", true) ? 7 : -1;
	rest = *token;
	if (tz_token_pass(&rest, "DISPLAY ONLY "))
		return is_country_list(rest, ", ", false) ? 12 : -1;
	return index_of(token, portion ? dissem_short : dissem_long);
}

static bool
is_system(const struct tz_token *token)
{
	struct tz_token name = *token;
	size_t i = 0;

	while (i < name.len && name.text[i] != '-' && name.text[i] != ' ')
		i++;
	name.len = i;
	if (!tz_token_is_plain(token))
		return false;
	if (name.len >= 2 && name.len <= 3 && isdigit(name.text[0]))
		return true;
	return index_of(&name, sci) >= 0;
}

static enum segment
segment_of(const struct tz_token *element, bool portion)
{
	struct tz_token rest = *element;

	if (dissem_rank(element, portion) >= 0)
		return SEGMENT_DISSEM;
	if (index_of(element, portion ? nonic_short : nonic_long) >= 0)
		return SEGMENT_NONIC;
	if (index_of(element, aea) >= 0 || tz_token_pass(&rest, "RD-SIGMA ") ||
	    tz_token_pass(&rest, "FRD-SIGMA "))
		return SEGMENT_AEA;
	if (tz_token_is(element, "FGI") ||
	    (tz_token_pass(&rest, "FGI ") && is_country_list(rest, " ", false)))
		return SEGMENT_FGI;
	if (tz_token_pass(&rest, "SAR-") ||
	    tz_token_pass(&rest, "SPECIAL ACCESS REQUIRED-"))
		return tz_token_is_plain(&rest) ? SEGMENT_SAP : SEGMENT_NONE;
	return is_system(element) ? SEGMENT_SCI : SEGMENT_NONE;
}

/* One segment; all its elements are of one kind, in order. */
static enum segment
parse_segment(struct tz_token segment, bool portion)
{
	enum segment kind = SEGMENT_NONE;
	struct tz_token element;
	int rank = -1;

	while (tz_token_cut(&segment, "/", &element)) {
		enum segment found = segment_of(&element, portion);

		/* SAR- is not repeated. */
		if (kind == SEGMENT_SAP && tz_token_is_plain(&element))
			found = SEGMENT_SAP;
		if (found == SEGMENT_NONE ||
		    (kind != SEGMENT_NONE && kind != found))
			return SEGMENT_NONE;
		if (found == SEGMENT_DISSEM) {
			int next = dissem_rank(&element, portion);

			if (next <= rank)
				return SEGMENT_NONE;
			rank = next;
		}
		kind = found;
	}
	return kind;
}

/* The segments after the level; at least ${least} of them. */
static bool
parse_segments(struct tz_token rest, bool portion, int least)
{
	enum segment last = SEGMENT_NONE;
	struct tz_token segment;
	int n = 0;

	while (tz_token_cut(&rest, "//", &segment)) {
		enum segment kind = parse_segment(segment, portion);

		if (kind <= last)
			return false;
		last = kind;
		n++;
	}
	return n >= least;
}

/* "JOINT SECRET CAN GBR USA", "COSMIC TOP SECRET", "GBR SECRET", "NS". */
static bool
is_foreign(struct tz_token token, bool portion)
{
	static const char *const shorts[] = {
	    "CTS", "NS", "NC", "NR", "NU", "CTSA", "NSAT", "NCA", NULL};
	bool joint = tz_token_pass(&token, "JOINT ");
	struct tz_token country;
	int i;

	if (portion && index_of(&token, shorts) >= 0)
		return true;
	if (tz_token_is(&token, "COSMIC TOP SECRET") ||
	    tz_token_pass(&token, "NATO "))
		return token.len > 0;
	if (!joint) {
		if (!tz_token_cut(&token, " ", &country) || country.len < 3 ||
		    country.len > 4)
			return false;
	}
	for (i = 0; i < 3; i++) {
		struct tz_token rest = token;

		if (!joint && tz_token_is(&rest, levels_long[i]))
			return true;
		if (joint && tz_token_pass(&rest, levels_long[i]) &&
		    tz_token_pass(&rest, " "))
			return is_country_list(rest, " ", false);
	}
	return false;
}

/* Strictly valid; the class, or CLASS_MALFORMED. */
static unsigned
parse_valid(struct tz_token mark, bool portion)
{
	const char *const *levels = portion ? levels_short : levels_long;
	struct tz_token level;
	int index;

	if (tz_token_pass(&mark, "//")) {
		if (!tz_token_cut(&mark, "//", &level) ||
		    !is_foreign(level, portion))
			return CLASS_MALFORMED;
		return parse_segments(mark, portion, 0) ? CLASS_CLASSIFIED
							: CLASS_MALFORMED;
	}
	if (!tz_token_cut(&mark, "//", &level))
		return CLASS_MALFORMED;
	index = index_of(&level, levels);
	if (index < 0 || !parse_segments(mark, portion, 1))
		return CLASS_MALFORMED;
	return index == 3 ? CLASS_UNCLASSIFIED : CLASS_CLASSIFIED;
}

/* Whether any control stands in the text, in any case and either form. */
static bool
has_control(struct tz_token rest)
{
	static const char *const controls[] = {"NOFORN", "NF", "ORCON", "OC",
	    "IMCON", "PROPIN", "REL TO", "RELTO", "RELIDO", "EYES ONLY", "FISA",
	    "FOUO", "LIMDIS", "EXDIS", "NODIS", "SI", "TK", "HCS", "SAR", "FGI",
	    "RSEN", "DSEN", "CNWDI", "FRD", NULL};
	size_t at;
	int i;

	for (at = 0; at < rest.len; at++) {
		if (at > 0 && isalnum((unsigned char)rest.text[at - 1]))
			continue;
		for (i = 0; controls[i]; i++) {
			size_t n = strlen(controls[i]);

			if (at + n <= rest.len &&
			    strncasecmp(rest.text + at, controls[i], n) == 0 &&
			    (at + n == rest.len ||
				!isalpha((unsigned char)rest.text[at + n])))
				return true;
		}
	}
	return false;
}

static bool
is_banner_char(char c)
{
	return isascii(c) &&
	    (isalnum((unsigned char)c) || strchr(" ,/-+", c) != NULL);
}

/* Whether the words before the slashes are meant as a level. */
static size_t
level_start(const char *text, size_t from, size_t slash, bool *ret_short)
{
	static const char *const words[] = {
	    "SECRET", "CONFIDENTIAL", "UNCLASSIFIED", NULL};
	size_t end = slash;
	size_t at;
	struct tz_token word;
	int i;

	while (end > from && text[end - 1] == ' ')
		end--;
	at = end;
	while (at > from && isalnum((unsigned char)text[at - 1]))
		at--;
	word = (struct tz_token){text + at, end - at};
	*ret_short = index_of(&word, levels_short) >= 0;
	if (*ret_short)
		return at;
	for (i = 0; words[i]; i++)
		if (tz_token_distance(&word, words[i]) <= 2)
			break;
	if (!words[i] || word.len < 4)
		return slash;
	/* TOP before SECRET */
	if (i == 0 && at >= from + 4) {
		struct tz_token top = {text + at - 4, 3};

		if (text[at - 1] == ' ' && tz_token_distance(&top, "TOP") <= 1)
			return at - 4;
	}
	return at;
}

/* The first "//" (or "/ /") of the span. */
static size_t
find_slashes(const char *text, size_t from, size_t until)
{
	size_t at;

	for (at = from; at + 1 < until; at++)
		if (text[at] == '/' &&
		    (text[at + 1] == '/' ||
			(text[at + 1] == ' ' && at + 2 < until &&
			    text[at + 2] == '/')))
			return at;
	return until;
}

/* Where a mark that begins in capitals ends: before the first word in small
 * letters, trailing separators left off. */
static size_t
mark_end(const char *text, size_t from, size_t until)
{
	size_t at;

	for (at = from; at + 1 < until; at++)
		if (islower((unsigned char)text[at]) &&
		    (at == from || text[at - 1] == ' '))
			break;
	if (at + 1 >= until)
		at = until;
	while (at > from && strchr(" ,-+", text[at - 1]))
		at--;
	return at;
}

static bool
parse(const char *text, size_t len, size_t at, struct tz_grammar_hit *ret)
{
	struct tz_line line;
	size_t from = at - 1;
	size_t until = at;
	size_t slash;
	size_t start;
	bool portion;
	bool is_short = false;
	struct tz_token mark;

	tz_grammar_line(text, len, at, &line);
	while (from > line.from && is_banner_char(text[from - 1]))
		from--;
	while (until < line.until && until - at < MARK_MAX &&
	    is_banner_char(text[until]))
		until++;
	portion = from > line.from && text[from - 1] == '(' &&
	    until < line.until && text[until] == ')';
	slash = find_slashes(text, at > from + LEAD ? at - LEAD : from, until);
	if (slash == until)
		return false;
	start =
	    slash == from ? from : level_start(text, from, slash, &is_short);
	if (start == slash && slash != from)
		return false;
	if (portion && start == from) {
		mark = (struct tz_token){text + from, until - from};
		ret->start = from - 1;
		ret->end = until + 1;
	} else {
		portion = false;
		mark.text = text + start;
		mark.len = mark_end(text, start, until) - start;
		ret->start = start;
		ret->end = start + mark.len;
	}
	ret->class = parse_valid(mark, portion);
	if (ret->class != CLASS_MALFORMED)
		return true;
	if (slash == from)
		return false;
	mark = (struct tz_token){
	    text + slash, until - slash < 80 ? until - slash : 80};
	if (!has_control(mark))
		return false;
	if (ret->end < slash + 2)
		ret->end = slash + 2;
	return true;
}

static const char *const classes[] = {
    "classified", "unclassified", "malformed", NULL};
static const char *const triggers[] = {
    "(SECRET|CONFIDENTIAL|UNCLASSIFIED) ?/ ?/",
    "(^|[^0-9A-Za-z])(TS|S|C|U) ?//",
    "//(JOINT|COSMIC|NATO|[A-Z]{3,4}) [A-Z]{3}", "\\(//(CTS|NS|NC|NR|NU)",
    "/ ?/ ?(NOFORN|ORCON|REL ?TO|RELIDO|IMCON|PROPIN|FOUO|FISA|LIMDIS|NODIS)",
    NULL};

const struct tz_grammar tz_grammar_us_banner = {
    "us-banner", classes, triggers, false, parse};
