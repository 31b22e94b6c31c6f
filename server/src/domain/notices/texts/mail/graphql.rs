//! The words of the staff's mail as the schema shows them.

use super::rules::{COUNTY, MUST, MailWords, WAY};
use super::service::{self, View};
use crate::kernel::graphql::errors::{UserError, answer, ctx_of, required};
use async_graphql::{Context, InputObject, Object, Result, SimpleObject};

/// 邮件文字: what the mail says that rings for the in-box.
#[derive(Clone, Debug, SimpleObject)]
pub struct MailText {
    /// The subject that counts, with its places.
    pub subject: String,
    /// The body that counts, with its places.
    pub body: String,
    /// The standard subject.
    pub default_subject: String,
    /// The standard body.
    pub default_body: String,
    /// Whether they are the county's own.
    pub own: bool,
    /// What the program puts in. `{网址}` stands in the body once and in no subject; `{县名}` may stand in both.
    pub places: Vec<MailPlace>,
    /// What must stay in the body.
    pub must: Vec<String>,
    /// The subject as it goes out.
    pub sample_subject: String,
    /// The body as it goes out.
    pub sample_body: String,
    /// Counts the changes; `setMailText` takes it.
    pub version: i32,
}

/// What the program puts into a mail.
#[derive(Clone, Debug, SimpleObject)]
pub struct MailPlace {
    /// As the words spell it.
    pub place: String,
    /// What stands there then.
    pub value: String,
}

/// Words of the mail to be set.
#[derive(InputObject)]
pub struct SetMailTextInput {
    /// The subject, 2 to 40 characters; without it and `body` back to the standard text.
    subject: Option<String>,
    /// The body, 5 to 500 characters.
    body: Option<String>,
    /// `MailText.version` as it was read.
    version: i32,
}

/// What became of it.
#[derive(SimpleObject)]
pub struct SetMailTextPayload {
    /// The words as they stand.
    pub text: Option<MailText>,
    /// Why nothing was changed.
    pub errors: Vec<UserError>,
}

/// Queries of the mail's words.
#[derive(Debug, Default)]
pub struct MailTextQuery;

#[Object]
impl MailTextQuery {
    /// 邮件文字 of the viewer's county, with places and bounds; for its administrator.
    async fn mail_text(&self, context: &Context<'_>) -> Result<MailText> {
        let ctx = ctx_of(context)?;
        required(ctx, service::view(ctx).await).map(MailText::from)
    }
}

/// Changes of the mail's words.
#[derive(Debug, Default)]
pub struct MailTextMutation;

#[Object]
impl MailTextMutation {
    /// Sets subject and body of the staff's mail within bounds; by the county's administrator. Mails that have not gone out
    /// yet say the new words.
    async fn set_mail_text(&self, context: &Context<'_>, input: SetMailTextInput) -> Result<SetMailTextPayload> {
        let ctx = ctx_of(context)?;
        let (done, errors) = answer(ctx, service::set(ctx, (input.subject, input.body), input.version).await)?;
        let text = if done.is_some() { Some(required(ctx, service::view(ctx).await)?.into()) } else { None };
        Ok(SetMailTextPayload { text, errors })
    }
}

impl From<View> for MailText {
    fn from(view: View) -> Self {
        let (standard, sample) = (MailWords::standard(), view.words.filled(&view.county, &view.way));
        let place = |(place, value): (&str, String)| MailPlace { place: place.to_owned(), value };
        Self {
            subject: view.words.subject,
            body: view.words.body,
            default_subject: standard.subject,
            default_body: standard.body,
            own: view.is_own,
            places: [(WAY, view.way), (COUNTY, view.county)].map(place).into(),
            must: vec![MUST.to_owned()],
            sample_subject: sample.subject,
            sample_body: sample.body,
            version: view.version,
        }
    }
}
