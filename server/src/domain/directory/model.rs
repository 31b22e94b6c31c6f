//! Plain facts about subjects and organs, as routing and recusal want them.

use entity::id::{OfficialId, OrganId, PowerId, SectionId, UnitId};
use entity::words::{CadreAuthority, OrganKind, SubjectKind, UnitCategory};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;
use time::Date;

/// What a report or a sticker points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SubjectId {
    /// 单位.
    Unit(UnitId),
    /// 干部.
    Official(OfficialId),
    /// 权力事项.
    Power(PowerId),
}

/// An id of something that nobody can report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the id of a unit, an official or a power")]
pub struct NotASubject;

/// A subject, with all that decides who may handle a report on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubjectFacts {
    /// Its id.
    pub id: SubjectId,
    /// What it is.
    pub kind: SubjectKind,
    /// Name of the unit, the official or the power.
    pub name: String,
    /// An official's title in his first post.
    pub title: Option<String>,
    /// The unit itself, the power's unit, or the unit of the official's first post; none for an official without one.
    pub unit: Option<UnitFacts>,
    /// An official's posts, those that hold today first, then the latest; empty for units and powers.
    pub posts: Vec<PostFacts>,
    /// 干部管理权限: who may investigate an official.
    pub managed_by: Option<CadreAuthority>,
}

/// A unit and where it stands in the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitFacts {
    /// Its id.
    pub id: UnitId,
    /// Its name.
    pub name: String,
    /// Its category.
    pub category: UnitCategory,
    /// The unit and all above it, nearest first.
    pub chain: Vec<UnitId>,
}

/// One post of one official.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostFacts {
    /// Whose post.
    pub official: OfficialId,
    /// The title.
    pub title: String,
    /// In which unit.
    pub unit: UnitId,
    /// The post's unit and all above it, nearest first; empty where only recusal is asked for.
    pub chain: Vec<UnitId>,
    /// In which section.
    pub section: Option<SectionId>,
    /// Whether that section is the leading group (班子).
    pub in_leading_group: bool,
    /// Membership of a discipline organ.
    pub organ: Option<OrganId>,
    /// 一把手 of the unit.
    pub leads_unit: bool,
    /// Head of the section.
    pub leads_section: bool,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
}

impl PostFacts {
    /// Whether the post holds on that day.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|last| last >= day)
    }

    /// Whether the post held on any day from `since` to `today`.
    #[must_use]
    pub fn held_within(&self, since: Date, today: Date) -> bool {
        self.from <= today && self.until.is_none_or(|last| last >= since)
    }
}

/// 亲属关系, as recusal sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kin {
    /// Who declared it: he keeps away at once.
    pub declarer: OfficialId,
    /// With whom.
    pub relative: OfficialId,
    /// Whether the relative keeps away too. Nobody can keep another one from a case by a word of his own.
    pub is_noted: bool,
}

/// A discipline organ, with its place and reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganFacts {
    /// Its id.
    pub id: OrganId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: OrganKind,
    /// The unit it belongs to.
    pub unit_id: Option<UnitId>,
    /// The organ above it.
    pub superior_id: Option<OrganId>,
    /// Units covered besides the one it belongs to.
    pub coverage: Vec<UnitId>,
    /// Telephone.
    pub telephone: Option<String>,
    /// How to reach an external organ.
    pub advice: Option<String>,
    /// Whether it stands above the county, outside the platform.
    pub external: bool,
}

/// From whom an official must keep away as a handler.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recusals {
    /// Who he is; nobody for who is no official.
    pub of: Option<OfficialId>,
    /// Officials, himself among them, sorted.
    pub officials: Vec<OfficialId>,
    /// Units that he leads, or to whose leading group (班子) he belongs, today or within two years; sorted.
    pub units_led: Vec<UnitId>,
}

/// Who must keep away from a report because of whom and what it names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// The officials themselves and whoever must keep away from one of them.
    pub near: BTreeSet<OfficialId>,
    /// Of each unit its leaders and its leading group, today and within two years.
    pub groups: BTreeMap<UnitId, BTreeSet<OfficialId>>,
}

impl SubjectId {
    /// What it is.
    #[must_use]
    pub const fn kind(self) -> SubjectKind {
        match self {
            Self::Unit(_) => SubjectKind::Unit,
            Self::Official(_) => SubjectKind::Official,
            Self::Power(_) => SubjectKind::Power,
        }
    }
}

impl From<SubjectId> for uuid::Uuid {
    fn from(id: SubjectId) -> Self {
        match id {
            SubjectId::Unit(id) => id.into(),
            SubjectId::Official(id) => id.into(),
            SubjectId::Power(id) => id.into(),
        }
    }
}

impl fmt::Display for SubjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unit(id) => id.fmt(f),
            Self::Official(id) => id.fmt(f),
            Self::Power(id) => id.fmt(f),
        }
    }
}

impl FromStr for SubjectId {
    type Err = NotASubject;

    fn from_str(text: &str) -> Result<Self, NotASubject> {
        let unit = text.parse().map(Self::Unit);
        let official = text.parse().map(Self::Official);
        unit.or(official).or_else(|_| text.parse().map(Self::Power)).map_err(|_| NotASubject)
    }
}

/// 权力构架: one line of who exercises how many powers of a unit under whose supervision. The powers fill it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supervision {
    /// 行权主体.
    pub body: String,
    /// 监督主体.
    pub supervising_body: String,
    /// Number of powers.
    pub powers: i64,
}
