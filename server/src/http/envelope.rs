//! What a GraphQL request brings, in a body or in an address.

use crate::http::persisted::Extensions;
use async_graphql::Variables;
use serde::Deserialize;

/// A request as it comes in a body.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Envelope {
    /// The document; empty where its hash stands for it.
    #[serde(default)]
    pub query: String,
    /// Which of its operations is to be run.
    #[serde(default)]
    pub operation_name: Option<String>,
    #[serde(default)]
    variables: Option<serde_json::Value>,
    #[serde(default)]
    extensions: Option<serde_json::Value>,
}

impl Envelope {
    /// The variables that came with the document.
    #[must_use]
    pub fn given(&self) -> Variables {
        self.variables.clone().map(Variables::from_json).unwrap_or_default()
    }

    /// A part that is no map, by name.
    #[must_use]
    pub fn misshapen(&self) -> Option<&'static str> {
        let parts = [("variables", &self.variables), ("extensions", &self.extensions)];
        let is_bad = |part: &Option<serde_json::Value>| part.as_ref().is_some_and(|part| !part.is_object() && !part.is_null());
        parts.into_iter().find(|(_, part)| is_bad(part)).map(|(name, _)| name)
    }

    /// What we read of the extensions.
    ///
    /// # Errors
    /// What we know of them has another form.
    pub fn extensions(&self) -> Result<Option<Extensions>, serde_json::Error> {
        self.extensions.as_ref().filter(|part| !part.is_null()).map(Extensions::deserialize).transpose()
    }
}

/// The same in an address, its parts as JSON in text.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GetQuery {
    #[serde(default)]
    query: String,
    operation_name: Option<String>,
    variables: Option<String>,
    extensions: Option<String>,
}

impl TryFrom<GetQuery> for Envelope {
    type Error = serde_json::Error;

    fn try_from(asked: GetQuery) -> Result<Self, Self::Error> {
        let json = |part: Option<String>| part.as_deref().filter(|text| !text.is_empty()).map(serde_json::from_str).transpose();
        let (variables, extensions) = (json(asked.variables)?, json(asked.extensions)?);
        Ok(Self { query: asked.query, operation_name: asked.operation_name, variables, extensions })
    }
}
