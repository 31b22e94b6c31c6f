//! Who may do what with clients and their webhooks. A county's administrator registers and ends; a program looks after its own
//! webhooks; its secrets are for nobody to read again.

use crate::kernel::{Actor, ClientActor, ErrorCode, Failure, Outcome, StaffActor};
use entity::id::ClientId;
use entity::words::{ClientScope, StaffRole};

/// Everything that can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// 看接口客户端: who they are, when they came last.
    Read,
    /// 登记: a new one.
    Register,
    /// 换密钥.
    Rotate,
    /// 停用.
    End,
    /// 看自己的推送.
    ReadWebhooks,
    /// 登记推送, 换推送密钥.
    ManageWebhooks,
    /// 停掉推送, 恢复推送: also by the administrator.
    StopWebhook,
}

/// The answer.
#[derive(Debug)]
pub enum Decision<'a> {
    /// By a member of the staff, in his county.
    Staff(&'a StaffActor),
    /// By a client, on what is its own.
    Client(&'a ClientActor),
    /// Say why not.
    Refuse(&'static str),
    /// As if it were not there.
    Hide,
    /// Nobody is signed in.
    SignIn,
}

impl<'a> Decision<'a> {
    fn otherwise(self) -> Failure {
        match self {
            Self::Refuse(why) => Failure::refuse(ErrorCode::Forbidden, why),
            Self::SignIn => Failure::SignInNeeded,
            Self::Hide | Self::Staff(_) | Self::Client(_) => Failure::hidden(),
        }
    }

    /// # Errors
    /// Whatever is not allowed to a member of the staff.
    pub fn staff(self) -> Outcome<&'a StaffActor> {
        match self {
            Self::Staff(staff) => Ok(staff),
            other => Err(other.otherwise()),
        }
    }

    /// # Errors
    /// Whatever is not allowed to a client.
    pub fn client(self) -> Outcome<&'a ClientActor> {
        match self {
            Self::Client(client) => Ok(client),
            other => Err(other.otherwise()),
        }
    }

    /// # Errors
    /// Whatever is not allowed to anybody.
    pub fn check(self) -> Outcome<()> {
        match self {
            Self::Staff(_) | Self::Client(_) => Ok(()),
            other => Err(other.otherwise()),
        }
    }
}

const ADMIN_ONLY: &str = "接口客户端由县管理员登记、换密钥和停用；审计员能看。";
const NO_SCOPE: &str = "这个客户端没有 webhooks:manage 权限，请县管理员登记时选上。";

/// Decides. `of` is the client whose thing it is, where there is one.
#[must_use]
pub fn decide(actor: &Actor, action: Action, of: Option<ClientId>) -> Decision<'_> {
    match actor {
        Actor::Staff(staff) => by_staff(staff, action),
        Actor::Client(client) => by_client(client, action, of),
        Actor::Nobody | Actor::Reporter(_) | Actor::System => Decision::SignIn,
    }
}

fn by_staff(staff: &StaffActor, action: Action) -> Decision<'_> {
    let is_admin = staff.is(StaffRole::CountyAdmin);
    match action {
        Action::Read if is_admin || staff.is(StaffRole::Auditor) => Decision::Staff(staff),
        Action::Register | Action::Rotate | Action::End | Action::StopWebhook if is_admin => Decision::Staff(staff),
        _ => Decision::Refuse(ADMIN_ONLY),
    }
}

fn by_client(client: &ClientActor, action: Action, of: Option<ClientId>) -> Decision<'_> {
    match action {
        Action::Read | Action::Register | Action::Rotate | Action::End => Decision::Refuse(ADMIN_ONLY),
        _ if !client.scopes.contains(&ClientScope::WebhooksManage) => Decision::Refuse(NO_SCOPE),
        _ if of.is_some_and(|of| of != client.client_id) => Decision::Hide,
        _ => Decision::Client(client),
    }
}
