//! 制度库 as the demonstration's file writes it, with places to fill in.

use serde::Deserialize;

/// One rule, and the powers whose gravest risks it holds down.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RuleText {
    /// 方面.
    pub area: String,
    /// Its name.
    pub name: String,
    /// Who issued it.
    pub issuer: String,
    /// What it says, in short.
    pub text: String,
    /// Names of powers.
    pub powers: Vec<String>,
}
