//! How many subjects one phone rates in a month: counted, and no row leads from one sheet to another.

use super::*;
use entity::rating_count;
use lianjing::kernel::Failure;
use sea_orm::sea_query::Expr;

async fn counts(world: &World) -> Vec<rating_count::Model> {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    tx.rows().find::<rating_count::Entity>().all(&tx).await.unwrap()
}

/// As if this phone had rated so many.
async fn rated_before(world: &World, subjects: i32) {
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let update = tx.rows().update::<rating_count::Entity>().col_expr(rating_count::Column::Subjects, Expr::value(subjects));
    update.exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

fn code_of(done: Result<lianjing::domain::ratings::Taken, Failure>) -> String {
    match done {
        Ok(_) => "-".to_owned(),
        Err(Failure::Refused(all)) => format!("{:?}", all[0].code),
        Err(other) => panic!("{other:?}"),
    }
}

story!(one_phone_rates_so_many_subjects_in_a_month, |world| {
    let (dibao, land) = (rated_dibao(world), Rated::Power(world.home().power("land")));
    let head = Rated::Official(world.home().official("village-head"));
    world.says(1, dibao, &[("qx1", 4)]).await.unwrap();
    world.says(1, dibao, &[("qx1", 5)]).await.unwrap();
    assert_eq!(counts(world).await.iter().map(|row| row.subjects).collect::<Vec<_>>(), [1], "who thinks again rates no further subject");
    rated_before(world, 199).await;
    world.says(1, land, &[("qx1", 4)]).await.unwrap();
    let before = world.dump().await;
    assert_eq!(code_of(world.says(1, head, &[("zz1", 4)]).await), "TooMany");
    unchanged(world, &before, "nothing of it is kept").await;
    world.says(1, land, &[("qx1", 3)]).await.unwrap();
    world.says(2, head, &[("zz1", 4)]).await.unwrap();
    let all = counts(world).await;
    let raters: Vec<Vec<u8>> = sheets(world).await.into_iter().map(|sheet| sheet.rater).collect();
    assert!(all.iter().all(|row| !raters.contains(&row.rater)), "no sheet is found by what is counted");
    world.works_after(Duration::days(31)).await;
    assert_eq!(counts(world).await, [], "it is forgotten with its month");
    world.says(1, head, &[("zz1", 4)]).await.unwrap();
});

story!(what_a_device_said_before_does_not_open_the_months_number, |world| {
    let (subject, other) = (dibao(world), id(world.home().power("land")));
    let token = world.proves(PHONE, "RATE").await;
    let sheet =
        |subject: &Value| json!({ "subjectId": subject, "setNo": 1, "answers": answers(&[("qx1", 4)]), "deviceKey": "a-device-key-0001" });
    assert_eq!(world.rates(Some(&token), &sheet(&other)).await["errors"], json!([]));
    rated_before(world, 200).await;
    world.rates_without_phone("a-device-key-0001", &subject, &[("qx1", 5)]).await;
    let before = world.dump().await;
    assert_eq!(codes(&world.rates(Some(&token), &sheet(&subject)).await)[0].0, "TOO_MANY");
    unchanged(world, &before, "the device's sheet stands").await;
});
