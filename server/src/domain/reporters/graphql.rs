//! The schema of phone codes and upload grants.

use crate::domain::reporters::service::request::RequestPhoneCode;
use crate::domain::reporters::service::verify::VerifyPhoneCode;
use crate::domain::reporters::{self, Challenge, Granted, UploadMaximum, Verified};
use crate::kernel::graphql::errors::{UserError, answer, ctx_of, required};
use crate::kernel::graphql::ids;
use crate::kernel::graphql::scalars::DateTime;
use crate::kernel::graphql::words::{MediaKind, PhonePurpose};
use crate::kernel::{Ctx, ErrorCode, Outcome};
use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use time::Duration;

/// Work that the client does before an SMS is sent: ALTCHA v2 with the algorithm "SHA-256".
#[derive(SimpleObject)]
pub struct PhoneChallenge {
    /// The challenge as ALTCHA clients read it; it comes back inside `proofOfWork` unchanged.
    json: String,
    /// The hash: "SHA-256".
    algorithm: String,
    /// How often it is applied.
    cost: i32,
    /// Hex; stands before the counter.
    nonce: String,
    /// Hex; stands before the nonce.
    salt: String,
    /// Bytes of the key that is looked for.
    key_length: i32,
    /// Hex digits with which the key must begin.
    key_prefix: String,
    /// Hex; shows that the challenge is ours.
    signature: String,
    /// Until when the solution is accepted.
    expires_at: DateTime,
}

/// Asks for a code by SMS.
#[derive(InputObject)]
pub struct RequestPhoneCodeInput {
    /// A mainland mobile number.
    phone: String,
    /// What the code is to be good for; it is good for nothing else.
    purpose: PhonePurpose,
    /// Base64 of `{"challenge": …, "solution": {"counter": …, "derivedKey": "…"}}`.
    proof_of_work: String,
    /// Division code of the county; the home county if missing.
    county: Option<String>,
}

/// The same for known and unknown phones.
#[derive(SimpleObject)]
pub struct RequestPhoneCodePayload {
    /// For asking the operator.
    request_id: Option<ID>,
    /// How long the code will work.
    expires_in_seconds: Option<i32>,
    /// When another one may be asked for.
    resend_in_seconds: Option<i32>,
    /// Why no code is sent.
    errors: Vec<UserError>,
}

/// Proves a phone by the code of the SMS.
#[derive(InputObject)]
pub struct VerifyPhoneCodeInput {
    /// The number that the code was asked for.
    phone: String,
    /// The purpose that the code was asked for.
    purpose: PhonePurpose,
    /// Six digits.
    code: String,
    /// Division code of the county; the home county if missing.
    county: Option<String>,
}

/// What came of the code.
#[derive(Default, SimpleObject)]
pub struct VerifyPhoneCodePayload {
    /// For the header `Authorization: Bearer …`.
    token: Option<String>,
    /// When the token ends.
    expires_at: Option<DateTime>,
    /// After a wrong code: tries that are left.
    tries_left: Option<i32>,
    /// Why there is no token.
    errors: Vec<UserError>,
}

/// Leave to upload.
#[derive(SimpleObject)]
pub struct GrantUploadPayload {
    /// For the header `Authorization: Bearer …` of `/uploads`.
    upload_token: Option<String>,
    /// When the leave ends, unless it is used.
    expires_at: Option<DateTime>,
    /// The most that one submission may upload, by kind.
    maxima: Vec<UploadLimit>,
    /// Why there is none.
    errors: Vec<UserError>,
}

/// The most of one kind.
#[derive(SimpleObject)]
pub struct UploadLimit {
    /// The kind.
    kind: MediaKind,
    /// Bytes of one file.
    bytes: i32,
    /// Files of one submission.
    count: i32,
}

/// Queries of this module.
#[derive(Default)]
pub struct ReportersQuery;

#[Object]
impl ReportersQuery {
    /// A fresh piece of work; each is good for one SMS.
    async fn phone_challenge(&self, context: &Context<'_>) -> Result<PhoneChallenge> {
        let ctx = ctx_of(context)?;
        required(ctx, reporters::challenge(ctx).map(show_challenge))
    }
}

/// Mutations of this module.
#[derive(Default)]
pub struct ReportersMutation;

#[Object]
impl ReportersMutation {
    /// Lets a code be sent to a phone.
    async fn request_phone_code(&self, context: &Context<'_>, input: RequestPhoneCodeInput) -> Result<RequestPhoneCodePayload> {
        let ctx = ctx_of(context)?;
        let RequestPhoneCodeInput { phone, purpose, proof_of_work: proof, county } = input;
        let asked = RequestPhoneCode { phone, purpose: purpose.into(), proof, county };
        let (requested, errors) = answer(ctx, reporters::request_phone_code(ctx, asked).await)?;
        Ok(RequestPhoneCodePayload {
            request_id: requested.as_ref().map(|requested| ids::show(requested.id)),
            expires_in_seconds: requested.as_ref().map(|requested| seconds(requested.expires_in)),
            resend_in_seconds: requested.as_ref().map(|requested| seconds(requested.resend_in)),
            errors,
        })
    }

    /// Proves a phone for one purpose, for 30 minutes.
    async fn verify_phone_code(&self, context: &Context<'_>, input: VerifyPhoneCodeInput) -> Result<VerifyPhoneCodePayload> {
        let ctx = ctx_of(context)?;
        let VerifyPhoneCodeInput { phone, purpose, code, county } = input;
        let typed = VerifyPhoneCode { phone, purpose: purpose.into(), code, county };
        let (verified, errors) = answer(ctx, reporters::verify_phone_code(ctx, typed).await)?;
        Ok(verified.map_or_else(|| VerifyPhoneCodePayload { errors, ..Default::default() }, show_verified))
    }
}

impl GrantUploadPayload {
    /// # Errors
    /// Faults and missing sign-in become top-level errors.
    pub fn of(ctx: &Ctx, outcome: Outcome<Granted>) -> Result<Self> {
        let (granted, errors) = answer(ctx, outcome)?;
        let (upload_token, expires_at) = granted.map(|granted| (granted.token, DateTime(granted.expires_at))).unzip();
        let maxima = reporters::MAXIMA.into_iter().map(show_maximum).collect();
        Ok(Self { upload_token, expires_at, maxima, errors })
    }
}

fn show_challenge(challenge: Challenge) -> PhoneChallenge {
    let parameters = challenge.parameters;
    PhoneChallenge {
        json: challenge.json,
        algorithm: parameters.algorithm,
        cost: i32::try_from(parameters.cost).unwrap_or(i32::MAX),
        nonce: parameters.nonce,
        salt: parameters.salt,
        key_length: i32::try_from(parameters.key_length).unwrap_or(i32::MAX),
        key_prefix: parameters.key_prefix,
        signature: challenge.signature,
        expires_at: DateTime(challenge.expires_at),
    }
}

fn show_verified(verified: Verified) -> VerifyPhoneCodePayload {
    match verified {
        Verified::Token { token, expires_at } => {
            VerifyPhoneCodePayload { token: Some(token), expires_at: Some(DateTime(expires_at)), ..Default::default() }
        }
        Verified::Wrong { tries_left } => {
            let message = match tries_left {
                ..=0 => "数字不对，这个验证码试满 5 次了。请重新要一个。".to_owned(),
                left => format!("数字不对。请看最新的那条短信，还能试 {left} 次。"),
            };
            let error = UserError { code: ErrorCode::WrongCode, field: Some("code".to_owned()), message };
            VerifyPhoneCodePayload { tries_left: Some(tries_left), errors: vec![error], ..Default::default() }
        }
    }
}

fn show_maximum(maximum: UploadMaximum) -> UploadLimit {
    UploadLimit { kind: maximum.kind.into(), bytes: maximum.bytes, count: maximum.count }
}

fn seconds(span: Duration) -> i32 {
    i32::try_from(span.whole_seconds()).unwrap_or(i32::MAX)
}
