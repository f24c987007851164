/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/rtf/rtf_destination.c - the groups of RTF that are no body text
 *
 * A starred group that is not listed is kept as a property: there is nothing
 * in a file that is passed over, but numbers of the writing program's own.
 */
#include <string.h>

#include "intake/rtf/rtf.h"

static const struct tz_rtf_destination known[] = {
    /* Tables. */
    {"fonttbl", TZ_RTF_TABLE, NULL},
    {"colortbl", TZ_RTF_TABLE, NULL},
    {"stylesheet", TZ_RTF_TABLE, NULL},
    {"revtbl", TZ_RTF_TABLE, NULL},
    {"rsidtbl", TZ_RTF_DROP, "revision-ids"},
    {"latentstyles", TZ_RTF_DROP, NULL},
    {"themedata", TZ_RTF_DROP, NULL},
    {"colorschememapping", TZ_RTF_DROP, NULL},
    {"blipuid", TZ_RTF_DROP, NULL},
    {"panose", TZ_RTF_DROP, NULL},
    {"pgptbl", TZ_RTF_DROP, NULL},
    {"fontfile", TZ_RTF_DROP, NULL},
    {"fontemb", TZ_RTF_DROP, NULL},
    {"bkmkend", TZ_RTF_DROP, NULL},
    {"listpicture", TZ_RTF_INHERIT, NULL},
    {"leveltext", TZ_RTF_DROP, NULL},
    {"levelnumbers", TZ_RTF_DROP, NULL},
    {"passwordhash", TZ_RTF_DROP, NULL},
    {"atnref", TZ_RTF_DROP, NULL},
    {"atrfstart", TZ_RTF_DROP, NULL},
    {"atrfend", TZ_RTF_DROP, NULL},
    {"atnparent", TZ_RTF_DROP, NULL},
    /* The text of the document. */
    {"header", TZ_RTF_HEADER, NULL},
    {"headerl", TZ_RTF_HEADER, NULL},
    {"headerr", TZ_RTF_HEADER, NULL},
    {"headerf", TZ_RTF_HEADER, NULL},
    {"footer", TZ_RTF_HEADER, NULL},
    {"footerl", TZ_RTF_HEADER, NULL},
    {"footerr", TZ_RTF_HEADER, NULL},
    {"footerf", TZ_RTF_HEADER, NULL},
    {"footnote", TZ_RTF_FOOTNOTE, NULL},
    {"ftnsep", TZ_RTF_FOOTNOTE, NULL},
    {"ftnsepc", TZ_RTF_FOOTNOTE, NULL},
    {"ftncn", TZ_RTF_FOOTNOTE, NULL},
    {"aftnsep", TZ_RTF_FOOTNOTE, NULL},
    {"aftnsepc", TZ_RTF_FOOTNOTE, NULL},
    {"aftncn", TZ_RTF_FOOTNOTE, NULL},
    {"annotation", TZ_RTF_COMMENT, "comments"},
    {"atnauthor", TZ_RTF_GATHER, NULL},
    {"atnid", TZ_RTF_GATHER, NULL},
    {"atndate", TZ_RTF_GATHER, NULL},
    {"shpinst", TZ_RTF_INHERIT, NULL},
    {"shptxt", TZ_RTF_INHERIT, NULL},
    {"shprslt", TZ_RTF_INHERIT, NULL},
    {"shppict", TZ_RTF_INHERIT, NULL},
    {"nonshppict", TZ_RTF_INHERIT, NULL},
    {"picprop", TZ_RTF_INHERIT, NULL},
    {"background", TZ_RTF_INHERIT, NULL},
    {"do", TZ_RTF_INHERIT, NULL},
    {"dptxbxtext", TZ_RTF_INHERIT, NULL},
    {"nesttableprops", TZ_RTF_INHERIT, NULL},
    {"moMath", TZ_RTF_INHERIT, NULL},
    {"moMathPara", TZ_RTF_INHERIT, NULL},
    {"oldcprops", TZ_RTF_DROP, NULL},
    {"oldpprops", TZ_RTF_DROP, NULL},
    {"oldtprops", TZ_RTF_DROP, NULL},
    {"oldsprops", TZ_RTF_DROP, NULL},
    {"pnseclvl", TZ_RTF_DROP, NULL},
    /* Alternatives of one text. */
    {"upr", TZ_RTF_GATHER, NULL},
    {"ud", TZ_RTF_UNICODE, NULL},
    {"htmltag", TZ_RTF_HTML, NULL},
    /* What the document says of itself. */
    {"info", TZ_RTF_GATHER, NULL},
    {"title", TZ_RTF_GATHER, NULL},
    {"subject", TZ_RTF_GATHER, NULL},
    {"author", TZ_RTF_GATHER, NULL},
    {"manager", TZ_RTF_GATHER, NULL},
    {"company", TZ_RTF_GATHER, NULL},
    {"operator", TZ_RTF_GATHER, NULL},
    {"category", TZ_RTF_GATHER, NULL},
    {"keywords", TZ_RTF_GATHER, NULL},
    {"comment", TZ_RTF_GATHER, NULL},
    {"doccomm", TZ_RTF_GATHER, NULL},
    {"hlinkbase", TZ_RTF_GATHER, NULL},
    {"creatim", TZ_RTF_TIME, NULL},
    {"revtim", TZ_RTF_TIME, NULL},
    {"printim", TZ_RTF_TIME, NULL},
    {"buptim", TZ_RTF_TIME, NULL},
    {"userprops", TZ_RTF_GATHER, NULL},
    {"propname", TZ_RTF_GATHER, NULL},
    {"staticval", TZ_RTF_GATHER, NULL},
    {"linkval", TZ_RTF_GATHER, NULL},
    {"docvar", TZ_RTF_PAIR, "document-variable"},
    {"template", TZ_RTF_GATHER, "template-path"},
    {"bkmkstart", TZ_RTF_GATHER, NULL},
    {"objclass", TZ_RTF_GATHER, NULL},
    {"objname", TZ_RTF_GATHER, NULL},
    {"objalias", TZ_RTF_GATHER, NULL},
    {"private", TZ_RTF_GATHER, "private-data"},
    {"sn", TZ_RTF_GATHER, NULL},
    {"sv", TZ_RTF_TEXT_VALUE, NULL},
    /* Files. */
    {"pict", TZ_RTF_HEX, NULL},
    {"objdata", TZ_RTF_HEX, "embedded-object"},
    {"datastore", TZ_RTF_HEX, NULL},
    /* Fields and links. */
    {"fldinst", TZ_RTF_FIELD, NULL},
    {"xe", TZ_RTF_INDEX, NULL},
    {"tc", TZ_RTF_INDEX, NULL},
    {"tcn", TZ_RTF_INDEX, NULL},
    {"rxe", TZ_RTF_INDEX, NULL},
    {"txe", TZ_RTF_INDEX, NULL},
    {"file", TZ_RTF_LINK, "external-link"},
    {"nextfile", TZ_RTF_LINK, "external-link"},
    {"hlfr", TZ_RTF_LINK, NULL},
    {"hlsrc", TZ_RTF_LINK, NULL},
    {"hlloc", TZ_RTF_LINK, NULL},
    {"mmconnectstr", TZ_RTF_LINK, "data-connection"},
    {"mmconnectstrdata", TZ_RTF_LINK, "data-connection"},
    {"mmquery", TZ_RTF_LINK, "data-connection"},
    {"mmdatasource", TZ_RTF_LINK, "data-connection"},
    {"mmheadersource", TZ_RTF_LINK, "data-connection"},
    {"mmodsoudldata", TZ_RTF_LINK, "data-connection"},
    {"mmodso", TZ_RTF_LINK, "data-connection"},
    {"mailmerge", TZ_RTF_LINK, "data-connection"},
    {"formfield", TZ_RTF_FORM, "form-field"},
    {"ffname", TZ_RTF_FORM, NULL},
    {"ffdeftext", TZ_RTF_FORM, NULL},
    {"ffformat", TZ_RTF_FORM, NULL},
    {"ffhelptext", TZ_RTF_FORM, NULL},
    {"ffstattext", TZ_RTF_FORM, NULL},
    {"ffentrymcr", TZ_RTF_FORM, NULL},
    {"ffexitmcr", TZ_RTF_FORM, NULL},
    {"ffl", TZ_RTF_FORM, NULL},
};

const struct tz_rtf_destination *
tz_rtf_destination_find(const char *name)
{
	size_t i, len = strlen(name);

	/* \pnseclvl1 and its like have their number apart. */
	for (i = 0; i < sizeof known / sizeof known[0]; i++) {
		if (strcmp(known[i].name, name) == 0)
			return &known[i];
	}
	/* Properties of an equation's pieces: mfPr, mctrlPr. */
	if (len > 3 && name[0] == 'm' && strcmp(name + len - 2, "Pr") == 0)
		return tz_rtf_destination_other();
	return NULL;
}

const struct tz_rtf_destination *
tz_rtf_destination_other(void)
{
	static const struct tz_rtf_destination other = {
	    "", TZ_RTF_GATHER, NULL};

	return &other;
}
