//! The words of messages as the schema shows them.

use super::service::{self, View};
use crate::kernel::graphql::errors::{UserError, answer, ctx_of, required};
use crate::kernel::{Ctx, Outcome};
use async_graphql::{Context, Enum, InputObject, Object, Result, SimpleObject};

/// Which message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "crate::ports::sms::SmsTemplate")]
pub enum NoticeTemplate {
    /// A six-digit code.
    PhoneCode,
    /// Something was received.
    Received,
    /// There is news.
    News,
    /// There is an answer.
    Answer,
    /// A withdrawal was asked for.
    Withdrawing,
    /// Something happens to the query code.
    NewCode,
    /// Something that was to come with it is not all there.
    Unfinished,
    /// An opinion was answered.
    Opinion,
}

/// 短信文字: one message.
#[derive(Clone, Debug, SimpleObject)]
pub struct NoticeText {
    /// Which.
    pub template: NoticeTemplate,
    /// When it is sent.
    pub name: String,
    /// The words that count, with their places.
    pub words: String,
    /// The words where the county has none of its own.
    pub default: String,
    /// Whether they are the county's own.
    pub own: bool,
    /// Its places, as the words spell them; each stands there once.
    pub places: Vec<String>,
    /// What must stay in.
    pub must: Vec<String>,
    /// The words with samples in their places.
    pub sample: String,
    /// How many messages it costs, with the sign name.
    pub parts: i32,
    /// Counts the changes; `setNoticeText` takes it.
    pub version: i32,
}

/// Words to be set.
#[derive(InputObject)]
pub struct SetNoticeTextInput {
    /// Which message.
    template: NoticeTemplate,
    /// The words; without them back to the default.
    words: Option<String>,
    /// `NoticeText.version` as it was read.
    version: i32,
}

/// What became of it.
#[derive(SimpleObject)]
pub struct SetNoticeTextPayload {
    /// All messages as they stand.
    pub texts: Option<Vec<NoticeText>>,
    /// Why nothing was changed.
    pub errors: Vec<UserError>,
}

/// Queries of messages' words.
#[derive(Debug, Default)]
pub struct TextsQuery;

#[Object]
impl TextsQuery {
    /// 短信文字 of the viewer's county, with places and bounds; for its administrator.
    async fn notice_texts(&self, context: &Context<'_>) -> Result<Vec<NoticeText>> {
        let ctx = ctx_of(context)?;
        required(ctx, all(ctx).await)
    }
}

/// Changes of messages' words.
#[derive(Debug, Default)]
pub struct TextsMutation;

#[Object]
impl TextsMutation {
    /// Sets the words of a message within bounds; by the county's administrator. A gateway with approved templates goes on
    /// sending those.
    async fn set_notice_text(&self, context: &Context<'_>, input: SetNoticeTextInput) -> Result<SetNoticeTextPayload> {
        let ctx = ctx_of(context)?;
        let (done, errors) = answer(ctx, service::set(ctx, input.template.into(), (input.words, input.version)).await)?;
        let texts = if done.is_some() { Some(required(ctx, all(ctx).await)?) } else { None };
        Ok(SetNoticeTextPayload { texts, errors })
    }
}

async fn all(ctx: &Ctx) -> Outcome<Vec<NoticeText>> {
    Ok(service::views(ctx).await?.into_iter().map(NoticeText::from).collect())
}

impl From<View> for NoticeText {
    fn from(view: View) -> Self {
        Self {
            template: view.kind.template.into(),
            name: view.kind.name.to_owned(),
            words: view.words,
            default: view.kind.default.to_owned(),
            own: view.is_own,
            places: view.kind.places.iter().map(|(_, place, _)| (*place).to_owned()).collect(),
            must: view.kind.must.iter().map(|must| (*must).to_owned()).collect(),
            sample: view.sample,
            parts: i32::try_from(view.parts).unwrap_or(i32::MAX),
            version: view.version,
        }
    }
}
