//! 海报: one sheet A4 that carries a unit's code, as SVG and as PDF; pure.

mod letters;
mod pdf;
mod sheet;
mod svg;

pub use letters::{BadFont, Letter, Letters};
pub use pdf::Song;

use super::code::StickerCode;
use entity::moment::Moment;
use entity::words::UnitCategory;
use entity::{county, unit};

/// What a poster says.
#[derive(Clone, Debug)]
pub struct Poster {
    /// The county.
    pub county_name: String,
    /// The unit.
    pub unit_name: String,
    /// What kind of unit.
    pub category: UnitCategory,
    /// The code in text.
    pub code: String,
    /// What the QR code says: all capitals, so that it takes fewer dots.
    pub url: String,
    /// The full domain that a reader must see after scanning.
    pub domain: String,
    /// Who runs the platform.
    pub operator: String,
    /// Year and month of printing.
    pub printed: (i32, u8),
    /// Whether the data is invented: then the sheet says that it must not be put up.
    pub is_demo: bool,
}

impl Poster {
    /// The poster of a unit; `site` is the public address and the time of printing.
    #[must_use]
    pub fn new(county: &county::Model, unit: &unit::Model, code: &StickerCode, site: (&str, Moment)) -> Self {
        let (public_url, now) = site;
        let today = now.in_china().date();
        let host = public_url.split_once("://").map_or(public_url, |(_, host)| host).trim_end_matches('/');
        let operator = county.footer.get("operator").and_then(serde_json::Value::as_str).unwrap_or_default();
        Self {
            county_name: county.name.clone(),
            unit_name: unit.name.clone(),
            category: unit.category,
            code: code.to_string(),
            url: format!("{}/Q/{code}", public_url.trim_end_matches('/').to_uppercase()),
            domain: host.to_owned(),
            operator: operator.to_owned(),
            printed: (today.year(), u8::from(today.month())),
            is_demo: county.is_demo,
        }
    }

    /// As SVG in millimetres.
    ///
    /// # Errors
    /// If the address is too long for a QR code.
    pub fn svg(&self) -> Result<String, Undrawable> {
        Ok(svg::draw(&sheet::items(self)?))
    }

    /// As PDF.
    ///
    /// # Errors
    /// If the address is too long for a QR code; if the font that the program carries is broken.
    pub fn pdf(&self) -> Result<Vec<u8>, Undrawable> {
        Ok(pdf::draw(&sheet::items(self)?)?)
    }
}

/// The address does not fit a QR code of level Q.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the address is too long for a QR code")]
pub struct TooLong;

/// Why there is no sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Undrawable {
    /// The address.
    #[error(transparent)]
    Address(#[from] TooLong),
    /// The font.
    #[error(transparent)]
    Font(#[from] letters::BadFont),
}
