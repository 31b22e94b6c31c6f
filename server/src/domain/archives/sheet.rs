//! 移交单: an archive on its way to another county, as a text of its own that the county signs (docs/adr/0017, 0240).
//!
//! It names facts with their sources, never an id of a row, a case or a reporter. Matters that the official declared stay
//! behind: whether the other county may hold them its own kinds say.

use super::days;
use super::kind::EntryKind;
use crate::domain::keys::Signed;
use crate::kernel::{ErrorCode, Failure, Outcome};
use aws_lc_rs::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};
use time::Date;

/// What a signature of a sheet is for.
pub const LABEL: &str = "lianjing archive v1";
/// What a signature of a receipt is for.
pub const RECEIPT: &str = "lianjing archive receipt v1";
/// A file from another county may have so many bytes.
pub const MOST_BYTES: usize = 100 * 1_024;

/// The text of a sheet, as it is signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sheet {
    /// The sending county.
    pub county: String,
    /// Its division code.
    pub county_code: String,
    /// The receiving county.
    pub to: String,
    /// Its division code.
    pub to_code: String,
    /// Whose archive.
    pub official: String,
    /// 文号.
    pub document: String,
    /// Who signed.
    pub signed_by: String,
    /// The day.
    #[serde(with = "days")]
    pub signed_on: Date,
    /// The facts, the newest first.
    pub entries: Vec<SheetEntry>,
    /// What the official says of all of it.
    pub remarks: Vec<String>,
    /// SHA-256 of what earlier counties signed, in hex; it stands beside this sheet in the file. Within it, it could not be left
    /// out where it must not go.
    pub earlier: Vec<String>,
}

/// One fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SheetEntry {
    /// What it is.
    pub kind: EntryKind,
    /// When it happened, or began.
    #[serde(with = "days")]
    pub on: Date,
    /// Its last day.
    #[serde(with = "days::maybe")]
    pub until: Option<Date>,
    /// Since which day it is known there.
    #[serde(with = "days")]
    pub known_on: Date,
    /// What it is.
    pub title: String,
    /// What else there is to say.
    pub lines: Vec<String>,
    /// Whose fact it is.
    pub source: String,
    /// What the official answered.
    pub answers: Vec<String>,
}

/// The text of a receipt, as it is signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Receipt {
    /// The receiving county.
    pub county: String,
    /// Its division code.
    pub county_code: String,
    /// SHA-256 of the sheet's text, in hex.
    pub sheet: String,
    /// Whose archive.
    pub official: String,
    /// The day on which it was taken in.
    #[serde(with = "days")]
    pub taken_on: Date,
}

/// A signed text as a file: what goes from county to county.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Package {
    /// What the signature is for.
    pub label: String,
    /// The text, byte for byte.
    pub text: String,
    /// Name of the key.
    pub key_id: String,
    /// The public key, in hex.
    pub public_key: String,
    /// The signature, in hex.
    pub signature: String,
    /// What earlier counties signed, the last one first, each as it was signed there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Package>,
}

impl Package {
    /// A text with what signed it.
    #[must_use]
    pub fn new(label: &str, text: String, signed: &Signed) -> Self {
        let (public_key, signature) = (hex::encode(&signed.public_key), hex::encode(&signed.signature));
        Self { label: label.to_owned(), text, key_id: signed.key_id.clone(), public_key, signature, earlier: Vec::new() }
    }

    /// The same with what earlier counties signed beside it.
    #[must_use]
    pub fn beside(self, earlier: Vec<Self>) -> Self {
        Self { earlier, ..self }
    }

    /// The sheet that it holds; none if it holds no sheet.
    #[must_use]
    pub fn sheet(&self) -> Option<Sheet> {
        if self.label == LABEL { serde_json::from_str(&self.text).ok() } else { None }
    }

    /// Hashes of what stands beside it, as the signed text names them.
    #[must_use]
    pub fn hashes_beside(&self) -> Vec<String> {
        self.earlier.iter().map(|one| hex::encode(one.hash())).collect()
    }

    /// What can go on to another county: this sheet and those beside it, each for itself, but for those that one of these
    /// counties made.
    #[must_use]
    pub fn for_others(&self, but: [&str; 2]) -> Vec<Self> {
        let own = Self { earlier: Vec::new(), ..self.clone() };
        let of_others = |one: &Self| one.sheet().is_some_and(|sheet| !but.contains(&sheet.county_code.as_str()));
        std::iter::once(own).chain(self.earlier.iter().cloned()).filter(of_others).collect()
    }

    /// A file that somebody sent, with what is in it.
    ///
    /// # Errors
    /// Refused with the field, if it is too large, no such file, or for another use.
    pub fn read(field: &'static str, label: &str, file: &str) -> Outcome<Self> {
        let wrong = |message: &str| Failure::field(ErrorCode::Invalid, field, message);
        if file.len() > MOST_BYTES {
            return Err(Failure::field(ErrorCode::TooLong, field, "文件太大，不像是移交单。"));
        }
        let package: Self = serde_json::from_str(file).map_err(|_| wrong("读不懂这份文件。请选对方县导出的原文件，不要改动。"))?;
        if package.label != label {
            return Err(wrong("这不是要的那种文件，请看清是移交单还是回执。"));
        }
        Ok(package)
    }

    /// What signed it; none if key or signature are no such thing.
    #[must_use]
    pub fn signed(&self) -> Option<Signed> {
        let (public_key, signature) = (hex::decode(&self.public_key).ok()?, hex::decode(&self.signature).ok()?);
        let fits = public_key.len() == 32 && signature.len() == 64;
        fits.then(|| Signed { key_id: self.key_id.clone(), public_key, signature })
    }

    /// SHA-256 of the text.
    #[must_use]
    pub fn hash(&self) -> Vec<u8> {
        digest(&SHA256, self.text.as_bytes()).as_ref().to_vec()
    }

    /// The file.
    ///
    /// # Errors
    /// Only a fault of the library.
    pub fn file(&self) -> Outcome<String> {
        serde_json::to_string_pretty(self).map_err(Failure::fault)
    }
}

/// A text as it is signed: JSON with sorted keys and without spaces.
///
/// # Errors
/// Only a fault of the library.
pub fn canonical<T: Serialize>(what: &T) -> Outcome<String> {
    Ok(serde_json::to_value(what).map_err(Failure::fault)?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_sheet_is_refused_in_words() {
        let signed = Signed { key_id: "k".to_owned(), public_key: vec![1; 32], signature: vec![2; 64] };
        let good = Package::new(LABEL, "{}".to_owned(), &signed);
        let file = good.file().unwrap();
        assert_eq!(Package::read("sheet", LABEL, &file).unwrap(), good);
        assert_eq!(good.signed().unwrap(), signed);
        assert!(Package { signature: "zz".to_owned(), ..good.clone() }.signed().is_none());
        assert!(Package { public_key: "01".to_owned(), ..good }.signed().is_none());
        for bad in ["", "{}", "[]", &"a".repeat(MOST_BYTES + 1)] {
            assert!(Package::read("sheet", LABEL, bad).is_err());
        }
        assert!(Package::read("sheet", RECEIPT, &file).is_err(), "a sheet is no receipt");
    }
}
