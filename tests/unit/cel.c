/*
 * The rules language over a record and a policy: expressions with their results,
 * texts that are refused with the column, and what a rule may not take.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "cel/expression.h"

static const char line[] =
    "{\"id\":\"20201000123\",\"name\":\"欧阳 "
    "明\",\"sex\":\"男\",\"birth\":\"2005-03-04\","
    "\"resident_id\":\"620102200503040519\",\"junior\":{\"code\":\"62010201\"},"
    "\"scores\":{\"chinese\":112.5,\"math\":120,\"english\":87.50},\"total\":320.0,"
    "\"户口\":\"城关区\",\"choices\":[\"S01\",\"S03\"],\"bonus\":null,"
    "\"huge\":12345678901234567890,\"a.b\":7,\"big\":[1e400],\"escaped\":\"a\\nb\"}";

static const char policy[] =
    "{\"line\":612.5,\"cap\":10,\"districts\":[\"城关区\",\"七里河区\"],"
    "\"weights\":{\"math\":0.1,\"english\":0.2}}";

static struct record record;
static struct expression_value *constants;

static struct expression *
compile(const char *text, struct expression_error *error)
{
	const struct expression_variable variables[] = { { "record", EXPRESSION_RECORD,
							     NULL },
		{ "policy", EXPRESSION_CONSTANT, constants } };
	const struct expression_scope scope = {
		.variables = variables, .count = 2, .fields = true
	};

	return expression_compile(text, strlen(text), &scope, error);
}

static enum expression_result
evaluate(struct expression *e)
{
	const struct expression_binding bindings[2] = { { .record = &record } };

	return expression_evaluate(e, bindings);
}

static const struct {
	const char *expr, *want; /* JSON */
} results[] = {
	/* literals */
	{ "[1, 0x1F, 2u, 1.5, .5, 1e3, -7]", "[1,31,2,1.5,0.5,1000,-7]" },
	{ "'a' + \"b\" + r'\\n' + '''c\"'d''' + '\\u4e2d\\x41\\101'",
	    "\"ab\\\\nc\\\"'d中AA\"" },
	{ "b'\\xff\\000'", "\"/wA=\"" },
	{ "{'a': [null, true], 'b': {}} // a comment", "{\"a\":[null,true],\"b\":{}}" },
	/* precedence */
	{ "1 + 2 * 3 - 4 / 2 % 3", "5" },
	{ "!true || 1 < 2 && 'a' in ['a'] ? 'yes' : 'no'", "\"yes\"" },
	{ "-(2 + 3) * -2", "10" },
	/* fields of the record; decimals are exact */
	{ "scores.chinese + scores.math + scores.english == total", "true" },
	{ "scores.chinese + scores.math", "232.5" },
	{ "scores.math", "120" },
	{ "math.divide(total, 3, 2)", "106.67" },
	{ "math.divide(-total, 3, 0)", "-107" },
	{ "total / 64", "5" },
	{ "scores.math / 64", "1.875" },
	{ "120 / 64", "1" },
	{ "scores.chinese % 100", "12.5" },
	{ "total >= 320 && total < 320.5 && total != 320.1", "true" },
	{ "scores.english * 0.1 == 8.75 && scores.english + 0.1 == 87.6", "true" },
	{ "[scores.chinese * 1.1, scores.math + 0.1 - 120]", "[123.75,0.1]" },
	{ "[choices.map(total, total)[0], choices.map(total, .total)[0]]",
	    "[\"S01\",320]" },
	{ "decimal('0.1') + decimal('0.2') == decimal('0.3')", "true" },
	{ "0.1 + 0.2 == 0.3", "true" },
	{ "scores.chinese == double('112.5')", "true" },
	{ "type(total) == decimal && type(1) == int", "true" },
	{ "total in [1, 320]", "true" },
	{ "cel.bind(limit, 112.4, scores.chinese > limit)", "true" },
	{ "math.round(scores.chinese) + math.floor(scores.chinese)", "225" },
	{ "math.round(scores.english / 8, 1)", "10.9" },
	{ "math.greatest(scores.math, scores.chinese, 115.5)", "120" },
	{ "int(scores.chinese) + 1", "113" },
	{ "'%.1f and %d'.format([total, scores.math])", "\"320.0 and 120\"" },
	{ "string(total) + string(scores.english)", "\"32087.5\"" },
	/* a decimal that is whole is an int where a function asks for one */
	{ "choices[record.total - 319]", "\"S03\"" },
	{ "'0123456789'.charAt(total - 315)", "\"5\"" },
	{ "{total: 'x'}[320]", "\"x\"" },
	/* other types of fields */
	{ "户口 in policy.districts", "true" },
	{ "junior.code.startsWith('6201') && size(choices) == 2", "true" },
	{ "name.size() == 4 && name.contains('阳')", "true" },
	{ "choices.exists(c, c == 'S03') && choices.all(c, c.matches('^S[0-9]+$'))",
	    "true" },
	{ "choices.map(c, c + '!')", "[\"S01!\",\"S03!\"]" },
	{ "scores.map(k, k)", "[\"chinese\",\"math\",\"english\"]" },
	{ "scores.transformMap(k, v, v > 100, v - 100)",
	    "{\"chinese\":12.5,\"math\":20}" },
	{ "scores.exists_one(k, v, v == 120)", "true" },
	{ "record['a.b'] + record.`a.b`", "14" },
	{ "escaped == 'a\\nb'", "true" },
	{ "scores == {'math': 120.0, 'english': 87.5, 'chinese': 112.5}", "true" },
	{ "junior", "{\"code\":\"62010201\"}" },
	{ "policy.weights.math + policy.weights.english == 0.3", "true" },
	{ "math.least(policy.cap, 25)", "10" },
	/* what is not there */
	{ "has(scores.math) && !has(scores.physics)", "true" },
	{ "has(total) && !has(nothing) && has(bonus)", "true" },
	{ "bonus == null", "true" },
	{ "record.?scores.?physics.orValue(0) + 1", "1" },
	{ "record.?nothing.hasValue()", "false" },
	{ "choices[?5].orValue('none')", "\"none\"" },
	{ "has(policy.bonus) ? policy.bonus : 5", "5" },
	{ "[?record.?nothing, ?record.?sex]", "[\"男\"]" },
	/* errors are absorbed by what decides without them */
	{ "nothing > 1 || total > 1", "true" },
	{ "total > 1 || nothing > 1", "true" },
	{ "nothing > 1 && total < 1", "false" },
	{ "[0, 2].exists(i, 4 / i == 2)", "true" },
	/* time */
	{ "age(birth, '2020-03-03')", "14" },
	{ "age(birth, '2020-03-04')", "15" },
	{ "age('2016-02-29', date('2019-02-28'))", "2" },
	{ "date(birth) < date('2005-09-01')", "true" },
	{ "date(birth).getFullYear() * 100 + date(birth).getMonth() + 1", "200503" },
	{ "date('2020-03-01') - date('2020-02-28') == duration('48h')", "true" },
	{ "timestamp('2020-08-31T17:30:00Z').getDate('Asia/Shanghai')", "1" },
	{ "timestamp('1988-07-01T00:00:00Z').getHours('Asia/Shanghai')", "9" },
	{ "timestamp('2020-01-01T00:00:00.5+08:00')", "\"2019-12-31T16:00:00.5Z\"" },
	{ "date('2000-02-29').getDayOfYear()", "59" },
	{ "duration('1h30m') + duration('-1.5s')", "\"5398.5s\"" },
	/* the domain */
	{ "cn.id('11010519491231002X')",
	    "{\"valid\":true,\"fault\":\"\",\"number\":\"11010519491231002X\","
	    "\"area\":\"110105\",\"birth\":\"1949-12-31\",\"sequence\":\"002\","
	    "\"sex\":\"女\"}" },
	{ "cn.id('１１０１０５１９４９１２３１００２ｘ').number",
	    "\"11010519491231002X\"" },
	{ "cn.id('110105194912310021')",
	    "{\"valid\":false,\"fault\":\"id-checksum\"}" },
	{ "text.fold('ＡＢ c') == text.fold('abC')", "true" },
	/* strings */
	{ "' a,b '.trim().split(',').join('-').upperAscii()", "\"A-B\"" },
	{ "'中文字'.reverse() + '中文字'.substring(1, 2)", "\"字文中文\"" },
	{ "'abab'.replace('a', 'x', 1) + 'ab'.replace('', '-')", "\"xbab-a-b-\"" },
	{ "['banana'.indexOf('an', 2), 'banana'.lastIndexOf('a')]", "[3,5]" },
	{ "strings.quote('a\"\\n')", "\"\\\"a\\\\\\\"\\\\n\\\"\"" },
	{ "base64.encode(b'hello') + string(base64.decode('aGk'))", "\"aGVsbG8=hi\"" },
};

static void
test_results(void)
{
	struct writer w = { 0 };
	struct expression_error error;

	for (size_t i = 0; i < sizeof results / sizeof *results; i++) {
		struct expression *e;

		e = compile(results[i].expr, &error);
		if (e == NULL)
			fprintf(stderr, "%s: %zu: %s\n", results[i].expr, error.column,
			    error.why);
		assert(e != NULL);
		/* Twice, since an expression is used over and over. */
		for (int n = 0; n < 2; n++) {
			writer_reset(&w);
			if (evaluate(e) == EXPRESSION_ERROR)
				fprintf(stderr, "%s: %s\n", results[i].expr,
				    expression_failure(e).code);
			assert(expression_write(e, &w));
			if (w.len != strlen(results[i].want) ||
			    memcmp(w.text, results[i].want, w.len) != 0) {
				fprintf(stderr, "%s is %.*s\n", results[i].expr,
				    (int)w.len, w.text);
				abort();
			}
		}
		expression_free(e);
	}
	writer_free(&w);
}

/* What fails on a record, with the column in which it arises. */
static const struct {
	const char *expr, *code;
	size_t column;
} failures[] = {
	{ "nothing + 1", "no-such-field", 1 },
	{ "1 + scores.physics", "no-such-field", 12 },
	{ "record.scores.physics > 1", "no-such-field", 15 },
	{ "nothing.at.all", "no-such-field", 1 },
	{ "bonus + 1", "wrong-type", 7 },
	{ "name + 1", "wrong-type", 6 },
	{ "户口 > total", "wrong-type", 4 },
	{ "huge + 1", "number-out-of-range", 1 },
	{ "huge in choices || choices == []", "number-out-of-range", 1 },
	{ "big == [1]", "number-out-of-range", 5 },
	{ "1 in big", "number-out-of-range", 3 },
	{ "'abc'.substring(2, 1)", "no-such-item", 7 },
	{ "'abc'.charAt(scores.english)", "wrong-type", 7 },
	{ "total / 3", "not-exact", 7 },
	{ "total / 0", "divide-by-zero", 7 },
	{ "1 / (size(choices) - 2)", "divide-by-zero", 3 },
	{ "total && true", "not-boolean", 1 },
	{ "choices[2]", "no-such-item", 9 },
	{ "{'a': 1}[name]", "no-such-key", 10 },
	{ "9223372036854775807 + size(choices)", "overflow", 21 },
	{ "age('2020-01-01', birth)", "wrong-argument", 1 },
	{ "date(name)", "not-convertible", 1 },
	{ "name.matches('(' + name)", "wrong-pattern", 6 },
	{ "optional.none().value()", "no-value", 17 },
	{ "timestamp('2020-01-01T00:00:00Z').getDate(name)", "unknown-zone", 35 },
	{ "[1, 2].map(x, nothing)", "no-such-field", 15 },
};

static void
test_failures(void)
{
	struct expression_error error;

	for (size_t i = 0; i < sizeof failures / sizeof *failures; i++) {
		struct expression *e = compile(failures[i].expr, &error);
		struct expression_failure failure;

		if (e == NULL)
			fprintf(stderr, "%s: %s\n", failures[i].expr, error.why);
		assert(e != NULL && evaluate(e) == EXPRESSION_ERROR);
		failure = expression_failure(e);
		if (strcmp(failure.code, failures[i].code) != 0 ||
		    failure.place.column != failures[i].column) {
			fprintf(stderr, "%s: %s at %zu\n", failures[i].expr,
			    failure.code, failure.place.column);
			abort();
		}
		expression_free(e);
	}
}

/* Texts that are no expression here, and the column that is told. */
static const struct {
	const char *expr;
	size_t column;
} refused[] = {
	{ "", 1 },
	{ "1 +", 4 },
	{ "total >= 600 and sex == '男'", 14 },
	{ "total = 600", 7 },
	{ "total >=（600）", 9 },
	{ "ｔotal > 1", 1 },
	{ "户口 == '城关区", 7 },
	{ "(1 + 2", 7 },
	{ "[1, 2", 6 },
	{ "{'a' 1}", 6 },
	{ "if", 1 },
	{ "1 ? 2", 6 },
	{ "'a' + 1", 5 },
	{ "1 + 1.5", 3 },
	{ "'a' == 1", 5 },
	{ "!5", 1 },
	{ "size(choices) && true", 15 },
	{ "size(1)", 6 },
	{ "sizee(choices)", 1 },
	{ "size(choices, 1)", 1 },
	{ "choices.all(c)", 9 },
	{ "choices.all(c.d, true)", 15 },
	{ "choices.all(a, a, true)", 16 },
	{ "has(1)", 5 },
	{ "policy.lime > 1", 8 },
	{ "'a'.matches('(?=x)')", 5 },
	{ "name.matches('(a)\\\\1')", 6 },
	{ "name.matches('a++')", 6 },
	{ "Message{}", 8 },
	{ "9223372036854775808", 1 },
	{ "'\\q'", 1 },
	{ "'\\ud800'", 1 },
	{ "1 2", 3 },
	{ "12ab", 1 },
	{ "\xff", 1 },
};

static void
test_refused(void)
{
	struct expression_error error;

	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		if (compile(refused[i].expr, &error) != NULL) {
			fprintf(stderr, "%s is taken\n", refused[i].expr);
			abort();
		}
		if (error.column != refused[i].column || error.why == NULL) {
			fprintf(stderr, "%s: %zu: %s\n", refused[i].expr, error.column,
			    error.why);
			abort();
		}
	}
}

static void
test_show(void)
{
	static const char text[] = "true &&\n户口 == '城关区' + 1";
	static const char want[] = "户口 == '城关区' + 1\n                 ^\n";
	struct expression_error error;
	struct writer w = { 0 };

	assert(compile(text, &error) == NULL);
	assert(error.line == 2 && error.column == 13);
	expression_show(&w, text, &error);
	assert(w.len == sizeof want - 1 && memcmp(w.text, want, w.len) == 0);
	writer_free(&w);
}

/* count times part, between before and after. */
static char *
repeated(const char *before, const char *part, size_t count, const char *after)
{
	size_t len = strlen(part);
	char *text = malloc(strlen(before) + count * len + strlen(after) + 1), *to;

	assert(text != NULL);
	to = stpcpy(text, before);
	for (size_t i = 0; i < count; i++)
		to = stpcpy(to, part);
	stpcpy(to, after);
	return text;
}

/* A text that must be refused, or fail when it is evaluated, before long. */
static void
is_too_much(char *text)
{
	struct expression_error error;
	struct expression *e = compile(text, &error);

	assert(e == NULL || evaluate(e) == EXPRESSION_ERROR);
	expression_free(e);
	free(text);
}

static void
is_fine(char *text)
{
	struct expression_error error;
	struct expression *e = compile(text, &error);

	assert(e != NULL && evaluate(e) != EXPRESSION_ERROR);
	expression_free(e);
	free(text);
}

static void
test_limits(void)
{
	is_fine(repeated("", "(", 190,
	    "1))))))))))))))))))))))))))))))))))))))))))))))))))"
	    ")))))))))))))))))))))))))))))))))))))))))))))))))"
	    ")))))))))))))))))))))))))))))))))))))))))))))))))"
	    "))))))))))))))))))))))))))))))))))))))))))"));
	is_too_much(repeated("", "(", 30000, "1"));
	is_too_much(repeated("", "[", 30000, ""));
	is_too_much(repeated("", "{1:", 20000, ""));
	is_too_much(repeated("", "!", 30000, "true"));
	is_too_much(repeated("", "-", 30000, "x"));
	is_too_much(repeated("", "a.f(", 15000, ""));
	is_too_much(repeated("", "true ? ", 9000, ""));
	is_too_much(repeated("", "true ? 1 : ", 5000, "1"));
	is_fine(repeated("true", " && true", 8000, ""));
	is_fine(repeated("1", " + 1", 900, ""));
	is_too_much(repeated("1", " + 1", 15000, ""));
	is_too_much(repeated("a", ".a", 30000, ""));
	is_too_much(repeated("choices", "[0]", 20000, ""));
	is_too_much(repeated("", "9", 60000, ""));
	is_too_much(repeated("'", "a", 70000, "'"));
	is_too_much(repeated(
	    "cel.bind(s, 'aaaaaaaaaaaaaaaa', ", "cel.bind(s, s + s, ", 60, "s"));
	/* Eight loops over eight items inside each other; a string that doubles. */
	is_too_much(strdup("[1,2,3,4,5,6,7,8].all(a, [1,2,3,4,5,6,7,8].all(b, "
			   "[1,2,3,4,5,6,7,8].all(c, [1,2,3,4,5,6,7,8].all(d, "
			   "[1,2,3,4,5,6,7,8].all(e, [1,2,3,4,5,6,7,8].all(f, "
			   "[1,2,3,4,5,6,7,8].all(g, [1,2,3,4,5,6,7,8].all(h, "
			   "a + b + c + d + e + f + g + h > 0))))))))"));
	is_too_much(
	    strdup("cel.bind(a, name+name+name+name+name+name+name+name+name+name, "
		   "cel.bind(b, a+a+a+a+a+a+a+a+a+a, cel.bind(c, b+b+b+b+b+b+b+b+b+b, "
		   "cel.bind(d, c+c+c+c+c+c+c+c+c+c, cel.bind(e, d+d+d+d+d+d+d+d+d+d, "
		   "cel.bind(f, e+e+e+e+e+e+e+e+e+e, f == ''))))))"));
}

static void
test_is_never(void)
{
	struct expression_error error;
	struct expression *e = compile("size(choices)", &error);

	assert(expression_is_never(e, EXPRESSION_BOOLEAN));
	assert(!expression_is_never(e, EXPRESSION_NUMBER));
	expression_free(e);
	e = compile("total", &error);
	assert(!expression_is_never(e, EXPRESSION_BOOLEAN));
	assert(evaluate(e) == EXPRESSION_NUMBER && expression_number(e).units == 320);
	expression_free(e);
}

/* A rule about seats: two records' worth of names, one of them prepared. */
static void
test_seats(void)
{
	static const char text[] = "applicant.junior.code in program.feeders && "
				   "applicant.total >= program.line";
	json_t *json =
	    json_loads("{\"feeders\":[\"62010201\"],\"line\":319.5}", 0, NULL);
	struct expression_value *program = expression_value_new(json);
	const struct expression_variable variables[] = {
		{ "applicant", EXPRESSION_RECORD, NULL },
		{ "program", EXPRESSION_VALUE, NULL },
	};
	const struct expression_scope scope = { .variables = variables, .count = 2 };
	const struct expression_binding bindings[] = { { .record = &record },
		{ .value = program } };
	struct expression_error error;
	struct expression *e =
	    expression_compile(text, sizeof text - 1, &scope, &error);

	assert(e != NULL);
	assert(expression_evaluate(e, bindings) == EXPRESSION_BOOLEAN);
	assert(expression_boolean(e));
	expression_free(e);
	e = expression_compile("total > 1", 9, &scope, &error);
	assert(e == NULL && error.column == 1);
	expression_value_free(program);
	json_decref(json);
}

int
main(void)
{
	json_t *json = json_loads(policy, 0, NULL);

	constants = expression_value_new(json);
	assert(constants != NULL);
	assert(record_parse(&record, line, sizeof line - 1, NULL) == RECORD_OK);
	test_results();
	test_failures();
	test_refused();
	test_show();
	test_limits();
	test_is_never();
	test_seats();
	expression_value_free(constants);
	json_decref(json);
	record_free(&record);
	return 0;
}
