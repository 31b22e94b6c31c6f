//! Who may do what to accounts and roles. No database: the facts are passed in.

use crate::domain::staff::model::{NewRole, is_case_role};
use crate::domain::staff::refusal::StaffRefusal;
use crate::kernel::{Failure, HeldRole, Outcome, StaffActor};
use entity::id::{AccountId, CountyId, OrganId, SessionId};
use entity::words::StaffRole;
use uuid::Uuid;

/// What may be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// See accounts, their roles, and what waits for approval.
    ReadStaff,
    /// Make an account.
    CreateStaff,
    /// Look for an official by name, and put him behind an account that has none.
    LinkOfficial,
    /// Give a role; a case role then waits for its approver.
    ProposeRole,
    /// End a role.
    EndRole,
    /// Change how a member of the staff is named, reached, and where he sits.
    EditAccount,
    /// Close an account, which ends its roles; open it again without any.
    CloseAccount,
    /// Ask for new access to an account.
    ProposeReset,
    /// Decide about a proposed case role or reset.
    Approve,
    /// Read the trail, which holds nothing of a case.
    ReadTrail,
}

/// All actions, with the words of the table.
pub const ACTIONS: [(Action, &str); 10] = [
    (Action::ReadStaff, "查看账号与角色"),
    (Action::CreateStaff, "新建账号"),
    (Action::LinkOfficial, "为账号对应干部（定了不能改）"),
    (Action::ProposeRole, "授予角色（办件角色须另一人批准）"),
    (Action::EndRole, "结束角色，提前结束的日子"),
    (Action::EditAccount, "修改账号资料（姓名、电话、邮箱、单位）"),
    (Action::CloseAccount, "停用账号（角色一起结束）、恢复账号（没有角色）"),
    (Action::ProposeReset, "提出重置密码或动态码（须另一人批准）"),
    (Action::Approve, "批准办件角色或重置（本组织负责人）"),
    (Action::ReadTrail, "查看留痕（不含任何办理件）"),
];

/// All roles, in the order of the table.
pub const ROLES: [StaffRole; 10] = [
    StaffRole::Publisher,
    StaffRole::Reviewer,
    StaffRole::Handler,
    StaffRole::Head,
    StaffRole::Custodian,
    StaffRole::CountyAdmin,
    StaffRole::Personnel,
    StaffRole::Auditor,
    StaffRole::Official,
    StaffRole::Operator,
];

/// What the decision depends on besides the actor's roles.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The account concerned is the actor's own.
    pub is_self: bool,
    /// The actor proposed it.
    pub is_proposer: bool,
    /// Organs whose heads may decide; see [`approving_organ`].
    pub approving: Vec<OrganId>,
    /// It is about the role of an organ's only head.
    pub is_last_head: bool,
    /// It is about the role of the county's only administrator.
    pub is_last_admin: bool,
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It may be done.
    Allow,
    /// It does not exist for this actor.
    Hide,
    /// It may not be done, and the actor may know why.
    Refuse(StaffRefusal),
}

impl Decision {
    /// # Errors
    /// Whatever is not allowed.
    pub fn check(self) -> Outcome<()> {
        match self {
            Self::Allow => Ok(()),
            Self::Hide => Err(Failure::hidden()),
            Self::Refuse(refusal) => Err(refusal.into()),
        }
    }
}

/// Decides.
#[must_use]
pub fn decide(actor: &StaffActor, action: Action, facts: &Facts) -> Decision {
    let admin = actor.is(StaffRole::CountyAdmin);
    match action {
        Action::ReadStaff if admin || actor.is(StaffRole::Head) => Decision::Allow,
        Action::ProposeRole if admin && facts.is_self => Decision::Refuse(StaffRefusal::OwnAccount),
        Action::CloseAccount if admin && facts.is_self => Decision::Refuse(StaffRefusal::OwnAccount),
        Action::CreateStaff
        | Action::LinkOfficial
        | Action::ProposeRole
        | Action::EditAccount
        | Action::CloseAccount
        | Action::ProposeReset
            if admin =>
        {
            Decision::Allow
        }
        Action::EndRole if admin && facts.is_last_admin => Decision::Refuse(StaffRefusal::LastAdmin),
        Action::EndRole if admin && !facts.is_last_head => Decision::Allow,
        Action::Approve => approve(actor, facts),
        Action::ReadTrail if actor.is(StaffRole::Auditor) => Decision::Allow,
        Action::EndRole if facts.is_last_head => end_last_head(actor, facts),
        _ => Decision::Refuse(StaffRefusal::Forbidden),
    }
}

fn approve(actor: &StaffActor, facts: &Facts) -> Decision {
    let heads = facts.approving.iter().any(|organ| actor.is_in(StaffRole::Head, *organ));
    match () {
        () if !actor.is(StaffRole::Head) && !actor.is(StaffRole::CountyAdmin) => Decision::Hide,
        () if facts.is_proposer => Decision::Refuse(StaffRefusal::OwnProposal),
        () if facts.is_self => Decision::Refuse(StaffRefusal::OwnAccount),
        () if !heads => Decision::Refuse(StaffRefusal::OtherHead),
        () => Decision::Allow,
    }
}

/// Whoever ends the role of an organ's only head chooses who approves next: that is for the heads above, never for the
/// administrator, who proposes.
fn end_last_head(actor: &StaffActor, facts: &Facts) -> Decision {
    match () {
        () if !facts.is_self && facts.approving.iter().any(|organ| actor.is_in(StaffRole::Head, *organ)) => Decision::Allow,
        () if actor.is(StaffRole::CountyAdmin) => Decision::Refuse(StaffRefusal::LastHead),
        () => Decision::Refuse(StaffRefusal::Forbidden),
    }
}

/// Why nobody holds both roles: whoever keeps the accounts sees no case, and whoever opens the names of an organ's cases
/// neither handles nor heads there (domain: roles of staff).
#[must_use]
pub fn clash(one: NewRole, other: NewRole) -> Option<StaffRefusal> {
    let either = |is: &dyn Fn(NewRole, NewRole) -> bool| is(one, other) || is(other, one);
    if either(&|one, other| one.role == StaffRole::CountyAdmin && is_case_role(other.role)) {
        return Some(StaffRefusal::AdminSeesNoCase);
    }
    let opens_and_handles = |one: NewRole, other: NewRole| {
        one.role == StaffRole::Custodian && matches!(other.role, StaffRole::Handler | StaffRole::Head) && one.organ_id == other.organ_id
    };
    either(&opens_and_handles).then_some(StaffRefusal::CustodianApart)
}

/// The organ whose heads decide: of `chain` (an organ, then its superiors) the first with a head who neither proposed
/// nor is concerned; none if nobody is left.
#[must_use]
pub fn approving_organ(chain: &[OrganId], heads: &[(OrganId, AccountId)], concerned: &[AccountId]) -> Option<OrganId> {
    let decides = |organ: &OrganId| heads.iter().any(|(of, head)| of == organ && !concerned.contains(head));
    chain.iter().copied().find(decides)
}

/// The table that an officer can read: role by action, computed by [`decide`].
#[must_use]
pub fn policy_table() -> String {
    let mut table = String::from("工作人员模块：谁可以做什么（由 decide 算出；● 可以，· 不可以）\n\n");
    for (action, words) in ACTIONS {
        table.push_str(words);
        table.push('\n');
        for role in ROLES {
            let mark = if decide(&holder(role, ORGAN), action, &facts(false, false)) == Decision::Allow { '●' } else { '·' };
            table.push_str(&format!("  {mark} {role:?}\n"));
        }
    }
    table.push_str("\n批准的例外（负责人）\n");
    let exceptions = [
        ("自己提出的", decide(&holder(StaffRole::Head, ORGAN), Action::Approve, &facts(false, true))),
        ("关于自己的", decide(&holder(StaffRole::Head, ORGAN), Action::Approve, &facts(true, false))),
        ("别的组织的", decide(&holder(StaffRole::Head, OTHER), Action::Approve, &facts(false, false))),
    ];
    for (words, decision) in exceptions {
        table.push_str(&format!("  {words}：{decision:?}\n"));
    }
    table.push_str("授予角色的例外（县管理员）\n");
    let own = decide(&holder(StaffRole::CountyAdmin, ORGAN), Action::ProposeRole, &facts(true, false));
    table.push_str(&format!("  给自己：{own:?}\n"));
    table.push_str("结束本组织唯一负责人的角色\n");
    let last = Facts { is_last_head: true, ..facts(false, false) };
    for (words, actor) in [
        ("县管理员", holder(StaffRole::CountyAdmin, ORGAN)),
        ("上一级负责人", holder(StaffRole::Head, ORGAN)),
        ("别的负责人", holder(StaffRole::Head, OTHER)),
    ] {
        table.push_str(&format!("  {words}：{:?}\n", decide(&actor, Action::EndRole, &last)));
    }
    table.push_str("结束本县唯一县管理员的角色（没有别人任期一样长）\n");
    let last = Facts { is_last_admin: true, ..facts(false, false) };
    for (words, actor) in [("县管理员", holder(StaffRole::CountyAdmin, ORGAN)), ("负责人", holder(StaffRole::Head, ORGAN))] {
        table.push_str(&format!("  {words}：{:?}\n", decide(&actor, Action::EndRole, &last)));
    }
    table
}

const ORGAN: OrganId = OrganId(Uuid::from_u128(1));
const OTHER: OrganId = OrganId(Uuid::from_u128(2));

fn facts(is_self: bool, is_proposer: bool) -> Facts {
    Facts { is_self, is_proposer, approving: vec![ORGAN], ..Facts::default() }
}

fn holder(role: StaffRole, organ: OrganId) -> StaffActor {
    StaffActor {
        county_id: CountyId(Uuid::nil()),
        account_id: AccountId(Uuid::nil()),
        session_id: SessionId(Uuid::nil()),
        name: String::new(),
        official_id: None,
        former: Vec::new(),
        roles: vec![HeldRole { role, unit_id: None, organ_id: Some(organ) }],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::policy_text;

    #[test]
    fn the_table_is_the_one_that_was_agreed() {
        let fields = [
            "staff、account",
            "createStaff",
            "linkOfficial、officialsNamed",
            "proposeRole",
            "endRole、setRoleTerm",
            "updateAccount",
            "closeAccount、reopenAccount",
            "resetAccess",
            "approveRole",
            "trail",
        ];
        let asked = ACTIONS.into_iter().zip(fields).map(|((_, words), field)| (words, field));
        policy_text::agree("staff", &(policy_table() + &policy_text::interfaces(asked)));
    }

    #[test]
    fn who_opens_names_neither_handles_nor_heads_there() {
        let role = |role, organ_id| NewRole { role, unit_id: None, organ_id };
        let custodian = role(StaffRole::Custodian, Some(ORGAN));
        for (held, expected) in [
            (role(StaffRole::Handler, Some(ORGAN)), Some(StaffRefusal::CustodianApart)),
            (role(StaffRole::Head, Some(ORGAN)), Some(StaffRefusal::CustodianApart)),
            (role(StaffRole::Head, Some(OTHER)), None),
            (role(StaffRole::CountyAdmin, None), Some(StaffRefusal::AdminSeesNoCase)),
            (role(StaffRole::Auditor, None), None),
        ] {
            assert_eq!((clash(custodian, held), clash(held, custodian)), (expected, expected), "{held:?}");
        }
    }

    #[test]
    fn the_nearest_organ_with_another_head_decides() {
        let account = |number| AccountId(Uuid::from_u128(number));
        let chain = [OTHER, ORGAN];
        let heads = [(OTHER, account(1)), (ORGAN, account(2))];
        assert_eq!(approving_organ(&chain, &heads, &[account(9)]), Some(OTHER));
        assert_eq!(approving_organ(&chain, &heads, &[account(1)]), Some(ORGAN));
        assert_eq!(approving_organ(&chain, &heads, &[account(1), account(2)]), None);
        assert_eq!(approving_organ(&[], &heads, &[]), None);
    }
}
