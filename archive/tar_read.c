/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/tar_read.c - checking every ustar header by hand
 *
 * POSIX.1-1988 ustar, byte for byte as archive/tar.h writes it: "ustar\0" and
 * "00", regular files, fixed mode and owners, numbers in octal with leading
 * zeros, the prefix only for names over 100 bytes and split at the first slash
 * that fits, two zero blocks at the very end.
 */
#include "archive/tar_read.h"

#include <string.h>
#include <unistd.h>

#include "base/intl.h"

#define BLOCK 512
#define NAME_LEN 100
#define PREFIX_AT 345
#define PREFIX_LEN 155

struct scan {
	const struct tz_tar_reader *reader;
	int fd;
	uint64_t size;
	uint64_t at;
};

static enum tz_status
read_block(struct scan *scan, unsigned char block[BLOCK], struct tz_err *err)
{
	size_t done = 0;

	while (done < BLOCK) {
		ssize_t n = pread(scan->fd, block + done, BLOCK - done,
		    (off_t)(scan->at + done));

		if (n < 0)
			return tz_fail_errno(err, _("cannot read"),
			    _("the archive"));
		if (n == 0)
			return tz_fail(err, TZ_IO,
			    _("the archive became shorter"));
		done += (size_t)n;
	}
	return TZ_OK;
}

static bool
is_zero(const unsigned char block[BLOCK])
{
	size_t i;

	for (i = 0; i < BLOCK; i++) {
		if (block[i] != 0)
			return false;
	}
	return true;
}

/* Octal digits to the first that is none. */
static uint64_t
octal(const unsigned char *field, size_t len)
{
	uint64_t value = 0;
	size_t i;

	for (i = 0; i < len && field[i] == ' '; i++)
		;
	for (; i < len && field[i] >= '0' && field[i] <= '7'; i++)
		value = value * 8 + (uint64_t)(field[i] - '0');
	return value;
}

static bool
checksum_right(const unsigned char block[BLOCK])
{
	uint64_t sum = 0;
	size_t i;

	for (i = 0; i < BLOCK; i++)
		sum += i >= 148 && i < 156 ? ' ' : block[i];
	return octal(block + 148, 8) == sum;
}

static void
join_name(const unsigned char block[BLOCK], char ret[257])
{
	size_t prefix = strnlen((const char *)block + PREFIX_AT, PREFIX_LEN);
	size_t name = strnlen((const char *)block, NAME_LEN);
	size_t at = 0;

	if (prefix > 0 && memcmp(block + 257, "ustar", 6) == 0) {
		memcpy(ret, block + PREFIX_AT, prefix);
		ret[prefix] = '/';
		at = prefix + 1;
	}
	memcpy(ret + at, block, name);
	ret[at + name] = '\0';
}

/* Write ${value} as libarchive does: ${digits} octal digits. */
static void
put_octal(unsigned char *field, int digits, uint64_t value)
{
	while (digits-- > 0) {
		field[digits] = (unsigned char)('0' + (value & 7));
		value >>= 3;
	}
}

/* The header that archive/tar.c writes for the same name, size and time. */
static bool
expected(const struct tz_tar_header *header, unsigned char block[BLOCK])
{
	size_t len = strlen(header->name), split = 0;
	const char *slash;
	uint64_t sum = 0;
	size_t i;

	memset(block, 0, BLOCK);
	if (len > NAME_LEN) {
		slash = strchr(header->name + len - NAME_LEN - 1, '/');
		if (!slash || slash[1] == '\0' || slash == header->name ||
		    slash - header->name > PREFIX_LEN)
			return false;
		split = (size_t)(slash - header->name);
		memcpy(block + PREFIX_AT, header->name, split);
		split++;
	}
	memcpy(block, header->name + split, len - split);
	memcpy(block + 100, "000644 ", 7);
	memcpy(block + 108, "000000 ", 7);
	memcpy(block + 116, "000000 ", 7);
	put_octal(block + 124, 11, header->size);
	block[135] = ' ';
	put_octal(block + 136, 11, (uint64_t)header->mtime);
	block[147] = ' ';
	block[156] = '0';
	memcpy(block + 257, "ustar\00000", 8);
	memcpy(block + 329, "000000 ", 7);
	memcpy(block + 337, "000000 ", 7);
	for (i = 0; i < BLOCK; i++)
		sum += i >= 148 && i < 156 ? ' ' : block[i];
	put_octal(block + 148, 6, sum);
	block[155] = ' ';
	return true;
}

static void
fault(struct scan *scan, const char *name, const char *text, bool special)
{
	scan->reader->fault(name, text, special, scan->reader->arg);
}

/* The padding after a member must be zero. */
static enum tz_status
check_padding(struct scan *scan, const struct tz_tar_header *header,
    struct tz_err *err)
{
	unsigned char block[BLOCK];
	size_t used = header->size % BLOCK, i;
	enum tz_status s;

	if (used == 0)
		return TZ_OK;
	scan->at = header->offset + header->size - used;
	s = read_block(scan, block, err);
	if (s)
		return s;
	for (i = used; i < BLOCK; i++) {
		if (block[i] != 0) {
			fault(scan, header->name,
			    _("bytes between two members"), false);
			break;
		}
	}
	return TZ_OK;
}

static enum tz_status
take_member(struct scan *scan, const unsigned char block[BLOCK],
    struct tz_err *err)
{
	unsigned char right[BLOCK];
	struct tz_tar_header header = {0};
	char type = (char)block[156];
	enum tz_status s;

	join_name(block, header.name);
	header.size = octal(block + 124, 12);
	header.mtime = (int64_t)octal(block + 136, 12);
	header.offset = scan->at + BLOCK;
	header.is_file = type == '0' || type == '\0';
	if (type == '1' || type == '2' || type == '3' || type == '4' ||
	    type == '6')
		fault(scan, header.name, _("is not a regular file"), true);
	else if (!header.is_file)
		fault(scan, header.name,
		    _("a member that is no file (folder, pax or GNU "
		      "extension)"),
		    false);
	else if (!expected(&header, right) || memcmp(block, right, BLOCK) != 0)
		fault(scan, header.name, _("the header is not in its form"),
		    false);
	/* Links and devices have no content, whatever their size says. */
	if (type >= '1' && type <= '6')
		header.size = 0;
	if (header.size > scan->size - header.offset) {
		fault(scan, header.name, _("the archive ends inside it"),
		    false);
		header.size = scan->size - header.offset;
		header.is_file = false;
	}
	s = check_padding(scan, &header, err);
	if (s == TZ_OK)
		s = scan->reader->member(&header, scan->reader->arg, err);
	scan->at = header.offset + (header.size + BLOCK - 1) / BLOCK * BLOCK;
	return s;
}

/* At the first zero block: one more, and then nothing. */
static enum tz_status
take_end(struct scan *scan, struct tz_err *err)
{
	unsigned char block[BLOCK];
	enum tz_status s;

	if (scan->size - scan->at != 2 * BLOCK) {
		fault(scan, "",
		    _("it does not end with exactly two zero blocks"), false);
		return TZ_OK;
	}
	scan->at += BLOCK;
	s = read_block(scan, block, err);
	if (s)
		return s;
	if (!is_zero(block))
		fault(scan, "", _("there are bytes after the end"), false);
	return TZ_OK;
}

enum tz_status
tz_tar_read(int fd, uint64_t size, const struct tz_tar_reader *reader,
    struct tz_err *err)
{
	struct scan scan = {reader, fd, size, 0};
	unsigned char block[BLOCK];
	enum tz_status s;

	while (scan.at + BLOCK <= size) {
		s = read_block(&scan, block, err);
		if (s)
			return s;
		if (scan.at > 0 && is_zero(block))
			return take_end(&scan, err);
		if (!checksum_right(block)) {
			if (scan.at == 0)
				return tz_fail(err, TZ_FORMAT,
				    _("this is no tar archive"));
			fault(&scan, "", _("a header is damaged"), false);
			return TZ_OK;
		}
		s = take_member(&scan, block, err);
		if (s)
			return s;
	}
	if (scan.at == 0)
		return tz_fail(err, TZ_FORMAT, _("this is no tar archive"));
	fault(&scan, "", _("it has no end"), false);
	return TZ_OK;
}
