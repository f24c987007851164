/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/policies/test_validate.c - every validator, valid and near-valid
 *
 * Vectors are those that the standards and offices publish as examples where
 * there are any (GB 11643, ISO 13616, RFC 7515, the test cards of the schemes,
 * the IRS's and NHS's own); the others were computed from the rules and belong
 * to nobody.
 */
#include "base/json.h"
#include "policies/rule.h"
#include "set_of.h"

/* A row: the validator, its args (by '|'), what holds and what does not. */
struct row {
	const char *name;
	const char *args;
	const char *valid[12];
	const char *invalid[14];
};

static const struct row rows[] = {
    {"cn-resident-id", NULL,
	{"11010519491231002X", "440524188001010014", "310113190001010017",
	    "110105 19491231 002x", "110105491231002", "810000190001010018",
	    "931840198001010017"},
	{"310113190001010018", "310113190002290014", "310113190013010014",
	    "990113190001010013", "31011319000101001", "110105491331002"}},
    {"cn-residence-permit", NULL,
	{"810000190001010018", "830000190001010011", "931840198001010017",
	    "SYR421182031401", "USA310185010112"},
	{"11010519491231002X", "810000190001010017", "SYR991182031401",
	    "SYR421182139901"}},
    {"cn-region", NULL, {"310113", "110105194912", "659004", "469001"},
	{"990113", "310013", "310100", "318013"}},
    {"hk-id", NULL, {"A123456(3)", "G123456(A)", "AB987654(3)"},
	{"A123456(4)", "G123456(B)", "A12345(3)"}},
    {"tw-id", NULL, {"A123456789", "F131104093"},
	{"A123456788", "A323456789", "A12345678"}},
    {"cn-uscc", NULL,
	{"91110000600037341L", "11341700MB0920691B", "11341702486344515H",
	    "92310113MA1TEXT069"},
	{"91110000600037341M", "91110000600O37341L", "11330000MB1234567X",
	    "9111000060003734L"}},
    {"cn-org-code", NULL, {"60003734-1", "MB092069-1", "D2143569-X"},
	{"60003734-2", "6000373-1"}},
    {"cn-business-reg", NULL, {"110108000000016", "310113000000013"},
	{"110108000000017", "990108000000012"}},
    {"cn-food-licence", NULL,
	{"JY13101130000017", "SC10131011300010", "SC11333019700024"},
	{"JY13101130000018", "JY43101130000010", "JY1310113000001"}},
    {"cn-drug-approval", NULL,
	{"国药准字H20200001", "国药准字Z10970012", "国药准字HJ20210001",
	    "国药准字Z11020304"},
	{"国药准字H2020001", "国药准字H29990001", "国药准字H99010001"}},
    {"cn-drug-licence", NULL, {"琼AA898000001", "琼CA898510001"},
	{"琼EA898000001", "琼AC898000001", "琼AA89800000"}},
    {"cn-device-licence", NULL,
	{"国械注准20213040123", "国械注进20173460001", "沪械备20150001",
	    "沪宝药监械经营许20230001号"},
	{"国械注准20215040123", "国械注准2021304012", "国械注准29993040123",
	    "沪械备2015001"}},
    {"cn-passport", NULL,
	{"E12345678", "EA1234567", "G12345678", "SE1234567", "D1234567"},
	{"EI1234567", "E1234567", "F12345678", "H12345678"}},
    {"cn-passport", "hk-macau", {"H12345678", "KJ1234567", "MA1234567"},
	{"KI1234567"}},
    {"cn-travel-permit", NULL,
	{"C12345678", "CA0000001", "H0123456700", "M01234567", "L12345678",
	    "12345678"},
	{"CI0000001", "K0123456700", "1234567"}},
    {"cn-travel-permit", "from-hk-macau", {"H0123456700"}, {"C12345678"}},
    {"cn-plate", NULL,
	{"沪A12345", "沪AD12345", "沪A12345D", "沪A1234挂", "沪A1234学",
	    "粤Z1234港", "京A·12B45", "京A 12B45"},
	{"沪I12345", "沪A1O345", "申A12345", "沪ABCDEF", "沪AZ12345",
	    "沪A1234"}},
    {"cn-mobile", NULL,
	{"13800138000", "19912345678", "+86 138-0013-8000", "8613800138000",
	    "008613800138000", "19212345678"},
	{"12345678901", "1380013800", "15412345678", "19412345678",
	    "138001380001"}},
    {"cn-landline", NULL,
	{"021-56780000", "(010)65290000", "0571-87654321", "+86 21 56780000"},
	{"021-5678000", "001-56780000", "0111-5678000", "12345"}},
    {"bank-card", NULL,
	{"6200000000000005", "6221730301002042987", "4563512600991090527",
	    "4111111111111111", "378282246310005"},
	{"4111111111111112", "0000000000000000", "7111111111111111",
	    "620000000000005"}},
    {"bank-card-prefix", NULL, {"4111111111111112", "9558801234567890123"},
	{"1111111111111111", "41111111111111"}},
    {"credit-card", NULL,
	{"4111111111111111", "5555555555554444", "378282246310005",
	    "6011111111111117", "3530111333300000", "30569309025904",
	    "2223003122003222"},
	{"4111111111111112", "378282246310006", "4000000000000000",
	    "37828224631000"}},
    {"luhn", NULL, {"79927398713"}, {"79927398710"}},
    {"iban", NULL,
	{"GB82 WEST 1234 5698 7654 32", "DE89370400440532013000",
	    "SE4550000000058398257466"},
	{"GB83WEST12345698765432", "GB82WEST1234569876543",
	    "XX82WEST12345698765432"}},
    {"bic", NULL, {"DEUTDEFF", "DEUTDEFF500", "BKCHCNBJ"},
	{"DEUTXXFF", "DEUTDEF", "12UTDEFF"}},
    {"imei", NULL, {"490154203237518", "35-209900-176148-1"},
	{"490154203237519", "770154203237517", "49015420323751"}},
    {"us-ssn", NULL, {"536-90-4399", "536904399", "536 90 4399"},
	{"000-12-3456", "666-12-3456", "900-12-3456", "536-00-4399",
	    "536-90-0000", "078-05-1120", "123-45-6789", "536-90 4399",
	    "53-690-4399", "111-11-1111"}},
    {"us-itin", NULL, {"912-70-1234", "900-50-1234", "999-88-0001"},
	{"812-70-1234", "912-49-1234", "912-93-1234", "912-66-1234"}},
    {"us-ein", NULL, {"12-3456789", "94-1234567", "98-7654321"},
	{"07-3456789", "96-1234567", "123-456789", "00-1234567"}},
    {"us-routing", NULL, {"021000021", "121000358", "011401533"},
	{"021000022", "991000021", "000000000"}},
    {"us-npi", NULL, {"1234567893", "1245319599"},
	{"1234567890", "3234567893"}},
    {"uk-nino", NULL, {"AB123456C", "ab 12 34 56 c"},
	{"BG123456C", "DA123456C", "AO123456C", "AB123456E", "AB12345C"}},
    {"uk-nhs", NULL, {"943 476 5919", "9434765919", "401-023-2137"},
	{"943 476 5918", "0000000000", "943476591"}},
    {"email", NULL,
	{"zhang.san@example.com", "a+b@mail.example.com.cn", "x@xn--55qx5d.cn"},
	{"a@b", ".a@example.com", "a..b@example.com", "logo@2x.png", "a@-x.com",
	    "@example.com", "a@b.c1"}},
    {"ipv4", NULL, {"203.0.113.7", "10.0.0.1", "8.8.8.8", "1.2.3.200:8080"},
	{"1.2.3.4", "256.1.1.1", "01.2.3.200", "0.0.0.0", "127.0.0.1",
	    "255.255.255.0", "10.0.19041.1", "1.2.3"}},
    {"ipv4", "private", {"10.1.2.3", "172.16.0.9", "192.168.1.1/24"},
	{"172.32.0.9", "8.8.8.8"}},
    {"ipv4", "public", {"114.114.114.114"}, {"192.168.1.1"}},
    {"ipv6", NULL, {"2001:db8::1", "fe80::1%eth0", "240e:1::/32"},
	{"::", "::1", "12:34:56", "2001:db8:::1", "ff02::1"}},
    {"ipv6", "private", {"fd00::1"}, {"2001:db8::1"}},
    {"mac", NULL, {"00:1A:2B:3C:4D:5E", "00-1a-2b-3c-4d-5e", "001a.2b3c.4d5e"},
	{"00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff", "00:1A-2B:3C:4D:5E",
	    "00:1A:2B:3C:4D", "0g:1A:2B:3C:4D:5E"}},
    {"domain", NULL, {"oa.example.gov.cn"}, {"example", "a_b.cn", "x.png"}},
    {"coordinates", NULL,
	{"31.2304, 121.4737", "121.4737,31.2304", "31.2304°N 121.4737°E",
	    "北纬31°13′49″ 东经121°28′25″", "N31°13'49\" E121°28'25\"",
	    "-33.8568, 151.2153"},
	{"31.2304", "91.5, 181.2", "181.0, 31.2", "0, 0",
	    "31°70′00″ 121°28′25″", "31.2 121.4 5"}},
    {"coordinates", "china|precise", {"31.2304, 121.4737", "121.4737, 31.2304"},
	{"40.7128, -74.0060", "31.23, 121.47"}},
    {"date", NULL,
	{"2019-06-20", "20190620", "2019年6月20日", "二〇一九年六月二十日",
	    "20 June 2019", "June 20, 2019", "20/06/2019", "06/20/2019",
	    "2020-02-29"},
	{"2019-02-29", "2019-13-01", "31/31/2019", "2019", "June 2019x",
	    "19年6月", "2019年6月20日星"}},
    {"date-of-birth", NULL, {"1990-01-02", "1990年1月2日"},
	{"1890-01-02", "2999-01-01", "1990-02-30"}},
    {"base64", NULL, {"aGVsbG8=", "aGVsbG8", "-_-_"},
	{"aGVsbG9=", "aGVsb", "aGVs bG8", "="}},
    {"hex", "32|40", {"d41d8cd98f00b204e9800998ecf8427e"},
	{"d41d8cd98f00b204e9800998ecf8427", "zz"}},
    {"uuid", NULL, {"f81d4fae-7dec-11d0-a765-00a0c91e6bf6"},
	{"f81d4fae-7dec-11d0-a765-00a0c91e6bfg", "f81d4fae"}},
    {"jwt", NULL,
	{"eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UifQ."
	 "dBjftJeZ4CVP"},
	{"eyJ0eXAiOiJKV1QifQ.e30.x", "eyJhbGciOiJIUzI1NiJ9", "abc.def.ghi"}},
    {"token-crc32", NULL,
	{"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",
	    "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"},
	{"ghp_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq18", "ghp_short", "ghp"}},
    {"sequence", NULL, {"123456789", "987654321", "7890123"},
	{"123456788", "12345"}},
    {"placeholder", NULL, {"your_api_key", "${TOKEN}", "xxxxxxxx", "<token>"},
	{"hT7qLp2mZ9"}},
    {"mixed-characters", NULL, {"abc123", "Abcdef"}, {"abcdef", "123456"}},
    {"mixed-characters", "3", {"aB3"}, {"abc123"}},
    {"repeated-digits", NULL, {"13888888888"}, {"13812345678"}},
    {"few-characters", "2", {"aabb"}, {"abc"}},
    {"entropy", "3", {"a1b2c3d4e5f6"}, {"aaaaaaaab"}},
    {"length-in", "4|6", {"12-34", "123456"}, {"12345"}},
    {"one-of", "1234", {"12-34"}, {"1235"}},
    {"stopwords", "test", {"myTESTkey"}, {"mykey"}},
};

static struct tz_words
args_of(const char *text, char *room, char *words[8])
{
	struct tz_words args = {words, 0};
	char *at;

	strcpy(room, text ? text : "");
	for (at = strtok(room, "|"); at; at = strtok(NULL, "|"))
		words[args.n++] = at;
	return args;
}

static void
vectors_come_out_as_stated(void **state)
{
	size_t i;
	size_t k;

	(void)state;
	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct row *row = &rows[i];
		const struct tz_validator *validator =
		    tz_validator_find(row->name);
		char room[64];
		char *words[8];
		struct tz_words args = args_of(row->args, room, words);

		assert_non_null(validator);
		assert_in_range(args.n, validator->min_args,
		    validator->max_args);
		for (k = 0; row->valid[k]; k++)
			if (!validator->holds(row->valid[k],
				strlen(row->valid[k]), &args))
				print_error("ERROR %s refuses %s\n", row->name,
				    row->valid[k]);
		for (k = 0; row->invalid[k]; k++)
			if (validator->holds(row->invalid[k],
				strlen(row->invalid[k]), &args))
				print_error("ERROR %s takes %s\n", row->name,
				    row->invalid[k]);
	}
}

static bool
is_tested(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof rows / sizeof *rows; i++)
		if (strcmp(rows[i].name, name) == 0)
			return true;
	return false;
}

/* No text, however odd, is read past its end or taken by accident. */
static void
odd_texts_are_harmless(void **state)
{
	static const char *const odd[] = {"", " ", "-", "\xff", "年", "沪",
	    "沪A", "\xe6\xb2", "N", "°", "+", "....", "@",
	    "::", "99999999999999",
	    "999999999999999999999999999999999999999999999999999999999999999999"
	    "9999"};
	char none[] = "0";
	char *words[] = {none};
	struct tz_words args = {words, 1};
	const struct tz_validator *validator;
	size_t n;
	size_t i;

	(void)state;
	for (n = 0; (validator = tz_validator_at(n)); n++)
		for (i = 0; i < sizeof odd / sizeof *odd; i++) {
			size_t len = strlen(odd[i]);
			char *copy = malloc(len ? len : 1);

			assert_non_null(copy);
			memcpy(copy, odd[i], len);
			validator->holds(copy, len, &args);
			free(copy);
		}
}

/* docs/policy.schema.json lists the names that there are, and each has a row
 * above. */
static void
the_schema_lists_them(void **state)
{
	static const char *const path[] = {
	    "$defs", "validate", "items", "properties", "name", "enum"};
	tz_auto_buf text = TZ_BUF_INIT;
	tz_auto_json schema = NULL;
	struct tz_err err = {0};
	json_t *at;
	size_t n;
	size_t i;

	(void)state;
	assert_int_equal(tz_file_read(TZ_SOURCE "/docs/policy.schema.json",
			     1 << 20, &text, &err),
	    TZ_OK);
	assert_int_equal(tz_json_parse(tz_buf_str(&text), text.len, &schema,
			     &err),
	    TZ_OK);
	at = schema;
	for (i = 0; i < sizeof path / sizeof *path; i++)
		at = json_object_get(at, path[i]);
	for (n = 0; tz_validator_at(n); n++)
		if (!is_tested(tz_validator_at(n)->name))
			fail_msg("%s is not tested", tz_validator_at(n)->name);
	assert_int_equal(json_array_size(at), n);
	for (i = 0; i < n; i++)
		assert_non_null(tz_validator_find(
		    json_string_value(json_array_get(at, i))));
	assert_null(tz_validator_find("no-such"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(vectors_come_out_as_stated),
	    cmocka_unit_test(odd_texts_are_harmless),
	    cmocka_unit_test(the_schema_lists_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
