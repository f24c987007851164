/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/policies/test_pack.c - mistakes in a pack are named with their
 * place, and nothing is matched with such a set
 */
#include "set_of.h"

#define HEAD                                                                   \
	"schema: taizhang-pack/1\n"                                            \
	"id: test\n"                                                           \
	"version: \"1\"\n"                                                     \
	"title: {en: Test}\n"
#define RULE                                                                   \
	"rules:\n"                                                             \
	"- id: t.a\n"                                                          \
	"  title: {en: A}\n"                                                   \
	"  severity: warn\n"

static const struct {
	const char *pack;
	const char *message; /* begins with this */
} mistakes[] = {
    {"schema: taizhang-pack/2\n", "packs/test.yaml:1:1: unknown schema"},
    {HEAD "colour: red\n" RULE "  match: {keywords: [x]}\n",
	"packs/test.yaml:5:9: unknown key 'colour'"},
    {HEAD, "packs/test.yaml:1:1: the key 'rules' is missing"},
    {HEAD "until: soon\n" RULE "  match: {keywords: [x]}\n",
	"packs/test.yaml:5:8: 'until' must be a date"},
    {HEAD RULE "  match: {keywords: [x], glob: x}\n",
	"packs/test.yaml:9:32: unknown key 'glob'"},
    {HEAD RULE "  match: {keywords: [x], regex: x}\n",
	"packs/test.yaml:9:10: 'match' needs one of"},
    {HEAD RULE "  match: {keywords: [12345]}\n",
	"packs/test.yaml:9:22: 'keywords' holds something that is no string"},
    {HEAD RULE "  match: {keyword_file: missing}\n",
	"packs/test.yaml:9:25: there is no list 'lists/missing.txt'"},
    {HEAD RULE "  match: {regex: '('}\n", "packs/test.yaml:9:19: bad regex: "},
    {HEAD RULE "  match: {regex: 'a', group: 1}\n",
	"packs/test.yaml:9:19: the regex has no group 1"},
    {HEAD RULE "  match: {regex: '密：'}\n",
	"packs/test.yaml:9:19: the regex holds a character that folding"},
    {HEAD RULE "  match: {regex: '機密'}\n",
	"packs/test.yaml:9:19: the regex holds a character that folding"},
    {HEAD RULE "  match: {regex: 'ab', trigger: '(?<=a)b'}\n",
	"packs/test.yaml:9:34: a trigger must be"},
    {HEAD RULE "  match: {grammar: klingon}\n",
	"packs/test.yaml:9:20: unknown grammar 'klingon'"},
    {HEAD RULE "  match: {grammar: tlp, class: mauve}\n",
	"packs/test.yaml:9:32: the grammar 'tlp' has no class 'mauve'"},
    {HEAD RULE "  match: {keywords: [x]}\n"
	       "  validate: [{name: tarot, mode: require}]\n",
	"packs/test.yaml:10:21: unknown validator 'tarot'"},
    {HEAD RULE "  match: {keywords: [x]}\n"
	       "  validate: [{name: luhn, mode: maybe}]\n",
	"packs/test.yaml:10:33: unknown 'mode' 'maybe'"},
    {HEAD RULE "  match: {keywords: [x]}\n"
	       "  validate: [{name: luhn, mode: boost}]\n",
	"packs/test.yaml:10:14: mode boost stands in for 'near'"},
    {HEAD RULE "  match: {keywords: [x]}\n"
	       "  near: {any: [y]}\n",
	"packs/test.yaml:10:9: 'near' needs"},
    {HEAD RULE "  match: {keywords: [x]}\n"
	       "  channels: [body, attic]\n",
	"packs/test.yaml:10:20: unknown channel"},
    {HEAD RULE "  match: {keywords: [x]}\n"
	       "  allow: [{text: x}]\n",
	"packs/test.yaml:10:11: the key 'reason' is missing"},
    {HEAD RULE "  match: {keywords: [x]}\n"
	       "- id: t.a\n"
	       "  title: {en: A}\n"
	       "  severity: warn\n"
	       "  match: {keywords: [y]}\n",
	"packs/test.yaml:13:10: there is a rule 't.a' already"},
    {HEAD "rules:\n- id: t.a\n  title: {en: A}\n  severity: grave\n"
	  "  match: {keywords: [x]}\n",
	"packs/test.yaml:8:13: unknown 'severity' 'grave'"},
    {HEAD RULE "  match: {keywords: [x]}\n"
	       "  examples: {hit: [y]}\n",
	"test: rule t.a: the hit example 1 is not hit"},
    {HEAD RULE "  match: {keywords: [x]}\n"
	       "  examples: {miss: [y, x]}\n",
	"test: rule t.a: the miss example 2 is hit"},
};

static void
mistakes_have_their_place(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
		tz_auto(tz_rule_set) set = NULL;
		struct tz_err err = {0};

		assert_int_equal(set_of_pack(mistakes[i].pack, &set, &err),
		    TZ_FORMAT);
		assert_null(set);
		if (strncmp(err.text, mistakes[i].message,
			strlen(mistakes[i].message)) != 0)
			fail_msg("%zu: '%s', not '%s'", i, err.text,
			    mistakes[i].message);
	}
}

static void
a_list_is_read_with_its_rule(void **state)
{
	static const char pack[] = HEAD RULE "  match: {keyword_file: names}\n";
	static const char list[] = "# names\r\n甲方案\r\n\r\n乙 方案\n";
	tz_auto_named files = {NULL, 0};
	tz_auto(tz_rule_set) set = NULL;
	struct tz_err err = {0};

	(void)state;
	assert_int_equal(tz_named_put(&files, "packs/test.yaml", pack,
			     strlen(pack), &err),
	    TZ_OK);
	assert_int_equal(tz_named_put(&files, "lists/names.txt", list,
			     strlen(list), &err),
	    TZ_OK);
	assert_int_equal(tz_rule_set_new(&files, NULL, &set, &err), TZ_OK);
	assert_int_equal(gravest(set, "关于甲方案的报告", NULL),
	    TZ_SEVERITY_WARN);
	assert_int_equal(gravest(set, "乙方\n案", NULL), TZ_SEVERITY_WARN);
	assert_int_equal(gravest(set, "# names", NULL), TZ_SEVERITY_COUNT);
}

static void
a_set_can_be_past_its_time(void **state)
{
	static const char pack[] =
	    HEAD "until: 2020-01-01\n" RULE "  match: {keywords: [x]}\n";
	static const char rule[] =
	    HEAD RULE "  match: {keywords: [x]}\n  until: 2020-01-01\n";
	static const char valid[] =
	    HEAD "until: 2999-01-01\n" RULE "  match: {keywords: [x]}\n";
	static const struct {
		const char *pack;
		bool expired;
	} sets[] = {{pack, true}, {rule, true}, {valid, false}};
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++) {
		tz_auto(tz_rule_set) set = NULL;
		const struct tz_pack_info *info;
		struct tz_err err = {0};
		size_t n;

		assert_int_equal(set_of_pack(sets[i].pack, &set, &err), TZ_OK);
		info = tz_rule_set_packs(set, &n);
		assert_int_equal(n, 1);
		assert_true(info->expired == sets[i].expired);
		assert_true(tz_rule_set_expired(set) == sets[i].expired);
		assert_int_equal(gravest(set, "x", NULL), TZ_SEVERITY_WARN);
	}
}

static void
count_failure(const struct tz_example_failure *failure, void *arg)
{
	assert_string_equal(failure->rule, "t.a");
	++*(int *)arg;
}

static void
a_test_names_every_failure(void **state)
{
	static const char pack[] =
	    HEAD RULE "  match: {keywords: [x]}\n"
		      "  examples: {hit: [x, y, z], miss: [x, y]}\n";
	tz_auto_named files = {NULL, 0};
	tz_auto(tz_rule_set) set = NULL;
	struct tz_err err = {0};
	int reported = 0;
	size_t n_run;
	size_t n_failed;

	(void)state;
	assert_int_equal(tz_named_put(&files, "packs/test.yaml", pack,
			     strlen(pack), &err),
	    TZ_OK);
	assert_int_equal(tz_rule_set_new_untested(&files, &set, &err), TZ_OK);
	assert_int_equal(tz_rule_set_test(set, "test", count_failure, &reported,
			     &n_run, &n_failed, &err),
	    TZ_OK);
	assert_int_equal(n_run, 5);
	assert_int_equal(n_failed, 3);
	assert_int_equal(reported, 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(mistakes_have_their_place),
	    cmocka_unit_test(a_list_is_read_with_its_rule),
	    cmocka_unit_test(a_set_can_be_past_its_time),
	    cmocka_unit_test(a_test_names_every_failure),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
