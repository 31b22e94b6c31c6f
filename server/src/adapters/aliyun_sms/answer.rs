//! What Aliyun's answers mean: from HTTP status and code to what became of a try.

use crate::ports::sms::{Found, SendOutcome};
use serde_json::Value;

/// An answer that was read to its end.
#[derive(Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// The body, if it was JSON.
    pub body: Option<Value>,
}

/// A call that got no answer.
#[derive(Debug, PartialEq, Eq)]
pub enum CallFault {
    /// The request never left.
    NotSent(String),
    /// It may have been read.
    Unknown(String),
}

/// What became of a SendSms.
///
/// Business errors come with HTTP 200 and a code, the gateway's own with 4xx. Whatever does not say plainly that
/// nothing was sent is unknown, because SendSms knows no idempotency.
#[must_use]
pub fn of_send(answer: Result<Answer, CallFault>) -> SendOutcome {
    let answer = match answer {
        Ok(answer) => answer,
        Err(CallFault::NotSent(error)) => return SendOutcome::NotSent { error },
        Err(CallFault::Unknown(error)) => return SendOutcome::Unknown { error },
    };
    let Some(code) = answer.text("Code") else {
        return SendOutcome::Unknown { error: format!("HTTP {} without a code", answer.status) };
    };
    if answer.status >= 500 {
        return SendOutcome::Unknown { error: format!("HTTP {}: {code}", answer.status) };
    }
    match (meaning(code), answer.text("BizId")) {
        (Meaning::Taken, Some(id)) => SendOutcome::Accepted { provider_id: id.to_owned() },
        (Meaning::Taken, None) => SendOutcome::Unknown { error: "OK without BizId".to_owned() },
        (Meaning::Limited, _) => SendOutcome::Limited { code: code.to_owned() },
        (Meaning::Refused { operator }, _) => SendOutcome::Refused { code: code.to_owned(), operator },
        (Meaning::Unclear, _) => SendOutcome::Unknown { error: code.to_owned() },
    }
}

/// What a page of QuerySendDetails says of our message; none: it is not on this page, and whether there are more.
///
/// # Errors
/// Why the answer cannot be believed.
pub fn of_look_up(answer: Result<Answer, CallFault>, out_id: &str, seen: u64) -> Result<(Option<Found>, u64), String> {
    let answer = answer.map_err(|(CallFault::NotSent(error) | CallFault::Unknown(error))| error)?;
    let code = answer.text("Code").ok_or_else(|| format!("HTTP {} without a code", answer.status))?;
    if code != "OK" {
        return Err(code.to_owned());
    }
    let body = answer.body.as_ref().ok_or("no body")?;
    let total = number(body.get("TotalCount")).ok_or("no TotalCount")?;
    let rows = body.pointer("/SmsSendDetailDTOs/SmsSendDetailDTO").and_then(Value::as_array);
    let rows = rows.map_or(&[][..], Vec::as_slice);
    let ours = rows.iter().find(|row| row.get("OutId").and_then(Value::as_str) == Some(out_id));
    let found = ours.map(|row| match number(row.get("SendStatus")) {
        Some(3) => Found::Delivered,
        Some(2) => Found::Failed,
        _ => Found::Waiting,
    });
    let here = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    if found.is_none() && here == 0 && seen < total {
        return Err(format!("{total} rows announced, {seen} shown"));
    }
    Ok((found, total.saturating_sub(seen.saturating_add(here))))
}

/// Numbers come as numbers or as text, depending on the way of signing.
fn number(value: Option<&Value>) -> Option<u64> {
    match value? {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

impl Answer {
    fn text(&self, name: &str) -> Option<&str> {
        self.body.as_ref()?.get(name)?.as_str().filter(|text| !text.is_empty())
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Meaning {
    Taken,
    Limited,
    Refused { operator: bool },
    Unclear,
}

/// The table of codes. A code nobody knows is refused when it blames us, and unclear when it blames the service.
fn meaning(code: &str) -> Meaning {
    match code {
        "OK" => Meaning::Taken,
        "isv.BUSINESS_LIMIT_CONTROL" | "isv.DAY_LIMIT_CONTROL" | "isv.MONTH_LIMIT_CONTROL" => Meaning::Limited,
        "isv.MOBILE_NUMBER_ILLEGAL" | "isv.MOBILE_COUNT_OVER_LIMIT" => Meaning::Refused { operator: false },
        // A used nonce means that a copy of this very request was read before.
        "isp.SYSTEM_ERROR" | "SignatureNonceUsed" | "ServiceUnavailable" | "InternalError" => Meaning::Unclear,
        "isp.RAM_PERMISSION_DENY" => Meaning::Refused { operator: true },
        code if code.starts_with("Throttling") => Meaning::Limited,
        code if code.starts_with("isp.") => Meaning::Unclear,
        _ => Meaning::Refused { operator: true },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn send(status: u16, body: Value) -> SendOutcome {
        of_send(Ok(Answer { status, body: Some(body) }))
    }

    #[test]
    fn codes_mean_what_the_table_says() {
        assert_eq!(send(200, json!({"Code": "OK", "BizId": "9"})), SendOutcome::Accepted { provider_id: "9".into() });
        for code in ["isv.BUSINESS_LIMIT_CONTROL", "isv.DAY_LIMIT_CONTROL", "Throttling.User"] {
            assert_eq!(send(200, json!({"Code": code})), SendOutcome::Limited { code: code.into() });
        }
        for (code, operator) in [
            ("isv.MOBILE_NUMBER_ILLEGAL", false),
            ("isv.MOBILE_COUNT_OVER_LIMIT", false),
            ("isv.SMS_SIGNATURE_ILLEGAL", true),
            ("isv.SMS_TEMPLATE_ILLEGAL", true),
            ("isv.AMOUNT_NOT_ENOUGH", true),
            ("isv.BLACK_KEY_CONTROL_LIMIT", true),
            ("isp.RAM_PERMISSION_DENY", true),
            ("SignatureDoesNotMatch", true),
            ("InvalidTimeStamp.Expired", true),
        ] {
            assert_eq!(send(400, json!({"Code": code})), SendOutcome::Refused { code: code.into(), operator });
        }
    }

    #[test]
    fn what_is_not_plain_is_unknown() {
        let unknown = |outcome| matches!(outcome, SendOutcome::Unknown { .. });
        assert!(unknown(send(200, json!({"Code": "isp.SYSTEM_ERROR"}))));
        assert!(unknown(send(200, json!({"Code": "OK"}))));
        assert!(unknown(send(400, json!({"Code": "SignatureNonceUsed"}))));
        assert!(unknown(send(503, json!({"Code": "isv.DAY_LIMIT_CONTROL"}))));
        assert!(unknown(of_send(Ok(Answer { status: 200, body: None }))));
        assert!(unknown(of_send(Err(CallFault::Unknown("timeout".into())))));
        assert!(matches!(of_send(Err(CallFault::NotSent("refused".into()))), SendOutcome::NotSent { .. }));
    }

    #[test]
    fn a_look_up_reads_every_page_before_it_says_nothing() {
        let page = |rows: Value, total: u64| {
            let body = json!({"Code": "OK", "TotalCount": total, "SmsSendDetailDTOs": {"SmsSendDetailDTO": rows}});
            Ok(Answer { status: 200, body: Some(body) })
        };
        let other = json!({"OutId": "b", "SendStatus": 3});
        assert_eq!(of_look_up(page(json!([{"OutId": "a", "SendStatus": 3}]), 1), "a", 0), Ok((Some(Found::Delivered), 0)));
        assert_eq!(of_look_up(page(json!([{"OutId": "a", "SendStatus": "2"}]), 1), "a", 0), Ok((Some(Found::Failed), 0)));
        assert_eq!(of_look_up(page(json!([{"OutId": "a", "SendStatus": 1}]), 1), "a", 0), Ok((Some(Found::Waiting), 0)));
        assert_eq!(of_look_up(page(json!([other]), 3), "a", 1), Ok((None, 1)));
        assert_eq!(of_look_up(page(json!([]), 0), "a", 0), Ok((None, 0)));
        assert!(of_look_up(page(json!([]), 2), "a", 0).is_err(), "an empty page of a full list proves nothing");
        assert!(of_look_up(Ok(Answer { status: 502, body: None }), "a", 0).is_err());
    }
}
