/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/validate_place.c - places on the earth
 */
#include <stdlib.h>
#include <string.h>

#include "policies/rule.h"

/* One of two angles: degrees, and whether its letter says which it is. */
struct angle {
	double degrees;
	bool latitude;
	bool longitude;
	size_t decimals;
};

struct sign {
	const char *text;
	double factor;
	bool latitude;
};

/* Letters and words that say the half of the earth. */
static const struct sign signs[] = {{"北纬", 1, true}, {"南纬", -1, true},
    {"东经", 1, false}, {"西经", -1, false}, {"N", 1, true}, {"S", -1, true},
    {"E", 1, false}, {"W", -1, false}};

static const struct sign *
sign_at(const char *text, size_t len, size_t at)
{
	size_t i;

	for (i = 0; i < sizeof signs / sizeof *signs; i++) {
		size_t n = strlen(signs[i].text);

		if (len - at >= n && memcmp(text + at, signs[i].text, n) == 0)
			return &signs[i];
	}
	return NULL;
}

/* Read a number with at most one decimal point; returns its length. */
static size_t
read_number(const char *text, size_t len, size_t at, double *ret_value,
    size_t *ret_decimals)
{
	char word[32];
	size_t n = 0;
	const char *point;

	while (at + n < len && n + 1 < sizeof word &&
	    ((text[at + n] >= '0' && text[at + n] <= '9') ||
		text[at + n] == '.' || (n == 0 && strchr("+-", text[at]))))
		n++;
	memcpy(word, text + at, n);
	word[n] = '\0';
	*ret_value = strtod(word, NULL);
	point = strchr(word, '.');
	*ret_decimals = point ? strlen(point + 1) : 0;
	return n && strpbrk(word, "0123456789") ? n : 0;
}

/* The sign for degrees, minutes or seconds at ${at}: 0, 1 or 2 and its length;
 * length 0 if there is none. */
static size_t
unit_at(const char *text, size_t len, size_t at, int *ret_unit)
{
	static const struct {
		const char *text;
		int unit;
	} units[] = {{"°", 0}, {"度", 0}, {"''", 2}, {"′′", 2}, {"″", 2},
	    {"\"", 2}, {"秒", 2}, {"'", 1}, {"′", 1}, {"’’", 2}, {"’", 1},
	    {"分", 1}};
	size_t i;

	for (i = 0; i < sizeof units / sizeof *units; i++) {
		size_t n = strlen(units[i].text);

		if (len - at >= n && memcmp(text + at, units[i].text, n) == 0) {
			*ret_unit = units[i].unit;
			return n;
		}
	}
	return 0;
}

static size_t
skip_blank(const char *text, size_t len, size_t at)
{
	while (at < len && strchr(" \n\t\f", text[at]) && text[at])
		at++;
	return at;
}

/* Read one angle from ${at} on; returns where it ends, 0 if there is none. */
static size_t
read_angle(const char *text, size_t len, size_t at, struct angle *ret)
{
	static const double parts[] = {1, 60, 3600};
	const struct sign *before = sign_at(text, len, at);
	const struct sign *after = NULL;
	const struct sign *sign;
	double value;
	int unit = 0;
	int turns;

	*ret = (struct angle){0, false, false, 0};
	if (before)
		at = skip_blank(text, len, at + strlen(before->text));
	for (turns = 0; turns < 3; turns++) {
		size_t n = read_number(text, len, at, &value, &ret->decimals);
		size_t width;

		if (n == 0)
			break;
		at += n;
		width = unit_at(text, len, at, &unit);
		if ((turns > 0 && !width) || (width && unit != turns) ||
		    (turns > 0 && (value < 0 || value >= 60)))
			return 0;
		ret->degrees +=
		    (ret->degrees < 0 ? -value : value) / parts[turns];
		if (!width) {
			turns++;
			break;
		}
		at = skip_blank(text, len, at + width);
	}
	if (turns == 0)
		return 0;
	if (!before)
		after = sign_at(text, len, skip_blank(text, len, at));
	if (after)
		at = skip_blank(text, len, at) + strlen(after->text);
	sign = before ? before : after;
	if (sign) {
		ret->latitude = sign->latitude;
		ret->longitude = !sign->latitude;
		ret->degrees *= sign->factor;
	}
	return at;
}

static bool
within(double value, double low, double high)
{
	return value >= low && value <= high;
}

/* China with its seas; GCJ-02 moves a place by less than a kilometre. */
static bool
in_china(double latitude, double longitude)
{
	return within(latitude, 3.4, 53.6) && within(longitude, 73.4, 135.2);
}

/* Two angles, latitude first unless letters or the arg "china" say otherwise;
 * "precise" wants four decimals, some ten metres. */
static bool
coordinates(const char *text, size_t len, const struct tz_words *args)
{
	struct angle one;
	struct angle two;
	bool swapped;
	double latitude;
	double longitude;
	size_t at = read_angle(text, len, skip_blank(text, len, 0), &one);

	if (!at)
		return false;
	while (at < len && text[at] && strchr(" ,;/\n\t\f", text[at]))
		at++;
	at = read_angle(text, len, at, &two);
	if (!at || skip_blank(text, len, at) != len ||
	    (one.latitude && two.latitude) || (one.longitude && two.longitude))
		return false;
	if (tz_has_arg(args, "precise") &&
	    (one.decimals < 4 || two.decimals < 4))
		return false;
	swapped = one.longitude || two.latitude ||
	    (!one.latitude && !within(one.degrees, -90, 90));
	latitude = swapped ? two.degrees : one.degrees;
	longitude = swapped ? one.degrees : two.degrees;
	if (!within(latitude, -90, 90) || !within(longitude, -180, 180) ||
	    (latitude == 0 && longitude == 0))
		return false;
	return !tz_has_arg(args, "china") || in_china(latitude, longitude) ||
	    (!one.latitude && !one.longitude && in_china(longitude, latitude));
}

const struct tz_validator tz_validate_place[] = {
    {"coordinates", coordinates, 0, 2},
    {NULL, NULL, 0, 0},
};
