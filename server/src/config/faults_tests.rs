//! What a production start refuses.

use super::Config;
use std::io::Write as _;
use std::path::Path;

fn sample() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../deploy/lianjing.toml")).unwrap()
}

fn faults(file: &str, environment: &[(&str, &str)]) -> Vec<String> {
    let mut toml = tempfile::NamedTempFile::new().unwrap();
    toml.write_all(file.as_bytes()).unwrap();
    let environment = environment.iter().map(|(name, value)| (format!("LIANJING_{name}"), (*value).to_owned()));
    Config::read(Some(toml.path()), environment).faults()
}

/// The sample file with everything put in that a real place has of its own.
const OWN: [(&str, &str); 13] = [
    ("DATABASE__URL", "postgres://lianjing_app:rG7k2@127.0.0.1/lianjing"),
    ("DATABASE__OWNER_URL", "postgres://lianjing_owner:x8Wq1@127.0.0.1/lianjing"),
    ("DATABASE__SWEEP_URL", "postgres://lianjing_sweep:p0Zv4@127.0.0.1/lianjing"),
    ("HTTP__PUBLIC_URL", "https://lj.cangxi.gov.cn"),
    ("SMS__ACCESS_KEY_ID", "LTAI5tKsT2"),
    ("SMS__ACCESS_KEY_SECRET", "eIuRzq0"),
    ("SMS__SIGN_NAME", "便民服务"),
    ("SMS__TEMPLATES__PHONE_CODE", "SMS_154950909"),
    ("SMS__TEMPLATES__RECEIVED", "SMS_154950910"),
    ("SMS__TEMPLATES__NEWS", "SMS_154950911"),
    ("SMS__TEMPLATES__ANSWER", "SMS_154950912"),
    ("SMS__TEMPLATES__WITHDRAWING", "SMS_154950913"),
    ("SMS__TEMPLATES__NEW_CODE", "SMS_154950914"),
];

#[test]
fn the_sample_file_starts_nothing_until_everything_of_the_sample_is_replaced() {
    let found = faults(&sample(), &[]);
    for key in ["database.url", "database.owner_url", "database.sweep_url", "http.public_url"] {
        assert!(found.iter().any(|fault| fault.starts_with(&format!("{key} still is"))), "{key}: {found:#?}");
    }
    for name in ["phone_code", "received", "news", "answer", "withdrawing", "new_code"] {
        assert!(found.iter().any(|fault| fault.starts_with(&format!("sms.templates.{name} still is"))), "{name}: {found:#?}");
    }
    assert_eq!(found.len(), 12, "and access key and sign name are missing: {found:#?}");
    assert!(!found.concat().contains("lianjing_app"), "no value is shown");
    assert_eq!(faults(&sample(), &OWN), Vec::<String>::new());
    for (left_out, _) in OWN {
        let others: Vec<_> = OWN.into_iter().filter(|(name, _)| *name != left_out).collect();
        assert_eq!(faults(&sample(), &others).len(), 1, "{left_out}");
    }
}

#[test]
fn what_is_weak_starts_in_a_demonstration_only() {
    for (name, value, says) in [
        ("SMS__PROVIDER", "demo", "sms.provider demo is refused"),
        ("HTTP__PUBLIC_URL", "http://lj.cangxi.gov.cn", "http.public_url must begin with https://"),
        ("SMS__ENDPOINT", "http://dysmsapi.aliyuncs.com", "sms.endpoint must begin with https://"),
        ("KEYS__DIR", "/var/lib/lianjing/keys", "keys.dir must lie outside"),
        ("PLATFORM__ARGON2_KIB", "8192", "platform.argon2_kib must be at least"),
        ("PLATFORM__ACCELERATE", "2", "platform.accelerate is refused"),
        ("PLATFORM__SMS_DAILY_CAP", "0", "platform.sms_daily_cap and platform.sms_notice_daily_cap"),
        ("PLATFORM__SMS_NOTICE_DAILY_CAP", "99", "platform.sms_daily_cap and platform.sms_notice_daily_cap"),
        ("SMS__REPORT_SECRET", "report-secret", "sms.report_secret must be empty, or 24"),
        ("SMS__REPORT_SECRET", "a secret with gaps in it is no address", "sms.report_secret must be empty, or 24"),
        ("SMS__REPORT_SECRET", "change-me-change-me-change-me", "sms.report_secret still is"),
        ("DATABASE__URL", "postgres://lianjing_app:change%20me@127.0.0.1/lianjing", "database.url still is"),
        ("MAIL__URL", "smtps://user:password@mail.cangxi.gov.cn", "mail.url still is"),
    ] {
        let mut environment = OWN.to_vec();
        environment.push((name, value));
        let found = faults(&sample(), &environment);
        assert!(matches!(found.as_slice(), [only] if only.starts_with(says)), "{name}: {found:#?}");
        environment.push(("PLATFORM__DEMO", "true"));
        assert_eq!(faults(&sample(), &environment), Vec::<String>::new(), "{name}");
    }
    for (value, faults_found) in [("11", 1), ("12", 0), ("32", 0), ("33", 1), ("many", 1)] {
        let found = faults(&sample(), &[&OWN[..], &[("API__MAX_DEPTH", value)]].concat());
        assert_eq!(found.len(), faults_found, "{value}: {found:#?}");
    }
    let secret = ("SMS__REPORT_SECRET", "kT4cV9xN2bQ7mZ1pR8sW5yH3");
    assert_eq!(faults(&sample(), &[&OWN[..], &[secret]].concat()), Vec::<String>::new());
}

#[test]
fn terms_run_at_a_pace_that_a_worker_can_follow() {
    for absurd in ["0", "100001"] {
        let found = faults(&sample(), &[&OWN[..], &[("PLATFORM__DEMO", "true"), ("PLATFORM__ACCELERATE", absurd)]].concat());
        assert_eq!(found, ["platform.accelerate must be 1 to 100000"]);
    }
    assert_eq!(Config::default().for_demo(8_640).platform.accelerate, 8_640);
}

/// A gateway behind a template, beside what a real place has of its own.
const HTTP: [(&str, &str); 3] = [
    ("SMS__PROVIDER", "http"),
    ("SMS__HTTP__URL", "https://sms.cangxi.gov.cn/send?to={{phone}}"),
    ("SMS__HTTP__BODY", "{\"text\":\"{{text}}\"}"),
];

#[test]
fn a_template_that_can_not_work_is_named_with_all_that_is_wrong() {
    let with = |more: &[(&'static str, &'static str)]| faults(&sample(), &[&OWN[..], &HTTP, more].concat());
    assert_eq!(with(&[]), Vec::<String>::new());
    assert_eq!(with(&[("SMS__HTTP__URL", "http://127.0.0.1:9/{{phone}}")]), Vec::<String>::new(), "a relay on the same machine");
    for (name, value, says) in [
        ("SMS__PROVIDER", "smtp", "sms.provider must be aliyun, http or demo"),
        ("SMS__HTTP__URL", "http://sms.cangxi.gov.cn/{{phone}}", "sms.http.url must begin with https:"),
        ("SMS__HTTP__URL", "http://127.0.0.1.cangxi.gov.cn/{{phone}}", "sms.http.url must begin with https:"),
        ("SMS__HTTP__URL", "https://sms.cangxi.gov.cn/", "sms.http.url or sms.http.body must say {{phone}}"),
        ("SMS__HTTP__BODY", "{{name}} {{text}}", "sms.http: nobody knows the placeholder {{name}}"),
        ("SMS__HTTP__BODY", "{{template}}", "sms.http.url or sms.http.body must say {{text}}, or {{code}} and {{day}}"),
        ("SMS__HTTP__METHOD", "PUT", "sms.http.method"),
        ("SMS__HTTP__CODE_AT", "/code", "sms.http.code_at and sms.http.taken belong together"),
        ("SMS__HTTP__ID_AT", "data.id", "sms.http.code_at and sms.http.id_at must begin with /"),
        ("SMS__HTTP__HEADERS", "Authorization", "sms.http.headers must be lines"),
        ("SMS__HTTP__HEADERS", "Authorization: Bearer change-me", "sms.http.headers still is"),
        ("SMS__SIGN_NAME", "", "sms.sign_name is needed"),
    ] {
        let found = with(&[(name, value)]);
        assert!(matches!(found.as_slice(), [only] if only.starts_with(says)), "{name}={value}: {found:#?}");
    }
    let templates = [("SMS__HTTP__BODY", "{{template}} {{code}} {{day}}"), ("SMS__TEMPLATES__NEWS", "")];
    assert_eq!(with(&templates), ["sms.templates needs phone_code, received, news, answer, withdrawing and new_code"]);
    assert_eq!(with(&[("SMS__HTTP__BODY", "x")]).len(), 2, "all at once");
}
