/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/policies/test_vectors.c - published marks and identifiers
 *
 * The vectors are data; what each class must come out as stands here.
 */
#include "base/json.h"
#include "set_of.h"

#define NONE TZ_SEVERITY_COUNT

static struct tz_rule_set *set;

static json_t *
load(const char *name)
{
	tz_auto_buf text = TZ_BUF_INIT;
	tz_auto_buf path = TZ_BUF_INIT;
	struct tz_err err = {0};
	json_t *json = NULL;

	tz_buf_printf(&path, TZ_SOURCE "/tests/cases/policy/vectors/%s", name);
	assert_int_equal(tz_file_read(tz_buf_str(&path), 1 << 20, &text, &err),
	    TZ_OK);
	assert_int_equal(tz_json_parse(tz_buf_str(&text), text.len, &json,
			     &err),
	    TZ_OK);
	return json;
}

/* A vector is a string, or a list that begins with one. */
static const char *
text_of(const json_t *vector)
{
	return json_string_value(json_is_array(vector)
		? json_array_get(vector, 0)
		: vector);
}

static void
expect(const char *text, const char *rule, enum tz_severity want)
{
	enum tz_severity found = gravest(set, text, rule);

	if (found != want)
		fail_msg("'%s' is %s, not %s", text,
		    found == NONE ? "none" : tz_severity_word(found),
		    want == NONE ? "none" : tz_severity_word(want));
}

static const struct {
	const char *class;
	enum tz_severity severity;
} classes[] = {
    {"cn_secret_valid", TZ_SEVERITY_REFUSE},
    {"cn_secret_illegal_period", TZ_SEVERITY_REFUSE},
    {"cn_not_a_marking", NONE},
    {"cn_internal", TZ_SEVERITY_BLOCK},
    {"cn_draft", TZ_SEVERITY_WARN},
    {"cn_public", NONE},
    {"cn_doc_no_valid", NONE},
    {"cn_doc_no_variant", NONE},
    {"us_valid", TZ_SEVERITY_REFUSE},
    {"us_malformed", TZ_SEVERITY_WARN},
    {"us_not_a_marking", NONE},
    {"cui_valid", TZ_SEVERITY_BLOCK},
    {"cui_malformed", TZ_SEVERITY_WARN},
    {"uk", TZ_SEVERITY_REFUSE},
    {"uk_old", TZ_SEVERITY_WARN},
    {"eu", TZ_SEVERITY_REFUSE},
    {"nato", TZ_SEVERITY_REFUSE},
    {"tlp_valid", TZ_SEVERITY_BLOCK},
    {"tlp_old", TZ_SEVERITY_NOTE},
    {"tlp_malformed", TZ_SEVERITY_WARN},
};

/* Members of a class that are something else by their own meaning. */
static const struct {
	const char *text;
	enum tz_severity severity;
} exceptions[] = {
    {"(U//FOUO)", TZ_SEVERITY_BLOCK},
    {"OFFICIAL", TZ_SEVERITY_NOTE},
    {"OFFICIAL-SENSITIVE", TZ_SEVERITY_BLOCK},
    {"OFFICIAL–SENSITIVE", TZ_SEVERITY_BLOCK},
    {"OFFICIAL - SENSITIVE: COMMERCIAL", TZ_SEVERITY_BLOCK},
    {"OFFICIAL-SENSITIVE PERSONAL", TZ_SEVERITY_BLOCK},
    {"OFFICIAL-SENSITIVE LOCSEN", TZ_SEVERITY_BLOCK},
    {"UNCLASSIFIED", TZ_SEVERITY_NOTE},
    {"NOT PROTECTIVELY MARKED", TZ_SEVERITY_NOTE},
    {"LIMITE", TZ_SEVERITY_BLOCK},
    {"NATO UNCLASSIFIED", TZ_SEVERITY_NOTE},
    {"TLP:GREEN", TZ_SEVERITY_NOTE},
    {"TLP:CLEAR", TZ_SEVERITY_NOTE},
};

static void
marks_come_out_as_their_class(void **state)
{
	tz_auto_json vectors = load("marking-vectors.json");
	size_t i;
	size_t k;
	size_t e;

	(void)state;
	for (i = 0; i < sizeof classes / sizeof *classes; i++) {
		const json_t *list = json_object_get(vectors, classes[i].class);

		assert_true(json_array_size(list) > 0);
		for (k = 0; k < json_array_size(list); k++) {
			const char *text = text_of(json_array_get(list, k));
			enum tz_severity want = classes[i].severity;

			for (e = 0; e < sizeof exceptions / sizeof *exceptions;
			     e++)
				if (strcmp(text, exceptions[e].text) == 0)
					want = exceptions[e].severity;
			expect(text, NULL, want);
		}
	}
}

static const struct {
	const char *class;
	const char *rule;
	enum tz_severity severity;
	const char *context;
} numbers[] = {
    {"resident_id", "cn.person.resident-id", TZ_SEVERITY_BLOCK, ""},
    {"resident_id_15", "cn.person.resident-id-15", TZ_SEVERITY_BLOCK,
	"身份证 "},
    {"hmt_residence_permit", "cn.person.resident-id", TZ_SEVERITY_BLOCK, ""},
    {"foreign_permanent_resident_2023", "cn.person.resident-id",
	TZ_SEVERITY_BLOCK, ""},
    {"uscc", "cn.public.uscc", TZ_SEVERITY_NOTE, ""},
    {"org_code", "cn.public.org-code", TZ_SEVERITY_NOTE, ""},
    {"business_reg_no", "cn.public.business-reg", TZ_SEVERITY_NOTE, ""},
    {"food_licence", "cn.public.food-licence", TZ_SEVERITY_NOTE, ""},
    {"bank_card", "cn.person.bank-card", TZ_SEVERITY_BLOCK, ""},
    {"mobile", "cn.person.mobile", TZ_SEVERITY_BLOCK, ""},
    {"passport", "cn.person.passport", TZ_SEVERITY_BLOCK, "护照 "},
    {"passport", "cn.person.passport-alone", TZ_SEVERITY_BLOCK, ""},
    {"hk_macau_travel_permit", "cn.person.travel-permit", TZ_SEVERITY_BLOCK,
	"通行证 "},
    {"hk_macau_travel_permit", "cn.person.passport-alone", TZ_SEVERITY_BLOCK,
	""},
    {"home_return_permit", "cn.person.travel-permit", TZ_SEVERITY_BLOCK,
	"回乡证 "},
    {"home_return_permit", "cn.person.passport-alone", TZ_SEVERITY_BLOCK, ""},
    {"plate", "cn.person.plate", TZ_SEVERITY_WARN, ""},
    {"device_registration", "cn.public.device-registration", TZ_SEVERITY_NOTE,
	""},
    {"device_trade_licence", "cn.public.device-trade", TZ_SEVERITY_NOTE, ""},
    {"drug_approval", "cn.public.drug-approval", TZ_SEVERITY_NOTE, ""},
    {"drug_trade_licence_2024", "cn.public.drug-trade", TZ_SEVERITY_NOTE, ""},
};

/* One list of numbers; invalid ones may be a near miss, never a full hit. */
static void
check_list(const json_t *list, size_t row, bool valid)
{
	size_t k;

	for (k = 0; k < json_array_size(list); k++) {
		tz_auto_buf text = TZ_BUF_INIT;
		enum tz_severity found;

		tz_buf_puts(&text, numbers[row].context);
		tz_buf_puts(&text, text_of(json_array_get(list, k)));
		found = gravest(set, tz_buf_str(&text), numbers[row].rule);
		if (valid ? found != numbers[row].severity
			  : found == numbers[row].severity)
			fail_msg("%s: '%s' is %s", numbers[row].rule,
			    tz_buf_str(&text),
			    found == NONE ? "none" : tz_severity_word(found));
	}
}

static void
numbers_come_out_as_stated(void **state)
{
	tz_auto_json vectors = load("id-vectors.json");
	static const char *const valid[] = {
	    "valid", "valid_shape", "observed", "now", NULL};
	size_t i;
	size_t k;

	(void)state;
	for (i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		const json_t *class =
		    json_object_get(vectors, numbers[i].class);
		size_t n = 0;

		for (k = 0; valid[k]; k++) {
			const json_t *list = json_object_get(class, valid[k]);

			n += json_array_size(list);
			check_list(list, i, true);
		}
		assert_true(n > 0);
		check_list(json_object_get(class, "invalid"), i, false);
	}
}

static int
set_up(void **state)
{
	(void)state;
	set = shipped_set();
	return set ? 0 : -1;
}

static int
tear_down(void **state)
{
	(void)state;
	tz_rule_set_free(set);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(marks_come_out_as_their_class),
	    cmocka_unit_test(numbers_come_out_as_stated),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
