#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""bombs.py FOLDER - write small files that grow when they are read.

A name says which bound must hit: limit-depth.1.html and so on.
"""
import os
import struct
import sys
import zipfile
import zlib

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
MAIN = ("application/vnd.openxmlformats-officedocument."
        "wordprocessingml.document.main+xml")
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = ("http://schemas.openxmlformats.org/officeDocument/2006/"
          "relationships/officeDocument")
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 300 300]"
START = b"BT /F1 12 Tf 20 200 Td (begin) Tj ET "


def entities(root):
    lines = ['<!ENTITY a "ha">']
    for i in range(9):
        lines.append('<!ENTITY %c "%s">' % (98 + i, "&%c;" % (97 + i) * 10))
    return "<!DOCTYPE %s [%s]>" % (root, "".join(lines))


def docx(path, body, before=""):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            '<Types xmlns="%s"><Override PartName="/word/document.xml" '
            'ContentType="%s"/></Types>' % (TYPES, MAIN))
        package.writestr(
            "_rels/.rels",
            '<Relationships xmlns="%s"><Relationship Id="a" Type="%s" '
            'Target="word/document.xml"/></Relationships>'
            % (RELATIONS, OFFICE))
        package.writestr(
            "word/document.xml",
            '%s<w:document xmlns:w="%s"><w:body>%s</w:body></w:document>'
            % (before, WORD, body))


def stream(entries, contents):
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (
        entries, len(contents), contents)


def pdf(objects):
    out = b"%PDF-1.7\n"
    places = []
    for i, text in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (i, text)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d"
                  b"/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
                      len(objects) + 1, table, len(objects) + 1, len(out)))


def page(contents, forms, kids=b"3 0 R"):
    return pdf([
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count 5>>" % kids if kids != b"3 0 R" else
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 5 0 R"
        b"/Resources<</Font<</F1 4 0 R>>/XObject<</X 6 0 R>>>>>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        stream(b"", START + contents)] + forms)


def forms(n, times):
    made = [stream(FORM + b"/Resources<</XObject<</X %d 0 R>>>>" % (7 + i),
                   b"/X Do " * times) for i in range(n)]
    return made + [stream(FORM, b"0 0 9 9 re f")]


def overlapping(n, size):
    """Members in each other: each one's first stored block is the header of
    the next, and all of them end with the same bytes."""
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    tail = kernel.compress(bytes(size)) + kernel.flush()
    text = bytes(size)
    listed = []

    def header(name, packed):
        return struct.pack("<IHHHHHIIIHH", 0x04034b50, 20, 0, 8, 0, 0,
                           zlib.crc32(text), packed, len(text), len(name),
                           0) + name

    packed = len(tail)
    blob = tail
    for i in reversed(range(n)):
        name = b"%04d" % i
        if listed:
            quoted = blob[:34]
            blob = struct.pack("<BHH", 0, 34, 0xffff ^ 34) + blob
            text = quoted + text
            packed += 5 + 0
        blob = header(name, packed) + blob
        listed.insert(0, (name, packed, zlib.crc32(text), len(text)))
        packed += 34
    directory = b""
    for i, (name, packed, check, unpacked) in enumerate(listed):
        directory += struct.pack(
            "<IHHHHHHIIIHHHHHII", 0x02014b50, 20, 20, 0, 8, 0, 0, check,
            packed, unpacked, 4, 0, 0, 0, 0, 0, i * 39) + name
    return blob + directory + struct.pack(
        "<IHHHHIIH", 0x06054b50, 0, 0, n, n, len(directory), len(blob), 0)


def main():
    os.makedirs(sys.argv[1], exist_ok=True)
    os.chdir(sys.argv[1])
    text = "<w:p><w:r><w:t>%s</w:t></w:r></w:p>"
    docx("limit-entities.1.docx", text % "begin &j;", entities("w:document"))
    docx("limit-depth.1.docx",
         "<w:tbl><w:tr><w:tc>" * 3000 + text % "deep" +
         "</w:tc></w:tr></w:tbl>" * 3000)
    docx("limit-ratio.1.docx", text % "A" * 2000000)
    drawing = '<svg xmlns="http://www.w3.org/2000/svg">'
    files = {
        "limit-entities.2.svg": entities("svg") + drawing +
        "<text>begin &j;</text></svg>",
        "limit-depth.2.svg": drawing + "<g>" * 50000 + "<text>deep</text>",
        "limit-depth.3.html": "<p>begin" + "<div>" * 200000 + "deep",
        "limit-depth.4.html": "<p>begin" + "<b><div></b>" * 50000 + "deep",
        "limit-depth.5.html": "<table><tr><td>" * 50000 + "deep",
        "limit-depth.6.rtf": "{\\rtf1 begin " + "{" * 50000 + "deep" +
        "}" * 50001,
        "limit-entries.1.html": "<p>begin<a " +
        " ".join("x%d=1" % i for i in range(50000)) + ">",
        # Not deep: unclosed paragraphs, items and cells, crossed marks.
        "read.1.html": "<ul>" + "<li><p>a<br><span/></p>" * 3000 +
        "</ul><table>" + "<tr><td>a<td>b" * 3000 + "</table>" +
        "<font><div>a</font></div>" * 3000,
    }
    for name, contents in files.items():
        with open(name, "w", encoding="utf-8") as file:
            file.write(contents)
    papers = {
        "limit-entries.2.pdf": page(b"/X Do", forms(12, 10)),
        "limit-depth.7.pdf": page(b"/X Do", forms(500, 1)),
        "limit-depth.8.pdf": page(b"", [], b"3 0 R 2 0 R"),
        "read.2.pdf": page(b"/X Do " * 500, forms(20, 1)),
        "limit-ratio.2.zip": overlapping(250, 21000000),
    }
    for name, contents in papers.items():
        with open(name, "wb") as file:
            file.write(contents)


main()
