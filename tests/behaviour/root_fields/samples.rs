//! Values for arguments: ids and codes of the home county's real things, and ordinary words.

use super::schema::{Schema, base};
use super::things::{
    a_burst, a_clearing, a_client, a_hand_over, a_proposal, a_publication, a_request, a_sticker, a_wish, a_withholding, an_archive,
    an_opinion, an_outcome,
};
use super::words::{words, words_of_lists, words_of_opinions, words_of_ratings, words_of_turns};
use async_graphql::parser::types::{BaseType, FieldDefinition, Type, TypeKind};
use kit::World;
use kit::cases::id;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

const PHONE: &str = "13800000001";

/// What a stranger puts into his calls, and what he must never be told.
pub struct Samples {
    values: BTreeMap<&'static str, Value>,
    ids: Vec<(Value, bool)>,
    /// Ids, numbers and words of the home county's inside.
    pub secrets: Vec<String>,
}

/// Things of the home county that are not public.
struct Inside {
    filed: kit::cases::Filed,
    case: Value,
    session: Value,
    notice: Value,
    grant: Value,
    request: Value,
    /// A declared kinship and the wish to end it.
    kin: (Value, Value),
    sticker: String,
    media: Value,
    halt: Value,
    hand_over: Value,
    malice: Value,
    publication: Value,
    withholding: Value,
    /// A round of 清权 and its item.
    clearing: (Value, Value),
    /// An outcome, its kind, and an import.
    outcome: (Value, Value, Value),
    /// A burst of ratings.
    burst: Value,
    /// An opening of an archive, a kind of matters, and a transfer.
    archive: (Value, Value, Value),
    opinion: Value,
    /// A client and its webhook.
    client: (Value, Value),
}

impl Inside {
    async fn of(world: &World) -> Self {
        let place = world.home();
        let filed = world.files(PHONE, &[id(place.unit("village"))]).await;
        let case = world.only_case("town-head").await;
        let head = world.signed_in(place, "town-head").await;
        let viewer = world.data(Some(&head), "{ viewer { sessions { id } notices { id } } }", json!({})).await["viewer"].clone();
        let admin = world.signed_in(place, "admin").await;
        let proposed = a_proposal(world, &admin).await;
        let (sticker, media, malice) = a_sticker(world).await;
        let halt = world.stops_dibao("town-head", json!({ "caseId": case["id"] })).await["id"].clone();
        let (session, notice, grant) = (&viewer["sessions"][0]["id"], &viewer["notices"][0]["id"], &proposed["grant"]["id"]);
        assert!(session.is_string() && notice.is_string() && grant.is_string(), "{viewer} {proposed}");
        let (session, notice, grant) = (session.clone(), notice.clone(), grant.clone());
        let (request, kin, hand_over) = (a_request(world).await, a_wish(world).await, a_hand_over(world).await);
        let (publication, withholding, outcome) = (a_publication(world).await, a_withholding(world).await, an_outcome(world).await);
        let (clearing, burst, archive, opinion) =
            (a_clearing(world).await, a_burst(world).await, an_archive(world).await, an_opinion(world).await);
        Self {
            filed,
            case,
            session,
            notice,
            grant,
            request,
            kin,
            sticker,
            media,
            halt,
            hand_over,
            malice,
            publication,
            withholding,
            clearing,
            outcome,
            burst,
            archive,
            opinion,
            client: a_client(world).await,
        }
    }

    /// What nobody outside may be told.
    fn secrets(&self, world: &World) -> Vec<String> {
        let own = [&self.session, &self.notice, &self.grant, &self.request, &self.hand_over, &self.malice, &self.publication];
        let own = own.into_iter().chain([&self.kin.0, &self.kin.1, &self.withholding, &self.burst, &self.clearing.0, &self.clearing.1]);
        let own = own.chain([&self.archive.0, &self.archive.1, &self.archive.2, &self.opinion, &self.client.0, &self.client.1]);
        let ids = [&self.case["id"], &self.case["number"], &self.filed.payload["report"]["id"]].into_iter().chain(own);
        // Both counties have people of the same names, so it is by their ids that those of this one are known.
        let accounts: Vec<_> = kit::fixture::STAFF.iter().map(|(login, ..)| id(world.home().account(login))).collect();
        let texts = ids.chain(&accounts).map(|id| id.as_str().unwrap().to_owned());
        texts
            .chain([&self.filed.code, PHONE, "低保评议没有开会", "演示甲", "演示乙", "证人在外地", "陌生人读不到的意见"].map(str::to_owned))
            .collect()
    }
}

impl Samples {
    /// Fills the home county with one of everything.
    pub async fn of(world: &World) -> Self {
        let inside = Inside::of(world).await;
        let place = world.home();
        let hidden =
            [&inside.case["id"], &inside.filed.payload["report"]["id"], &inside.session, &inside.notice, &inside.grant, &inside.opinion];
        let public = [
            id(place.unit("village")),
            id(place.official("village-head")),
            id(place.organ("town")),
            id(place.power("dibao")),
            inside.halt.clone(),
            inside.outcome.0.clone(),
        ];
        let ids = hidden.into_iter().map(|id| (id.clone(), true)).chain(public.map(|id| (id, false))).collect();
        let mut values = words();
        values.extend(words_of_turns());
        values.extend(words_of_lists());
        values.extend(words_of_ratings());
        values.extend(words_of_opinions());
        values.extend(things(world, &inside));
        values.extend(of_moves(world, &inside));
        Self { values, ids, secrets: inside.secrets(world) }
    }

    /// All ways in which this field is called.
    pub fn calls(&self, schema: &Schema, field: &FieldDefinition) -> Vec<Value> {
        if field.name.node == "node" {
            return self.ids.iter().map(|(id, _)| json!({ "id": id })).collect();
        }
        let name = field.name.node.as_str();
        let arguments = field.arguments.iter().map(|one| &one.node);
        let all: Map<_, _> =
            arguments.map(|one| (one.name.node.to_string(), self.value(schema, name, &one.name.node, &one.ty.node))).collect();
        either(Value::Object(all))
    }

    /// Whether a call of `node` asks for something that is not public.
    pub fn is_hidden(&self, variables: &Value) -> bool {
        self.ids.iter().any(|(id, is_hidden)| *is_hidden && *id == variables["id"])
    }

    fn value(&self, schema: &Schema, field: &str, name: &str, ty: &Type) -> Value {
        let own = format!("{field}.{name}");
        if let Some(sample) = self.values.get(own.as_str()).or_else(|| self.values.get(name)) {
            let is_list = matches!(ty.base, BaseType::List(_)) && !sample.is_array() && !sample.is_null();
            return if is_list { json!([sample]) } else { sample.clone() };
        }
        match schema.kind(base(ty)) {
            Some(TypeKind::Enum(kind)) => json!(kind.values[0].node.value.node.as_str()),
            Some(TypeKind::InputObject(input)) => {
                let fields = input.fields.iter().map(|one| &one.node);
                Value::Object(
                    fields.map(|one| (one.name.node.to_string(), self.value(schema, field, &one.name.node, &one.ty.node))).collect(),
                )
            }
            _ if base(ty) == "Boolean" => json!(true),
            _ if base(ty) == "Int" => json!(5),
            _ => panic!(
                "`{field}` has a new argument `{name}` ({ty}): give it a sample value in tests/behaviour/root_fields/samples.rs, \
                 an id of the home county's real thing if it is an id, else a value that is valid"
            ),
        }
    }
}

/// A report is named by its query code or by its id, so a call that could name it by both becomes two.
fn either(call: Value) -> Vec<Value> {
    let has = |name: &str| call["input"].get(name).is_some_and(Value::is_string);
    if !has("queryCode") || !has("reportId") {
        return vec![call];
    }
    let without = |name: &str| {
        let mut call = call.clone();
        call["input"][name] = Value::Null;
        call
    };
    vec![without("queryCode"), without("reportId")]
}

/// Ids and codes of real things.
fn things(world: &World, inside: &Inside) -> Vec<(&'static str, Value)> {
    let place = world.home();
    let known = vec![
        ("county", json!(place.code)),
        // Of another kind than the one that each county has from its beginning.
        ("createOrgan.kind", json!("TOWN_COMMITTEE")),
        ("county.code", json!(place.code)),
        ("unit.code", json!(format!("{}-village", place.code))),
        ("power.code", json!(format!("{}-dibao", place.code))),
        ("rule.code", json!("ZD-01")),
        ("listVersion.unit", json!(format!("{}-village", place.code))),
        ("listComparison.unit", json!(format!("{}-village", place.code))),
        ("aboutId", id(place.unit("village"))),
        ("entry.code", json!(inside.sticker)),
        ("revokeSticker.code", json!(inside.sticker)),
        ("queryCode", json!(inside.filed.code)),
        // Whoever holds the code may ask how it stands; a stranger does not hold it.
        ("reportStatus.queryCode", Value::Null),
        ("reportStatusChanged.queryCode", Value::Null),
        ("stopNewQueryCode.queryCode", Value::Null),
        ("powerId", id(place.power("land"))),
        ("publication.code", json!("0000000000")),
        ("publicationDrafts.code", json!("0000000000")),
        ("handlerId", id(place.account("town-handler"))),
        ("fromId", id(place.account("town-handler"))),
        ("toIds", id(place.account("town-handler2"))),
        ("accountId", id(place.account("town-handler2"))),
        ("officialId", id(place.official("village-head"))),
        ("subjectIds", id(place.unit("village"))),
        ("subjectId", id(place.unit("village2"))),
        ("ratingForm.subjectId", id(place.official("village-head"))),
        ("ratingFigure.subjectId", id(place.power("dibao"))),
        ("ratingTrend.subjectId", id(place.official("village-head"))),
        ("openRatingReasons.subjectId", id(place.official("village-head"))),
        ("rate.subjectId", id(place.power("dibao"))),
        ("unitId", id(place.unit("village"))),
        ("organId", id(place.organ("town"))),
        ("superiorId", id(place.organ("commission"))),
        ("successorId", id(place.organ("town2"))),
        ("coverIds", id(place.unit("bureau"))),
        ("toOrganId", id(place.organ("town2"))),
    ];
    known.into_iter().chain(of_case(inside)).collect()
}

/// Ids of what stands inside a case, and of what it left behind.
fn of_case(inside: &Inside) -> Vec<(&'static str, Value)> {
    vec![
        ("casePublications.id", inside.case["id"].clone()),
        ("publicationDraft.id", inside.publication.clone()),
        ("caseChanged.id", inside.case["id"].clone()),
        ("caseId", inside.case["id"].clone()),
        ("number", inside.case["number"].clone()),
        ("reportId", inside.filed.payload["report"]["id"].clone()),
        ("haltId", inside.halt.clone()),
        ("mediaId", inside.media.clone()),
        ("sessionId", inside.session.clone()),
        ("ids", inside.notice.clone()),
        ("grantId", inside.grant.clone()),
        ("requestId", inside.request.clone()),
        ("handOverId", inside.hand_over.clone()),
        ("maliceId", inside.malice.clone()),
        ("publicationId", inside.publication.clone()),
        ("withholdingId", inside.withholding.clone()),
        ("clearing.id", inside.clearing.0.clone()),
        ("clearingItem.id", inside.clearing.1.clone()),
        ("clearingId", inside.clearing.0.clone()),
        ("itemId", inside.clearing.1.clone()),
        ("outcomeId", inside.outcome.0.clone()),
        ("kindId", inside.outcome.1.clone()),
        ("importId", inside.outcome.2.clone()),
        ("burstId", inside.burst.clone()),
        ("openingId", inside.archive.0.clone()),
        ("declareMatter.kindId", inside.archive.1.clone()),
        ("endArchiveKind.kindId", inside.archive.1.clone()),
        ("transferId", inside.archive.2.clone()),
        ("opinion.id", inside.opinion.clone()),
        ("opinionId", inside.opinion.clone()),
        ("clientId", inside.client.0.clone()),
        ("webhookId", inside.client.1.clone()),
    ]
}

/// What moves of officials and declared kinship take.
fn of_moves(world: &World, inside: &Inside) -> Vec<(&'static str, Value)> {
    let place = world.home();
    vec![
        ("kinshipId", inside.kin.0.clone()),
        ("endingId", inside.kin.1.clone()),
        ("relativeId", id(place.official("village-deputy"))),
        ("sectionId", id(place.section("town-office"))),
        ("endPostId", Value::Null),
        ("lastDay", Value::Null),
        ("title", json!("陌生人写的职务")),
        ("relation", json!("姻亲")),
        ("officialsCalled.text", json!("演示")),
        ("stepAside.reason", json!("KIN")),
    ]
}
