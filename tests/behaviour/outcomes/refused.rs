//! Rows and kinds that are not taken: every faulty field is told, and nothing is written.

use super::*;
use kit::cases::id;

story!(every_faulty_field_is_told_at_once, |world| {
    let kind = kind(world).await;
    let before = world.dump().await;
    let mut row = world.dibao_row(&kind, ("短", ""));
    row["decidedOn"] = json!("2026-03-03");
    row["values"] = values(&[("name", ""), ("sum", "很多")]);
    let payload = world.does_on_outcome("publisher", "publishOutcome", &row).await;
    assert_eq!(told(&payload), [("INVALID", "decidedOn"), ("INVALID", "values"), ("INVALID", "values"), ("INVALID", "title")], "{payload}");
    assert!(payload["errors"][2]["message"].as_str().unwrap().starts_with("“每月金额”这一列："), "{payload}");
    unchanged(world, &before, "a faulty row").await;
});

story!(what_the_law_keeps_from_the_public_is_refused, |world| {
    let before = world.dump().await;
    for (label, is_personal) in [("病种", false), ("残疾等级", false), ("学生姓名", true)] {
        let mut input = dibao_kind();
        input["columns"][2]["label"] = json!(label);
        input["columns"][2]["isPersonal"] = json!(is_personal);
        let payload = world.does_on_outcome("admin", "setOutcomeKind", &input).await;
        assert_eq!(told(&payload), [("FORBIDDEN", "columns")], "{label}: {payload}");
    }
    unchanged(world, &before, "a forbidden column").await;
    let kind = kind(world).await;
    let before = world.dump().await;
    for (title, name, note) in [
        (TITLE, "王小山 510824201501011234", ""),
        (TITLE, "王大山", "因病致贫"),
        ("王大山家的低保评定", "王大山", ""),
        (TITLE, "王大山", "王大山是组长"),
    ] {
        let mut row = world.dibao_row(&kind, (title, name));
        row["values"] = values(&[("name", name), ("sum", "520"), ("note", note)]);
        let payload = world.does_on_outcome("publisher", "publishOutcome", &row).await;
        assert_eq!(told(&payload).len(), 1, "{title} {name} {note}: {payload}");
    }
    unchanged(world, &before, "a forbidden row").await;
});

story!(a_form_of_another_version_or_of_another_units_power_is_refused, |world| {
    let kind = kind(world).await;
    let good = world.dibao_row(&kind, (TITLE, "王大山"));
    let with = |name: &str, value: Value| {
        let mut row = good.clone();
        row[name] = value;
        row
    };
    let before = world.dump().await;
    for (row, expected) in [
        (with("kindNo", json!(2)), ("CONFLICT", "kindNo")),
        (with("kindId", id(world.home().unit("village"))), ("NOT_FOUND", "kindId")),
        (with("powerId", id(world.home().power("land"))), ("NOT_FOUND", "powerId")),
        (with("powerId", id(world.other().power("dibao"))), ("NOT_FOUND", "powerId")),
        (with("values", values(&[("name", "王大山"), ("sum", "1"), ("age", "60")])), ("INVALID", "values")),
    ] {
        let payload = world.does_on_outcome("publisher", "publishOutcome", &row).await;
        assert_eq!(told(&payload), [expected], "{payload}");
    }
    unchanged(world, &before, "a wrong form").await;
    let mut closed = dibao_kind();
    (closed["no"], closed["isOpen"]) = (json!(1), json!(false));
    world.did_on_outcome("admin", "setOutcomeKind", &closed).await;
    let payload = world.does_on_outcome("publisher", "publishOutcome", &with("kindNo", json!(2))).await;
    assert_eq!(told(&payload), [("STATE", "kindId")]);
    let payload = world.does_on_outcome("admin", "setOutcomeKind", &closed).await;
    assert_eq!(told(&payload), [("CONFLICT", "")], "another set it meanwhile");
});
