//! A report on its way in, its receipt, and sealed text as it stands inside an envelope.

use crate::domain::directory::SubjectId;
use crate::domain::keys::SIGNED_BY;
use crate::domain::ledger_tree::Promise;
use crate::kernel::secret::{PersonName, QueryCode, SealedText};
use aws_lc_rs::digest::{Context, SHA256};
use entity::id::{MediaId, OfficialId, OrganId, PowerId, ReportId, SubsidyId, UnitId};
use entity::moment::Moment;
use entity::words::SubjectKind;
use entity::{report, report_subject};
use serde::{Deserialize, Serialize};
use serde_json::json;
use time::Date;
use zeroize::Zeroizing;

/// One line of what a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SubjectLine {
    /// What it is.
    pub kind: SubjectKind,
    /// The unit itself, or the unit of the official or power.
    pub unit_id: UnitId,
    /// The official.
    pub official_id: Option<OfficialId>,
    /// The power.
    pub power_id: Option<PowerId>,
    /// At which of its steps, if the reporter says so.
    pub step_number: Option<i32>,
}

/// A report that was checked but not sealed yet.
#[derive(Clone, Debug)]
pub struct NewReport {
    /// Made once by the client, kept over retries.
    pub submission_key: String,
    /// One to ten.
    pub subjects: Vec<SubjectId>,
    /// At which step of a power it went wrong, if the reporter says so.
    pub power_steps: Vec<(PowerId, i32)>,
    /// 举报人姓名, as stated.
    pub reporter_name: PersonName,
    /// Other persons named.
    pub other_names: Vec<String>,
    /// What happened.
    pub text: SealedText,
    /// Uploaded evidence.
    pub media_ids: Vec<MediaId>,
    /// Whether text messages are wanted.
    pub wants_sms: bool,
    /// For whom a helper files.
    pub on_behalf_of: Option<PersonName>,
    /// The record of a list of subsidies that it is about, if it is about one.
    pub about_paid: Option<SubsidyId>,
}

/// What a list says was paid, as it stood when the report came; sealed beside the telling, since lists are replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PaidRecord {
    /// What it is for.
    pub kind: String,
    /// For which year.
    pub year: i32,
    /// Fen.
    pub amount: i64,
    /// The day on which it was paid, if the list says so.
    pub paid_on: Option<Date>,
    /// The name of the unit that gave the list.
    pub unit: String,
}

/// More material from the reporter.
#[derive(Clone, Debug)]
pub struct NewSupplement {
    /// What there is to add.
    pub text: SealedText,
    /// Uploaded evidence.
    pub media_ids: Vec<MediaId>,
}

/// What a report is about, as it is written down.
#[derive(Clone, Copy, Debug)]
pub struct Lines<'a> {
    /// The subjects, in order.
    pub subjects: &'a [SubjectLine],
    /// Officials who have one of the other names.
    pub named: &'a [OfficialId],
}

/// For whom the content is wrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Organs {
    /// The organ that handles.
    pub handling: OrganId,
    /// The organ that reviews; its wrap is refused by the policy until escalation.
    pub review: OrganId,
}

/// The rows of a report as they were written.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The report.
    pub report: report::Model,
    /// What it is about, in order.
    pub subjects: Vec<report_subject::Model>,
}

/// What the reporter gets for a submission.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// The report.
    pub report_id: ReportId,
    /// What the reporter keeps.
    pub query_code: QueryCode,
    /// When the first submission with this key arrived.
    pub submitted_at: Moment,
    /// Proof of what was submitted.
    pub receipt: Receipt,
}

/// The fingerprint of what was submitted: `SHA-256(salt ‖ telling)`, see [`Telling::canonical`] and `docs/receipt.md`.
/// Beside it stands the county's signed promise that the submission's entry will be a leaf of its public log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The hash.
    pub content_hash: Vec<u8>,
    /// Known to the reporter alone, so that nobody else can try texts.
    pub salt: Vec<u8>,
    /// The evidence that came with it, in the order in which it was hashed.
    pub media_ids: Vec<MediaId>,
    /// The promise; none for a report from before there were promises.
    pub promise: Option<Promise>,
}

/// Text as it stands inside the content envelope.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Telling {
    /// The text.
    pub text: String,
    /// Other persons named.
    #[serde(default)]
    pub other_names: Vec<String>,
    /// The evidence that came with it.
    #[serde(default)]
    pub media_ids: Vec<MediaId>,
}

impl NewReport {
    /// The text as it is sealed.
    #[must_use]
    pub fn telling(&self) -> Telling {
        Telling { text: self.text.reveal().to_owned(), other_names: self.other_names.clone(), media_ids: self.media_ids.clone() }
    }

    /// The names as they are sealed for the custodians.
    #[must_use]
    pub fn names(&self) -> SealedText {
        let helped = self.on_behalf_of.as_ref().map(PersonName::reveal);
        SealedText::new(json!({ "name": self.reporter_name.reveal(), "onBehalfOf": helped }).to_string())
    }

    /// Everything that makes this submission differ from another one with the same key.
    #[must_use]
    pub fn fingerprint(&self, phone_hash: &[u8]) -> Zeroizing<String> {
        let subjects: Vec<_> = self.subjects.iter().map(SubjectId::to_string).collect();
        let names = self.names();
        let telling = self.telling().canonical();
        let mut all =
            vec![json!(hex::encode(phone_hash)), json!(subjects), json!(names.reveal()), json!(telling.reveal()), json!(self.wants_sms)];
        // Only where there are some: a retry of what was sent before there were any is still a retry.
        all.extend((!self.power_steps.is_empty()).then(|| json!(self.power_steps)));
        all.extend(self.about_paid.map(|id| json!({ "paid": id })));
        Zeroizing::new(json!(all).to_string())
    }
}

impl Telling {
    /// One JSON form, which the receipt's hash is taken of: `{"mediaIds":[…],"otherNames":[…],"text":"…"}`.
    #[must_use]
    pub fn canonical(&self) -> SealedText {
        SealedText::new(json!({ "text": self.text, "otherNames": self.other_names, "mediaIds": self.media_ids }).to_string())
    }

    /// The hash of a receipt with this salt.
    #[must_use]
    pub fn receipt(&self, salt: [u8; 16]) -> Receipt {
        let mut hash = Context::new(&SHA256);
        hash.update(&salt);
        hash.update(self.canonical().reveal().as_bytes());
        Receipt { content_hash: hash.finish().as_ref().to_vec(), salt: salt.to_vec(), media_ids: self.media_ids.clone(), promise: None }
    }
}

impl Receipt {
    /// What the reporter keeps: with it and the text alone the hash can be taken again, and with the published key the
    /// signature checked.
    #[must_use]
    pub fn in_words(&self, (county, code): (&str, &str), day: Date) -> String {
        let (hash, salt) = (hex::encode(&self.content_hash), hex::encode(&self.salt));
        format!(
            "{county}廉镜平台回执\n县代码：{code}\n收到日期：{day}\n内容指纹（SHA-256）：{hash}\n随机盐：{salt}\n随附文件：{files}\n{promise}\n\n\
             怎么核对内容：先写随机盐的 16 个字节，后面接下面这一行，一起算 SHA-256，就是内容指纹。\n\
             {{\"mediaIds\":{files},\"otherNames\":[您写的其他人],\"text\":\"您写的经过\"}}\n\
             照“查进度”页上“您写的”抄；没写其他人的，方括号里空着。换行写成 \\n，英文双引号和反斜杠前面加 \\。",
            files = json!(self.media_ids),
            promise = self.promise.as_ref().map_or_else(|| "这张回执没有平台的签名。".to_owned(), signed_in_words),
        )
    }
}

/// The promise as lines of the receipt.
fn signed_in_words(promise: &Promise) -> String {
    let Promise { commitment, signed } = promise;
    format!(
        "留痕承诺：{}\n签名（{SIGNED_BY}）：{}\n公钥：{} {}\n\n\
         怎么核对签名：打开平台的“核验回执”页（/verify），把这张回执原样放进去，不用相信平台也能核对。平台签了名，就不能说没收到过；一天之内，\
         留痕承诺会出现在这个县公开的留痕里。",
        hex::encode(commitment),
        hex::encode(&signed.signature),
        signed.key_id,
        hex::encode(&signed.public_key)
    )
}

/// Whether a submission key has its form: 16 to 64 letters, digits, dashes or underscores.
#[must_use]
pub fn submission_key_is_sound(key: &str) -> bool {
    (16..=64).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_depends_on_every_word_and_on_its_salt() {
        let telling = Telling { text: "一".to_owned(), other_names: vec![], media_ids: vec![] };
        let other = Telling { text: "二".to_owned(), ..telling.clone() };
        assert_eq!(telling.canonical().reveal(), r#"{"mediaIds":[],"otherNames":[],"text":"一"}"#);
        assert_eq!(telling.receipt([1; 16]), telling.receipt([1; 16]));
        assert_ne!(telling.receipt([1; 16]), other.receipt([1; 16]));
        assert_ne!(telling.receipt([1; 16]).content_hash, telling.receipt([2; 16]).content_hash);
    }

    #[test]
    fn submission_keys() {
        assert!(submission_key_is_sound("0123456789abcdef") && submission_key_is_sound(&"a-_Z".repeat(16)));
        for bad in ["", "short", "0123456789abcde\u{0}", "0123456789abcdé0", &"a".repeat(65)] {
            assert!(!submission_key_is_sound(bad), "{bad}");
        }
    }
}
