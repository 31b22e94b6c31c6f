//! 电子廉洁档案 through the API: what is opened, read, answered, declared and handed over.

use crate::cases::{id, input_of};
use crate::world::World;
use entity::account;
use entity::words::StaffRole;
use lianjing::domain::staff::NewRole;
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use serde_json::{Value, json};

/// All that a page asks of an archive.
pub const ARCHIVE: &str = "officialName knownOn remarks { text } foreign { countyName document sheet { countyName isSigned remarks \
    entries { kind title lines source answers } } earlier { countyName isSigned entries { title } } } \
    entries { key kind on until knownSince title lines words source link answers { text } matterId kindId }";
/// All that a list asks of an opening.
pub const OPENING: &str = "id officialName purpose reason document openedAt closesOn isOpen";
/// All that a list asks of a transfer.
pub const TRANSFER: &str = "id way officialName countyCode countyName document sheetHash receipt receivedAt";

impl World {
    /// Somebody of 苍溪县 who keeps the files, behind whom this official stands; a fresh token.
    pub async fn keeps_files(&self, official: &str) -> String {
        self.signs_in_as((&format!("files-{official}"), official), StaffRole::Personnel).await
    }

    /// This official of 苍溪县 himself; a fresh token.
    pub async fn signs_in_himself(&self, official: &str) -> String {
        self.signs_in_as((&format!("self-{official}"), official), StaffRole::Official).await
    }

    /// An account that is made when it signs in first.
    async fn signs_in_as(&self, (login, official): (&str, &str), role: StaffRole) -> String {
        let tx = self.ctx().read(&self.home().county).await.expect("a transaction");
        let known = tx.rows().find::<account::Entity>().filter(account::Column::Login.eq(login)).one(&tx).await.expect("read");
        drop(tx);
        match known {
            Some(row) => self.token_of(row.id).await,
            None => self.hires((login, official), NewRole { role, unit_id: None, organ_id: None }).await.1,
        }
    }

    /// A verb of somebody with this token; the whole answer.
    pub async fn on_archive(&self, token: Option<&str>, verb: &str, input: &Value) -> Value {
        let kind = input_of(verb);
        let fields = match verb {
            "openArchive" => format!("opening {{ {OPENING} }}"),
            "exportArchiveSummary" => "fileName pdf".to_owned(),
            "answerArchive" | "declareMatter" => format!("archive {{ {ARCHIVE} }}"),
            "nameArchiveKind" | "endArchiveKind" => "kind { id name basis endedAt }".to_owned(),
            "nameArchivePeer" => "peer { id countyCode publicKey }".to_owned(),
            _ => format!("transfer {{ {TRANSFER} }} file"),
        };
        let query = format!("mutation($input: {kind}!) {{ {verb}(input: $input) {{ {fields} errors {{ code field message }} }} }}");
        self.ask(token, &query, json!({ "input": input })).await
    }

    /// The same where somebody is signed in; the payload.
    ///
    /// # Panics
    /// On a top-level error.
    pub async fn does_on_archive(&self, token: &str, verb: &str, input: Value) -> Value {
        let answer = self.on_archive(Some(token), verb, &input).await;
        assert!(answer.get("errors").is_none_or(Value::is_null), "{verb}: {answer}");
        answer["data"][verb].clone()
    }

    /// The same where nothing is refused.
    ///
    /// # Panics
    /// If it is refused.
    pub async fn did_on_archive(&self, token: &str, verb: &str, input: Value) -> Value {
        let payload = self.does_on_archive(token, verb, input).await;
        assert_eq!(payload["errors"], json!([]), "{verb}: {payload:#}");
        payload
    }

    /// Opens the archive of an official of 苍溪县 for an appointment; the opening's id.
    pub async fn opens_archive(&self, token: &str, official: &str) -> Value {
        let input = json!({ "officialId": id(self.home().official(official)), "purpose": "APPOINTMENT", "reason": "拟任副镇长，考察用" });
        self.did_on_archive(token, "openArchive", input).await["opening"]["id"].clone()
    }

    /// An archive that was opened, as it was known on a day; the whole answer.
    pub async fn reads_archive(&self, token: Option<&str>, opening: &Value, known_on: Option<&str>) -> Value {
        let query = format!(
            "query($id: ID!, $on: Date) {{ archive(openingId: $id, knownOn: $on) {{ opening {{ {OPENING} }} archive {{ {ARCHIVE} }} \
             summary {{ heading more facts {{ text source link }} }} }} }}"
        );
        self.ask(token, &query, json!({ "id": opening, "on": known_on })).await
    }

    /// What stands in an archive that was opened, today.
    pub async fn archive(&self, token: &str, opening: &Value) -> Value {
        self.reads_archive(Some(token), opening, None).await["data"]["archive"]["archive"].clone()
    }

    /// One's own archive as it was known on a day; the whole answer.
    pub async fn reads_own_archive(&self, token: Option<&str>, known_on: Option<&str>) -> Value {
        let query = format!("query($on: Date) {{ ownArchive(knownOn: $on) {{ {ARCHIVE} }} }}");
        self.ask(token, &query, json!({ "on": known_on })).await
    }

    /// One's own archive today.
    pub async fn own_archive(&self, token: &str) -> Value {
        self.reads_own_archive(Some(token), None).await["data"]["ownArchive"].clone()
    }
}

/// Entries of one kind.
#[must_use]
pub fn of_kind(archive: &Value, kind: &str) -> Vec<Value> {
    archive["entries"].as_array().map(|all| all.iter().filter(|entry| entry["kind"] == kind).cloned().collect()).unwrap_or_default()
}
