//! A county's settings as the schema shows them.

use super::keys::Key;
use super::service::{self, View};
use crate::kernel::graphql::errors::{UserError, answer, ctx_of, required};
use crate::kernel::graphql::scalars::DateTime;
use crate::kernel::{Ctx, Outcome};
use async_graphql::{Context, Enum, InputObject, Object, Result, SimpleObject};
use entity::id::AccountId;
use std::collections::BTreeMap;

/// 县里的设置: what can be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "super::keys::Key")]
pub enum SettingKey {
    /// Calendar days in which a reporter says whether he is satisfied.
    AnswerDays,
    /// Calendar days until a withdrawal takes effect.
    WithdrawalDays,
    /// Days until a new query code can be fetched.
    NewCodeDays,
    /// Calendar days that a reporter gets at least to bring what an organ asks for.
    MaterialDays,
    /// Weeks from the end of a case to the question whether it is really solved.
    FollowUpWeeks,
    /// SMS codes for phones in one day.
    CodesADay,
    /// Messages about cases in one day, of each sort.
    NoticesADay,
    /// Reports on one unit in one day from which the organ's heads are told.
    UnitAlarm,
    /// Working days in which a unit answers an opinion.
    OpinionDays,
    /// Days in which a first password can be used.
    FirstPasswordDays,
    /// Ratings of one subject within an hour from which they are set aside.
    RatingBurst,
    /// Whether figures on leading officials are public: 1 or 0.
    RatingsOfLeaders,
    /// Subjects that one phone rates in a month.
    RatingsAMonth,
}

/// What settings are looked for under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "super::keys::Group")]
pub enum SettingGroup {
    /// How long reporters have.
    Reporters,
    /// Text messages, and what heads are told of.
    Messages,
    /// Opinions, and how long units have.
    Opinions,
    /// Accounts of the staff.
    Accounts,
    /// Ratings.
    Ratings,
}

/// One setting with its bounds.
#[derive(Clone, Debug, SimpleObject)]
pub struct CountySetting {
    /// Which.
    pub key: SettingKey,
    /// What it is looked for under; settings of one group stand together.
    pub group: SettingGroup,
    /// Its name.
    pub name: String,
    /// What it changes, and what it does not.
    pub meaning: String,
    /// What is counted.
    pub unit: String,
    /// Where the bounds come from.
    pub source: String,
    /// At least so much.
    pub min: i32,
    /// At most so much.
    pub max: i32,
    /// Where the county set nothing.
    pub default: i32,
    /// What counts now.
    pub value: i32,
    /// Counts the changes; `setSetting` takes it.
    pub version: i32,
    /// What was set, the newest first; at most 20.
    pub history: Vec<SettingChange>,
    /// Whether the viewer may set it.
    pub viewer_can_set: bool,
}

/// One change of a setting.
#[derive(Clone, Debug, SimpleObject)]
pub struct SettingChange {
    /// To what; null: back to the default.
    pub value: Option<i32>,
    /// Since when.
    pub at: DateTime,
    /// By whom.
    pub by_name: String,
}

/// A number to be set.
#[derive(InputObject)]
pub struct SetSettingInput {
    /// Which.
    key: SettingKey,
    /// To what; without it back to the default.
    value: Option<i32>,
    /// `CountySetting.version` as it was read.
    version: i32,
}

/// What became of it.
#[derive(SimpleObject)]
pub struct SetSettingPayload {
    /// All settings as they stand.
    pub settings: Option<Vec<CountySetting>>,
    /// Why nothing was changed.
    pub errors: Vec<UserError>,
}

/// Queries of settings.
#[derive(Debug, Default)]
pub struct SettingsQuery;

#[Object]
impl SettingsQuery {
    /// 县里的设置 of the viewer's county, with bounds and history; for its administrator, heads and the auditor.
    async fn settings(&self, context: &Context<'_>) -> Result<Vec<CountySetting>> {
        let ctx = ctx_of(context)?;
        required(ctx, all(ctx).await)
    }
}

/// Changes of settings.
#[derive(Debug, Default)]
pub struct SettingsMutation;

#[Object]
impl SettingsMutation {
    /// Sets a number within its bounds; by the county's administrator. What runs already keeps the number it began with.
    async fn set_setting(&self, context: &Context<'_>, input: SetSettingInput) -> Result<SetSettingPayload> {
        let ctx = ctx_of(context)?;
        let (done, errors) = answer(ctx, service::set(ctx, input.key.into(), (input.value, input.version)).await)?;
        let settings = if done.is_some() { Some(required(ctx, all(ctx).await)?) } else { None };
        Ok(SetSettingPayload { settings, errors })
    }
}

async fn all(ctx: &Ctx) -> Outcome<Vec<CountySetting>> {
    let views = service::views(ctx).await?;
    Ok(views.all.into_iter().map(|view| CountySetting::new(&view, &views.names)).collect())
}

impl CountySetting {
    fn new(view: &View, names: &BTreeMap<AccountId, String>) -> Self {
        let name = |id: AccountId| names.get(&id).cloned().unwrap_or_default();
        let change = |row: &entity::setting::Model| SettingChange { value: row.value, at: DateTime(row.set_at), by_name: name(row.set_by) };
        Self {
            key: Key::into(view.key),
            group: view.kind.group.into(),
            name: view.kind.name.to_owned(),
            meaning: view.kind.meaning.to_owned(),
            unit: view.kind.unit.to_owned(),
            source: view.kind.source.to_owned(),
            min: view.kind.min,
            max: view.kind.max,
            default: view.kind.default,
            value: view.value,
            version: view.history.first().map_or(0, |row| row.no),
            history: view.history.iter().map(change).collect(),
            viewer_can_set: view.may_set,
        }
    }
}
