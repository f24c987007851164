/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/test_html.c - HTML: what is seen and what is not
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "here.h"
#include "intake/formats.h"

static struct tz_document *
read_html(const char *text)
{
	return here_read(tz_read_html, NULL, "a.html", text, strlen(text));
}

static void
test_body(void **state)
{
	static const struct {
		const char *html;
		const char *body;
	} cases[] = {
	    {"<p>机<b>密</b>★<i>10</i>年</p>", "机密★10年\n"},
	    {"<p>a</p><p>b</p>", "a\nb\n"},
	    {"<div>a<div>b</div>c</div>", "a\nb\nc\n"},
	    {"a<br>b", "a\nb\n"},
	    {"<table><tr><td>a<td>b<tr><td>c</table>", "a\tb\nc\n"},
	    {"<ul><li>a<li>b</ul>", "a\nb\n"},
	    {"  a \n\t b  ", "a b \n"},
	    {"<pre>a\n  b</pre>", "a\n  b\n"},
	    {"&#x4e2d;&amp;&lt;", "中&<\n"},
	    {"机<span hidden>x</span>密", "机密\n"},
	    {"<title>t</title><script>s</script><style>c</style>b", "b\n"},
	    {"<textarea>a\nb</textarea>", "a\nb\n"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		tz_auto(tz_document) document = read_html(cases[i].html);
		const struct tz_part *part =
		    here_part(document, TZ_CHANNEL_BODY, 0);

		assert_non_null(part);
		assert_string_equal(part->text, cases[i].body);
	}
}

static void
test_hidden(void **state)
{
	static const char *const hiding[] = {
	    "<p hidden>暗</p>",
	    "<p style='display:none'>暗</p>",
	    "<p style='color:red; Display : NONE'>暗</p>",
	    "<p style='visibility:hidden'>暗</p>",
	    "<p style='font-size:0'>暗</p>",
	    "<p style='font-size: 0px;'>暗</p>",
	    "<p style='font-size:0.0em'>暗</p>",
	    "<p style='opacity:0'>暗</p>",
	    "<p style='text-indent:-9999px'>暗</p>",
	    "<div style='display:none'><p><b>暗</b></p></div>",
	    "<input type=hidden value=暗>",
	    "<template><p>暗</p></template>",
	};
	static const char *const showing[] = {
	    "<p style='display:block'>明</p>",
	    "<p style='font-size:0.8em'>明</p>",
	    "<p style='font-size:10px'>明</p>",
	    "<p style='opacity:0.5'>明</p>",
	    "<p style='line-height:0'>明</p>",
	    "<div hidden></div><p>明</p>",
	    "<input type=hidden><p>明</p>",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof hiding / sizeof hiding[0]; i++) {
		tz_auto(tz_document) document = read_html(hiding[i]);

		assert_true(here_has(document, TZ_CHANNEL_HIDDEN_TEXT, "暗"));
		assert_false(here_has(document, TZ_CHANNEL_BODY, "暗"));
		assert_true(here_fact(document, "hidden-text"));
	}
	for (i = 0; i < sizeof showing / sizeof showing[0]; i++) {
		tz_auto(tz_document) document = read_html(showing[i]);

		assert_true(here_has(document, TZ_CHANNEL_BODY, "明"));
		assert_false(here_fact(document, "hidden-text"));
	}
}

static void
test_beside(void **state)
{
	tz_auto(tz_document) document = read_html(
	    "<!-- 前 --><html><head><title>题</title>"
	    "<meta name=author content=张三><style>.a{content:'样'}</style>"
	    "</head><body onload='跑()'>\n\n<p data-x=属 lang=zh>文</p>"
	    "<img src='a.png' alt=图><a href='http://外/' title=提>x</a>"
	    "<a href=#b>y</a><input value=值><!-- 中 --></body></html>"
	    "<!-- 后 -->");
	const struct tz_part *part;

	(void)state;
	assert_true(here_has(document, TZ_CHANNEL_COMMENT, "前"));
	assert_true(here_has(document, TZ_CHANNEL_COMMENT, "中"));
	assert_true(here_has(document, TZ_CHANNEL_COMMENT, "后"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "题"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "张三"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "属"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "图"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "提"));
	assert_true(here_has(document, TZ_CHANNEL_SCRIPT, "样"));
	assert_true(here_has(document, TZ_CHANNEL_SCRIPT, "跑"));
	assert_true(here_has(document, TZ_CHANNEL_FORM_FIELD, "值"));
	assert_true(here_has(document, TZ_CHANNEL_EXTERNAL_LINK, "http://外/"));
	assert_false(here_has(document, TZ_CHANNEL_EXTERNAL_LINK, "#b"));
	part = here_part(document, TZ_CHANNEL_BODY, 0);
	assert_int_equal(part->places[0].kind, TZ_PLACE_LINE);
	assert_int_equal(part->places[0].n, 3);
}

/* Files in addresses are files in the page. */
static void
test_data(void **state)
{
	tz_auto(tz_document) document =
	    read_html("<link href='data:,'><a "
		      "href='data:text/plain,%E6%9C%BA%20x'>y</a>"
		      "<img src='data:image/png;base64,aGk'>"
		      "<img src='data:;base64,!!!'>");
	const struct tz_document_file *file;

	(void)state;
	file = here_file(document, "a.html!/data-2");
	assert_non_null(file);
	assert_int_equal(file->size, strlen("机 x"));
	file = here_file(document, "a.html!/data-3");
	assert_non_null(file);
	assert_int_equal(file->size, 2);
	file = here_file(document, "a.html!/data-4");
	assert_non_null(file);
	assert_string_equal(file->reason, "damaged");
	assert_null(here_file(document, "a.html!/data-1"));
}

/* What is only instead of something, pages in pages, files in styles. */
static void
test_within(void **state)
{
	tz_auto(tz_document) document = read_html(
	    "<!DOCTYPE html [<!ENTITY e '实'>]>"
	    "<style>a{background:url('data:text/plain,ab')}</style>"
	    "<p style='background:url(data:text/plain,abc)'>文</p>"
	    "<noscript>代</noscript><iframe srcdoc='<p hidden>框'></iframe>"
	    "<script>s='\\u673a'</script><img src='图/a.png' x-n='a b'>"
	    "<a href='b/plan.html'>x</a>");

	(void)state;
	assert_true(here_has(document, TZ_CHANNEL_HIDDEN_TEXT, "代"));
	assert_false(here_fact(document, "hidden-text"));
	assert_true(here_fact(document, "script"));
	assert_true(here_has(document, TZ_CHANNEL_SCRIPT, "机"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "实"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "a b"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "b/plan.html"));
	assert_false(here_has(document, TZ_CHANNEL_BODY, "实"));
	assert_int_equal(here_file(document, "a.html!/data-1")->size, 2);
	assert_int_equal(here_file(document, "a.html!/data-2")->size, 3);
	assert_non_null(here_file(document, "a.html!/srcdoc-3.html"));
}

static void
test_charset(void **state)
{
	static const char *const texts[] = {
	    /* declared, and nothing but declared */
	    "<meta charset=gb2312><p>\xbb\xfa\xc3\xdc",
	    "<meta http-equiv=Content-Type content='text/html; "
	    "charset=GBK'><p>\xbb\xfa\xc3\xdc",
	    "<meta charset=big5><p>\xbe\xf7\xb1\x4b",
	    /* UTF-8 whatever it says */
	    "<meta charset=gb2312><p>机密",
	    "\xef\xbb\xbf<p>机密",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		tz_auto(tz_document) document = read_html(texts[i]);

		assert_true(here_has(document, TZ_CHANNEL_BODY,
		    i == 2 ? "機密" : "机密"));
	}
}

/* Nesting that would break a walk by recursion. */
static void
test_deep(void **state)
{
	size_t i, n = 30000;
	tz_auto_buf text = TZ_BUF_INIT;
	tz_auto(tz_document) document = NULL;

	(void)state;
	for (i = 0; i < n; i++)
		tz_buf_puts(&text, "<div>");
	tz_buf_puts(&text, "底");
	document = here_read(tz_read_html, NULL, "a.html", text.data, text.len);
	assert_true(here_has(document, TZ_CHANNEL_BODY, "底"));
}

/* Read a page with that sheet and that body. */
static struct tz_document *
read_styled(const char *sheet, const char *body)
{
	tz_auto_buf page = TZ_BUF_INIT;

	tz_buf_printf(&page, "<style>%s</style><body>%s</body>", sheet, body);
	return read_html(tz_buf_str(&page));
}

static const struct {
	const char *sheet;
	const char *body;
	const char *fact; /* NULL: it is seen */
} sheets[] = {
    {".a{display:none}", "<p class='b a'>句</p>", "hidden-text"},
    {".a{display:none}", "<p class=ab>句</p>", NULL},
    {"#x , #y{visibility:hidden}", "<i id=y>句</i>", "hidden-text"},
    {"/* .a{} */ P.a{DISPLAY:None !important}",
	"<p class=a style='display:block'>句</p>", "hidden-text"},
    {"p{display:none}", "<p style='display:block'>句</p>", NULL},
    {"p{display:none} p.b{display:block}", "<p class=b>句</p>", NULL},
    {"div p{display:none}", "<div><b><p>句</p></b></div>", "hidden-text"},
    {"div>p{display:none}", "<div><b><p>句</p></b></div>", NULL},
    {"[data-x='1']{opacity:0}", "<p data-x=1>句</p>", "hidden-text"},
    {"p:hover{display:none}", "<p>句</p>", NULL},
    {"@media print{p{display:none}}", "<p>句</p>", NULL},
    {"@media screen{p{display:none}}", "<p>句</p>", "hidden-text"},
    {"p{visibility:hidden} b{visibility:visible}", "<p><b>句</b></p>", NULL},
    {"p{color:#fff}", "<p>句</p>", "white-text"},
    {"p{color:#fdfdfd}", "<p>句</p>", "white-text"},
    {"p{color:#fff}", "<div style='background:#036'><p>句</p></div>", NULL},
    {"p{color:#fff;background:url(a.png)}", "<p>句</p>", NULL},
    {"p{color:rgb(255, 255, 255)}", "<p>句</p>", "white-text"},
    {"p{color:rgba(0,0,0,0)}", "<p>句</p>", "hidden-text"},
    {"p{font-size:1px}", "<p>句</p>", "tiny-text"},
    {"p{font:bold 1px/2 serif}", "<p>句</p>", "tiny-text"},
    {"p{font-size:9px}", "<p>句</p>", NULL},
    {"p{background:#000}", "<p>句</p>", "covered-text"},
    {"p{background:#000;color:#eee}", "<p>句</p>", NULL},
    {"p{position:absolute;left:-9999px}", "<p>句</p>", "hidden-text"},
    {"p{left:-10px}", "<p>句</p>", NULL},
    {"", "<font color=white>句</font>", "white-text"},
    {"", "<table bgcolor=navy><tr><td><font color=white>句", NULL},
    {"", "<svg><text display='none'>句</text></svg>", "hidden-text"},
    {"", "<svg><text fill='white'>句</text></svg>", NULL},
    {"", "<svg><text fill='none'>句</text></svg>", "hidden-text"},
    {"", "<svg><defs><text>句</text></defs></svg>", "hidden-text"},
    {"", "<svg><defs><text id=t>句</text></defs><use href='#t'/></svg>", NULL},
    {"",
	"<svg viewBox='0 0 9 9'><g transform='translate(20,0)'>"
	"<text x=1 y=5>句</text></g></svg>",
	"off-page-text"},
    {"", "<svg viewBox='0 0 9 9'><text x=1 y=5>句</text></svg>", NULL},
    {"[class$=x]{display:none}", "<p class=ax>句</p>", "hidden-text"},
    {"p+p{display:none}", "<p>a</p><p>句</p>", "hidden-text"},
    {"p+p{display:none}", "<p>句</p>", NULL},
    {"li:nth-child(2n){opacity:0}", "<ul><li>a<li>句</ul>", "hidden-text"},
    {"li:nth-child(2n){opacity:0}", "<ul><li>句</ul>", NULL},
    {"p:not(.a, .b){display:none}", "<p class=b>句</p>", NULL},
    {"p:not(.a, .b){display:none}", "<p class=c>句</p>", "hidden-text"},
    {"@media (max-width:600px){p{display:none}}", "<p>句</p>", NULL},
    {"@media not print{p{display:none}}", "<p>句</p>", "hidden-text"},
    {"p{dis\\70 lay:/**/none}", "<p>句</p>", "hidden-text"},
    {"p{transform:scale(0)}", "<p>句</p>", "hidden-text"},
    {"p{transform:scale(0.5)}", "<p>句</p>", NULL},
    {"p{width:0}", "<p>句</p>", NULL},
    {"p{width:0;overflow:hidden}", "<p>句</p>", "hidden-text"},
    {"p{position:absolute;right:-9999px}", "<p>句</p>", "hidden-text"},
    {"p{color:hsl(0,0%,100%)}", "<p>句</p>", "white-text"},
    {"p{font:0/0 a}", "<p>句</p>", "hidden-text"},
    {"p{filter:opacity(0)}", "<p>句</p>", "hidden-text"},
    {"p{clip-path:polygon(0 0,0 0,0 0)}", "<p>句</p>", "hidden-text"},
    {"", "<details><summary>a</summary>句</details>", "hidden-text"},
    {"", "<details><summary>句</summary></details>", NULL},
    {"", "<details open>句</details>", NULL},
    {"", "<dialog>句</dialog>", "hidden-text"},
};

static void
test_sheets(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof sheets / sizeof sheets[0]; i++) {
		tz_auto(tz_document) document =
		    read_styled(sheets[i].sheet, sheets[i].body);
		bool seen = here_has(document, TZ_CHANNEL_BODY, "句");
		size_t n;

		if (seen != (sheets[i].fact == NULL))
			fail_msg("%s %s", sheets[i].sheet, sheets[i].body);
		(void)tz_document_facts(document, &n);
		if (sheets[i].fact ? !here_fact(document, sheets[i].fact)
				   : n > 0)
			fail_msg("%s %s: the fact", sheets[i].sheet,
			    sheets[i].body);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_body),
	    cmocka_unit_test(test_hidden),
	    cmocka_unit_test(test_sheets),
	    cmocka_unit_test(test_beside),
	    cmocka_unit_test(test_data),
	    cmocka_unit_test(test_within),
	    cmocka_unit_test(test_charset),
	    cmocka_unit_test(test_deep),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
