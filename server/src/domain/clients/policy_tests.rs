//! The table of who may do what, as it stands in `docs/policy/`.

use super::policy::{Action, Decision, decide};
use crate::kernel::{Actor, ClientActor, HeldRole, ReporterActor, StaffActor, policy_text};
use entity::id::{AccountId, ClientId, ContactId, CountyId, SessionId};
use entity::words::{ClientScope, PhonePurpose, StaffRole};
use std::fmt::Write as _;
use uuid::Uuid;

const ACTIONS: [(Action, &str, &str); 7] = [
    (Action::Read, "看接口客户端", "clients"),
    (Action::Register, "登记接口客户端", "registerClient"),
    (Action::Rotate, "换密钥", "rotateClientSecret"),
    (Action::End, "停用接口客户端", "endClient"),
    (Action::ReadWebhooks, "看自己的推送", "ownWebhooks"),
    (Action::ManageWebhooks, "登记推送、换推送密钥", "registerWebhook、rotateWebhookSecret"),
    (Action::StopWebhook, "停掉、恢复推送", "endWebhook、resumeWebhook"),
];

fn staff(role: Option<StaffRole>) -> Actor {
    Actor::Staff(StaffActor {
        county_id: CountyId(Uuid::nil()),
        account_id: AccountId(Uuid::nil()),
        session_id: SessionId(Uuid::nil()),
        name: String::new(),
        official_id: None,
        former: Vec::new(),
        roles: role.map(|role| HeldRole { role, unit_id: None, organ_id: None }).into_iter().collect(),
    })
}

fn client(id: u128, scopes: &[ClientScope]) -> Actor {
    Actor::Client(ClientActor { county_id: CountyId(Uuid::nil()), client_id: ClientId(Uuid::from_u128(id)), scopes: scopes.to_vec() })
}

fn columns() -> Vec<(&'static str, Actor)> {
    let (county_id, contact_id, purpose) = (CountyId(Uuid::nil()), ContactId(Uuid::nil()), PhonePurpose::Track);
    vec![
        ("县管理员（只管本县的）", staff(Some(StaffRole::CountyAdmin))),
        ("审计员", staff(Some(StaffRole::Auditor))),
        ("纪检组织负责人", staff(Some(StaffRole::Head))),
        ("承办人", staff(Some(StaffRole::Handler))),
        ("没有角色的人", staff(None)),
        ("有 webhooks:manage 的客户端，自己的东西", client(1, &[ClientScope::WebhooksManage])),
        ("有 webhooks:manage 的客户端，别的客户端的东西", client(2, &[ClientScope::WebhooksManage])),
        ("只有 open:read 的客户端", client(1, &[ClientScope::OpenRead])),
        ("有手机码的群众", Actor::Reporter(ReporterActor { county_id, contact_id, phone_hash: Vec::new(), purpose })),
        ("没有登录的人", Actor::Nobody),
        ("平台本身", Actor::System),
    ]
}

#[test]
fn the_table_is_as_written() {
    let mut table = "接口客户端：谁能做什么\n".to_owned();
    for (who, actor) in columns() {
        let _ = write!(table, "\n{who}\n");
        for (action, name, _) in ACTIONS {
            let answer = match decide(&actor, action, Some(ClientId(Uuid::from_u128(1)))) {
                Decision::Staff(_) | Decision::Client(_) => "可以",
                Decision::Refuse(_) => "说明原因后拒绝",
                Decision::Hide => "当作没有",
                Decision::SignIn => "先登录",
            };
            let _ = writeln!(table, "  {name}：{answer}");
        }
    }
    let interfaces = policy_text::interfaces(ACTIONS.map(|(_, name, fields)| (name, fields)));
    policy_text::agree("clients", &(table + &interfaces));
}
