#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""damage.py FOLDER N SEED FILES... - write N damaged files into FOLDER.

The damage is always the same for the same arguments: bits turned, bytes
lost, doubled, made zero or moved, numbers set to what overflows, and two
files joined.  A name tells which: half-, cut-, flip- and so on.
"""
import os
import random
import struct
import sys

NUMBERS = [0, 1, 0x7f, 0xff, 0xffff, 0x7fffffff, 0x80000000, 0xfffffff0,
           0xffffffff]
BLOCKS = [8, 64, 512, 4096]


def flip(data, chance, _):
    for _i in range(chance.randint(1, 4)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return data


def noise(data, chance, _):
    for _i in range(max(1, len(data) // chance.choice([50, 200, 1000]))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return data


def half(data, _chance, _):
    return data[:len(data) // 2]


def cut(data, chance, _):
    return data[:chance.randrange(len(data))]


def move(data, chance, _):
    n = max(1, min(len(data) // 4, chance.choice(BLOCKS)))
    a = chance.randrange(len(data) - n + 1)
    b = chance.randrange(len(data) - n + 1)
    data[a:a + n], data[b:b + n] = data[b:b + n], data[a:a + n]
    return data


def join(data, chance, other):
    return data[:chance.randrange(len(data))] + \
        other[chance.randrange(len(other)):]


def number(data, chance, _):
    for _i in range(chance.randint(1, 6)):
        form = chance.choice(["<I", ">I", "<H", ">H"])
        value = chance.choice(NUMBERS + [len(data), 2 * len(data)])
        packed = struct.pack(
            form, value & (0xffff if form[1] == "H" else 0xffffffff))
        at = chance.randrange(len(data))
        data[at:at + len(packed)] = packed
    return data


def zero(data, chance, _):
    at = chance.randrange(len(data))
    n = len(data[at:at + chance.choice(BLOCKS)])
    data[at:at + n] = bytes(n)
    return data


def double(data, chance, _):
    at = chance.randrange(len(data))
    data[at:at] = data[at:at + chance.choice(BLOCKS)] * chance.choice([1, 30])
    return data


def lose(data, chance, _):
    at = chance.randrange(len(data))
    del data[at:at + chance.choice(BLOCKS)]
    return data


def main():
    folder, n, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    chance = random.Random(seed)
    whole = {}
    for path in sys.argv[4:]:
        with open(path, "rb") as file:
            data = file.read()
        if 0 < len(data) <= 100000:
            whole[path] = data
    paths = sorted(whole)
    os.makedirs(folder, exist_ok=True)
    for i in range(n):
        path = paths[i % len(paths)] if n >= len(paths) else \
            chance.choice(paths)
        kind = chance.choice([flip, noise, half, cut, move, join, number,
                              zero, double, lose])
        data = kind(bytearray(whole[path]), chance,
                    whole[chance.choice(paths)])
        name = "%s-%03d-%s" % (kind.__name__, i, os.path.basename(path))
        with open(os.path.join(folder, name), "wb") as file:
            file.write(data)


main()
