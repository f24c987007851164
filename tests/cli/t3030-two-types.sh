#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Files of two types, ZIP files that say two things, and what stands before,
# between and behind: all of it is read, and said
. "$(dirname "$0")/lib.sh"

# Called through check.
# shellcheck disable=SC2317
inspect() {
	"$taizhang" inspect --text --json "$@"
}

python3 - "$corpora" <<'EOP'
import bz2, glob, gzip, io, struct, sys, zipfile, zlib
corpora = sys.argv[1]
def pack(name, text, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as z:
        z.writestr(zipfile.ZipInfo(name), text, method)
    return out.getvalue()
def put(name, data):
    open(name, "wb").write(data)
tail = pack("inner.txt", "编号 310113190001010017 inner words\n")
pdf = open(corpora + "/office/plain.pdf", "rb").read()
jpeg = open(sorted(glob.glob(corpora + "/images/*.jpg"))[0], "rb").read()
line = b"An ordinary line of a text.\n" * 9
put("pdf.pdf", pdf + tail)
put("picture.jpg", jpeg + tail)
put("text.txt", line + tail)
put("page.html", b"<html><body><p>A page</p></body></html>\n" + tail)
put("program.exe", b"MZ" + bytes(200) + b"\x7fstub" * 100 + tail)
put("letter.eml", b"From: a@example.org\nTo: b@example.org\nSubject: x\n\n"
    b"The letter\n" + tail)
put("before.zip", b"\x01\x02\xfe\xff" * 80 + tail)
put("behind.zip", tail + "编号 310113190001010017 behind\n".encode())
put("two.zip", tail + pack("outer.txt", "outer words\n"))
put("docx.docx", open(corpora + "/office/plain.docx", "rb").read() +
    "编号 310113190001010017 behind\n".encode())
put("gz.gz", gzip.compress(line) + "编号 310113190001010017 behind\n".encode())
put("members.gz", gzip.compress(line) +
    gzip.compress("编号 310113190001010017\n".encode()))
put("members.bz2", bz2.compress(line) +
    bz2.compress("编号 310113190001010017\n".encode()))
put("ordinary.zip", pack("inner.pdf", pdf, zipfile.ZIP_STORED))
put("names.txt", b"The mark %PDF-1.4 begins it, and objects follow.\n" * 9)

# A PDF in the extra field of a ZIP file's first member.
def record(name, body, extra=b"", listed=None):
    crc, n = zlib.crc32(body), len(body)
    local = struct.pack("<IHHHHHIIIHH", 0x04034b50, 20, 0, 0, 0, 33, crc, n,
        n, len(name), len(extra)) + name + extra + body
    name = listed or name
    entry = struct.pack("<IHHHHHHIIIHHHHHII", 0x02014b50, 20, 20, 0, 0, 0, 33,
        crc, n, n, len(name), 0, 0, 0, 0, 0, 0) + name
    return local + entry + struct.pack("<IHHHHIIH", 0x06054b50, 0, 0, 1, 1,
        len(entry), len(local), 0)
put("wrapped.zip", record(b"a.txt", b"seen\n",
    struct.pack("<HH", 0x4141, len(pdf)) + pdf))
put("renamed.zip", record(b"a.txt", b"seen\n", listed=b"b.txt"))
put("remark.jpg", jpeg[:2] + b"\xff\xfe" + struct.pack(">H", len(pdf) + 2) +
    pdf + jpeg[2:])

# The second entry of the directory is turned into one more of the first.
out = io.BytesIO()
with zipfile.ZipFile(out, "w") as z:
    z.writestr(zipfile.ZipInfo("a.txt"), "a")
    z.writestr(zipfile.ZipInfo("b.txt"), "编号 310113190001010017\n")
gap = bytearray(out.getvalue())
at = gap.index(b"PK\1\2", gap.index(b"PK\1\2") + 4)
gap[at + 42:at + 46] = bytes(4)
put("gap.zip", gap)
EOP

number_in_body='any(.[]; .type == "part" and .channel == "body" and
	(.text | contains("310113190001010017")))'

# two NAME STATUS FACT
two() {
	check "$1" "$2" inspect "$1"
	says "$1: $3" "any(.[]; .fact == \"$3\")"
	says "$1: what stands there is read" "$number_in_body"
}

two pdf.pdf 0 two-types
two text.txt 0 two-types
two page.html 0 two-types
two letter.eml 0 two-types
two program.exe 3 two-types
says "the program is not read" 'any(.[]; .file == "program.exe" and
	.status == "partly" and .reason == "unsupported-type")'
two before.zip 3 leading-data
says "and not what is before it" 'any(.[]; .reason == "unknown-type")'
two behind.zip 0 trailing-data
two two.zip 0 leading-data
two docx.docx 0 trailing-data
two gz.gz 0 trailing-data
two gap.zip 3 unlisted-member

check "a picture with an archive" 0 sh -c \
	'"$0" inspect --text --json picture.jpg; test $? -ne 1' "$taizhang"
says "two types" 'any(.[]; .fact == "two-types")'
says "and what it holds" "$number_in_body"
check "a PDF in a picture" 0 sh -c \
	'"$0" inspect --text --json remark.jpg; test $? -ne 1' "$taizhang"
says "it is a picture" '.[0].media_type == "image/jpeg"'
says "two types again" 'any(.[]; .fact == "two-types")'
says "the PDF is read" 'any(.[]; .type == "part" and .channel == "body" and
	(.text | contains("13800138000")))'
check "a PDF among the headers of a ZIP file" 3 inspect wrapped.zip
says "two types once more" 'any(.[]; .fact == "two-types")'
says "the hidden PDF is read" 'any(.[]; .type == "part" and
	.channel == "body" and (.text | contains("13800138000")))'
check "another name in the directory" 3 inspect renamed.zip
says "is told" 'any(.[]; .fact == "directory-differs")'

check "members one behind the other" 0 inspect members.gz members.bz2
says "all are read" '[.[] | select(.type == "part" and .channel == "body" and
	(.text | contains("310113190001010017")))] | length == 2'
says "nothing is odd" 'all(.[]; .type != "fact")'
check "a PDF that is a member" 0 inspect ordinary.zip
says "is nothing odd" 'all(.[]; .fact != "two-types" and
	.fact != "trailing-data")'
check "a text about PDF" 0 inspect names.txt
says "is a text" '.[0].media_type == "text/plain" and
	all(.[]; .type != "fact")'
finish
