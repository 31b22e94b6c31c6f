//! The key folder on a real disk.

use super::*;
use crate::kernel::clock::{SetClock, SystemChance, SystemClock};
use entity::moment::Moment;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use time::Duration;

fn filled() -> (tempfile::TempDir, PathBuf) {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("keys");
    prepare(&folder, &SystemChance, &SystemClock).unwrap();
    (parent, folder)
}

fn ring(folder: &Path) -> KeyRing {
    load(folder, Arc::new(SystemChance), Arc::new(SystemClock)).unwrap()
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().mode() & 0o777
}

#[test]
fn keys_are_made_once_and_for_the_owner_only() {
    let (_parent, folder) = filled();
    let first = *ring(&folder).platform(Purpose::Hash).unwrap().bytes();
    prepare(&folder, &SystemChance, &SystemClock).unwrap();
    assert_eq!(*ring(&folder).platform(Purpose::Hash).unwrap().bytes(), first);
    assert_ne!(ring(&folder).platform(Purpose::Notice).unwrap().bytes(), &first);
    assert_eq!((mode(&folder), mode(&folder.join("hash.key"))), (0o700, 0o600));
}

#[test]
fn an_empty_folder_names_every_missing_key_and_makes_none() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(load(folder.path(), Arc::new(SystemChance), Arc::new(SystemClock)).unwrap_err().len(), Purpose::ALL.len());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_file_that_others_may_read_is_refused() {
    let (_parent, folder) = filled();
    std::fs::set_permissions(folder.join("token.key"), std::fs::Permissions::from_mode(0o640)).unwrap();
    let errors = load(&folder, Arc::new(SystemChance), Arc::new(SystemClock)).unwrap_err();
    assert!(matches!(errors.as_slice(), [only] if only.contains("token.key") && only.contains("chmod 600")), "{errors:?}");
}

#[test]
fn a_faulty_file_is_named_with_its_line_but_not_shown() {
    let (_parent, folder) = filled();
    let good = "ab".repeat(32);
    for (text, says) in [
        ("", "no key"),
        ("hash-1", "expected a name"),
        ("hash-1 xyz", "hex or base64"),
        ("hash-1 abcd", "32 bytes"),
        (&format!("hash-1 {good} yesterday"), "a key's time"),
        (&format!("hash-1 {good} 2026-11-27T08:00:00+08:00 more"), "at most a time"),
        (&format!("ha/sh {good}"), "letters, digits"),
        (&format!("hash-1 {}", "00".repeat(32)), "zeros"),
        (&format!("a {good}\n\n# note\na {good}"), "line 4: this name stands twice"),
    ] {
        std::fs::write(folder.join("hash.key"), text).unwrap();
        let errors = load(&folder, Arc::new(SystemChance), Arc::new(SystemClock)).unwrap_err();
        assert!(errors.concat().contains(says) && !errors.concat().contains(&good), "{errors:?}");
    }
    std::fs::write(folder.join("hash.key"), format!("one {good}\n")).unwrap();
    std::fs::write(folder.join("notice.key"), format!("old {good}\nnew {}=\n", "A".repeat(42) + "E")).unwrap();
    assert_eq!(ring(&folder).platform(Purpose::Notice).unwrap().id, "new");
}

#[test]
fn processes_that_meet_a_county_together_get_the_same_keys() {
    let (_parent, folder) = filled();
    let meet = || *ring(&folder).county("510824").unwrap().content.bytes();
    let met: Vec<_> = std::thread::scope(|scope| {
        let all: Vec<_> = (0..16).map(|_| scope.spawn(meet)).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert!(met.windows(2).all(|pair| pair[0] == pair[1]));
    assert_ne!(*ring(&folder).county("130982").unwrap().content.bytes(), met[0]);
    assert!(ring(&folder).county("../../x").is_err() && ring(&folder).county("").is_err());
}

#[test]
fn renewed_keys_are_current_and_the_older_ones_still_open() {
    let (_parent, folder) = filled();
    let (here, elsewhere) = (ring(&folder), ring(&folder));
    let old = elsewhere.county("510824").unwrap();
    let new = here.renew_county("510824").unwrap();
    assert_ne!((&old.content.id, &old.name.id), (&new.content.id, &new.name.id));
    assert_eq!(old.ledger.bytes(), new.ledger.bytes());
    assert_eq!(here.county_key("510824", &old.content.id).unwrap().unwrap().bytes(), old.content.bytes());
    let met = elsewhere.county_key("510824", &new.content.id).unwrap();
    assert_eq!(met.unwrap().bytes(), new.content.bytes(), "another process finds a key made since");
    assert!(here.county_key("510824", "content-none").unwrap().is_none());
}

#[test]
fn every_key_of_the_platform_but_one_gets_another_line_and_keeps_the_older_one() {
    let (_parent, folder) = filled();
    let (here, elsewhere) = (ring(&folder), ring(&folder));
    for purpose in Purpose::ALL.into_iter().filter(|purpose| purpose.can_be_renewed()) {
        let old = here.platform(purpose).unwrap();
        let new = here.renew(purpose).unwrap();
        assert_ne!((&old.id, old.bytes()), (&new.id, new.bytes()));
        assert!(new.made_at.is_some() && here.platform(purpose).unwrap().id == new.id);
        assert_eq!(here.named(purpose, &old.id).unwrap().unwrap().bytes(), old.bytes());
        assert_eq!(elsewhere.platform(purpose).unwrap().id, old.id);
        assert_eq!(elsewhere.named(purpose, &new.id).unwrap().unwrap().bytes(), new.bytes(), "another process finds it");
        assert_eq!(elsewhere.platform(purpose).unwrap().id, new.id, "and works with it from then on");
        assert!(here.named(purpose, "none").unwrap().is_none());
        assert_eq!(mode(&path_of(&folder, purpose.file())), 0o600);
    }
    assert!(here.renew(Purpose::Hash).unwrap_err().contains("hash.key can't be renewed"));
    let line = std::fs::read_to_string(folder.join("hash.key")).unwrap();
    std::fs::write(folder.join("hash.key"), format!("{line}hash-2 {}\n", "ab".repeat(32))).unwrap();
    let errors = load(&folder, Arc::new(SystemChance), Arc::new(SystemClock)).unwrap_err();
    assert!(matches!(errors.as_slice(), [only] if only.contains("hash.key: there must be one key only")), "{errors:?}");
}

#[test]
fn an_older_key_is_trusted_until_what_it_made_has_ended() {
    let (_parent, folder) = filled();
    let clock = Arc::new(SetClock::at(SystemClock.now()));
    let ring = load(&folder, Arc::new(SystemChance), Arc::clone(&clock) as _).unwrap();
    let life = Duration::hours(1);
    let good = |now: Moment| ring.still_good(Purpose::Token, life, now).len();
    clock.advance(Duration::days(1));
    ring.renew(Purpose::Token).unwrap();
    let first = clock.now();
    clock.advance(Duration::minutes(30));
    ring.renew(Purpose::Token).unwrap();
    assert_eq!(good(clock.now()), 3);
    assert_eq!((good(first.after(life - Duration::SECOND)), good(first.after(life))), (3, 2));
    assert_eq!((good(first.after(Duration::minutes(89))), good(first.after(Duration::minutes(91)))), (2, 1));
    // Of a line that somebody wrote by hand nobody knows since when it stands there.
    let text = std::fs::read_to_string(folder.join("token.key")).unwrap();
    let bare: String = text.lines().map(|line| format!("{}\n", line.rsplit_once(' ').unwrap().0)).collect();
    std::fs::write(folder.join("token.key"), bare).unwrap();
    let ring = load(&folder, Arc::new(SystemChance), clock).unwrap();
    assert_eq!(ring.still_good(Purpose::Token, life, first.after(Duration::days(900))).len(), 3);
}
