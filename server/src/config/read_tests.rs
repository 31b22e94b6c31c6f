//! What is understood of a configuration, and what is named because it is not.

use super::super::Config;
use std::io::Write as _;
use std::path::Path;

fn read(file: &str, environment: &[(&str, &str)]) -> Config {
    let mut toml = tempfile::NamedTempFile::new().unwrap();
    toml.write_all(file.as_bytes()).unwrap();
    Config::read(Some(toml.path()), environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
}

#[test]
fn the_environment_goes_over_the_file() {
    let file = "[http]\nlisten = \"127.0.0.1:1\"\nworkers = 3\n[platform]\nhome_county = 510824\nsms_daily_cap = 7";
    let config = read(file, &[("LIANJING_HTTP__LISTEN", "127.0.0.1:2"), ("LIANJING_SMS__TEMPLATES__NEWS", "SMS_1"), ("PATH", "/bin")]);
    assert_eq!(config.unread, Vec::<String>::new());
    assert_eq!((config.http.listen.as_str(), config.http.workers, config.platform.sms_daily_cap), ("127.0.0.1:2", 3, 7));
    assert_eq!((config.platform.home_county.as_deref(), config.sms.templates.news.as_str()), (Some("510824"), "SMS_1"));
}

#[test]
fn digits_are_a_text_where_a_text_is_meant() {
    for (given, code) in [("510824", Some("510824")), ("\"510824\"", Some("510824")), ("001234", Some("001234")), ("", None)] {
        let config = read("", &[("LIANJING_PLATFORM__HOME_COUNTY", given), ("LIANJING_SMS__REPORT_SECRET", given)]);
        assert_eq!((config.unread.len(), config.platform.home_county.as_deref()), (0, code), "{given}");
        assert_eq!(config.sms.report_secret.reveal(), code.unwrap_or_default());
    }
    let numbers = [("LIANJING_HTTP__WORKERS", "2"), ("LIANJING_PLATFORM__DEMO", "true"), ("LIANJING_PLATFORM__PROOF_DIGITS", " 5 ")];
    let config = read("", &numbers);
    assert_eq!((config.unread.len(), config.http.workers, config.platform.demo, config.platform.proof_digits), (0, 2, true, 5));
}

#[test]
fn everything_that_is_not_understood_is_named_at_once() {
    let file = "[htttp]\nlisten = \"x\"\n[http]\nlissten = \"x\"\nworkers = \"many\"\n[sms]\nprovider = [1]\n[sms.templates]\nnew = 1\n[platform]\npublic_url = \"x\"";
    let config =
        read(file, &[("LIANJING_DATABASE_URL", "x"), ("LIANJING_DATABASE__ULR", "x"), ("LIANJING_KILLS", "9"), ("LIANJING_DATA", "x")]);
    for part in [
        "LIANJING_DATABASE_URL: write LIANJING_DATABASE__URL",
        "htttp: there is no such key",
        "http.lissten: there is no such key",
        "database.ulr: there is no such key",
        "sms.templates.new: there is no such key",
        "platform.public_url: there is no such key",
        "many",
        "expected a text",
    ] {
        assert!(config.unread.iter().any(|sentence| sentence.contains(part)), "{part}: {:#?}", config.unread);
    }
    assert_eq!(config.unread.len(), 8, "{:#?}", config.unread);
    assert!(config.faults().starts_with(&config.unread), "nothing starts with it");
}

#[test]
fn a_named_file_must_be_there_and_be_one() {
    let missing = Config::read(Some(Path::new("/nowhere/lianjing.toml")), std::iter::empty());
    assert!(missing.unread.first().is_some_and(|sentence| sentence.starts_with("/nowhere/lianjing.toml")), "{:?}", missing.unread);
    assert_eq!(read("[http", &[]).unread.len(), 1);
    assert_eq!(read("database = 5", &[]).unread, ["database: this is a section, [database], and not a value"]);
}

#[test]
fn the_file_that_comes_with_the_program_is_understood() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../deploy/lianjing.toml")).unwrap();
    assert_eq!(read(&text, &[]).unread, Vec::<String>::new());
    let every = text.replace("\n# home_county", "\nhome_county");
    assert_eq!(read(&every, &[]).unread, Vec::<String>::new());
    let mut said: Vec<_> = super::SECTIONS
        .iter()
        .flat_map(|(_, keys)| keys())
        .filter(|key| !every.contains(&format!("\n{key} = ")) && !every.contains(&format!("{key}]")))
        .collect();
    said.sort_unstable();
    assert_eq!(said, Vec::<&&str>::new(), "a key that the file does not tell");
}
