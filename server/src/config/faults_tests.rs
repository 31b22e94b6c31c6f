//! What refuses the start for real: test gateways, weak secrets, ways that others read; each named, all at once.

use crate::config::Config;

/// A configuration that may start for real, with these keys changed.
fn config(changed: &[(&str, &str)]) -> Config {
    let real = [
        ("HTTP__PUBLIC_URL", "https://lj.example.gov.cn"),
        ("KEYS__DIR", "/var/lib/lianjing-keys"),
        ("SMS__PROVIDER", "aliyun"),
        ("SMS__ACCESS_KEY_ID", "x"),
        ("SMS__ACCESS_KEY_SECRET", "x"),
        ("SMS__SIGN_NAME", "便民服务"),
        ("SMS__TEMPLATES__PHONE_CODE", "SMS_1"),
        ("SMS__TEMPLATES__RECEIVED", "SMS_2"),
        ("SMS__TEMPLATES__NEWS", "SMS_3"),
        ("SMS__TEMPLATES__ANSWER", "SMS_4"),
        ("SMS__TEMPLATES__WITHDRAWING", "SMS_5"),
        ("SMS__TEMPLATES__NEW_CODE", "SMS_6"),
    ];
    let all = real.iter().chain(changed).map(|(key, value)| (format!("LIANJING_{key}"), (*value).to_owned()));
    let file = tempfile::NamedTempFile::new().unwrap();
    Config::read(Some(file.path()), all)
}

const HTTP: [(&str, &str); 3] = [
    ("SMS__PROVIDER", "http"),
    ("SMS__HTTP__URL", "https://sms.example.cn/send?to={{phone}}"),
    ("SMS__HTTP__BODY", "{\"text\":\"{{text}}\"}"),
];

#[test]
fn a_real_configuration_may_start() {
    assert_eq!(config(&[]).faults(), Vec::<String>::new());
    assert_eq!(config(&HTTP).faults(), Vec::<String>::new());
    let own = [("SMS__REPORT_SECRET", "abcdefghijklmnopqrstuvwx"), ("SMS__ENDPOINT", "http://127.0.0.1:9")];
    assert_eq!(config(&own).faults(), Vec::<String>::new(), "a relay on the same machine");
}

#[test]
fn test_gateways_and_weak_secrets_do_not_start_for_real() {
    for (key, value, fault) in [
        ("SMS__PROVIDER", "demo", "sms.provider demo is refused"),
        ("SMS__PROVIDER", "", "sms.provider must be"),
        ("SMS__ENDPOINT", "http://dysmsapi.example.cn", "sms.endpoint must begin with https:"),
        ("SMS__ENDPOINT", "http://127.0.0.1.example.cn/", "sms.endpoint must begin with https:"),
        ("SMS__REPORT_SECRET", "secret", "sms.report_secret"),
        ("SMS__REPORT_SECRET", "abcdefghijkl/nopqrstuvwxyz", "sms.report_secret"),
        ("PLATFORM__SMS_DAILY_CAP", "0", "at least 100"),
        ("PLATFORM__SMS_NOTICE_DAILY_CAP", "99", "at least 100"),
        ("PLATFORM__ARGON2_KIB", "64", "platform.argon2_kib"),
        ("HTTP__PUBLIC_URL", "http://lj.example.gov.cn", "http.public_url"),
    ] {
        let faults = config(&[(key, value)]).faults();
        assert!(faults.iter().any(|sentence| sentence.contains(fault)), "{key}={value}: {faults:?}");
    }
}

#[test]
fn a_template_that_can_not_work_is_named_with_all_that_is_wrong() {
    let with = |more: &[(&'static str, &'static str)]| config(&[&HTTP[..], more].concat()).faults();
    for (key, value, fault) in [
        ("SMS__HTTP__URL", "http://sms.example.cn/{{phone}}", "sms.http.url must begin with https:"),
        ("SMS__HTTP__URL", "https://sms.example.cn/", "must say {{phone}}"),
        ("SMS__HTTP__BODY", "{{name}} {{text}}", "nobody knows the placeholder {{name}}"),
        ("SMS__HTTP__BODY", "x", "must say {{text}} or {{template}}"),
        ("SMS__HTTP__BODY", "{{template}}", "or {{code}} and {{day}}"),
        ("SMS__HTTP__METHOD", "PUT", "sms.http.method"),
        ("SMS__HTTP__CODE_AT", "/code", "belong together"),
        ("SMS__HTTP__ID_AT", "data.id", "must begin with /"),
        ("SMS__HTTP__HEADERS", "Authorization", "Name: value"),
        ("SMS__SIGN_NAME", "", "sms.sign_name is needed"),
    ] {
        let faults = with(&[(key, value)]);
        assert!(faults.iter().any(|sentence| sentence.contains(fault)), "{key}={value}: {faults:?}");
    }
    let templates = [("SMS__HTTP__BODY", "{{template}} {{code}} {{day}}"), ("SMS__TEMPLATES__NEWS", "")];
    assert!(with(&templates).iter().any(|sentence| sentence.starts_with("sms.templates needs")));
    assert_eq!(with(&[("SMS__HTTP__METHOD", "PUT"), ("SMS__HTTP__HEADERS", "x")]).len(), 2, "all at once");
    let secret = format!("{:?}", config(&[("SMS__HTTP__HEADERS", "Authorization: geheim")]));
    assert!(!secret.contains("geheim"));
}
