//! Why an upload is refused, each with a sentence that says what to do.

use crate::domain::media::limits::{MAX_PIXELS, TOTAL, limit};
use crate::kernel::{ErrorCode, Failure};
use entity::words::MediaKind;

/// Why a file itself was refused, as its row keeps it; the others refuse a request and leave the file as it is.
const KEPT: [(UploadRefusal, &str); 6] = [
    (UploadRefusal::Malware, "MALWARE"),
    (UploadRefusal::UnknownType, "UNKNOWN_TYPE"),
    (UploadRefusal::OtherKind, "OTHER_KIND"),
    (UploadRefusal::TooManyPixels, "TOO_MANY_PIXELS"),
    (UploadRefusal::TooShort, "TOO_SHORT"),
    (UploadRefusal::NeverFinished, "NEVER_FINISHED"),
];

/// Why an upload is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UploadRefusal {
    /// The token is missing, forged or worn out, or its grant is.
    GrantEnded,
    /// No such upload, or somebody else's.
    Unknown,
    /// The upload ran out, was refused, or was taken back.
    Gone,
    /// The bytes do not begin where the stored ones end.
    WrongOffset,
    /// More bytes than were announced.
    Overrun,
    /// The bytes are not those that the checksum was made of.
    WrongChecksum,
    /// One file is too large for its kind.
    TooLarge(MediaKind),
    /// Too many files of this kind in one submission.
    TooMany(MediaKind),
    /// All files of the submission together are too large.
    TotalTooLarge,
    /// This phone has sent enough within a day.
    PhoneOfDay,
    /// Neither photo nor recording nor film, by its content.
    UnknownType,
    /// By its content of another kind than announced.
    OtherKind,
    /// A photo with too many pixels, or too many bits for each, to be opened safely.
    TooManyPixels,
    /// The scanner knows it.
    Malware,
    /// The file is empty or too short to be anything.
    TooShort,
    /// It belongs to a report that was submitted.
    Attached,
    /// It stopped half-way and nobody went on with it.
    NeverFinished,
}

impl UploadRefusal {
    /// What the person reads.
    #[must_use]
    pub fn sentence(self) -> String {
        match self {
            Self::GrantEnded => "要再核对一次手机号，才能接着传。传过的不会丢。".to_owned(),
            Self::Unknown => "没有找到这个文件，请删掉以后再选一次。".to_owned(),
            Self::Gone => "这个文件已经过期或没有收下，请再选一次。".to_owned(),
            Self::WrongOffset => "接着传的位置不对，请从服务器记下的位置接着传。".to_owned(),
            Self::Overrun => "传来的比原先说的大小多，多出来的没有收。".to_owned(),
            Self::WrongChecksum => "这一段在路上坏了，没有收，请再传一次。".to_owned(),
            Self::TooLarge(kind) => {
                let (name, megabytes) = (name(kind), limit(kind).bytes >> 20);
                format!("{name}太大了，一个最多 {megabytes} MB。{}", if kind == MediaKind::Photo { "" } else { "可以录短一点，分几段交。" })
            }
            Self::TooMany(kind) => format!("{}最多 {} 个，这个没有收。", name(kind), limit(kind).count),
            Self::TotalTooLarge => format!("一次举报的文件加起来最多 {} MB，这个没有收。", TOTAL >> 20),
            Self::PhoneOfDay => "这个手机号今天传的文件太多了，这个没有收。请先提交举报，或者明天再传。".to_owned(),
            Self::UnknownType => "这种文件收不了。请换照片、录像或录音。".to_owned(),
            Self::OtherKind => "文件的内容和它的类型对不上，没有收。请换一个。".to_owned(),
            Self::TooManyPixels => {
                format!("照片太大（超过 {} 万像素，或者是专业相机的格式），打不开。请用普通画质重拍，或者发截图。", MAX_PIXELS / 10_000)
            }
            Self::Malware => "这个文件查出病毒，不能打开。如果是证据，请换个方式再拍、再录一次。".to_owned(),
            Self::TooShort => "这个文件是空的，或者太短，里面没有能看的内容。请换一个。".to_owned(),
            Self::NeverFinished => "这个文件没有传完，过了一天没有接上，没有收下。".to_owned(),
            Self::Attached => "这个文件已经随举报提交，不能删除。".to_owned(),
        }
    }

    /// What a file's row keeps of it.
    #[must_use]
    pub fn word(self) -> &'static str {
        KEPT.iter().find(|(refusal, _)| *refusal == self).map_or("NOT_TAKEN", |(_, word)| word)
    }

    /// Back from what a row keeps.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        KEPT.iter().find(|(_, known)| *known == word).map(|(refusal, _)| *refusal)
    }

    /// What programs read.
    #[must_use]
    pub const fn code(self) -> ErrorCode {
        match self {
            Self::GrantEnded => ErrorCode::CodeRequired,
            Self::Unknown => ErrorCode::NotFound,
            Self::Gone | Self::NeverFinished => ErrorCode::Expired,
            Self::WrongOffset | Self::WrongChecksum => ErrorCode::Conflict,
            Self::Overrun | Self::TooLarge(_) => ErrorCode::TooLong,
            Self::TooMany(_) | Self::TotalTooLarge | Self::TooManyPixels => ErrorCode::Limit,
            Self::PhoneOfDay => ErrorCode::TooMany,
            Self::UnknownType | Self::OtherKind | Self::Malware => ErrorCode::Invalid,
            Self::TooShort => ErrorCode::TooShort,
            Self::Attached => ErrorCode::State,
        }
    }
}

const fn name(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Photo => "照片",
        MediaKind::Audio => "录音",
        MediaKind::Video => "录像",
    }
}

/// Why an upload did not go on.
#[derive(Debug)]
pub enum UploadError {
    /// The person or his program can mend it.
    Refused(UploadRefusal),
    /// The operator must.
    Failed(Failure),
}

/// What a verb of uploads answers.
pub type Upload<T> = Result<T, UploadError>;

impl From<UploadRefusal> for UploadError {
    fn from(refusal: UploadRefusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Failure> for UploadError {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<sea_orm::DbErr> for UploadError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Failed(error.into())
    }
}
