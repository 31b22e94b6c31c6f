//! Typed ids: a prefix that says what it is, then a UUID v7 in 26 letters, e.g. `report_01h455vb4pex5vsknk084sn02q`.
//!
//! An id carries its county's number in 16 bits behind the time, so that `node(id)` finds the tenant without a
//! table of all ids. The number grants nothing: every query is scoped by the tenant all the same.

use uuid::Uuid;

/// An id that names its kind.
pub trait TypedId: Copy + From<Uuid> + Into<Uuid> + std::fmt::Display {
    /// What stands before the underscore.
    const PREFIX: &'static str;
}

/// A string that is not an id of the kind asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id of this kind")]
pub struct NotAnId;

/// Puts together a UUID v7 from Unix milliseconds, the county's number and 9 random bytes.
#[must_use]
pub fn mint(millis: i64, county_number: u16, random: [u8; 9]) -> Uuid {
    let time = u128::from(millis.unsigned_abs() & 0xFFFF_FFFF_FFFF) << 80;
    let [r0, r1, rest @ ..] = random;
    let rand_a = u128::from(u16::from_be_bytes([r0, r1]) & 0x0FFF) << 64;
    let number = u128::from(county_number) << 46;
    let tail = rest.iter().fold(0u128, |sum, byte| sum << 8 | u128::from(*byte)) & 0x3FFF_FFFF_FFFF;
    Uuid::from_u128(time | 0x7 << 76 | rand_a | 0b10 << 62 | number | tail)
}

/// When an id was minted, in Unix milliseconds.
#[must_use]
pub fn minted_at(id: Uuid) -> i64 {
    i64::try_from(id.as_u128() >> 80).unwrap_or_default()
}

/// The number of the county that an id belongs to.
#[must_use]
pub fn county_number(id: Uuid) -> u16 {
    u16::try_from(id.as_u128() >> 46 & 0xFFFF).unwrap_or_default()
}

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// `prefix_` and the UUID in Crockford's base 32.
#[must_use]
pub fn encode(prefix: &str, id: Uuid) -> String {
    let value = id.as_u128();
    let mut text = String::with_capacity(prefix.len() + 27);
    text.push_str(prefix);
    text.push('_');
    for place in (0..26).rev() {
        let digit = usize::try_from(value >> (place * 5) & 31).unwrap_or_default();
        text.push(ALPHABET.get(digit).map_or('0', |b| char::from(*b)));
    }
    text
}

/// The prefix and the UUID of an id in text.
///
/// # Errors
/// [`NotAnId`] if it is not of this form, or not a canonical one.
pub fn decode(text: &str) -> Result<(&str, Uuid), NotAnId> {
    let (prefix, digits) = text.rsplit_once('_').ok_or(NotAnId)?;
    if digits.len() != 26 || !digits.starts_with(|c| ('0'..='7').contains(&c)) {
        return Err(NotAnId);
    }
    let value = digits.bytes().try_fold(0u128, |sum, byte| {
        let digit = ALPHABET.iter().position(|b| *b == byte).ok_or(NotAnId)?;
        Ok(sum << 5 | u128::try_from(digit).map_err(|_| NotAnId)?)
    })?;
    Ok((prefix, Uuid::from_u128(value)))
}

macro_rules! typed_id {
    ($name:ident, $prefix:literal) => {
        #[doc = concat!("Id with the prefix `", $prefix, "`.")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, sea_orm::DeriveValueType)]
        pub struct $name(pub Uuid);
        impl TypedId for $name {
            const PREFIX: &'static str = $prefix;
        }
        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
        impl sea_orm::TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
                Err(sea_orm::DbErr::ConvertFromU64($prefix))
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&encode($prefix, self.0))
            }
        }
        impl std::str::FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                match decode(text)? {
                    ($prefix, id) => Ok(Self(id)),
                    _ => Err(NotAnId),
                }
            }
        }
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                <String as serde::Deserialize>::deserialize(d)?.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

typed_id!(CountyId, "county");
typed_id!(UnitId, "unit");
typed_id!(SectionId, "section");
typed_id!(OfficialId, "official");
typed_id!(OfficialPhoneId, "phone");
typed_id!(OrganId, "organ");
typed_id!(CoverageId, "coverage");
typed_id!(PostId, "post");
typed_id!(PostVersionId, "postversion");
typed_id!(KinshipId, "kinship");
typed_id!(KinshipEndingId, "kinend");
typed_id!(AccountId, "account");
typed_id!(AccountCardId, "card");
typed_id!(OrganStateId, "organstate");
typed_id!(SettingId, "setting");
typed_id!(NoticeTextId, "noticetext");
typed_id!(EmblemId, "emblem");
typed_id!(RoleGrantId, "grant");
typed_id!(AccessResetId, "reset");
typed_id!(SessionId, "session");
typed_id!(SignInTryId, "try");
typed_id!(KnownDeviceId, "device");
typed_id!(EnvelopeId, "envelope");
typed_id!(KeyWrapId, "wrap");
typed_id!(AccountKeyId, "acckey");
typed_id!(SessionKeyId, "seskey");
typed_id!(OrganKeyId, "orgkey");
typed_id!(MemberKeyId, "memkey");
typed_id!(PendingWrapId, "pendwrap");
typed_id!(PaperKeyId, "paperkey");
typed_id!(RecoveryWrapId, "recwrap");
typed_id!(SealedPartId, "part");
typed_id!(ContactId, "contact");
typed_id!(PhoneCodeId, "phonecode");
typed_id!(UploadGrantId, "upload");
typed_id!(MediaId, "media");
typed_id!(MediaPartId, "mediapart");
typed_id!(RenditionId, "rendition");
typed_id!(ReportId, "report");
typed_id!(ReportSubjectId, "subject");
typed_id!(ReportNamedId, "named");
typed_id!(CodeReissueId, "reissue");
typed_id!(CaseId, "case");
typed_id!(InstanceId, "instance");
typed_id!(CaseEventId, "event");
typed_id!(CaseAsideId, "aside");
typed_id!(DeadlineId, "deadline");
typed_id!(DeadlineRequestId, "request");
typed_id!(HandOverId, "handover");
typed_id!(JointHandlingId, "joint");
typed_id!(ConclusionId, "conclusion");
typed_id!(ClarificationId, "clarification");
typed_id!(MaliceId, "malice");
typed_id!(CalendarDayId, "calday");
typed_id!(PowerId, "power");
typed_id!(LegalBasisId, "basis");
typed_id!(DiscretionStandardId, "standard");
typed_id!(GuideId, "guide");
typed_id!(FlowStepId, "step");
typed_id!(FlowEdgeId, "edge");
typed_id!(RiskPointId, "risk");
typed_id!(ControlMeasureId, "measure");
typed_id!(RuleId, "rule");
typed_id!(RiskRuleId, "riskrule");
typed_id!(ClearingId, "clearing");
typed_id!(ClearingItemId, "clearingitem");
typed_id!(ClearingChangeId, "clearingchange");
typed_id!(ListVersionId, "listversion");
typed_id!(ListVersionItemId, "listversionitem");
typed_id!(StickerId, "sticker");
typed_id!(HaltId, "halt");
typed_id!(HaltAnswerId, "haltanswer");
typed_id!(ProcessCheckId, "check");
typed_id!(PublicationId, "publication");
typed_id!(PublicationVersionId, "publicationversion");
typed_id!(WithholdingId, "withholding");
typed_id!(ArchiveFileId, "archivefile");
typed_id!(ArchiveOpeningId, "archiveopening");
typed_id!(ArchiveKindId, "archivekind");
typed_id!(ArchiveMatterId, "archivematter");
typed_id!(ArchiveNoteId, "archivenote");
typed_id!(ArchiveTransferId, "archivetransfer");
typed_id!(ArchivePeerId, "archivepeer");
typed_id!(OutcomeKindId, "outcomekind");
typed_id!(OutcomeKindVersionId, "outcomekindversion");
typed_id!(OutcomeId, "outcome");
typed_id!(OutcomeEarlierId, "outcomeearlier");
typed_id!(OutcomeImportId, "outcomeimport");
typed_id!(OutcomeFileId, "outcomefile");
typed_id!(RemovalId, "removal");
typed_id!(OpenDataEditionId, "edition");
typed_id!(OpenDataFileId, "opendatafile");
typed_id!(SubsidyId, "subsidy");
typed_id!(SubsidyGuessId, "guess");
typed_id!(IndicatorSetId, "indicators");
typed_id!(RatingSheetId, "sheet");
typed_id!(RatingReasonId, "ratingreason");
typed_id!(RatingFigureId, "figure");
typed_id!(RatingBurstId, "burst");
typed_id!(RatingBatchId, "batch");
typed_id!(OpinionId, "opinion");
typed_id!(OpinionEventId, "opinionevent");
typed_id!(OpinionAdoptionId, "opinionadoption");
typed_id!(NoticeId, "notice");
typed_id!(NoticeCaseId, "noticecase");
typed_id!(NoticeDueId, "noticedue");
typed_id!(SmsDayId, "smsday");
typed_id!(QuietHoursId, "quiet");
typed_id!(UnitAlarmId, "alarm");
typed_id!(LedgerEntryId, "entry");
typed_id!(LedgerPromiseId, "promise");
typed_id!(OpeningId, "opening");
typed_id!(OutboxId, "job");
typed_id!(ClientId, "client");
typed_id!(ClientSecretId, "clientsecret");
typed_id!(ClientTryId, "clienttry");
typed_id!(WebhookId, "webhook");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_text_and_names_its_county() {
        let id = ReportId(mint(1_795_000_000_000, 40_123, [7, 255, 3, 4, 5, 6, 7, 8, 255]));
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(county_number(id.0), 40_123);
        assert_eq!(id.0.get_version_num(), 7);
        assert_eq!(id.to_string().parse::<CaseId>(), Err(NotAnId));
        assert_eq!("report_8zzzzzzzzzzzzzzzzzzzzzzzzz".parse::<ReportId>(), Err(NotAnId));
        assert_eq!("report_".parse::<ReportId>(), Err(NotAnId));
    }

    #[test]
    fn later_ids_sort_later() {
        let early = mint(1_000, 9, [255; 9]);
        let late = mint(1_001, 1, [0; 9]);
        assert!(early < late);
    }
}
