//! That settings lie within their bounds and stand together.

use super::keys::{Group, Key};
use crate::kernel::settings::Settings;
use std::collections::BTreeSet;

#[test]
fn every_default_lies_within_its_bounds_and_every_column_is_its_own() {
    for platform in
        [Settings::default(), Settings { sms_daily_cap: 3, sms_notice_daily_cap: 7, unit_daily_alarm: 0, ..Settings::default() }]
    {
        let kinds = Key::ALL.map(|key| key.kind(&platform));
        for kind in kinds {
            assert!(kind.min <= kind.default && kind.default <= kind.max, "{kind:?}");
            assert_eq!(
                (kind.value(None), kind.value(Some(kind.max + 1)), kind.value(Some(kind.min - 1))),
                (kind.default, kind.default, kind.default)
            );
            assert_eq!((kind.value(Some(kind.min)), kind.value(Some(kind.max))), (kind.min, kind.max));
        }
        assert_eq!(kinds.iter().map(|kind| kind.column).collect::<BTreeSet<_>>().len(), kinds.len());
    }
}

#[test]
fn a_column_leads_to_its_setting_and_a_source_is_no_working_paper() {
    for key in Key::ALL {
        let kind = key.kind(&Settings::default());
        assert_eq!(Key::of_column(kind.column), Some(key));
        assert!(!kind.source.contains("种子") && !kind.source.contains("设计") && !kind.source.contains('_'), "{}", kind.source);
    }
    assert_eq!(Key::of_column("TERMS_OF_THE_LAW"), None);
}

#[test]
fn groups_stand_together() {
    let mut groups: Vec<_> = Key::ALL.map(|key| key.kind(&Settings::default()).group).into();
    groups.dedup();
    assert_eq!(groups, [Group::Reporters, Group::Messages, Group::Opinions, Group::Accounts, Group::Ratings]);
}
