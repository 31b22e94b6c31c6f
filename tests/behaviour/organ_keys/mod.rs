//! Key pairs of organs and custodians: what nobody can open alone, who hands what to whom, and what goes on with nobody there.

mod leaving;
mod signing_in;
mod waiting;

use entity::words::{EnvelopeKind, WrapHolder};
use entity::{account, envelope, key_wrap, member_key, organ_key, report, session_key};
use kit::cases::id;
use kit::{World, story_of_holders};
use lianjing::domain::keys::{self, Holder};
use lianjing::kernel::{Failure, Tx};
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::{Value, json};

pub const PHONE: &str = "13800000001";
pub const CONTENT: &str = "query($id: ID!) { node(id: $id) { ... on Case { content { text } timeline { title detail } } } }";

/// What an officer with this token is told when he opens a case: the whole answer.
pub async fn opens(world: &World, token: &str, case: &Value) -> Value {
    world.ask(Some(token), CONTENT, json!({ "id": case })).await
}

/// The text as an officer of 苍溪县 reads it, signing in for it.
pub async fn reads(world: &World, login: &str, case: &Value) -> Value {
    let token = world.signed_in(world.home(), login).await;
    let answer = opens(world, &token, case).await;
    answer["data"]["node"]["content"]["text"].clone()
}

/// A report on the village, and its case.
pub async fn filed(world: &World) -> (kit::cases::Filed, Value) {
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    (filed, world.only_case("town-handler2").await["id"].clone())
}

/// The code of the first error at the top, with its sentence.
pub fn told(answer: &Value) -> (&str, &str) {
    let error = &answer["errors"][0];
    (error["extensions"]["code"].as_str().unwrap_or("-"), error["message"].as_str().unwrap_or("-"))
}

pub async fn writing(world: &World) -> Tx {
    world.ctx().write(&world.home().county).await.unwrap()
}

/// All wraps of reports' content and names.
pub async fn wraps(tx: &Tx) -> Vec<key_wrap::Model> {
    let theirs = envelope::Column::Kind.is_in([EnvelopeKind::Content, EnvelopeKind::Name]);
    let envelopes = tx.rows().find::<envelope::Entity>().filter(theirs).all(tx).await.unwrap();
    let of = key_wrap::Column::EnvelopeId.is_in(envelopes.into_iter().map(|row| row.id));
    tx.rows().find::<key_wrap::Entity>().filter(of).all(tx).await.unwrap()
}

/// How many entries of this kind the ledger of 苍溪县 has.
pub async fn entries(world: &World, kind: &str) -> u64 {
    let tx = writing(world).await;
    let rows = tx.rows().find::<entity::ledger_entry::Entity>().filter(entity::ledger_entry::Column::Kind.eq(kind));
    rows.count(&tx).await.unwrap()
}

pub async fn report(tx: &Tx) -> report::Model {
    tx.rows().find::<report::Entity>().one(tx).await.unwrap().unwrap()
}

story_of_holders!(only_people_of_the_organ_open_a_report, |world| {
    crate::custody::custodian(world, "custodian", ("bureau-director", "commission")).await;
    let (filed, case) = filed(world).await;
    let text = reads(world, "town-handler2", &case).await;
    assert!(text.as_str().is_some_and(|text| !text.is_empty()), "{text}");
    assert_eq!(reads(world, "town-head", &case).await, text);

    // Everything but a password in hand: the database, the blobs and the whole key folder, which the server's own context has.
    let tx = writing(world).await;
    let (report, place) = (report(&tx).await, world.home());
    for wrap in wraps(&tx).await {
        let is_a_persons = wrap.algorithm.starts_with("HPKE-") || wrap.holder == WrapHolder::Reporter;
        assert!(is_a_persons, "{:?} of {:?} lies under a key of the folder", wrap.holder, wrap.envelope_id);
    }
    let code = lianjing::domain::keys::query_code::make(&tx.kernel.keys, 1, "a guess").unwrap();
    for envelope in [report.content_envelope_id, report.name_envelope_id] {
        for organ in ["town", "commission", "city", "bureau"] {
            let organ = place.organ(organ);
            let tries = [Holder::Organ(organ), Holder::Review(organ), Holder::Custodian, Holder::Intake];
            for holder in tries.into_iter().chain([Holder::Reissue, Holder::Notice, Holder::Reporter(&code)]) {
                let opened = keys::open(&tx, envelope, holder).await;
                assert!(matches!(opened, Err(Failure::Refused(_))), "nothing opens without a person");
            }
        }
    }
    let contact = tx.rows().one::<entity::contact::Entity, _>(report.contact_id).one(&tx).await.unwrap().unwrap();
    let phone = keys::open(&tx, contact.envelope_id, Holder::Notice).await.unwrap();
    assert_eq!(keys::parts(&tx, &phone).await.unwrap()[0].text.reveal(), filed.phone, "with the notice key phone numbers only");
    drop(tx);

    // Another organ's head, who holds his own organ's key, is told of no case; the review's wrap is shut until it climbs.
    for who in ["town2-head", "county-head", "admin"] {
        assert_eq!(reads(world, who, &case).await, Value::Null, "{who}");
    }
});

story_of_holders!(without_the_key_in_the_browser_it_says_sign_in_anew, |world| {
    let (_, case) = filed(world).await;
    let token = world.signed_in(world.home(), "town-handler2").await;
    let hand = world.hand(&token).unwrap();
    world.loses_hand(&token);
    let (code, sentence) = {
        let answer = opens(world, &token, &case).await;
        (told(&answer).0.to_owned(), told(&answer).1.to_owned())
    };
    assert_eq!((code.as_str(), sentence.contains("重新登录")), ("STATE", true), "{sentence}");
    let verb = world
        .data(
            Some(&token),
            "mutation($input: AcceptCaseInput!) { acceptCase(input: $input) { errors { code message } } }",
            json!({ "input": { "caseId": case, "note": "收下了，请您留意。" } }),
        )
        .await;
    assert_eq!(verb["acceptCase"]["errors"][0]["code"], "STATE", "{verb}");
    // Somebody else's key beside one's own token opens nothing.
    let other = world.signed_in(world.home(), "town-head").await;
    let foreign = |cookie: &str| {
        let body = json!({ "query": CONTENT, "variables": { "id": case } });
        world
            .http
            .post(format!("{}/graphql", world.url))
            .bearer_auth(&other)
            .header("Cookie", format!("lianjing_hand={cookie}"))
            .json(&body)
    };
    let mut made_up = hand.clone();
    made_up.truncate(hand.len() - 4);
    made_up.push_str("AAAA");
    for cookie in [hand.as_str(), &made_up, "x", "session_0.AAAA"] {
        let answer: Value = foreign(cookie).send().await.unwrap().json().await.unwrap();
        assert_eq!(told(&answer).0, "STATE", "{answer}");
    }
    // The right one, at another process of the same platform.
    let address = world.serves_with(lianjing::http::body::Patience::default()).await;
    let body = json!({ "query": CONTENT, "variables": { "id": case } });
    let request =
        world.http.post(format!("http://{address}/graphql")).bearer_auth(&token).header("Cookie", format!("lianjing_hand={hand}"));
    let answer: Value = request.json(&body).send().await.unwrap().json().await.unwrap();
    assert!(answer["data"]["node"]["content"]["text"].is_string(), "{answer}");
});

story_of_holders!(a_newcomer_reads_as_soon_as_a_colleague_was_there, |world| {
    let (_, case) = filed(world).await;
    // His role holds, and he has a key of his own; nobody of the organ was there since.
    let role = lianjing::domain::staff::NewRole {
        role: entity::words::StaffRole::Handler,
        unit_id: None,
        organ_id: Some(world.home().organ("town")),
    };
    let (account, token) = world.hires(("xin-ren", "town-deputy"), role).await;
    let answer = opens(world, &token, &case).await;
    assert_eq!((told(&answer).0, told(&answer).1.contains("同事登录")), ("STATE", true), "{answer}");
    // Somebody of another organ can't hand it to him.
    world.signed_in(world.home(), "town2-head").await;
    assert_eq!(told(&opens(world, &token, &case).await).0, "STATE");
    world.signed_in(world.home(), "town-head").await;
    assert!(opens(world, &token, &case).await["data"]["node"]["content"]["text"].is_string());
    let tx = writing(world).await;
    let entries = tx.rows().find::<entity::ledger_entry::Entity>().filter(entity::ledger_entry::Column::Kind.eq("keys.handed_out"));
    let handed = entries.all(&tx).await.unwrap();
    assert_eq!(handed.len(), 1, "{handed:?}");
    assert_eq!(handed[0].facts["account"], json!(account));
});

story_of_holders!(nothing_is_sealed_to_a_key_that_somebody_put_into_the_database, |world| {
    use sea_orm::sea_query::Expr;
    let tx = writing(world).await;
    let organ = organ_key::Column::OrganId.eq(world.home().organ("town"));
    let before = tx.rows().find::<organ_key::Entity>().filter(organ.clone()).one(&tx).await.unwrap().unwrap();
    let other = tx.rows().find::<organ_key::Entity>().filter(organ_key::Column::OrganId.eq(world.home().organ("town2")));
    let other = other.one(&tx).await.unwrap().unwrap();
    let change = tx.rows().update::<organ_key::Entity>().col_expr(organ_key::Column::Public, Expr::value(other.public));
    change.filter(organ_key::Column::Id.eq(before.id)).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    world.files(PHONE, &[id(world.home().unit("village"))]).await;
    let tx = writing(world).await;
    let to_it = key_wrap::Column::KeyId.eq(before.id.to_string());
    assert_eq!(tx.rows().find::<key_wrap::Entity>().filter(to_it).count(&tx).await.unwrap(), 0);
});
