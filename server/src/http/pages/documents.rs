//! The client's own documents, run in the server for the first view: the data of the page is the answer that the client
//! would fetch, word for word, so that no query is written twice.

use crate::api::schema::LianjingSchema;
use crate::kernel::clock::random;
use crate::kernel::graphql::codes::TopCode;
use crate::kernel::graphql::errors::{ByCalendar, code_name};
use crate::kernel::{Actor, Ctx, ErrorCode, Failure, Kernel, Outcome};
use actix_web::web;
use async_graphql::{Request, Response, Variables};
use serde_json::Value;

const DIRECTORY: &str = include_str!("../../../../mobile-web/src/features/directory/first-view.graphql");
const UNITS: &str = include_str!("../../../../mobile-web/src/features/directory/units.graphql");
const POWER: &str = include_str!("../../../../mobile-web/src/features/powers/power.graphql");
const VERSIONS: &str = include_str!("../../../../mobile-web/src/features/clearing/versions.graphql");
const OUTCOME: &str = include_str!("../../../../mobile-web/src/features/outcomes/outcome.graphql");
const RULES: &str = include_str!("../../../../mobile-web/src/features/rules/rules.graphql");
const OPINIONS: &str = include_str!("../../../../mobile-web/src/shared/opinions/on-page.graphql");
const OPEN_DATA: &str = include_str!("../../../../mobile-web/src/features/open-data/open-data.graphql");
const PUBLICATION: &str = include_str!("../../../../mobile-web/src/features/publications/publication.graphql");

/// One operation of the client, with its variables.
#[derive(Debug)]
pub(super) struct Question {
    /// The operation's name.
    pub name: &'static str,
    /// Its variables, as the client writes them.
    pub variables: Value,
}

/// An answer, and under which key the client looks for it.
#[derive(Debug)]
pub(super) struct Asked {
    /// `<operation>:<variables as JSON with sorted names>`
    pub key: String,
    /// What was asked with.
    pub variables: Value,
    /// The data of the answer.
    pub data: Value,
}

impl Asked {
    /// Whether the answer shows an outcome's personal columns, whose term runs.
    pub fn tells_of_persons(&self) -> bool {
        let Some(one) = self.data.get("outcome").filter(|one| !one.is_null()) else { return false };
        let (until, is_over) = (one.get("personalUntil"), one.get("isPersonalOver"));
        until.is_some_and(|until| !until.is_null()) && is_over.and_then(Value::as_bool) != Some(true)
    }
}

/// Runs an operation as somebody whom nobody knows: what a page holds is public.
///
/// # Errors
/// A fault; what is refused comes as data without the thing asked for.
pub(super) async fn ask(kernel: &web::Data<Kernel>, schema: &LianjingSchema, mut question: Question) -> Outcome<Asked> {
    let mut response = run(kernel, schema, &question).await;
    // A cursor that is none of ours is the reader's fault, and the page from its beginning is better than none.
    if is_misread(&response) && question.variables.as_object_mut().is_some_and(|all| all.remove("after").is_some()) {
        response = run(kernel, schema, &question).await;
    }
    let is = |code: &async_graphql::Value, top: TopCode| *code == async_graphql::Value::from(top.name());
    for error in &response.errors {
        match error.extensions.as_ref().and_then(|extensions| extensions.get("code")) {
            Some(code) if is(code, TopCode::Busy) => return Err(Failure::Busy),
            Some(code) if !is(code, TopCode::Internal) => {}
            _ => return Err(Failure::fault(format!("{}: {}", question.name, error.message))),
        }
    }
    let data = response.data.into_json().map_err(Failure::fault)?;
    // The keys of a JSON object are sorted here as they are in the client.
    Ok(Asked { key: format!("{}:{}", question.name, question.variables), variables: question.variables, data })
}

async fn run(kernel: &web::Data<Kernel>, schema: &LianjingSchema, question: &Question) -> Response {
    let request = Request::new(document(question.name)).operation_name(question.name);
    let request = request.variables(Variables::from_json(question.variables.clone()));
    let ctx = nobody(kernel).of_one_state();
    schema.execute(request.data(ByCalendar(ctx.by_calendar())).data(ctx)).await
}

fn is_misread(response: &Response) -> bool {
    let invalid = async_graphql::Value::from(code_name(ErrorCode::Invalid));
    response.errors.iter().any(|error| error.extensions.as_ref().and_then(|extensions| extensions.get("code")) == Some(&invalid))
}

/// A context of nobody.
pub(super) fn nobody(kernel: &web::Data<Kernel>) -> Ctx {
    let kernel = kernel.clone().into_inner();
    let id = hex::encode(random::<6>(&*kernel.chance));
    Ctx::new(&kernel, Actor::Nobody, id)
}

fn document(name: &str) -> &'static str {
    match name {
        "Units" => UNITS,
        "Power" => POWER,
        "ListVersions" => VERSIONS,
        "OpenData" => OPEN_DATA,
        "OpinionsOnPage" => OPINIONS,
        "Rule" | "Rules" => RULES,
        "Outcome" | "Outcomes" => OUTCOME,
        "Publication" | "Publications" => PUBLICATION,
        _ => DIRECTORY,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_that_pages_ask_is_in_the_client() {
        let names = ["County", "Unit", "Units", "Power", "OpinionsOnPage", "ListVersions", "OpenData"];
        for name in names.into_iter().chain(["Rule", "Rules", "Outcome", "Outcomes", "Publication", "Publications"]) {
            assert!(document(name).contains(&format!("query {name}(")), "{name}");
        }
    }

    #[test]
    fn keys_are_sorted_as_the_client_sorts_them() {
        let variables = serde_json::json!({ "county": "510824", "category": null, "text": "村" });
        assert_eq!(variables.to_string(), r#"{"category":null,"county":"510824","text":"村"}"#);
    }
}
