/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/test_mail.c - mails, mailboxes, winmail.dat
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "corpus.h"
#include "intake/formats.h"
#include "intake/mail/mail_differ.h"

#define HAS(channel, text)                                                     \
	assert_true(here_has(document, TZ_CHANNEL_##channel, text))
#define LACKS(channel, text)                                                   \
	assert_false(here_has(document, TZ_CHANNEL_##channel, text))

static void
test_plain(void **state)
{
	tz_auto(tz_document) document = corpus_read("plain.eml");
	size_t n;

	(void)state;
	corpus_reading(document, "plain.eml", TZ_READING_READ);
	assert_string_equal(tz_document_files(document, &n)->media_type,
	    "message/rfc822");
	HAS(PROPERTY, "Subject: 通知");
	HAS(PROPERTY, "From: 张三 <zhangsan@example.gov.cn>");
	HAS(BODY, "请核对附表。");
	(void)tz_document_facts(document, &n);
	assert_int_equal(n, 0);
}

static void
test_gbk(void **state)
{
	tz_auto(tz_document) document = corpus_read("gbk.eml");

	(void)state;
	HAS(PROPERTY, "Subject: 生头信息");
	HAS(BODY, "镕字在国标扩展里。");
}

static void
test_hidden(void **state)
{
	tz_auto(tz_document) document = corpus_read("hidden.eml");

	(void)state;
	HAS(PROPERTY, "Bcc: wangwu@example.gov.cn");
	HAS(PROPERTY, "X-Mailer: first");
	HAS(PROPERTY, "X-Mailer: second");
	HAS(HIDDEN_TEXT, "夹在前面的话");
	HAS(HIDDEN_TEXT, "夹在后面的话");
	HAS(HIDDEN_TEXT, "网页里藏的话");
	HAS(BODY, "本次会议改在下周一举行");
	HAS(BODY, "预算已经批准");
	HAS(BODY, "附件里的话");
	HAS(FILENAME, "附件名单.txt");
	assert_true(here_fact(document, "blind-copy"));
	assert_true(here_fact(document, "protective-marking"));
	assert_true(here_fact(document, "alternatives-differ"));
	assert_true(here_fact(document, "attachment"));
}

static void
test_same(void **state)
{
	tz_auto(tz_document) document = corpus_read("same.eml");

	(void)state;
	corpus_reading(document, "same.eml", TZ_READING_READ);
	assert_false(here_fact(document, "alternatives-differ"));
	assert_false(here_fact(document, "hidden-text"));
	assert_false(here_fact(document, "attachment"));
}

static void
test_nested(void **state)
{
	tz_auto(tz_document) document = corpus_read("nested.eml");

	(void)state;
	HAS(BODY, "七位编码");
	HAS(BODY, "and more");
	HAS(BODY, "编码在正文里的话");
	HAS(FILENAME, "uu.txt");
	HAS(PROPERTY, "Subject: 里面的邮件");
	HAS(BODY, "转发的话");
	HAS(BODY, "例会");
	HAS(EXTERNAL_LINK, "http://neibu.example/f");
	assert_true(here_fact(document, "external-link"));
	corpus_reading(document, "nested.eml", TZ_READING_PARTLY);
}

static void
test_secure(void **state)
{
	tz_auto(tz_document) document = corpus_read("signed.eml");
	tz_auto(tz_document) pgp = corpus_read("pgp.eml");
	tz_auto(tz_document) enveloped = corpus_read("enveloped.eml");

	(void)state;
	HAS(BODY, "只签名未加密的话");
	HAS(PROPERTY, "签名人赵六");
	assert_true(here_fact(document, "digital-signature"));
	assert_false(here_fact(document, "encrypted"));
	assert_true(here_fact(pgp, "encrypted"));
	corpus_reading(pgp, "pgp.eml", TZ_READING_PARTLY);
	assert_true(here_fact(enveloped, "encrypted"));
	corpus_reading(enveloped, "enveloped.eml!/smime.p7m",
	    TZ_READING_UNREAD);
}

static void
test_broken(void **state)
{
	tz_auto(tz_document) document = corpus_read("broken.eml");

	(void)state;
	HAS(BODY, "没有结尾的话");
	corpus_reading(document, "broken.eml", TZ_READING_PARTLY);
}

static void
test_boxes(void **state)
{
	tz_auto(tz_document) document = corpus_read("box.mbox");
	tz_auto(tz_document) apple = corpus_read("apple.emlx");
	tz_auto(tz_document) memo = corpus_read("memo.txt");
	size_t n;

	(void)state;
	HAS(BODY, "第一封\nFrom here on 不是新邮件");
	HAS(BODY, "第二封");
	corpus_reading(document, "box.mbox!/message-2.eml", TZ_READING_READ);
	(void)tz_document_files(document, &n);
	assert_int_equal(n, 3);
	assert_true(here_has(apple, TZ_CHANNEL_BODY, "苹果的邮件"));
	assert_true(here_has(apple, TZ_CHANNEL_BODY, "pingguo"));
	/* Lines that look like a header make no mail. */
	assert_string_equal(tz_document_files(memo, &n)->media_type,
	    "text/plain");
	assert_true(here_has(memo, TZ_CHANNEL_BODY, "From: 张三"));
}

static void
test_tnef(void **state)
{
	tz_auto(tz_document) document = corpus_read("tnef.eml");

	(void)state;
	corpus_reading(document, "tnef.eml", TZ_READING_READ);
	HAS(BODY, "压缩的正文");
	HAS(PROPERTY, "主题");
	HAS(PROPERTY, "密送人");
	HAS(FILENAME, "很长的名.txt");
	HAS(BODY, "胶囊里的话");
	assert_true(here_fact(document, "blind-copy"));
}

/* Forms of one mail. */
static void
test_differ(void **state)
{
	static const struct {
		const char *plain;
		const char *html;
		bool differ;
	} pairs[] = {
	    {"会议在十楼。\n谢谢", "<p>会议在<b>十</b>楼。</p><p>谢谢</p>",
		false},
	    {"会议在十楼。", "<p>会议在九楼。</p>", true},
	    {"会议在十楼。", "<p>会议在十楼。</p><p>勿外传。</p>", true},
	    {"It costs 500 yuan.", "<p>It costs 900 yuan.</p>", true},
	    {"It is on Friday.", "<p>It is not on Friday.</p>", true},
	    {"HEADING\n=======\n1. *one*\n2. two\n",
		"<h1>Heading</h1><ol><li><b>one</b><li>two</ol>", false},
	    {"See our site <https://a.example/x?y> [1]\n[image: Logo]\n",
		"See <a href='https://a.example/x?y'>our site</a>"
		"<img alt=Logo src=l.png>",
		false},
	    {"Preview Hello", "<i style='display:none'>Preview</i>Hello",
		false},
	    {"the document", "<p>the docu<em>ment</em></p>", false},
	    {"caf\xc3\xa9 \"x\"", "caf&eacute; &ldquo;x&rdquo;", false},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		if (tz_mail_differ(pairs[i].plain, pairs[i].html) !=
		    pairs[i].differ)
			fail_msg("%s | %s", pairs[i].plain, pairs[i].html);
	}
}

/* A mail made of a header for the body, and that body. */
static struct tz_document *
read_body(const char *type, const char *body)
{
	tz_auto_buf mail = TZ_BUF_INIT;

	tz_buf_printf(&mail,
	    "From: a@example.cn\r\nTo: b@example.cn\r\nSubject: c\r\n"
	    "no field (暗)\r\nContent-Type: %s\r\n\r\n%s",
	    type, body);
	return here_read(tz_read_mail, NULL, "a.eml", mail.data, mail.len);
}

static void
test_bodies(void **state)
{
	static const struct {
		const char *type;
		const char *body;
		const char *text;
	} bodies[] = {
	    {"text/plain; format=flowed", "> one \r\n> two\r\n> > x",
		"> one two\n> > x\n"},
	    {"text/plain\r\nContent-Transfer-Encoding: quoted-printable",
		"=E6=9C=  \r\n=BA=\r\n", "机"},
	    {"text/plain; charset=iso-8859-1", "\xc3\xa9t\xc3\xa9 \xe6\x9c\xba",
		"été 机"},
	    {"text/plain; charset=iso-8859-1",
		"\xbb\xfa\xc3\xdc\xce\xc4\xbc\xfe", "机密文件"},
	    {"text/plain; charset=iso-8859-15", "co\xfbt \xa4 \xbduf",
		"coût € œuf"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
		tz_auto(tz_document) document =
		    read_body(bodies[i].type, bodies[i].body);
		const struct tz_part *part =
		    here_part(document, TZ_CHANNEL_BODY, 0);

		assert_non_null(part);
		assert_string_equal(part->text, bodies[i].text);
		HAS(PROPERTY, "暗");
		HAS(PROPERTY, "Content-Type: text/plain");
	}
}

/* Files in a text: yEnc. */
static void
test_yenc(void **state)
{
	tz_auto(tz_document) document = read_body("text/plain",
	    "one\r\n=ybegin line=9 size=3 name=a.txt\r\n\x8b\x8c=\xcd\r\n"
	    "=yend size=3\r\ntwo\r\n");

	(void)state;
	HAS(BODY, "one\ntwo\n");
	assert_int_equal(here_file(document, "a.eml!/a.txt")->size, 3);
	assert_true(here_fact(document, "attachment"));
}

/* A page saved as a mail, with its sheet beside it. */
static void
test_saved_page(void **state)
{
	tz_auto(tz_document) document = corpus_read("page.mht");

	(void)state;
	HAS(HIDDEN_TEXT, "此句不显示。");
	HAS(BODY, "此句显示。");
	LACKS(BODY, "此句不显示。");
}

static void
test_damage(void **state)
{
	static const char *const names[] = {"plain.eml", "gbk.eml",
	    "hidden.eml", "nested.eml", "signed.eml", "box.mbox", "tnef.eml",
	    "winmail.dat"};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		corpus_damage(names[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_plain),
	    cmocka_unit_test(test_gbk),
	    cmocka_unit_test(test_hidden),
	    cmocka_unit_test(test_same),
	    cmocka_unit_test(test_nested),
	    cmocka_unit_test(test_secure),
	    cmocka_unit_test(test_broken),
	    cmocka_unit_test(test_boxes),
	    cmocka_unit_test(test_tnef),
	    cmocka_unit_test(test_differ),
	    cmocka_unit_test(test_bodies),
	    cmocka_unit_test(test_yenc),
	    cmocka_unit_test(test_saved_page),
	    cmocka_unit_test(test_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
