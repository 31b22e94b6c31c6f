//! The form of an answer of `/graphql`, by the GraphQL-over-HTTP specification: which media type, and what its status says.

use actix_web::HttpRequest;
use actix_web::http::header::{ACCEPT, HeaderMap};

/// What everybody takes.
pub(super) const PLAIN: &str = "application/json";
const OWN: &str = "application/graphql-response+json";

/// In which media type a request is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `application/json`: what the document did is said in the body alone, since anything between could have set a status.
    Plain,
    /// `application/graphql-response+json`: the status speaks too.
    Own,
}

impl Form {
    /// As the header `Accept` asks for; plain where it says nothing of the two. None, if it wants neither.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Option<Self> {
        let said: Vec<&str> = headers.get_all(ACCEPT).map(|value| value.to_str().unwrap_or_default()).collect();
        if said.iter().all(|value| value.trim().is_empty()) {
            return Some(Self::Plain);
        }
        let (mut plain, mut own) = (Weight::default(), Weight::default());
        for range in said.iter().flat_map(|value| value.split(',')) {
            let (name, weight) = weighed(range);
            plain.take(&name, PLAIN, weight);
            own.take(&name, OWN, weight);
        }
        match (plain.weight, own.weight) {
            (0, 0) => None,
            // Whoever names it knows what its statuses mean; a star alone says nothing of that.
            (plain, weight) if own.detail == 3 && weight >= plain.max(1) => Some(Self::Own),
            (1.., _) => Some(Self::Plain),
            (0, _) => Some(Self::Own),
        }
    }

    /// That of a request which was let in.
    #[must_use]
    pub fn asked(http: &HttpRequest) -> Self {
        Self::of(http.headers()).unwrap_or(Self::Plain)
    }

    /// The status of a well-formed request whose document, variables or operation were refused.
    #[must_use]
    pub const fn status_of_refusal(self) -> u16 {
        match self {
            Self::Plain => 200,
            Self::Own => 400,
        }
    }

    /// As the header `Content-Type` says it.
    pub(super) const fn media_type(self) -> &'static str {
        match self {
            Self::Plain => "application/json; charset=utf-8",
            Self::Own => "application/graphql-response+json; charset=utf-8",
        }
    }
}

/// How much one media type is wanted, in thousandths, by the most detailed range that covers it.
#[derive(Clone, Copy, Default)]
struct Weight {
    detail: u8,
    weight: u16,
}

impl Weight {
    fn take(&mut self, range: &str, media_type: &str, weight: u16) {
        let detail = match range {
            name if name == media_type => 3,
            "application/*" => 2,
            "*/*" => 1,
            _ => return,
        };
        if detail > self.detail || detail == self.detail && weight > self.weight {
            *self = Self { detail, weight };
        }
    }
}

/// A media range in small letters without its parameters, and its weight in thousandths.
fn weighed(range: &str) -> (String, u16) {
    let mut parts = range.split(';').map(str::trim);
    let name = parts.next().unwrap_or_default().to_ascii_lowercase();
    let said = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
    (name, said.map_or(1_000, thousandths))
}

/// A weight as RFC 9110 writes it; none where it is written otherwise.
fn thousandths(text: &str) -> u16 {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let is_number = part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    match whole {
        "1" if part.bytes().all(|byte| byte == b'0') => 1_000,
        "0" if is_number => format!("{part:0<3}").parse().unwrap_or(0),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::HeaderValue;
    use proptest::prelude::*;

    fn form(accept: &[&str]) -> Option<Form> {
        let mut headers = HeaderMap::new();
        for value in accept {
            headers.append(ACCEPT, HeaderValue::from_str(value).unwrap());
        }
        Form::of(&headers)
    }

    #[test]
    fn who_says_nothing_gets_json() {
        for accept in [&[][..], &[""], &["*/*"], &["application/*"], &["text/html,application/xhtml+xml,*/*;q=0.8"], &["application/json"]]
        {
            assert_eq!(form(accept), Some(Form::Plain), "{accept:?}");
        }
    }

    #[test]
    fn who_names_the_own_type_gets_it_unless_json_weighs_more() {
        for (accept, want) in [
            ("application/graphql-response+json", Form::Own),
            ("Application/GraphQL-Response+JSON; charset=utf-8", Form::Own),
            ("application/graphql-response+json,application/json;q=0.9", Form::Own),
            ("application/graphql-response+json, application/graphql+json, application/json, text/event-stream", Form::Own),
            ("application/json, application/graphql-response+json", Form::Own),
            ("application/graphql-response+json;q=0.8, application/json", Form::Plain),
            ("application/graphql-response+json;q=0, */*", Form::Plain),
            ("*/*;q=0.1, application/graphql-response+json", Form::Own),
            ("application/json;q=0, */*", Form::Own),
        ] {
            assert_eq!(form(&[accept]), Some(want), "{accept}");
        }
        assert_eq!(form(&["text/html", "application/graphql-response+json"]), Some(Form::Own), "two lines are one list");
    }

    proptest! {
        #[test]
        fn fuzz_any_header_has_a_form_or_none(text in "[a-z/*;=., q0-9+-]{0,80}") {
            _ = form(&[text.as_str()]);
        }

        #[test]
        fn fuzz_the_order_of_a_list_says_nothing(
            ranges in proptest::collection::vec(
                (proptest::sample::select(&["*/*", "application/*", PLAIN, OWN, "text/html"][..]), 0u16..=1_000), 1..6),
            by in 0usize..6,
        ) {
            let told = |ranges: &[(&str, u16)]| {
                let list: Vec<_> = ranges.iter().map(|(name, weight)| format!("{name};q={}.{:03}", weight / 1_000, weight % 1_000)).collect();
                form(&[list.join(", ").as_str()])
            };
            let mut turned = ranges.clone();
            turned.rotate_left(by % ranges.len());
            prop_assert_eq!(told(&ranges), told(&turned));
            if ranges.iter().all(|(name, weight)| *weight == 0 || *name == "text/html") {
                prop_assert_eq!(told(&ranges), None);
            }
        }
    }

    #[test]
    fn who_takes_neither_gets_neither() {
        for accept in ["text/html", "application/json;q=0", "*/*;q=0", "application/graphql+json", "application/json;q=nonsense", ";;,"] {
            assert_eq!(form(&[accept]), None, "{accept}");
        }
    }
}
