/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/sniff.c - our own look at bytes, where libmagic's is not enough
 */
#include "intake/sniff.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/encoding.h"
#include "base/utf8.h"
#include "intake/archive/second.h"
#include "intake/archive/zip_names.h"
#include "intake/mail/mail_sniff.h"
#include "intake/ole/ole_sniff.h"
#include "intake/text/charset.h"

/* What the names in a ZIP file say. */
struct zip_look {
	bool content_types;
	bool word, excel, powerpoint;
	bool macros, binary_workbook;
	bool ofd;
	const char *mimetype; /* of ODF and EPUB */
	bool odf_content, odf_manifest;
};

/* The first member of these packages is its media type, stored. */
static const char *
packaged_type(const unsigned char *stored, size_t len)
{
	static const char *const types[] = {
	    "application/epub+zip",
	    "application/vnd.oasis.opendocument.text",
	    "application/vnd.oasis.opendocument.spreadsheet",
	    "application/vnd.oasis.opendocument.presentation",
	    "application/vnd.oasis.opendocument.graphics",
	    "application/vnd.oasis.opendocument.chart",
	    "application/vnd.oasis.opendocument.formula",
	    "application/vnd.oasis.opendocument.image",
	};
	size_t i, n = sizeof types / sizeof types[0];

	for (i = n; i-- > 0;) {
		size_t type_len = strlen(types[i]);

		if (len >= type_len && memcmp(stored, types[i], type_len) == 0)
			return types[i];
	}
	return NULL;
}

static bool
starts(const char *name, size_t name_len, const char *with)
{
	size_t len = strlen(with);

	return name_len >= len && strncasecmp(name, with, len) == 0;
}

static bool
ends(const char *name, size_t name_len, const char *with)
{
	size_t len = strlen(with);

	return name_len >= len &&
	    strncasecmp(name + name_len - len, with, len) == 0;
}

static bool
look_at_member(void *arg, const char *name, size_t name_len,
    const unsigned char *stored, size_t stored_len)
{
	struct zip_look *look = (struct zip_look *)arg;

	while (name_len > 0 && (*name == '/' || *name == '\\')) {
		name++;
		name_len--;
	}
	look->content_types |=
	    name_len == 19 && starts(name, name_len, "[Content_Types].xml");
	look->word |= starts(name, name_len, "word/");
	look->excel |= starts(name, name_len, "xl/");
	look->powerpoint |= starts(name, name_len, "ppt/");
	look->macros |= ends(name, name_len, "/vbaProject.bin");
	look->binary_workbook |= ends(name, name_len, "xl/workbook.bin");
	/* Where the media type is compressed, or not there. */
	look->odf_content |=
	    name_len == 11 && starts(name, name_len, "content.xml");
	look->odf_manifest |=
	    name_len == 21 && starts(name, name_len, "META-INF/manifest.xml");
	look->ofd |= name_len == 7 && starts(name, name_len, "OFD.xml");
	if (!look->mimetype && stored && name_len == 8 &&
	    starts(name, name_len, "mimetype"))
		look->mimetype = packaged_type(stored, stored_len);
	return true;
}

#define OOXML "application/vnd.openxmlformats-officedocument."

const char *
tz_sniff_zip(const unsigned char *data, size_t len)
{
	if (len < 4 ||
	    (memcmp(data, "PK\3\4", 4) != 0 && memcmp(data, "PK\5\6", 4) != 0 &&
		memcmp(data, "PK\7\10", 4) != 0))
		return NULL;
	return tz_sniff_zip_names(data, len);
}

const char *
tz_sniff_zip_names(const unsigned char *data, size_t len)
{
	struct zip_look look;

	memset(&look, 0, sizeof look);
	tz_zip_names_walk(data, len, look_at_member, &look);
	if (look.mimetype)
		return look.mimetype;
	if (look.ofd)
		return "application/ofd";
	if (look.odf_content && look.odf_manifest)
		return "application/vnd.oasis.opendocument.text";
	if (!look.content_types)
		return "application/zip";
	if (look.word)
		return look.macros
		    ? "application/vnd.ms-word.document.macroEnabled.12"
		    : OOXML "wordprocessingml.document";
	if (look.excel && look.binary_workbook)
		return "application/vnd.ms-excel.sheet.binary.macroEnabled.12";
	if (look.excel)
		return look.macros
		    ? "application/vnd.ms-excel.sheet.macroEnabled.12"
		    : OOXML "spreadsheetml.sheet";
	if (look.powerpoint)
		return OOXML "presentationml.presentation";
	return "application/vnd.openxmlformats-package";
}

/* The streams that a kind of document has in its root; the first one in this
 * list counts. */
static const struct {
	const char *name;
	const char *media_type;
} ole_streams[] = {
    {"EncryptedPackage", "application/x-encrypted-ooxml"},
    {"WordDocument", "application/msword"},
    {"Workbook", "application/vnd.ms-excel"},
    {"Book", "application/vnd.ms-excel"},
    {"PowerPoint Document", "application/vnd.ms-powerpoint"},
    {"__properties_version1.0", "application/vnd.ms-outlook"},
    {"__substg1.0_", "application/vnd.ms-outlook"},
};

#define OLE_STREAMS (sizeof ole_streams / sizeof ole_streams[0])

/* Remember the first kind that a name of the root speaks for. */
static bool
look_at_stream(void *arg, const unsigned char *name, size_t len)
{
	size_t *best = (size_t *)arg;
	size_t i, j;

	for (i = 0; i < *best; i++) {
		const char *known = ole_streams[i].name;
		size_t n = strlen(known);
		bool begins_only = known[n - 1] == '_';

		if (begins_only ? len < 2 * n : len != 2 * n)
			continue;
		for (j = 0; j < n; j++)
			if (tolower(name[2 * j]) != tolower(known[j]) ||
			    name[2 * j + 1] != 0)
				break;
		if (j == n)
			*best = i;
	}
	return true;
}

const char *
tz_sniff_ole(const unsigned char *data, size_t len)
{
	size_t best = OLE_STREAMS;

	if (len < 8 || memcmp(data, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) != 0)
		return NULL;
	tz_ole_sniff_root(data, len, look_at_stream, &best);
	return best < OLE_STREAMS ? ole_streams[best].media_type
				  : "application/x-ole-storage";
}

bool
tz_sniff_is_picture(const unsigned char *data, size_t len)
{
	static const struct {
		const char *mark;
		size_t len;
	} marks[] = {{"\xff\xd8\xff", 3}, {"\x89PNG\r\n", 6}, {"GIF8", 4},
	    {"II*\0", 4}, {"MM\0*", 4}, {"RIFF", 4}};
	size_t i;

	for (i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		if (len > marks[i].len &&
		    memcmp(data, marks[i].mark, marks[i].len) == 0)
			return true;
	}
	return false;
}

bool
tz_sniff_holds_page(const unsigned char *data, size_t len)
{
	static const char *const tags[] = {
	    "<html", "<script", "<!doctype html"};
	size_t i, j, near = len < 4096 ? len : 4096;

	for (i = 0; i < near; i++) {
		for (j = 0; data[i] == '<' && j < 3; j++) {
			if (starts((const char *)data + i, near - i, tags[j]))
				return true;
		}
	}
	return false;
}

const char *
tz_sniff_pdf(const unsigned char *data, size_t len)
{
	size_t at = len < 5 || memcmp(data, "%PDF-", 5) == 0
	    ? 0
	    : tz_second_pdf(data, len);

	if (at == 0 && (len < 5 || memcmp(data, "%PDF-", 5) != 0))
		return NULL;
	/* A mark further behind may stand in a picture or a mail. */
	if (at > 0 &&
	    (tz_sniff_is_picture(data, len) || tz_mail_sniff(data, at)))
		return NULL;
	return "application/pdf";
}

/* Windows metafiles ([MS-EMF], 2.3.4.2; [MS-WMF], 2.3.2). */
static const char *
sniff_metafile(const unsigned char *data, size_t len)
{
	if (len >= 88 && memcmp(data, "\1\0\0\0", 4) == 0 &&
	    memcmp(data + 40, " EMF", 4) == 0)
		return "image/emf";
	if (len >= 40 && memcmp(data, "\xd7\xcd\xc6\x9a", 4) == 0)
		return "image/wmf";
	if (len >= 24 && (data[0] == 1 || data[0] == 2) && data[1] == 0 &&
	    data[2] == 9 && data[3] == 0 && data[4] == 0 &&
	    (data[5] == 1 || data[5] == 3) && data[16] == 0 && data[17] == 0)
		return "image/wmf";
	return NULL;
}

const char *
tz_sniff_start(const unsigned char *data, size_t len)
{
	/* RTF may hold bytes that no text has. */
	if (len >= 5 && memcmp(data, "{\\rtf", 5) == 0)
		return "application/rtf";
	if (len >= 6 && memcmp(data, "\x78\x9f\x3e\x22", 4) == 0)
		return "application/ms-tnef";
	return sniff_metafile(data, len);
}

/* How much of a file is looked at to tell whether it is text. */
#define SAMPLE ((size_t)1 << 20)

/* The length of a sample that ends with a line, or between characters. */
static size_t
sample_len(const unsigned char *data, size_t len)
{
	const unsigned char *line;

	if (len <= SAMPLE)
		return len;
	line = memrchr(data, '\n', SAMPLE);
	/* An even number of bytes, for UTF-16. */
	return line && line > data + SAMPLE / 2
	    ? (size_t)(line - data) & ~(size_t)3
	    : SAMPLE;
}

/* Controls that no text has; tab, line and page ends, and escape are usual. */
static size_t
count_controls(const char *text, size_t len)
{
	size_t i, n = 0;

	for (i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];

		n += c < 0x20 && !(c >= '\t' && c <= '\r') && c != 0x1b;
	}
	return n;
}

enum tz_sniff_text
tz_sniff_text(const unsigned char *data, size_t len)
{
	tz_auto_buf text = TZ_BUF_INIT;
	size_t odd, sample = sample_len(data, len);

	if (tz_encoding_convert((const char *)data, sample,
		tz_charset_of_text((const char *)data, sample), &text, &odd,
		NULL) ||
	    text.failed)
		return TZ_SNIFF_TEXT_NO;
	/* The sample may have been cut within one character. */
	if (sample < len && odd > 0)
		odd--;
	odd += count_controls(tz_buf_str(&text), text.len);
	if (odd == 0)
		return TZ_SNIFF_TEXT_YES;
	if (tz_charset_is_mixed((const char *)data, sample))
		return TZ_SNIFF_TEXT_MAYBE;
	/* One in fifty, for a page with a damaged spot. */
	return odd < tz_utf8_count(tz_buf_str(&text), text.len) / 50
	    ? TZ_SNIFF_TEXT_MAYBE
	    : TZ_SNIFF_TEXT_NO;
}

/* Whether the text begins with ${with}, in any case. */
static bool
begins(const unsigned char *data, size_t len, const char *with)
{
	return starts((const char *)data, len, with);
}

/* HTML by its first tag, after white space, comments and declarations. */
static bool
is_html(const unsigned char *data, size_t len)
{
	static const char *const tags[] = {"<!doctype html", "<html", "<head",
	    "<body", "<script", "<style", "<table", "<div", "<meta", "<title",
	    "<h1", "<iframe", "<p>", "<p ", "<br", "<font", "<a "};
	size_t i;

	for (;;) {
		const unsigned char *end = NULL;
		size_t skip = 0;

		while (len > 0 && isspace(data[0])) {
			data++;
			len--;
		}
		if (begins(data, len, "<!--")) {
			end = memmem(data, len, "-->", 3);
			skip = 3;
		} else if (begins(data, len, "<?xml")) {
			end = memmem(data, len, "?>", 2);
			skip = 2;
		}
		if (!end)
			break;
		end += skip;
		len -= (size_t)(end - data);
		data = end;
	}
	for (i = 0; i < sizeof tags / sizeof tags[0]; i++) {
		if (begins(data, len, tags[i]))
			return true;
	}
	return false;
}

/* XML that is a document of its own kind, by a word near its start. */
static const char *
xml_kind(const unsigned char *data, size_t len)
{
	static const struct {
		const char *word;
		const char *media_type;
	} kinds[] = {
	    {"<svg", "image/svg+xml"},
	    {"<pkg:package", "application/vnd.ms-word.flat-opc"},
	    {"<w:wordDocument", "application/vnd.ms-word.2003"},
	    {"urn:schemas-microsoft-com:office:spreadsheet",
		"application/vnd.ms-excel.2003"},
	    {"<office:document", "application/vnd.oasis.opendocument.flat"},
	};
	size_t i, near = len < 4096 ? len : 4096;

	while (near > 0 && isspace(data[0])) {
		data++;
		near--;
	}
	if (near == 0 || data[0] != '<')
		return NULL;
	for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		if (memmem(data, near, kinds[i].word, strlen(kinds[i].word)))
			return kinds[i].media_type;
	}
	return NULL;
}

static const char *
sniff_markup(const unsigned char *data, size_t len)
{
	if (len >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0) {
		data += 3;
		len -= 3;
	}
	if (begins(data, len, "{\\rtf"))
		return "application/rtf";
	if (begins(data, len, "%!PS"))
		return "application/postscript";
	if (is_html(data, len))
		return "text/html";
	if (xml_kind(data, len))
		return xml_kind(data, len);
	return tz_mail_sniff(data, len);
}

/* Markup is told by its first few lines. */
#define MARKUP_SAMPLE ((size_t)64 << 10)

const char *
tz_sniff_markup(const unsigned char *data, size_t len)
{
	tz_auto_buf text = TZ_BUF_INIT;

	if (len > MARKUP_SAMPLE)
		len = MARKUP_SAMPLE;
	if (!memchr(data, 0, len))
		return sniff_markup(data, len);
	/* It is in UTF-16 or UTF-32. */
	if (tz_encoding_convert((const char *)data, len,
		tz_charset_of_text((const char *)data, len), &text, NULL,
		NULL) ||
	    text.failed)
		return NULL;
	return sniff_markup((const unsigned char *)tz_buf_str(&text), text.len);
}
