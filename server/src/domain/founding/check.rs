//! Whether a county can be set up as asked; all that is wrong is told at once.

use super::{NewCounty, Person};
use crate::domain::staff::check_login;
use crate::kernel::error::Refusals;
use crate::kernel::text::{Bounds, line};
use crate::kernel::{ErrorCode, Failure, Outcome};
use std::collections::BTreeSet;

/// More first accounts than that are made by the administrator, with a second person.
const MOST: usize = 5;

/// # Errors
/// All that does not fit.
pub(super) fn check(new: &NewCounty) -> Outcome<()> {
    let mut refusals = Refusals::default();
    if new.code.len() != 6 || !new.code.bytes().all(|b| b.is_ascii_digit()) {
        refusals.add(ErrorCode::Invalid, "code", "县的代码是 6 位数字。");
    }
    for (field, text, max) in [
        ("name", &new.name, 30),
        ("short-name", &new.short_name, 20),
        ("town-label", &new.town_label, 10),
        ("commission", &new.commission, 60),
        ("above", &new.above, 60),
    ] {
        // What hides inside a name would be seen by nobody, and come back on every page.
        match line(field, text, Bounds { min: 2, max }) {
            Ok(cleaned) if cleaned == *text => {}
            Ok(_) => refusals.add(ErrorCode::Invalid, field, format!("--{field} 里有看不见的字符。")),
            Err(error) => refusals.add(error.code, field, format!("--{field}：{}", error.message)),
        }
    }
    if new.admins.is_empty() || new.admins.len() > MOST {
        refusals.add(ErrorCode::Required, "admin", "要有 1 到 5 位县管理员（--admin 用户名=姓名）。");
    }
    let least = if new.lone_head { 1 } else { 2 };
    if new.heads.len() < least || new.heads.len() > MOST {
        let why = "要有 2 到 5 位县纪委监委负责人（--head 用户名=姓名），关于一位的事由另一位批准。真的只有一位，加上 --lone-head。";
        refusals.add(ErrorCode::Required, "head", why);
    }
    people(&mut refusals, new.admins.iter().chain(&new.heads));
    officials(&mut refusals, new);
    refusals.check()
}

/// From what somebody must keep away is told by the official behind his account, so no head is without.
fn officials(refusals: &mut Refusals, new: &NewCounty) {
    for head in new.heads.iter().filter(|head| head.official.is_none()) {
        let why =
            format!("“{}”少了干部编码（--head 用户名=姓名=编码，和以后 officials.csv 里的一样）：没有它，不知道该回避什么。", head.login);
        refusals.add(ErrorCode::Required, "head", why);
    }
    let mut seen = BTreeSet::new();
    for code in new.admins.iter().chain(&new.heads).filter_map(|person| person.official.as_deref()) {
        let fits = (1..=40).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        if !fits {
            refusals.add(ErrorCode::Invalid, "head", format!("干部编码“{code}”：只用字母、数字、- 和 _，最多 40 个。"));
        }
        if !seen.insert(code) {
            refusals.add(ErrorCode::Conflict, "head", format!("干部编码“{code}”用了两次。"));
        }
    }
}

fn people<'a>(refusals: &mut Refusals, people: impl Iterator<Item = &'a Person>) {
    let mut seen = BTreeSet::new();
    for person in people {
        if let Err(Failure::Refused(why)) = check_login(&person.login).map_err(Failure::from) {
            for error in why {
                refusals.add(error.code, "login", format!("“{}”：{}", person.login, error.message));
            }
        }
        if let Err(error) = line("name", &person.name, Bounds { min: 2, max: 30 }) {
            refusals.add(error.code, "name", format!("“{}”的姓名：{}", person.login, error.message));
        }
        if !seen.insert(&person.login) {
            let why = format!("用户名“{}”用了两次。管账号的人不能办件，一个人也不能批准自己的。", person.login);
            refusals.add(ErrorCode::Conflict, "login", why);
        }
    }
}
