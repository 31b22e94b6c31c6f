//! What tells when an opinion came tells the day and no hour of it: whoever saw somebody at his phone must not know him by it.

use super::*;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use entity::id::{OpinionId, minted_at};
use entity::moment::Moment;
use entity::unit;
use kit::opinions::OPINION;
use sea_orm::sea_query::Expr;
use time::Time;

/// What a cursor holds.
fn cursor(page: &Value) -> Vec<String> {
    let bytes = URL_SAFE_NO_PAD.decode(page["pageInfo"]["endCursor"].as_str().unwrap()).unwrap();
    String::from_utf8(bytes).unwrap().split('\u{1f}').map(str::to_owned).collect()
}

/// A page of what everybody reads on a unit.
async fn page_on(world: &World, about: &Value, after: &Value) -> Value {
    let query = format!(
        "query($about: ID!, $after: String) {{ opinionsOn(county: \"510824\", aboutId: $about, first: 2, after: $after) {{ \
         pageInfo {{ hasNextPage endCursor }} nodes {{ {OPINION} }} }} }}"
    );
    world.data(None, &query, json!({ "about": about, "after": after })).await["opinionsOn"].clone()
}

story!(cursors_and_order_tell_the_day_and_no_hour, |world| {
    let unit = id(world.home().unit("village"));
    for n in 0..5 {
        let token = world.author().await;
        let mine = world.thinks(&token, &opinion_on(&unit, &format!("n-{n}"))).await;
        world.did_with_opinion("publisher", "publishOpinion", of(&mine, json!({}))).await;
        // Two days, and some hours of each.
        world.wait(Duration::hours(if n == 2 { 24 } else { 1 }));
    }
    let is_of_day = |cursor: &[String]| {
        let last = cursor.last().unwrap();
        let at = Moment(minted_at(last.parse::<OpinionId>().unwrap().into())).in_china();
        (cursor.len(), at.time()) == (1, Time::MIDNIGHT)
    };
    let (mut seen, mut after) = (Vec::new(), Value::Null);
    loop {
        let page = page_on(world, &unit, &after).await;
        assert!(is_of_day(&cursor(&page)), "{:?}", cursor(&page));
        seen.extend(page["nodes"].as_array().unwrap().iter().map(|one| (one["receivedOn"].clone(), one["id"].clone())));
        after = page["pageInfo"]["endCursor"].clone();
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
    }
    let days: Vec<_> = seen.iter().map(|(day, _)| day.as_str().unwrap()).collect();
    assert_eq!(days, ["2026-03-03", "2026-03-03", "2026-03-02", "2026-03-02", "2026-03-02"], "the newest day first");
    let ids: Vec<_> = seen.iter().map(|(_, id)| id.as_str().unwrap().to_owned()).collect();
    for day in [&ids[..2], &ids[2..]] {
        assert!(day.is_sorted_by(|one, next| one > next), "within a day they stand by chance: {ids:?}");
    }
    let list = world.opinion_list("publisher", json!({ "list": "ALL", "first": 2 })).await["data"]["opinions"].clone();
    assert!(is_of_day(&cursor(&list)), "nor does the unit's list tell more");
});

/// A unit ends and is followed by another one.
async fn is_followed(world: &World, unit: &str, by: &str) {
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let (today, next) = (tx.now.in_china().date(), world.home().unit(by));
    let update = tx.rows().update::<unit::Entity>().col_expr(unit::Column::SuccessorId, Expr::value(Some(next)));
    let update = update.col_expr(unit::Column::ValidUntil, Expr::value(Some(today - Duration::days(1))));
    update.filter(unit::Column::Id.eq(world.home().unit(unit))).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

story!(who_followed_a_unit_that_followed_another_one_reads_what_the_first_was_told, |world| {
    let mine = world.thinks_of_dibao().await;
    is_followed(world, "village", "village2").await;
    is_followed(world, "village2", "town2").await;
    world.may_as("bureau-head", entity::words::StaffRole::Publisher, "town2").await;
    let list = world.opinion_list("bureau-head", json!({ "list": "ALL" })).await["data"]["opinions"].clone();
    assert_eq!((&list["totalCount"], &list["nodes"][0]["id"]), (&json!(1), &mine["id"]));
    world.did_with_opinion("bureau-head", "replyOpinion", of(&mine, json!({ "text": "两次合并以后由镇里答复。" }))).await;
});
