/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/identify.c - what a file is
 *
 * By content alone; the ending of the name decides only between kinds of text,
 * and is compared with what the content says.  A type that no reader knows
 * gets the reason why it is not read, never a guess.
 */
#include "intake/identify.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "intake/archive/zip_gaps.h"
#include "intake/beside.h"
#include "intake/formats.h"
#include "intake/magic_types.h"
#include "intake/name.h"
#include "intake/sniff.h"

/* Types that one ending may stand for without a disagreement. */
enum group {
	OTHER,
	TEXT,
	HTML,
	MAIL,
	MSG,
	TNEF,
	CARD,
	RTF,
	DOCX,
	XLSX,
	PPTX,
	ODF,
	OFD,
	EPUB,
	OLE,
	WPS,	/* by name: OLE or OOXML */
	LOCKED, /* OOXML in OLE */
	PDF,
	ZIP,
	ARCHIVE,
	IMAGE,
	SOUND, /* and video */
	PROGRAM,
};

/* A media type ("image/": all of them), what reads it, else why not. */
struct kind {
	const char *media_type;
	enum group group;
	tz_reader *reader;
	const char *reason;
};

#define UNSUPPORTED NULL, TZ_REASON_UNSUPPORTED_TYPE
#define OOXML "application/vnd.openxmlformats-officedocument."

/* The first that fits counts. */
static const struct kind kinds[] = {
    {"text/html", HTML, tz_read_html, NULL},
    {"text/rtf", RTF, tz_read_rtf, NULL},
    {"text/vcard", CARD, tz_read_card, NULL},
    {"text/calendar", CARD, tz_read_card, NULL},
    {"text/", TEXT, tz_read_text, NULL},
    {"message/rfc822", MAIL, tz_read_mail, NULL},
    {"message/x-emlx", MAIL, tz_read_emlx, NULL},
    {"application/mbox", MAIL, tz_read_mbox, NULL},
    {"application/ms-tnef", TNEF, tz_read_tnef, NULL},
    {"application/vnd.ms-outlook", MSG, tz_read_msg, NULL},
    {"application/json", TEXT, tz_read_text, NULL},
    {"application/rtf", RTF, tz_read_rtf, NULL},
    {"application/postscript", OTHER, UNSUPPORTED},
    {OOXML "wordprocessingml.document", DOCX, tz_read_docx, NULL},
    {"application/vnd.ms-word.document.macroEnabled.12", DOCX, tz_read_docx,
	NULL},
    {OOXML "spreadsheetml.sheet", XLSX, tz_read_xlsx, NULL},
    {"application/vnd.ms-excel.sheet.macroEnabled.12", XLSX, tz_read_xlsx,
	NULL},
    {"application/vnd.ms-excel.sheet.binary", XLSX, tz_read_xlsb, NULL},
    {OOXML "presentationml.presentation", PPTX, tz_read_pptx, NULL},
    {"application/vnd.openxmlformats-package", OTHER, UNSUPPORTED},
    {"application/vnd.oasis.opendocument.flat", ODF, tz_read_odf_flat, NULL},
    {"application/vnd.oasis.opendocument.", ODF, tz_read_odf, NULL},
    {"application/ofd", OFD, tz_read_ofd, NULL},
    {"application/epub+zip", EPUB, tz_read_epub, NULL},
    {"application/x-encrypted-ooxml", LOCKED, tz_read_encrypted, NULL},
    {"application/msword", OLE, tz_read_doc, NULL},
    {"application/vnd.ms-powerpoint", OLE, tz_read_ppt, NULL},
    {"application/vnd.ms-excel.2003", TEXT, tz_read_text, NULL},
    {"application/vnd.ms-excel", OLE, tz_read_xls, NULL},
    {"application/vnd.ms-word.flat-opc", TEXT, tz_read_office_xml, NULL},
    {"application/vnd.ms-word.2003", TEXT, tz_read_office_xml, NULL},
    {"application/vnd.ms-", OLE, UNSUPPORTED},
    {"application/x-ole-storage", OLE, tz_read_ole, NULL},
    {"application/pdf", PDF, tz_read_pdf, NULL},
    {"application/zip", ZIP, tz_read_archive, NULL},
    {"application/java-archive", ZIP, tz_read_archive, NULL},
    {"application/x-tar", ARCHIVE, tz_read_archive, NULL},
    {"application/x-7z-compressed", ARCHIVE, tz_read_archive, NULL},
    {"application/x-rar", ARCHIVE, tz_read_archive, NULL},
    {"application/vnd.rar", ARCHIVE, tz_read_archive, NULL},
    {"application/vnd.debian.binary-package", ARCHIVE, tz_read_archive, NULL},
    {"application/x-archive", ARCHIVE, tz_read_archive, NULL},
    {"application/x-iso9660-image", ARCHIVE, tz_read_archive, NULL},
    {"application/x-cpio", ARCHIVE, tz_read_archive, NULL},
    {"application/x-lzh-compressed", ARCHIVE, tz_read_archive, NULL},
    {"application/x-lha", ARCHIVE, tz_read_archive, NULL},
    {"application/x-lzma", ARCHIVE, tz_read_archive, NULL},
    {"application/x-lz4", ARCHIVE, tz_read_archive, NULL},
    {"application/x-lzip", ARCHIVE, tz_read_archive, NULL},
    {"application/x-compress", ARCHIVE, tz_read_archive, NULL},
    {"application/gzip", ARCHIVE, tz_read_archive, NULL},
    {"application/x-gzip", ARCHIVE, tz_read_archive, NULL},
    {"application/x-xz", ARCHIVE, tz_read_archive, NULL},
    {"application/x-bzip2", ARCHIVE, tz_read_archive, NULL},
    {"application/zstd", ARCHIVE, tz_read_archive, NULL},
    {"application/x-zstd", ARCHIVE, tz_read_archive, NULL},
    {"application/x-cab", ARCHIVE, tz_read_archive, NULL},
    {"application/x-xar", ARCHIVE, tz_read_archive, NULL},
    {"application/x-rpm", ARCHIVE, tz_read_archive, NULL},
    /* Its text is in elements that join as those of HTML do. */
    {"image/svg+xml", IMAGE, tz_read_html, NULL},
    {"image/jpeg", IMAGE, tz_read_image, NULL},
    {"image/png", IMAGE, tz_read_image, NULL},
    {"image/apng", IMAGE, tz_read_image, NULL},
    {"image/tiff", IMAGE, tz_read_image, NULL},
    {"image/gif", IMAGE, tz_read_image, NULL},
    {"image/bmp", IMAGE, tz_read_image, NULL},
    {"image/x-ms-bmp", IMAGE, tz_read_image, NULL},
    {"image/webp", IMAGE, tz_read_image, NULL},
    {"image/hei", IMAGE, tz_read_image, NULL},
    {"image/avif", IMAGE, tz_read_image, NULL},
    {"image/jp", IMAGE, tz_read_image, NULL},
    {"image/x-portable-", IMAGE, tz_read_image, NULL},
    {"image/vnd.microsoft.icon", IMAGE, tz_read_image, NULL},
    {"image/x-icon", IMAGE, tz_read_image, NULL},
    {"image/x-win-bitmap", IMAGE, tz_read_image, NULL},
    {"image/vnd.adobe.photoshop", IMAGE, tz_read_image, NULL},
    {"image/emf", IMAGE, tz_read_metafile, NULL},
    {"image/wmf", IMAGE, tz_read_metafile, NULL},
    {"image/", IMAGE, UNSUPPORTED},
    {"audio/", SOUND, UNSUPPORTED},
    {"video/", SOUND, UNSUPPORTED},
    {"application/x-dosexec", PROGRAM, UNSUPPORTED},
    {"application/vnd.microsoft.portable-executable", PROGRAM, UNSUPPORTED},
    {"application/x-executable", PROGRAM, UNSUPPORTED},
    {"application/x-pie-executable", PROGRAM, UNSUPPORTED},
    {"application/x-sharedlib", PROGRAM, UNSUPPORTED},
    {"application/octet-stream", OTHER, NULL, TZ_REASON_UNKNOWN_TYPE},
    {"application/", OTHER, UNSUPPORTED},
    {"font/", OTHER, UNSUPPORTED},
    {"", OTHER, NULL, TZ_REASON_UNKNOWN_TYPE},
};

/* What an ending promises; for text, the media type that it chooses. */
static const struct {
	const char *ending;
	enum group group;
	const char *text_type;
} endings[] = {
    {"txt", TEXT, NULL},
    {"text", TEXT, NULL},
    {"log", TEXT, NULL},
    {"csv", TEXT, "text/csv"},
    {"tsv", TEXT, "text/tab-separated-values"},
    {"md", TEXT, "text/markdown"},
    {"json", TEXT, "application/json"},
    {"xml", TEXT, "text/xml"},
    {"htm", HTML, "text/html"},
    {"html", HTML, "text/html"},
    {"xhtml", HTML, "text/html"},
    {"eml", MAIL, "message/rfc822"},
    {"mbox", MAIL, NULL},
    {"emlx", MAIL, NULL},
    {"msg", MSG, NULL},
    {"vcf", CARD, NULL},
    {"ics", CARD, NULL},
    {"svg", IMAGE, NULL},
    {"rtf", RTF, NULL},
    {"docx", DOCX, NULL},
    {"docm", DOCX, NULL},
    {"dotx", DOCX, NULL},
    {"dotm", DOCX, NULL},
    {"xlsx", XLSX, NULL},
    {"xlsm", XLSX, NULL},
    {"xltx", XLSX, NULL},
    {"xltm", XLSX, NULL},
    {"xlsb", XLSX, NULL},
    {"pptx", PPTX, NULL},
    {"pptm", PPTX, NULL},
    {"ppsx", PPTX, NULL},
    {"ppsm", PPTX, NULL},
    {"potx", PPTX, NULL},
    {"potm", PPTX, NULL},
    {"odt", ODF, NULL},
    {"ods", ODF, NULL},
    {"odp", ODF, NULL},
    {"odg", ODF, NULL},
    {"ott", ODF, NULL},
    {"ots", ODF, NULL},
    {"otp", ODF, NULL},
    {"otg", ODF, NULL},
    {"fodt", ODF, NULL},
    {"fods", ODF, NULL},
    {"fodp", ODF, NULL},
    {"fodg", ODF, NULL},
    {"ofd", OFD, NULL},
    {"epub", EPUB, NULL},
    {"doc", OLE, NULL},
    {"xls", OLE, NULL},
    {"xlt", OLE, NULL},
    {"ett", OLE, NULL},
    {"ppt", OLE, NULL},
    {"dot", OLE, NULL},
    {"pps", OLE, NULL},
    {"pot", OLE, NULL},
    {"wps", WPS, NULL},
    {"wpt", WPS, NULL},
    {"et", WPS, NULL},
    {"dps", WPS, NULL},
    {"pdf", PDF, NULL},
    {"zip", ZIP, NULL},
    {"tar", ARCHIVE, NULL},
    {"7z", ARCHIVE, NULL},
    {"rar", ARCHIVE, NULL},
    {"gz", ARCHIVE, NULL},
    {"tgz", ARCHIVE, NULL},
    {"xz", ARCHIVE, NULL},
    {"bz2", ARCHIVE, NULL},
    {"zst", ARCHIVE, NULL},
    {"cab", ARCHIVE, NULL},
    {"iso", ARCHIVE, NULL},
    {"jpg", IMAGE, NULL},
    {"jpeg", IMAGE, NULL},
    {"png", IMAGE, NULL},
    {"gif", IMAGE, NULL},
    {"tif", IMAGE, NULL},
    {"tiff", IMAGE, NULL},
    {"bmp", IMAGE, NULL},
    {"webp", IMAGE, NULL},
    {"heic", IMAGE, NULL},
    {"ico", IMAGE, NULL},
    {"psd", IMAGE, NULL},
    {"emf", IMAGE, NULL},
    {"wmf", IMAGE, NULL},
    {"mp3", SOUND, NULL},
    {"wav", SOUND, NULL},
    {"mp4", SOUND, NULL},
    {"mov", SOUND, NULL},
    {"avi", SOUND, NULL},
    {"exe", PROGRAM, NULL},
    {"dll", PROGRAM, NULL},
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Nothing but the database. */
struct tz_identify {
	struct tz_magic_types *types;
};

enum tz_status
tz_identify_new(struct tz_identify **ret_identify, struct tz_err *err)
{
	tz_auto(tz_identify) identify = calloc(1, sizeof *identify);
	enum tz_status s;

	if (!identify)
		return tz_fail_nomem(err);
	s = tz_magic_types_new(&identify->types, err);
	if (s)
		return s;
	*ret_identify = tz_steal(&identify);
	return TZ_OK;
}

void
tz_identify_free(struct tz_identify *identify)
{
	if (!identify)
		return;
	tz_magic_types_free(identify->types);
	free(identify);
}

/* The group that the ending of ${name} stands for, and which kind of text. */
static enum group
expected_group(const char *name, const char **ret_text_type)
{
	const char *ending = tz_name_ending(name);
	size_t i;

	*ret_text_type = NULL;
	for (i = 0; i < COUNT(endings); i++) {
		if (strcasecmp(ending, endings[i].ending) == 0) {
			*ret_text_type = endings[i].text_type;
			return endings[i].group;
		}
	}
	return OTHER;
}

/* The type of what looks like text: by its markup, else by the ending. */
static const char *
text_type(const unsigned char *data, size_t len, const char *by_ending)
{
	const char *type = tz_sniff_markup(data, len);

	if (type)
		return type;
	return by_ending ? by_ending : "text/plain";
}

/* The media type of the bytes. */
static const char *
media_type(struct tz_identify *identify, const unsigned char *data, size_t len,
    const char *text_by_ending)
{
	enum tz_sniff_text text;
	const char *type;

	if (len == 0)
		return "application/x-empty";
	if ((type = tz_sniff_zip(data, len)) ||
	    (type = tz_sniff_ole(data, len)) ||
	    (type = tz_sniff_start(data, len)) ||
	    (type = tz_sniff_pdf(data, len)))
		return type;
	text = tz_sniff_text(data, len);
	if (text == TZ_SNIFF_TEXT_YES)
		return text_type(data, len, text_by_ending);
	type = tz_magic_types_ask(identify->types, data, len);
	if (strcmp(type, "application/vnd.ms-cab-compressed") == 0)
		return "application/x-cab";
	if (text == TZ_SNIFF_TEXT_MAYBE &&
	    (strncmp(type, "text/", 5) == 0 ||
		strcmp(type, "application/octet-stream") == 0))
		return text_type(data, len, text_by_ending);
	/* What libmagic takes for text, and is none in any encoding. */
	if (strncmp(type, "text/", 5) == 0)
		return "application/octet-stream";
	return type;
}

/* The entry of the media type. */
static const struct kind *
find_kind(const char *type)
{
	size_t i;

	for (i = 0; i < COUNT(kinds) - 1; i++) {
		if (strncasecmp(type, kinds[i].media_type,
			strlen(kinds[i].media_type)) == 0)
			break;
	}
	return &kinds[i];
}

/* Whether a name that promises one group may hold the other. */
static bool
agree(enum group expected, enum group found)
{
	if (expected == OTHER || expected == found)
		return true;
	if (expected == WPS)
		return found == OLE || found == LOCKED || found == DOCX ||
		    found == XLSX || found == PPTX;
	if (found == LOCKED)
		return expected == DOCX || expected == XLSX || expected == PPTX;
	/* Names are loose between these, and the reader is the same. */
	return (expected == ARCHIVE && found == ZIP) ||
	    (expected == TEXT && found == HTML) ||
	    (expected == HTML && found == TEXT) ||
	    (expected == MAIL && found == TEXT);
}

/* Whether files of the group are ZIP files. */
static bool
is_package(enum group group, const char *media_type)
{
	return group == DOCX || group == XLSX || group == PPTX ||
	    group == OFD || group == EPUB || group == ZIP ||
	    (group == ODF && !strstr(media_type, "opendocument.flat")) ||
	    strcmp(media_type, "application/vnd.openxmlformats-package") == 0;
}

static bool
is_text(enum group group)
{
	return group == TEXT || group == HTML || group == MAIL || group == CARD;
}

static bool
is_unknown(const struct kind *kind)
{
	return !kind->reader &&
	    strcmp(kind->reason, TZ_REASON_UNKNOWN_TYPE) == 0;
}

/* Look for what a reader of the group would not see. */
static void
look_beside(const struct tz_source *source, enum group group,
    struct tz_type *ret)
{
	if (is_package(group, ret->media_type))
		tz_beside_package(source, ret);
	else if (group == IMAGE)
		tz_beside_picture(source, ret);
	else if (group != ARCHIVE && group != SOUND)
		tz_beside_other(source, ret);
}

/*
 * What the bytes are that stand before an archive.  When that is not known and
 * the archive is a ZIP file, which is opened from its end, it is that one.
 */
static const struct kind *
front_kind(struct tz_identify *identify, const struct tz_source *source,
    const char *by_ending, struct tz_type *ret)
{
	struct tz_zip_gaps gaps;
	const struct kind *kind;

	ret->media_type =
	    media_type(identify, source->data, ret->rest, by_ending);
	kind = find_kind(ret->media_type);
	if (!is_unknown(kind) ||
	    !tz_zip_gaps_find(source->data, source->len, &gaps))
		return kind;
	ret->rest = 0;
	ret->two_types = false;
	ret->media_type = tz_sniff_zip_names(source->data, source->len);
	tz_beside_package(source, ret);
	return find_kind(ret->media_type);
}

void
tz_identify_file(void *arg, const struct tz_source *source, const char *name,
    struct tz_type *ret)
{
	struct tz_identify *identify = (struct tz_identify *)arg;
	const struct kind *kind;
	const char *by_ending;
	enum group expected = expected_group(name, &by_ending);

	ret->media_type =
	    media_type(identify, source->data, source->len, by_ending);
	kind = find_kind(ret->media_type);
	ret->reader = kind->reader;
	look_beside(source, kind->group, ret);
	if (ret->rest > 0 && (is_text(kind->group) || is_unknown(kind))) {
		kind = front_kind(identify, source, by_ending, ret);
		ret->rest_apart = ret->rest > 0;
	}
	ret->reader = kind->reader;
	ret->reason = kind->reason;
	ret->disagrees = source->len > 0 && !agree(expected, kind->group);
}
