//! `lianjing county`, `grant`, `access`: what the operator does for a county from the command line. First passwords go to
//! the terminal once; they stand in no argument, file or log.

use super::{say, told};
use crate::boot::{self, Faults};
use crate::config::Config;
use crate::demo::{KnownCounty, known_county};
use crate::domain::founding::{self, COMMISSION, Founded, NewCounty, Person};
use crate::domain::staff::{self, FirstPassword, Given, OperatorGrant};
use crate::kernel::Ctx;
use clap::{Args, ValueEnum};
use entity::words::StaffRole;
use serde_json::json;

/// A county to be set up. Names that are not given are known for the counties of the demonstration, or made of the name.
#[derive(Debug, Args)]
pub(super) struct NewOne {
    /// Six-digit division code.
    #[arg(long)]
    code: String,
    /// Name, such that it stands alone: 苍溪县.
    #[arg(long)]
    name: Option<String>,
    /// For buttons: 苍溪.
    #[arg(long)]
    short_name: Option<String>,
    /// What it calls its towns: 乡镇, 街道 or 乡镇（街道）.
    #[arg(long)]
    town_label: Option<String>,
    /// Name of its commission; 苍溪县纪委监委 if not given.
    #[arg(long)]
    commission: Option<String>,
    /// Name of the organ above the county.
    #[arg(long)]
    above: Option<String>,
    /// Telephone at the foot of each page.
    #[arg(long, default_value = "12388")]
    telephone: String,
    /// Where people can come to speak in person; stands at the foot of each page.
    #[arg(long)]
    address: Option<String>,
    /// Filing number of the site (ICP).
    #[arg(long)]
    icp: Option<String>,
    /// Filing number at the police.
    #[arg(long)]
    security_filing: Option<String>,
    /// An administrator, as LOGIN=NAME or LOGIN=NAME=OFFICIAL; one to five.
    #[arg(long = "admin", value_parser = person, required = true)]
    admins: Vec<Person>,
    /// A head of the commission, as LOGIN=NAME=OFFICIAL, where OFFICIAL is the code that officials.csv will have; two to
    /// five.
    #[arg(long = "head", value_parser = person, required = true)]
    heads: Vec<Person>,
    /// One head is enough; whatever concerns that one is then for `lianjing grant` and `lianjing access`.
    #[arg(long)]
    lone_head: bool,
}

/// A role without second approver.
#[derive(Debug, Args)]
pub(super) struct Grant {
    /// Division code of the county.
    #[arg(long)]
    county: String,
    /// Whose.
    #[arg(long)]
    login: String,
    /// Which.
    #[arg(long, value_enum)]
    role: Role,
    /// Code of the organ, for roles by organ; the commission if not given.
    #[arg(long)]
    organ: Option<String>,
    /// Code of the official behind the account, for head, handler and custodian where none stands there yet.
    #[arg(long)]
    official: Option<String>,
    /// Why nobody of the county can do it. It stands on the ledger: no names of reporters, no cases.
    #[arg(long)]
    reason: String,
}

/// New access to one account.
#[derive(Debug, Args)]
pub(super) struct Renew {
    /// Division code of the county.
    #[arg(long)]
    county: String,
    /// Whose.
    #[arg(long)]
    login: String,
    /// Why nobody of the county can do it. It stands on the ledger: no names of reporters, no cases.
    #[arg(long)]
    reason: String,
}

/// Roles that the operator may give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Role {
    CountyAdmin,
    Head,
    Handler,
    Custodian,
}

pub(super) async fn make(config: &Config, one: NewOne) -> Result<(), Faults> {
    let known = known_county(&one.code).map_err(told)?;
    let new = new_county(one, known.as_ref())?;
    let app = boot::app(config).await?;
    let founded = founding::found(&Ctx::system(&app.kernel), new).await.map_err(told)?;
    say(&handed_over(config, &founded))
}

pub(super) async fn grant(config: &Config, grant: Grant) -> Result<(), Faults> {
    let (role, by_organ) = match grant.role {
        Role::CountyAdmin => (StaffRole::CountyAdmin, false),
        Role::Head => (StaffRole::Head, true),
        Role::Handler => (StaffRole::Handler, true),
        Role::Custodian => (StaffRole::Custodian, true),
    };
    let app = boot::app(config).await?;
    let organ = if by_organ { Some(grant.organ.unwrap_or_else(|| COMMISSION.to_owned())) } else { grant.organ };
    let input = OperatorGrant { login: grant.login.clone(), role, organ, official: grant.official, reason: grant.reason };
    let given = staff::grant_by_operator(&Ctx::system(&app.kernel), &grant.county, input).await.map_err(told)?;
    say(&format!("{} has the role now; it is on the ledger\n{}", given.name, line(&grant.login, &given)))
}

pub(super) async fn renew(config: &Config, renew: Renew) -> Result<(), Faults> {
    let app = boot::app(config).await?;
    let ctx = Ctx::system(&app.kernel);
    let given = staff::issue_by_operator(&ctx, &renew.county, &renew.login, &renew.reason).await.map_err(told)?;
    say(&format!("all older access of {} is void; it is on the ledger\n{}", given.name, line(&renew.login, &given)))
}

fn new_county(one: NewOne, known: Option<&KnownCounty>) -> Result<NewCounty, Faults> {
    let told = |pick: fn(&KnownCounty) -> &String| known.map(|known| pick(known).clone());
    let name = one.name.or_else(|| told(|known| &known.name));
    let name = name.ok_or_else(|| vec![format!("{} is no county that is known here: give its --name", one.code)])?;
    let short =
        |name: &str| Some(name.trim_end_matches(['县', '市', '区', '旗'])).filter(|short| short.chars().count() > 1).map(str::to_owned);
    let commission = one.commission.or_else(|| told(|known| &known.commission)).unwrap_or_else(|| format!("{name}纪委监委"));
    let footer = json!({ "operator": commission, "telephone": one.telephone, "address": one.address, "icp": one.icp,
        "securityFiling": one.security_filing });
    Ok(NewCounty {
        short_name: one.short_name.or_else(|| told(|known| &known.short_name)).or_else(|| short(&name)).unwrap_or_else(|| name.clone()),
        town_label: one.town_label.or_else(|| told(|known| &known.town_label)).unwrap_or_else(|| "乡镇".to_owned()),
        above: one.above.or_else(|| told(|known| &known.above)).unwrap_or_else(|| "上级纪委监委".to_owned()),
        code: one.code,
        name,
        footer,
        commission,
        admins: one.admins,
        heads: one.heads,
        lone_head: one.lone_head,
    })
}

/// `LOGIN=NAME`, or `LOGIN=NAME=OFFICIAL` with the code of the official behind the account.
fn person(text: &str) -> Result<Person, String> {
    let (login, rest) = text.split_once('=').ok_or("must be LOGIN=NAME=OFFICIAL, for example zhou.min=周敏=JW-01")?;
    let (name, official) = rest.split_once('=').map_or((rest, None), |(name, code)| (name, Some(code.trim().to_owned())));
    Ok(Person { login: login.trim().to_owned(), name: name.trim().to_owned(), official })
}

fn handed_over(config: &Config, founded: &Founded) -> String {
    let mut text =
        format!("{} {} 建好了。首次密码只显示这一次，7 天内有效，请分别当面交给本人：\n\n", founded.county.code, founded.county.name);
    for access in &founded.people {
        let role = if access.role == StaffRole::CountyAdmin { "县管理员" } else { "县纪委监委负责人" };
        text.push_str(&format!("  {}\t{}\t{role}\t{}\n", access.person.login, access.person.name, access.first.password.as_str()));
    }
    text.push_str(&format!(
        "\n本人在 {}/staff/sign-in 登录，换上自己的密码，绑定自己的动态码；在那以前，别的什么都打不开。\n",
        config.http.public_url
    ));
    let codes: Vec<_> = founded.people.iter().filter_map(|access| access.person.official.as_deref()).collect();
    text.push_str(&format!(
        "下一步：把密钥文件夹再存一份；用 lianjing import 导入单位和干部，{} 也要在 officials.csv 和 posts.csv 里：岗位和亲属决定他们回避什么。\n",
        codes.join("、")
    ));
    if founded.people.iter().filter(|access| access.role == StaffRole::Head).count() == 1 {
        text.push_str("只有一位负责人：关于这一位的角色和重置，县里没有人能批准，要用 lianjing grant 和 lianjing access。\n");
    }
    text
}

fn line(login: &str, given: &Given) -> String {
    let shown = |first: &FirstPassword| format!("{login}\t{}\t{}\n", given.name, first.password.as_str());
    given.first.as_ref().map(shown).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::person;

    #[test]
    fn a_person_is_a_login_a_name_and_perhaps_an_official() {
        let known = person("zhou.min=周敏").unwrap();
        assert_eq!((known.login.as_str(), known.name.as_str(), known.official), ("zhou.min", "周敏", None));
        let known = person("zhou.min = 周敏 = JW-01").unwrap();
        assert_eq!((known.login.as_str(), known.name.as_str(), known.official.as_deref()), ("zhou.min", "周敏", Some("JW-01")));
        assert!(person("周敏").is_err());
    }
}
