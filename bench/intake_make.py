#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""bench/intake_make.py TEXTS FOLDER - the texts in TEXTS, one document of each
format of each, into FOLDER; and one large document of some formats.

The documents are plain: what a reader has to do at least.
"""
import base64
import os
import sys
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
WIDTH = 36


def package(path, parts):
    """A ZIP of (name, text); a mimetype stays unpacked."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, text in parts:
            kind = zipfile.ZIP_STORED if name == "mimetype" else None
            out.writestr(name, text, kind)


def office(path, main, kind, parts):
    """An OOXML package whose main part is ${main}."""
    types = "".join(
        f'<Override PartName="/{name}" ContentType="application/vnd.'
        f'openxmlformats-officedocument.{kind_of}+xml"/>'
        for name, kind_of, _ in parts if kind_of)
    package(path, [
        ("[Content_Types].xml",
         f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
         'content-types"><Default Extension="rels" ContentType="application/'
         'vnd.openxmlformats-package.relationships+xml"/><Default '
         f'Extension="xml" ContentType="application/xml"/>{types}</Types>'),
        ("_rels/.rels",
         f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/'
         f'package/2006/relationships"><Relationship Id="r1" Type="{R}/'
         f'officeDocument" Target="{main}"/></Relationships>'),
    ] + [(name, text) for name, _, text in parts])


def docx(path, lines):
    body = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>"
                   for line in lines)
    office(path, "word/document.xml", "", [
        ("word/document.xml", "wordprocessingml.document.main",
         f'{HEAD}<w:document xmlns:w="{W}"><w:body>{body}</w:body>'
         "</w:document>")])


def xlsx(path, lines):
    rows = "".join(
        f'<row r="{i}"><c r="A{i}" t="inlineStr"><is><t>{escape(line)}</t></is>'
        f'</c><c r="B{i}"><v>{i * 37 % 1000}</v></c></row>'
        for i, line in enumerate(lines, 1))
    rels = (f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/'
            f'package/2006/relationships"><Relationship Id="r1" Type="{R}/'
            'worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
    office(path, "xl/workbook.xml", "", [
        ("xl/workbook.xml", "spreadsheetml.sheet.main",
         f'{HEAD}<workbook xmlns="{S}" xmlns:r="{R}"><sheets><sheet name="1" '
         'sheetId="1" r:id="r1"/></sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels", "", rels),
        ("xl/worksheets/sheet1.xml", "spreadsheetml.worksheet",
         f'{HEAD}<worksheet xmlns="{S}"><sheetData>{rows}</sheetData>'
         "</worksheet>")])


def odt(path, lines):
    body = "".join(f"<text:p>{escape(line)}</text:p>" for line in lines)
    mime = "application/vnd.oasis.opendocument.text"
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    package(path, [
        ("mimetype", mime),
        ("content.xml",
         f'{HEAD}<office:document-content xmlns:office="{OFFICE}" '
         f'xmlns:text="{TEXT}" office:version="1.2"><office:body><office:text>'
         f"{body}</office:text></office:body></office:document-content>"),
        ("META-INF/manifest.xml",
         f'{HEAD}<manifest:manifest xmlns:manifest="{manifest}"><manifest:'
         f'file-entry manifest:full-path="/" manifest:media-type="{mime}"/>'
         '<manifest:file-entry manifest:full-path="content.xml" '
         'manifest:media-type="text/xml"/></manifest:manifest>')])


def html(path, lines):
    body = "".join(f"<p>{escape(line)}</p>\n" for line in lines)
    write(path, "<!DOCTYPE html><html><head><meta charset='utf-8'><title>"
          f"</title></head><body>{body}</body></html>\n")


def eml(path, lines):
    body = base64.encodebytes("\r\n".join(lines).encode()).decode()
    write(path, "From: a@example.org\r\nTo: b@example.org\r\nSubject: text\r\n"
          "Date: Mon, 02 Nov 2026 09:00:00 +0800\r\nMIME-Version: 1.0\r\n"
          "Content-Type: text/plain; charset=utf-8\r\n"
          "Content-Transfer-Encoding: base64\r\n\r\n"
          + body.replace("\n", "\r\n"))


def rtf(path, lines):
    def words(line):
        return "".join(
            "\\" + c if c in "\\{}" else c if ord(c) < 128 else
            f"\\u{ord(c) - 65536 if ord(c) > 32767 else ord(c)}?"
            for c in line)
    write(path, "{\\rtf1\\ansi\\uc1 " + "".join(
        words(line) + "\\par\n" for line in lines) + "}\n")


def pdf(path, lines, on_page=40):
    """Each line in a font of Chinese that is not embedded, in the characters
    that such fonts have: others would be for text recognition."""
    lines = [line.encode("gb2312", "ignore").decode("gb2312")
             for line in lines]
    rows = [line[i:i + WIDTH] for line in lines
            for i in range(0, max(len(line), 1), WIDTH)]
    pages = [rows[i:i + on_page] for i in range(0, len(rows), on_page)]
    objects = [b"<</Type/Catalog/Pages 2 0 R>>",
               ("<</Type/Pages/Count %d/Kids[%s]>>" % (
                   len(pages), " ".join(f"{5 + 2 * i} 0 R"
                                        for i in range(len(pages))))).encode(),
               b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/"
               b"UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
               b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/"
               b"CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
               b"/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/"
               b"Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/"
               b"Descent -120/CapHeight 880/StemV 93>>>>"]
    for page in pages:
        show = "".join("<%s> Tj T*\n" % row.encode("utf-16-be").hex()
                       for row in page)
        stream = f"BT /F 12 Tf 16 TL 50 780 Td\n{show}ET".encode()
        objects.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/"
                       b"Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
                       % (len(objects) + 2))
        objects.append(b"<</Length %d>>stream\n%s\nendstream"
                       % (len(stream), stream))
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += (b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
            % (len(objects) + 1, start))
    write(path, bytes(out))


def txt(path, lines):
    write(path, "\n".join(lines) + "\n")


def write(path, data):
    with open(path, "wb") as out:
        out.write(data if isinstance(data, bytes) else data.encode())


FORMATS = {"txt": txt, "html": html, "eml": eml, "rtf": rtf, "docx": docx,
           "xlsx": xlsx, "odt": odt, "pdf": pdf}


def main():
    texts, folder = sys.argv[1:3]
    every = []
    for number, name in enumerate(sorted(os.listdir(texts))):
        with open(os.path.join(texts, name), encoding="utf-8") as file:
            text = file.read()
        lines = [text[i:i + 200].replace("\n", " ")
                 for i in range(0, len(text), 200)]
        every += lines
        for kind, make in FORMATS.items():
            os.makedirs(os.path.join(folder, kind), exist_ok=True)
            make(os.path.join(folder, kind, f"{number:05d}.{kind}"), lines)
    # A hundred million bytes, unpacked.
    size = sum(len(line.encode()) for line in every)
    large = every * (100_000_000 // size + 1)
    os.makedirs(os.path.join(folder, "large"), exist_ok=True)
    for kind in ("txt", "docx", "xlsx", "pdf", "eml"):
        FORMATS[kind](os.path.join(folder, "large", f"large.{kind}"), large)


main()
