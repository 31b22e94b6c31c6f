//! From the sticker on the wall to the page: codes, redirects, posters.

use entity::words::StaffRole;
use kit::{World, story};
use lianjing::domain::directory::SubjectId;
use lianjing::domain::entry::{self, StickerCode};
use lianjing::kernel::{Actor, Ctx, Failure, HeldRole, StaffActor};
use reqwest::redirect::Policy;
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use time::macros::date;

async fn code_of(world: &World, target: SubjectId) -> StickerCode {
    let ctx = world.ctx();
    let tx = ctx.write(&world.home().county).await.unwrap();
    let code = entry::sticker_for(&ctx, &tx, target).await.unwrap();
    tx.commit().await.unwrap();
    code
}

/// Where an address leads: status and `Location`.
async fn goes(world: &World, path: &str) -> (u16, String) {
    let client = reqwest::Client::builder().redirect(Policy::none()).build().unwrap();
    let response = client.get(format!("{}{path}", world.url)).send().await.unwrap();
    let to = response.headers().get("location").map(|to| to.to_str().unwrap().to_owned());
    (response.status().as_u16(), to.unwrap_or_default())
}

fn staff(world: &World, county: entity::id::CountyId) -> Ctx {
    let place = world.home();
    let actor = StaffActor {
        county_id: county,
        account_id: place.account(kit::fixture::STAFF[0].0),
        session_id: entity::id::SessionId(uuid::Uuid::nil()),
        name: "演示".to_owned(),
        official_id: None,
        former: Vec::new(),
        roles: vec![HeldRole { role: StaffRole::Publisher, unit_id: Some(place.unit("village")), organ_id: None }],
    };
    Ctx::new(&world.kernel, Actor::Staff(actor), "test".to_owned())
}

story!(a_code_leads_to_its_page_however_it_is_typed, |world| {
    let code = code_of(world, SubjectId::Unit(world.home().unit("village"))).await.to_string();
    assert_eq!(code_of(world, SubjectId::Unit(world.home().unit("village"))).await.to_string(), code, "one code for one unit");
    let typed = code.to_lowercase().replace('0', "o").replace('1', "l");
    for path in [format!("/q/{code}"), format!("/Q/{code}"), format!("/q/{typed}")] {
        assert_eq!(goes(world, &path).await, (302, "/510824/u/510824-village".to_owned()), "{path}");
    }
    let query = "query($c:String!){entry(code:$c){code path target{__typename ... on Unit{name}}}}";
    let entry = world.data(None, query, json!({ "c": typed })).await["entry"].take();
    assert_eq!(
        entry,
        json!({ "code": code, "path": "/510824/u/510824-village", "target": { "__typename": "Unit", "name": "龙山镇甲村" } })
    );
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let row = tx.rows().find::<entity::sticker::Entity>().filter(entity::sticker::Column::Code.eq(code)).one(&tx).await.unwrap().unwrap();
    assert_eq!(row.scans, 3);
});

story!(powers_and_officials_have_codes_too, |world| {
    let power = code_of(world, SubjectId::Power(world.home().power("dibao"))).await;
    assert_eq!(goes(world, &format!("/q/{power}")).await, (302, "/510824/p/510824-dibao".to_owned()));
    let (name, ..) = kit::fixture::OFFICIALS[0];
    let official = code_of(world, SubjectId::Official(world.home().official(name))).await;
    let (status, to) = goes(world, &format!("/q/{official}")).await;
    assert!(status == 302 && to.starts_with("/510824/u/") && to.ends_with("#people"), "{to}");
});

story!(an_unknown_or_withdrawn_code_leads_nowhere, |world| {
    let code = code_of(world, SubjectId::Unit(world.home().unit("village"))).await.to_string();
    let nobody = Ctx::new(&world.kernel, Actor::Nobody, "test".to_owned());
    assert!(matches!(entry::revoke(&nobody, &code, "丢了").await, Err(Failure::SignInNeeded)));
    assert_eq!(goes(world, &format!("/q/{code}")).await.0, 302, "nothing happened");
    entry::revoke(&world.ctx(), &code, "墙贴被换").await.unwrap();
    for path in
        [format!("/q/{code}"), "/q/0000000".to_owned(), "/q/%00".to_owned(), "/Q/UUUUUUU".to_owned(), "/q/一二三四五六七".to_owned()]
    {
        let response = world.http.get(format!("{}{path}", world.url)).send().await.unwrap();
        assert_eq!(response.status().as_u16(), 404, "{path}");
        let text = response.text().await.unwrap();
        assert!(text.contains("谨防有人盖上假码") && text.contains("href=\"/\""), "{path}");
    }
    let answer = world.data(None, "query($c:String!){entry(code:$c){path}}", json!({ "c": code })).await;
    assert_eq!(answer["entry"], Value::Null);
    assert_ne!(code_of(world, SubjectId::Unit(world.home().unit("village"))).await.to_string(), code, "a new one is made");
});

story!(a_moved_unit_leads_to_its_successor, |world| {
    let home = world.home();
    let code = code_of(world, SubjectId::Unit(home.unit("village"))).await;
    let ctx = world.ctx();
    let tx = ctx.write(&home.county).await.unwrap();
    let update = tx.rows().update::<entity::unit::Entity>().filter(entity::unit::Column::Id.eq(home.unit("village")));
    let update = update.col_expr(entity::unit::Column::ValidUntil, sea_orm::sea_query::Expr::value(date!(2026 - 03 - 01)));
    let update = update.col_expr(entity::unit::Column::SuccessorId, sea_orm::sea_query::Expr::value(home.unit("village2")));
    update.exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(goes(world, &format!("/q/{code}")).await, (302, "/510824/u/510824-village2".to_owned()));
    let page = world.http.get(format!("{}/510824/u/510824-village", world.url)).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("已经并入或改名为龙山镇乙村"));
    let refused = entry::poster_for(&ctx, "510824", "510824-village").await;
    assert!(matches!(refused, Err(Failure::Refused(_))));
});

story!(the_staff_of_the_county_prints_posters, |world| {
    let poster = entry::poster_for(&staff(world, world.home().county.id), "510824", "510824-village").await.unwrap();
    assert!(
        poster.url.starts_with("HTTP") && poster.url == poster.url.to_uppercase() && poster.url.ends_with(&format!("/Q/{}", poster.code))
    );
    let svg = poster.svg().unwrap();
    for said in ["龙山镇甲村", &poster.code, &poster.domain, "12388", "谨防有人盖上假码"] {
        assert!(svg.contains(said), "{said}");
    }
    assert!(poster.pdf().unwrap().starts_with(b"%PDF"));
    let foreign = staff(world, world.other().county.id);
    assert!(matches!(entry::poster_for(&foreign, "510824", "510824-village").await, Err(Failure::Refused(_))));
    for ending in ["svg", "pdf"] {
        let path = format!("/staff-files/poster/510824/510824-village.{ending}");
        assert_eq!(goes(world, &path).await.0, 401, "{path}");
    }
});

const REVOKE: &str = "mutation($i:RevokeStickerInput!){revokeSticker(input:$i){sticker{code madeAt revokedAt} errors{code field}}}";
const STICKERS: &str =
    "query($u:ID!,$c:String!,$n:String!){unitStickers(unitId:$u){code madeAt revokedAt} unit(county:$c,code:$n){viewerCan}}";

/// What the poster's address answers to a bearer: status, kind and bytes.
async fn poster(world: &World, token: &str, file: &str) -> (u16, String, Vec<u8>) {
    let response = world.http.get(format!("{}/staff-files/poster/{file}", world.url)).bearer_auth(token).send().await.unwrap();
    let kind = response.headers().get("content-type").map(|kind| kind.to_str().unwrap().to_owned());
    (response.status().as_u16(), kind.unwrap_or_default(), response.bytes().await.unwrap().to_vec())
}

story!(a_poster_comes_over_http_to_a_signed_in_member_of_the_county, |world| {
    let token = world.signed_in(world.home(), "town-handler").await;
    let code = code_of(world, SubjectId::Unit(world.home().unit("village"))).await.to_string();
    let (status, kind, svg) = poster(world, &token, "510824/510824-village.svg").await;
    assert_eq!((status, kind.as_str()), (200, "image/svg+xml"));
    let svg = String::from_utf8(svg).unwrap();
    assert!(svg.contains(&code) && svg.contains("龙山镇甲村"), "the sticker that already hangs");
    let (status, kind, pdf) = poster(world, &token, "510824/510824-village.pdf").await;
    assert_eq!((status, kind.as_str()), (200, "application/pdf"));
    assert!(pdf.starts_with(b"%PDF"));
    for file in ["510824/510824-village.exe", "510824/510824-village", "510824/nobody.pdf", "510824/..%2F..%2Fkeys.pdf", "999999/x.pdf"] {
        let (status, kind, body) = poster(world, &token, file).await;
        assert_eq!((status, kind.as_str()), (404, "text/plain; charset=utf-8"), "{file}");
        assert!(!body.starts_with(b"%PDF"), "{file}");
    }
    let foreign = world.signed_in(world.other(), "admin").await;
    assert_eq!(poster(world, &foreign, "510824/510824-village.pdf").await.0, 404);
    let reporter = world.proves("13900000031", "REPORT").await;
    for bearer in [reporter.as_str(), "x.y.z", ""] {
        assert_eq!(poster(world, bearer, "510824/510824-village.pdf").await.0, 401, "{bearer}");
    }
});

story!(only_the_countys_administrator_withdraws_a_code, |world| {
    let code = code_of(world, SubjectId::Unit(world.home().unit("village"))).await.to_string();
    let input = |code: &str, reason: &str| json!({ "i": { "code": code, "reason": reason } });
    let admin = world.signed_in(world.home(), "admin").await;
    let strangers = [
        (None, "UNAUTHENTICATED"),
        (Some(world.signed_in(world.home(), "town-head").await), "NOT_FOUND"),
        (Some(world.signed_in(world.other(), "admin").await), "NOT_FOUND"),
    ];
    for (token, said) in strangers {
        let answer = world.ask(token.as_deref(), REVOKE, input(&code, "墙贴被换")).await.to_string();
        assert!(answer.contains(said), "{said}: {answer}");
        assert_eq!(goes(world, &format!("/q/{code}")).await.0, 302, "nothing happened");
    }
    let without = world.data(Some(&admin), REVOKE, input(&code, " ")).await;
    assert_eq!(without["revokeSticker"]["errors"][0]["field"], "reason");
    let wrong = world.data(Some(&admin), REVOKE, input("0000000", "墙贴被换")).await;
    assert_ne!(wrong["revokeSticker"]["errors"], json!([]));
    assert_eq!(goes(world, &format!("/q/{code}")).await.0, 302, "nothing happened");
    let typed = code.to_lowercase();
    assert_eq!(world.data(Some(&admin), REVOKE, input(&typed, "墙贴被换")).await["revokeSticker"]["errors"], json!([]));
    assert_eq!(goes(world, &format!("/q/{code}")).await.0, 404);
    let (_, _, svg) = poster(world, &admin, "510824/510824-village.svg").await;
    let fresh = code_of(world, SubjectId::Unit(world.home().unit("village"))).await.to_string();
    assert!(fresh != code && String::from_utf8(svg).unwrap().contains(&fresh), "the next poster has a new code");
    let again = world.data(Some(&admin), REVOKE, input(&code, "再来一次")).await;
    assert_ne!(again["revokeSticker"]["errors"], json!([]));
});

story!(what_was_withdrawn_stays_on_the_units_list_of_codes, |world| {
    let village = world.home().unit("village");
    let first = code_of(world, SubjectId::Unit(village)).await.to_string();
    let asked = json!({ "u": kit::cases::id(village), "c": "510824", "n": "510824-village" });
    let admin = world.signed_in(world.home(), "admin").await;
    let before = world.data(Some(&admin), STICKERS, asked.clone()).await;
    assert_eq!(before["unit"]["viewerCan"], json!(["REPORT", "PRINT_POSTER", "REVOKE_STICKER"]));
    let stickers = before["unitStickers"].as_array().unwrap();
    assert_eq!((stickers.len(), &stickers[0]["code"], &stickers[0]["revokedAt"]), (1, &json!(first), &Value::Null));
    world.wait(time::Duration::minutes(3));
    let revoke = json!({ "i": { "code": first, "reason": "墙贴被换" } });
    let (one, other) = tokio::join!(world.data(Some(&admin), REVOKE, revoke.clone()), world.data(Some(&admin), REVOKE, revoke));
    let done: Vec<_> =
        [one, other].into_iter().map(|mut answer| answer["revokeSticker"].take()).filter(|one| one["errors"] == json!([])).collect();
    assert_eq!(done.len(), 1, "of two at once one is told that there is no such code");
    let withdrawn = done[0]["sticker"].clone();
    assert!(withdrawn["revokedAt"].as_str() > withdrawn["madeAt"].as_str(), "{withdrawn}");
    assert_eq!(world.data(Some(&admin), STICKERS, asked.clone()).await["unitStickers"], json!([withdrawn]));
    let ctx = world.ctx();
    let tx = ctx.read(&world.home().county).await.unwrap();
    let of_kind = entity::ledger_entry::Column::Kind.eq("entry.revoked");
    assert_eq!(tx.rows().find::<entity::ledger_entry::Entity>().filter(of_kind).all(&tx).await.unwrap().len(), 1);
    drop(tx);
    poster(world, &admin, "510824/510824-village.pdf").await;
    let after = world.data(Some(&admin), STICKERS, asked.clone()).await["unitStickers"].take();
    assert_eq!((&after[1], &after[0]["revokedAt"]), (&withdrawn, &Value::Null), "the next poster made a new one");
    assert_ne!(after[0]["code"], json!(first));
    let head = world.signed_in(world.home(), "town-head").await;
    let others = world.data(Some(&head), STICKERS, asked).await;
    assert_eq!(others, json!({ "unitStickers": null, "unit": { "viewerCan": ["REPORT", "PRINT_POSTER"] } }));
});
