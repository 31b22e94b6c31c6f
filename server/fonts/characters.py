"""Characters of the poster's font: the general table of standardised characters (kTGH), GB 2312, their punctuation, and ASCII."""
import bz2
import sys

chars = {int(line.split()[0][2:], 16) for line in bz2.open(sys.argv[1], 'rt') if '\tkTGH\t' in line}
for lead in range(0xB0, 0xF8):
    for trail in range(0xA1, 0xFF):
        try:
            chars.add(ord(bytes([lead, trail]).decode('gb2312')))
        except UnicodeDecodeError:
            pass
chars |= {*range(0x20, 0x7F), *range(0x3001, 0x3020), *range(0xFF01, 0xFF5F), 0xB7, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0xFFE5}
print(','.join(f'{char:X}' for char in sorted(chars)))
