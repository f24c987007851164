/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/policies/test_rule_set.c - what a finding says, in what order
 */
#include <sys/stat.h>
#include <unistd.h>

#include "set_of.h"

#define HEAD                                                                   \
	"schema: taizhang-pack/1\n"                                            \
	"id: test/pack\n"                                                      \
	"version: \"1\"\n"                                                     \
	"title: {zh: 试, en: Test}\n"                                         \
	"rules:\n"

static struct tz_rule_set *
set_of(const char *rules)
{
	tz_auto_buf pack = TZ_BUF_INIT;
	struct tz_rule_set *set = NULL;
	struct tz_err err = {0};

	tz_buf_puts(&pack, HEAD);
	tz_buf_puts(&pack, rules);
	if (set_of_pack(tz_buf_str(&pack), &set, &err) != TZ_OK)
		fail_msg("%s", err.text);
	return set;
}

static void
add_file(struct tz_document *document, const char *path,
    enum tz_reading reading, const char *reason, unsigned depth)
{
	struct tz_document_file file = {.path = path,
	    .media_type = "text/plain",
	    .reading = reading,
	    .reason = reason,
	    .depth = depth};
	size_t index;

	assert_int_equal(tz_document_add_file(document, &file, &index, NULL),
	    TZ_OK);
}

static void
add_part(struct tz_document *document, size_t file, const char *path,
    enum tz_channel channel, const char *text)
{
	static const struct tz_place line = {
	    .start = 0, .kind = TZ_PLACE_LINE, .n = 7};
	struct tz_part part = {.file = file,
	    .path = path,
	    .channel = channel,
	    .text = text,
	    .text_len = strlen(text),
	    .places = &line,
	    .n_places = 1};

	assert_int_equal(tz_document_add_part(document, &part, NULL), TZ_OK);
}

static const char two_rules[] =
    "- {id: t.b, title: {en: B}, severity: block, ground: g.1,\n"
    "   match: {keywords: [机密事项]}}\n"
    "- {id: t.a, title: {en: A}, severity: note,\n"
    "   match: {regex: '机密(事)', group: 1}}\n"
    "- {id: t.fact, title: {en: F}, severity: warn,\n"
    "   match: {structure: [hidden-sheet]}}\n";

static void
findings_say_where(void **state)
{
	tz_auto(tz_rule_set) set = set_of(two_rules);
	tz_auto(tz_document) document = NULL;
	tz_auto(tz_findings) findings = NULL;
	struct tz_fact fact = {.file = 0,
	    .name = "hidden-sheet",
	    .path = "two",
	    .channel = TZ_CHANNEL_COMMENT};
	const struct tz_finding *all;
	size_t n;

	(void)state;
	assert_int_equal(tz_document_new(&document, NULL), TZ_OK);
	add_file(document, "a.docx", TZ_READING_READ, NULL, 0);
	add_file(document, "a.docx!/b.zip", TZ_READING_UNREAD, "encrypted", 1);
	add_part(document, 0, "one", TZ_CHANNEL_BODY, "无事");
	/* Parts of two files may come in turn. */
	add_part(document, 1, "", TZ_CHANNEL_FILENAME, "机密事项.zip");
	add_part(document, 0, "two", TZ_CHANNEL_COMMENT,
	    "㎏这是机\u200b密\n事 項的说明");
	assert_int_equal(tz_document_add_fact(document, &fact, NULL), TZ_OK);
	assert_int_equal(tz_rule_set_match(set, document, &findings, NULL),
	    TZ_OK);

	all = tz_findings_all(findings, &n);
	assert_int_equal(n, 6);
	assert_string_equal(all[0].rule, "t.fact");
	assert_string_equal(all[0].path, "two");
	assert_string_equal(all[0].match, "");

	assert_string_equal(all[1].rule, "t.b");
	assert_string_equal(all[1].pack, "test/pack");
	assert_string_equal(all[1].ground, "g.1");
	assert_int_equal(all[1].severity, TZ_SEVERITY_BLOCK);
	assert_int_equal(all[1].channel, TZ_CHANNEL_COMMENT);
	assert_string_equal(all[1].match, "机\u200b密\n事 項");
	assert_int_equal(all[1].start, 3);
	assert_int_equal(all[1].end, 10);
	assert_string_equal(all[1].where, "line 7, column 4");
	assert_non_null(strstr(all[1].excerpt, "这是机"));

	assert_string_equal(all[2].rule, "t.a");
	assert_string_equal(all[2].match, "事");
	assert_null(all[2].ground);

	assert_string_equal(all[3].rule, TZ_RULE_UNREAD);
	assert_int_equal(all[3].file, 1);
	assert_int_equal(all[3].severity, TZ_SEVERITY_BLOCK);
	assert_string_equal(all[3].excerpt, "encrypted");
	assert_int_equal(all[3].channel, TZ_CHANNEL_ATTACHMENT);
	assert_string_equal(all[4].rule, "t.b");
	assert_int_equal(all[4].channel, TZ_CHANNEL_FILENAME);
	assert_string_equal(all[5].rule, "t.a");
	assert_int_equal(tz_findings_count(findings, TZ_SEVERITY_BLOCK), 3);
}

static void
many_distinct_hits_are_graver(void **state)
{
	tz_auto(tz_rule_set) set =
	    set_of("- {id: t.n, title: {en: N}, severity: note,\n"
		   "   match: {regex: '\\d{3}-?\\d{3}'},\n"
		   "   aggregate: {distinct: 3, severity: block}}\n");

	(void)state;
	assert_int_equal(gravest(set, "111222 111222 111-222 333444", NULL),
	    TZ_SEVERITY_NOTE);
	assert_int_equal(gravest(set, "111222 333444 555666", NULL),
	    TZ_SEVERITY_BLOCK);
}

static void
context_place_and_allowance_weigh(void **state)
{
	tz_auto(tz_rule_set) set =
	    set_of("- {id: t.near, title: {en: N}, severity: block,\n"
		   "   match: {regex: 'N\\d{4}'},\n"
		   "   near: {any: [证件, ID], within: 5, else: note},\n"
		   "   not_near: {any: [样例], within: 5},\n"
		   "   allow: [{text: Ｎ0000, reason: sample},\n"
		   "     {text: N1111, reason: old, until: 2020-01-01}]}\n"
		   "- {id: t.line, title: {en: L}, severity: block,\n"
		   "   match: {keywords: [内部]}, position: {line_max: 4, "
		   "else: note}}\n"
		   "- {id: t.check, title: {en: C}, severity: block,\n"
		   "   match: {regex: '\\d{10}'}, near_miss: warn,\n"
		   "   validate: [{name: luhn, mode: require}]}\n"
		   "- {id: t.word, title: {en: W}, severity: block,\n"
		   "   match: {keywords: [Secret], boundary: word, case: "
		   "sensitive}}\n");

	(void)state;
	assert_int_equal(gravest(set, "证件N1234", NULL), TZ_SEVERITY_BLOCK);
	assert_int_equal(gravest(set, "证 件N1234", NULL), TZ_SEVERITY_BLOCK);
	assert_int_equal(gravest(set, "id N1234", NULL), TZ_SEVERITY_BLOCK);
	assert_int_equal(gravest(set, "void N1234", NULL), TZ_SEVERITY_NOTE);
	assert_int_equal(gravest(set, "证件号码是什么N1234", NULL),
	    TZ_SEVERITY_NOTE);
	assert_int_equal(gravest(set, "证件样例N1234", NULL),
	    TZ_SEVERITY_COUNT);
	assert_int_equal(gravest(set, "证件N0000", NULL), TZ_SEVERITY_COUNT);
	assert_int_equal(gravest(set, "证件N1111", NULL), TZ_SEVERITY_BLOCK);

	assert_int_equal(gravest(set, "a\n（内部）\nb", NULL),
	    TZ_SEVERITY_BLOCK);
	assert_int_equal(gravest(set, "公司内部管理", NULL), TZ_SEVERITY_NOTE);

	assert_int_equal(gravest(set, "1234567897", NULL), TZ_SEVERITY_BLOCK);
	assert_int_equal(gravest(set, "1234567890", NULL), TZ_SEVERITY_WARN);

	assert_int_equal(gravest(set, "a Secret.", NULL), TZ_SEVERITY_BLOCK);
	assert_int_equal(gravest(set, "a secret", NULL), TZ_SEVERITY_COUNT);
	assert_int_equal(gravest(set, "a Secrets", NULL), TZ_SEVERITY_COUNT);
	assert_int_equal(gravest(set, "a Secreté", NULL), TZ_SEVERITY_COUNT);
	assert_int_equal(gravest(set, "的Secret的", NULL), TZ_SEVERITY_BLOCK);
}

static void
channels_limit_a_rule(void **state)
{
	tz_auto(tz_rule_set) set =
	    set_of("- {id: t.c, title: {en: C}, severity: warn,\n"
		   "   match: {keywords: [x]}, channels: [comment]}\n");
	tz_auto(tz_document) document = NULL;
	tz_auto(tz_findings) findings = NULL;
	size_t n;

	(void)state;
	assert_int_equal(tz_document_new(&document, NULL), TZ_OK);
	add_file(document, "a", TZ_READING_READ, NULL, 0);
	add_part(document, 0, "", TZ_CHANNEL_BODY, "x");
	add_part(document, 0, "", TZ_CHANNEL_COMMENT, "x");
	assert_int_equal(tz_rule_set_match(set, document, &findings, NULL),
	    TZ_OK);
	tz_findings_all(findings, &n);
	assert_int_equal(n, 1);
}

/* Every hit of a long text is found once and in its place, also where chunks
 * meet. */
static void
long_texts_are_whole(void **state)
{
	tz_auto(tz_rule_set) set =
	    set_of("- {id: t.k, title: {en: K}, severity: warn,\n"
		   "   match: {keywords: [需要找到]}}\n");
	tz_auto(tz_findings) findings = NULL;
	tz_auto_buf text = TZ_BUF_INIT;
	const struct tz_finding *all;
	size_t n;
	size_t i;

	(void)state;
	for (i = 0; i < 60000; i++)
		tz_buf_puts(&text, "需要找 到。一二三");
	assert_int_equal(tz_rule_set_match_text(set, tz_buf_str(&text),
			     &findings, NULL),
	    TZ_OK);
	all = tz_findings_all(findings, &n);
	assert_int_equal(n, 60000);
	for (i = 0; i < n; i++) {
		assert_int_equal(all[i].start, i * 9);
		assert_int_equal(all[i].end, i * 9 + 5);
		assert_string_equal(all[i].match, "需要找 到");
	}
}

static void
a_limit_makes_the_file_partly_read(void **state)
{
	tz_auto(tz_rule_set) set =
	    set_of("- {id: t.slow, title: {en: S}, severity: warn,\n"
		   "   match: {regex: '(a+)+(?=b)b', boundary: none}}\n");
	tz_auto(tz_findings) findings = NULL;
	tz_auto_buf text = TZ_BUF_INIT;
	const struct tz_finding *all;
	size_t n;
	size_t i;

	(void)state;
	for (i = 0; i < 2000; i++)
		tz_buf_puts(&text, i % 100 == 99 ? "aaaaab" : "aaaaac");
	for (i = 0; i < 200; i++)
		tz_buf_putc(&text, 'a');
	tz_buf_puts(&text, "c b");
	assert_int_equal(tz_rule_set_match_text(set, tz_buf_str(&text),
			     &findings, NULL),
	    TZ_OK);
	all = tz_findings_all(findings, &n);
	assert_true(n > 0);
	for (i = 0; i < n; i++)
		assert_true(strcmp(all[i].rule, "t.slow") == 0 ||
		    strcmp(all[i].rule, TZ_RULE_PARTLY) == 0);
}

static void
a_spoilt_cache_is_made_anew(void **state)
{
	static const char rules[] =
	    "schema: taizhang-pack/1\nid: t\nversion: \"1\"\n"
	    "title: {en: T}\nrules:\n"
	    "- {id: t.k, title: {en: K}, severity: warn,\n"
	    "   match: {keywords: [机密事项]}}\n";
	char folder[] = "/tmp/tz-cache-XXXXXX";
	tz_auto_buf path = TZ_BUF_INIT;
	char hex[TZ_ID_HEX];
	int round;

	(void)state;
	assert_non_null(mkdtemp(folder));
	for (round = 0; round < 4; round++) {
		tz_auto_named files = {NULL, 0};
		tz_auto(tz_rule_set) set = NULL;
		tz_auto_buf bytes = TZ_BUF_INIT;
		struct tz_err err = {0};

		assert_int_equal(tz_named_put(&files, "packs/t.yaml", rules,
				     strlen(rules), &err),
		    TZ_OK);
		assert_int_equal(tz_rule_set_new(&files, folder, &set, &err),
		    TZ_OK);
		assert_int_equal(gravest(set, "机密事项", NULL),
		    TZ_SEVERITY_WARN);
		tz_id_hex(tz_rule_set_digest(set), hex);
		tz_buf_reset(&path);
		tz_buf_printf(&path, "%s/%s.rules", folder, hex);
		assert_int_equal(tz_file_read(tz_buf_str(&path), 1 << 24,
				     &bytes, &err),
		    TZ_OK);
		if (round == 1)
			bytes.data[bytes.len - 9] ^= 1;
		if (round == 2)
			bytes.len /= 2;
		assert_int_equal(tz_file_write(tz_buf_str(&path), bytes.data,
				     bytes.len, 0600, &err),
		    TZ_OK);
	}
	assert_int_equal(tz_folder_remove(folder, NULL), TZ_OK);
}

static void
the_shipped_set_is_complete(void **state)
{
	static const char *const packs[] = {"cn/state-secrets",
	    "cn/internal-markings", "cn/personal-information",
	    "common/credentials", NULL};
	tz_auto(tz_rule_set) set = shipped_set();
	const struct tz_route *route = tz_rule_set_route(set, "cn/four-step");
	const struct tz_pack_info *infos;
	size_t n;
	size_t i;
	size_t k;

	(void)state;
	infos = tz_rule_set_packs(set, &n);
	for (i = 0; packs[i]; i++) {
		for (k = 0; k < n; k++)
			if (strcmp(infos[k].id, packs[i]) == 0)
				break;
		assert_true(k < n);
	}
	assert_non_null(route);
	assert_ptr_equal(route, tz_rule_set_default_route(set, "cn"));
	assert_int_equal(route->n_steps, 4);
	assert_int_equal(route->resume, 1);
	assert_false(route->withhold_continues);
	assert_string_equal(route->steps[2].id, "confidentiality");
	assert_string_equal(route->steps[2].role, "confidentiality-officer");
	assert_non_null(tz_rule_set_default_route(set, "us"));
	assert_non_null(tz_rule_set_default_route(set, "uk"));
	assert_true(tz_rule_set_ground(set, "cn.foi.14.1")->must);
	assert_false(tz_rule_set_ground(set, "cn.foi.16.2")->must);
	assert_string_equal(tz_rule_set_ground(set, "cn.foi.15")->regime, "cn");
	assert_null(tz_rule_set_ground(set, "cn.foi.99"));
	assert_non_null(tz_rule_set_calendar(set, "cn"));
	assert_null(tz_rule_set_calendar(set, "mars"));
	assert_string_equal(tz_rule_set_rule_title(set, "cn.secret.mark", "zh"),
	    "国家秘密标志");
	assert_string_equal(tz_rule_set_rule_title(set, "cn.secret.mark", "en"),
	    "State secret mark");
	assert_false(tz_rule_set_expired(set));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(findings_say_where),
	    cmocka_unit_test(many_distinct_hits_are_graver),
	    cmocka_unit_test(context_place_and_allowance_weigh),
	    cmocka_unit_test(channels_limit_a_rule),
	    cmocka_unit_test(long_texts_are_whole),
	    cmocka_unit_test(a_limit_makes_the_file_partly_read),
	    cmocka_unit_test(a_spoilt_cache_is_made_anew),
	    cmocka_unit_test(the_shipped_set_is_complete),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
