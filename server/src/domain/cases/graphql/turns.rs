//! 联合办理, 结论 in versions, 恶意举报 and 澄清 in the schema.

use crate::domain::cases::graphql::content::Measure;
use crate::domain::cases::service::{self, ClarificationView, ConclusionView, MaliceView};
use crate::domain::cases::store::Loaded;
use crate::domain::directory::graphql::Organ;
use crate::domain::staff::graphql::StaffName;
use crate::kernel::Ctx;
use crate::kernel::graphql::errors::{ctx_by_calendar, required};
use crate::kernel::graphql::ids::show;
use crate::kernel::graphql::scalars::{Date, DateTime};
use crate::kernel::graphql::turn_words::{ClarificationState, MaliceState};
use crate::kernel::graphql::words::Finding;
use crate::kernel::page::{STATEMENTS, few_cost};
use crate::kernel::secret::SealedText;
use async_graphql::{ComplexObject, Context, Enum, ID, Object, Result, SimpleObject};
use entity::id::{AccountId, MaliceId, OrganId};

/// 联合办理: an organ that helps.
#[derive(Clone, Debug, SimpleObject)]
pub struct JointHandling {
    /// Who helps.
    pub organ: Organ,
    /// Since when.
    pub invited_at: DateTime,
    /// Until when; none while it lasts.
    pub ended_at: Option<DateTime>,
}

/// 结论 in one version.
#[derive(Clone, Debug, SimpleObject)]
pub struct Conclusion {
    /// 1 初办, 2 复核.
    pub instance: i32,
    /// 1 the reply, the others corrections.
    pub version: i32,
    /// 结论.
    pub finding: Finding,
    /// What the reporter reads.
    pub text: String,
    /// What was done.
    pub measures: Vec<Measure>,
    /// Why the version before did not stand; for colleagues.
    pub reason: Option<String>,
    /// When.
    pub at: DateTime,
}

/// A proposal to call a report malicious.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Malice {
    /// Opaque id.
    pub id: ID,
    /// How far it is.
    pub state: MaliceState,
    /// The case's number.
    pub case_number: String,
    /// Who proposes.
    pub organ_name: String,
    /// Whose heads decide.
    pub approver_name: String,
    /// Whether the decision comes from above the county, and a head of the commission enters it with its document.
    pub entered: bool,
    /// When it was proposed.
    pub proposed_at: DateTime,
    /// By whom.
    pub proposed_by: StaffName,
    /// When it was decided.
    pub decided_at: Option<DateTime>,
    /// By whom.
    pub decided_by: Option<StaffName>,
    /// What the viewer may do now.
    pub viewer_can: Vec<MaliceAction>,
    #[graphql(skip)]
    row_id: MaliceId,
}

/// What a viewer may do with a proposal now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum MaliceAction {
    /// 批.
    Decide,
}

/// What both organs wrote, as far as the viewer's organ holds it.
#[derive(Clone, Debug, SimpleObject)]
pub struct MaliceWords {
    /// Reason and evidence.
    pub proposed: Option<String>,
    /// Why it was decided so.
    pub decided: Option<String>,
}

#[ComplexObject]
impl Malice {
    /// The words of both organs, opened.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn words(&self, context: &Context<'_>) -> Result<MaliceWords> {
        let ctx = ctx_by_calendar(context)?;
        let words = required(ctx, service::malice_words(ctx, self.row_id).await)?;
        Ok(MaliceWords { proposed: words.proposed.map(told), decided: words.decided.map(told) })
    }
}

/// 澄清 for one official.
#[derive(Clone, Debug, SimpleObject)]
pub struct Clarification {
    /// The official, one of the case's subjects.
    pub official_id: ID,
    /// How far it is.
    pub state: ClarificationState,
    /// The day on which he said what he wants.
    pub wished_on: Date,
    /// The text, once there is one.
    pub text: Option<String>,
}

/// Queries of malice.
#[derive(Debug, Default)]
pub struct TurnsQuery;

#[Object]
impl TurnsQuery {
    /// Proposals to call a report malicious that wait for the organs that the viewer heads, at most 100.
    #[graphql(complexity = "few_cost(child_complexity)")]
    async fn malices(&self, context: &Context<'_>) -> Result<Vec<Malice>> {
        let ctx = ctx_by_calendar(context)?;
        Ok(required(ctx, service::malices(ctx).await)?.into_iter().map(Malice::from).collect())
    }
}

/// The organs that help or helped with a case.
pub fn joints_of(loaded: &Loaded) -> Vec<JointHandling> {
    let organ = |id: OrganId| loaded.ground.organ(id).cloned().map(Organ::from);
    let rows = loaded.turns.joints.iter();
    let joint = |row: &entity::joint_handling::Model| {
        let (invited_at, ended_at) = (DateTime(row.invited_at), row.ended_at.map(DateTime));
        Some(JointHandling { organ: organ(row.organ_id)?, invited_at, ended_at })
    };
    rows.filter_map(joint).collect()
}

/// The proposals of a case.
pub fn malices_of(ctx: &Ctx, loaded: &Loaded) -> Vec<Malice> {
    loaded.turns.malices.iter().map(|row| service::malice_view(ctx, loaded.clone(), row.clone()).into()).collect()
}

fn told(text: SealedText) -> String {
    text.reveal().to_owned()
}

impl From<MaliceView> for Malice {
    fn from(MaliceView { row, loaded, can_decide }: MaliceView) -> Self {
        let organ = |id: OrganId| loaded.ground.organ(id).map(|organ| organ.name.clone()).unwrap_or_default();
        let person = |id: AccountId| StaffName { id: show(id), name: loaded.ground.names.get(&id).cloned().unwrap_or_default() };
        Self {
            id: show(row.id),
            state: row.state.into(),
            case_number: loaded.case.number.clone(),
            organ_name: organ(row.organ_id),
            approver_name: organ(row.approver_id),
            entered: row.is_entered,
            proposed_at: DateTime(row.proposed_at),
            proposed_by: person(row.proposed_by),
            decided_at: row.decided_at.map(DateTime),
            decided_by: row.decided_by.map(person),
            viewer_can: can_decide.then_some(MaliceAction::Decide).into_iter().collect(),
            row_id: row.id,
        }
    }
}

impl From<ConclusionView> for Conclusion {
    fn from(ConclusionView { row, telling, reason }: ConclusionView) -> Self {
        Self {
            instance: row.instance_no,
            version: row.version,
            finding: row.finding.into(),
            text: telling.text,
            measures: telling.measures.into_iter().map(Measure::from).collect(),
            reason: reason.map(told),
            at: DateTime(row.concluded_at),
        }
    }
}

impl From<ClarificationView> for Clarification {
    fn from(ClarificationView { row, text }: ClarificationView) -> Self {
        Self { official_id: show(row.official_id), state: row.state.into(), wished_on: Date(row.wished_on), text: text.map(told) }
    }
}
