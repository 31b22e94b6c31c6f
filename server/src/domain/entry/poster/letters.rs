//! The Chinese letters of a PDF: of the font that the program carries, the part that one sheet needs.

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Finish as _, Name, Pdf, Rect, Ref, Str};
use std::collections::BTreeMap;
use subsetter::{GlyphRemapper, subset};
use ttf_parser::{Face, Tag};

/// Noto Sans CJK SC for the general table of standardised characters; where it comes from stands beside it.
const FONT: &[u8] = include_bytes!("../../../../fonts/noto-sans-sc.otf");
/// Six letters and a plus mark a part of a font.
const NAME: Name<'static> = Name(b"LIANJG+NotoSansCJKsc-Regular");
const IDENTITY: SystemInfo<'static> = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };
/// Widths are thousandths of the type's size.
const SQUARE: f32 = 1_000.0;

/// The font that the program carries cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the program's font cannot be read")]
pub struct BadFont;

/// One letter in the part.
#[derive(Clone, Copy, Debug)]
pub struct Letter {
    /// Its number there.
    pub id: u16,
    /// Its width in thousandths of the size; most are square.
    pub width: f32,
}

/// The part of the font that a sheet needs.
#[derive(Debug)]
pub struct Letters {
    known: BTreeMap<char, Letter>,
    outlines: Vec<u8>,
}

impl Letters {
    /// The part for all characters of these texts that the font has, but for Latin ones.
    ///
    /// # Errors
    /// If the program's own font can't be read.
    pub fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Result<Self, BadFont> {
        Self::among(texts.flat_map(str::chars).filter(|c| !c.is_ascii()))
    }

    /// The part for all characters of these texts that the font has, Latin ones too.
    ///
    /// # Errors
    /// As [`Self::of`].
    pub fn with_latin<'a>(texts: impl Iterator<Item = &'a str>) -> Result<Self, BadFont> {
        Self::among(texts.flat_map(str::chars))
    }

    fn among(chars: impl Iterator<Item = char>) -> Result<Self, BadFont> {
        let face = Face::parse(FONT, 0).map_err(|_| BadFont)?;
        let (mut part, mut known) = (GlyphRemapper::new(), BTreeMap::new());
        for c in chars {
            let Some(glyph) = face.glyph_index(c) else { continue };
            let width = face.glyph_hor_advance(glyph).map_or(SQUARE, f32::from);
            known.insert(c, Letter { id: part.remap(glyph.0), width });
        }
        let file = subset(FONT, 0, &part).map_err(|_| BadFont)?;
        let tables = ttf_parser::RawFace::parse(&file, 0).map_err(|_| BadFont)?;
        let outlines = tables.table(Tag::from_bytes(b"CFF ")).ok_or(BadFont)?.to_vec();
        Ok(Self { known, outlines })
    }

    /// The letter of a character; none if the font lacks it.
    #[must_use]
    pub fn letter(&self, c: char) -> Option<Letter> {
        self.known.get(&c).copied()
    }

    /// Writes the font under `font`; the other objects take the places behind it.
    pub fn write(&self, pdf: &mut Pdf, font: Ref, [cid, descriptor, file, unicode]: [Ref; 4]) {
        pdf.type0_font(font).base_font(NAME).encoding_predefined(Name(b"Identity-H")).descendant_font(cid).to_unicode(unicode);
        let mut descendant = pdf.cid_font(cid);
        descendant.subtype(CidFontType::Type0).base_font(NAME).system_info(IDENTITY).font_descriptor(descriptor).default_width(SQUARE);
        let mut widths = descendant.widths();
        for letter in self.known.values().filter(|letter| (letter.width - SQUARE).abs() > 0.5) {
            widths.same(letter.id, letter.id, letter.width);
        }
        widths.finish();
        descendant.finish();
        pdf.font_descriptor(descriptor)
            .name(NAME)
            .flags(FontFlags::SYMBOLIC)
            .bbox(Rect::new(-1_002.0, -1_048.0, 2_928.0, 1_808.0))
            .italic_angle(0.0)
            .ascent(880.0)
            .descent(-120.0)
            .cap_height(733.0)
            .stem_v(85.0)
            .font_file3(file);
        pdf.stream(file, &self.outlines).pair(Name(b"Subtype"), Name(b"CIDFontType0C"));
        let mut map = UnicodeCmap::new(Name(b"LianjingLetters"), IDENTITY);
        for (c, letter) in &self.known {
            map.pair(letter.id, *c);
        }
        pdf.stream(unicode, &map.finish());
    }
}

#[cfg(test)]
mod tests {
    use super::Letters;

    #[test]
    fn the_font_has_everyday_and_village_characters() {
        let names = "苍溪县龙山镇甲村垴塬峁圪垯堎硚（演示）：；，。、！“”·—";
        let letters = Letters::of([names, "㐀"].into_iter()).unwrap();
        let missing: String = names.chars().filter(|c| letters.letter(*c).is_none()).collect();
        assert_eq!(missing, "");
        assert!(letters.letter('㐀').is_none(), "left to the reader's own type");
        assert!(letters.outlines.len() < 20_000, "{}", letters.outlines.len());
    }
}
