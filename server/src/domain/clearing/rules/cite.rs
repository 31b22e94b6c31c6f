//! Rules that risk points cite: those of the library that hold, each once, by the name that they have there.

use crate::domain::clearing::model::{CitedRule, Content};
use crate::kernel::error::Refusals;
use crate::kernel::{ErrorCode, Outcome};

/// Codes that a content cites, each once.
#[must_use]
pub fn cited(content: &Content) -> Vec<String> {
    let mut codes: Vec<String> = content.risks.iter().flat_map(|risk| &risk.rules).map(|rule| rule.code.clone()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// The content with the library's names. Known is what the library has of the codes, and whether it holds; what stood in the
/// item before may stay although it ended.
///
/// # Errors
/// Refused with every rule that the library does not have, or that ended.
pub fn named(mut content: Content, known: &[(CitedRule, bool)], before: &[String]) -> Outcome<Content> {
    let mut all = Refusals::default();
    for (no, risk) in (1..).zip(&mut content.risks) {
        let mut kept: Vec<CitedRule> = Vec::new();
        for rule in risk.rules.drain(..).filter(|rule| !rule.code.is_empty()) {
            match known.iter().find(|(known, _)| known.code == rule.code) {
                Some((found, holds)) if *holds || before.contains(&rule.code) => {
                    if !kept.contains(found) {
                        kept.push(found.clone());
                    }
                }
                Some((found, _)) => {
                    all.add(ErrorCode::Invalid, "risks", format!("第 {no} 个风险点：《{}》已经废止，不能再引用。", found.name));
                }
                None => all.add(ErrorCode::NotFound, "risks", format!("第 {no} 个风险点：制度库里没有编号“{}”。", rule.code)),
            }
        }
        risk.rules = kept;
    }
    all.check()?;
    Ok(content)
}
