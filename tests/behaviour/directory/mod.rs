//! The directory as the API shows it: counties, units, people, powers; facts for routing; two counties apart.

pub mod costs;

use entity::post;
use kit::{World, story};
use lianjing::domain::directory::{self, SubjectId};
use lianjing::domain::import;
use lianjing::kernel::{Actor, Ctx};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use std::sync::atomic::Ordering;
use time::macros::date;

const UNITS: &str = "query($county:String!,$category:UnitCategory,$parent:String,$text:String,$first:Int,$after:String){county(code:$county){units(category:$category,parentCode:$parent,text:$text,first:$first,after:$after){totalCount nodes{code name parent{name}} pageInfo{hasNextPage endCursor}}}}";

async fn units(world: &World, mut variables: Value) -> Value {
    variables["county"] = json!("510824");
    world.data(None, UNITS, variables).await["county"]["units"].take()
}

fn names(list: &Value) -> Vec<String> {
    list["nodes"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect()
}

story!(units_are_found_by_category_town_and_name, |world| {
    assert_eq!(names(&units(world, json!({ "category": "TOWN" })).await), ["龙山镇", "元坝镇"]);
    let below = units(world, json!({ "parent": "510824-town" })).await;
    assert_eq!(names(&below), ["龙山镇甲村", "龙山镇乙村"]);
    assert_eq!(below["nodes"][0]["parent"]["name"], "龙山镇");
    assert_eq!(names(&units(world, json!({ "text": "甲村" })).await), ["龙山镇甲村"]);
    for nothing in ["%", "_", "!", "甲%村", "不存在"] {
        assert_eq!(units(world, json!({ "text": nothing })).await["totalCount"], 0, "{nothing}");
    }
    assert_eq!(units(world, json!({ "parent": "no-such-unit" })).await["totalCount"], 0);
    let refused = world.ask(None, UNITS, json!({ "county": "510824", "text": "村".repeat(41) })).await;
    assert_eq!(refused["errors"][0]["extensions"]["code"], "TOO_LONG");
});

story!(pages_follow_each_other_without_gap_or_double, |world| {
    let mut seen = Vec::new();
    let mut after = Value::Null;
    loop {
        let list = units(world, json!({ "first": 3, "after": after })).await;
        assert_eq!(list["totalCount"], 8);
        seen.extend(names(&list));
        after = list["pageInfo"]["endCursor"].clone();
        if list["pageInfo"]["hasNextPage"] == false {
            break;
        }
    }
    assert_eq!(seen.len(), 8);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 8);
    for bad in ["x", "", "MQ", "Yh8y"] {
        let answer = world.ask(None, UNITS, json!({ "county": "510824", "after": bad })).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "INVALID", "{bad}");
    }
});

story!(a_county_names_towns_and_counts_categories, |world| {
    let query = "{county(code:\"510824\"){name shortName townLabel isDemo footer{operator telephone icp} towns{name} categoryCounts{category units}} counties(first:1){nodes{code} pageInfo{hasNextPage endCursor}} nowhere:county(code:\"999999\"){code}}";
    let data = world.data(None, query, json!({})).await;
    assert_eq!(data["county"]["footer"]["operator"], "苍溪县纪委监委");
    assert_eq!(data["county"]["towns"].as_array().unwrap().len(), 2);
    assert!(data["county"]["categoryCounts"].as_array().unwrap().contains(&json!({ "category": "VILLAGE", "units": 3 })));
    assert_eq!(data["counties"]["nodes"][0]["code"], "130982");
    assert_eq!(data["counties"]["pageInfo"]["hasNextPage"], true);
    assert_eq!(data["nowhere"], Value::Null);
});

story!(a_unit_has_its_people_organ_and_powers, |world| {
    let query = "{unit(county:\"510824\",code:\"510824-village\"){name category parent{name} successor{code} leadingGroup{title official{name}} sections{name} officials{title official{id name isDemo}} structure{body powers supervisors{body powers}} powers{totalCount nodes{code unit{name}}} organ{name kind external} viewerCan}}";
    let unit = world.data(None, query, json!({})).await["unit"].take();
    assert_eq!(unit["parent"]["name"], "龙山镇");
    assert_eq!(unit["organ"], json!({ "name": "龙山镇纪委", "kind": "TOWN_COMMITTEE", "external": false }));
    assert_eq!(unit["powers"]["totalCount"], 1);
    assert_eq!(unit["powers"]["nodes"][0]["unit"]["name"], "龙山镇甲村");
    assert_eq!(unit["structure"][0]["powers"], 1);
    assert_eq!(unit["viewerCan"], json!(["REPORT"]), "nobody signed in prints posters");
    assert!(!unit["officials"].as_array().unwrap().is_empty());
});

story!(two_counties_never_see_each_other, |world| {
    let query = "query($c:String!,$u:String!,$p:String!){unit(county:$c,code:$u){id} power(county:$c,code:$p){id}}";
    let own = world.data(None, query, json!({ "c": "130982", "u": "130982-village", "p": "130982-dibao" })).await;
    assert_ne!(own["unit"], Value::Null);
    assert_ne!(own["power"], Value::Null);
    let foreign = world.data(None, query, json!({ "c": "510824", "u": "130982-village", "p": "130982-dibao" })).await;
    assert_eq!(foreign, json!({ "unit": null, "power": null }));
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let stranger = SubjectId::Unit(world.other().unit("village"));
    let own = SubjectId::Unit(world.home().unit("village"));
    let facts = directory::subjects(&tx, &[stranger, own]).await.unwrap();
    assert_eq!(facts.iter().map(|one| one.id).collect::<Vec<_>>(), [own]);
    drop(tx);
    // Everything that one county shows, and every id of the other, which is filled alike.
    let token = world.signed_in(world.home(), "admin").await;
    let mut shown = String::new();
    for query in PUBLIC {
        shown += &world.ask(None, query, json!({ "c": "510824", "u": "510824-village", "p": "510824-dibao" })).await.to_string();
        shown += &world.ask(None, query, json!({ "c": "510824", "u": "510824-town", "p": "510824-land" })).await.to_string();
    }
    shown +=
        &world.ask(Some(&token), "{ staff(first: 100) { nodes { id login roles { id organ { id } } } } }", json!({})).await.to_string();
    assert!(!shown.contains("\"errors\""), "{shown}");
    let (mine, theirs) = (ids_of(world.home()), ids_of(world.other()));
    let seen = mine.iter().filter(|id| shown.contains(id.as_str())).count();
    assert!(seen > 30, "only {seen} of the county's own ids");
    for foreign in &theirs {
        assert!(!shown.contains(foreign.as_str()), "{foreign}");
    }
    for (county, subject) in [("510824", world.other().unit("village")), ("130982", world.home().unit("village"))] {
        let route = "query($c: String!, $s: [ID!]!) { intakeRoute(county: $c, subjectIds: $s) { organ { name } elsewhere { name } } }";
        let answer = world.ask(None, route, json!({ "c": county, "s": [subject.to_string()] })).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "NOT_FOUND", "{answer}");
    }
});

const PUBLIC: [&str; 4] = [
    "query($c:String!){county(code:$c){name towns{id} units(first:100){nodes{id code} totalCount}}}",
    "query($c:String!){county(code:$c){units(text:\"村\",first:100){nodes{id parent{id}}}}}",
    "query($c:String!,$u:String!){unit(county:$c,code:$u){id parent{id} sections{id} officials{title official{id}} leadingGroup{official{id}} organ{id} powers{nodes{id unit{id}}}}}",
    "query($c:String!,$p:String!){power(county:$c,code:$p){id unit{id organ{id} officials{official{id}}}}}",
];

/// Ids of everything in a county's fixture.
fn ids_of(place: &kit::fixture::Place) -> Vec<String> {
    let units = ["party", "government", "bureau", "town", "town2", "village", "village2", "village3"];
    let organs = ["city", "commission", "town", "town2", "bureau"];
    let mut all: Vec<String> = units.iter().map(|name| place.unit(name).to_string()).collect();
    all.extend(organs.iter().map(|name| place.organ(name).to_string()));
    all.extend(kit::fixture::OFFICIALS.iter().map(|(name, ..)| place.official(name).to_string()));
    all.extend(kit::fixture::STAFF.iter().map(|(login, ..)| place.account(login).to_string()));
    all.extend(["dibao", "land"].iter().map(|name| place.power(name).to_string()));
    all.extend(["village-group", "town-group", "town-office", "bureau-group"].iter().map(|name| place.section(name).to_string()));
    all
}

story!(routing_gets_chains_and_recusals, |world| {
    let home = world.home();
    let tx = world.ctx().read(&home.county).await.unwrap();
    let (village, power) = (SubjectId::Unit(home.unit("village")), SubjectId::Power(home.power("dibao")));
    let facts = directory::subjects(&tx, &[power, village]).await.unwrap();
    for one in &facts {
        assert_eq!(one.unit.as_ref().unwrap().chain, [home.unit("village"), home.unit("town")]);
    }
    let organs = directory::organs(&tx).await.unwrap();
    let near = directory::covering_organ(&organs, &[home.unit("village"), home.unit("town")]).unwrap();
    assert_eq!(near.id, home.organ("town"));
    let chain = directory::organ_chain(&tx, near.id).await.unwrap();
    assert_eq!(chain.iter().map(|organ| organ.id).collect::<Vec<_>>(), [home.organ("town"), home.organ("commission"), home.organ("city")]);
    assert!(chain[2].external);
});

/// From whom an official must keep away, by short names, himself left out.
async fn away(world: &World, who: &str) -> (Vec<&'static str>, Vec<&'static str>) {
    let home = world.home();
    let tx = world.ctx().read(&home.county).await.unwrap();
    let found = directory::recusals_of(&tx, &[home.official(who)]).await.unwrap().remove(&home.official(who)).unwrap();
    let people = kit::fixture::OFFICIALS.iter().map(|(name, ..)| *name).filter(|name| found.officials.contains(&home.official(name)));
    let units = ["party", "government", "bureau", "town", "town2", "village", "village2", "village3"];
    assert!(found.officials.contains(&home.official(who)), "himself always");
    (people.filter(|name| *name != who).collect(), units.into_iter().filter(|unit| found.units_led.contains(&home.unit(unit))).collect())
}

story!(who_keeps_away_from_whom, |world| {
    let home = world.home();
    for (who, people, units) in [
        ("village-head", vec!["village-deputy"], vec!["village"]),
        ("village-deputy", vec!["village-head"], vec!["village"]),
        ("village2-head", vec![], vec!["village2"]),
        // The town's secretary leads its group, not the villages' heads (docs/adr/0010).
        ("town-secretary", vec!["town-deputy"], vec!["town"]),
        ("town-clerk", vec!["town-handler"], vec![]),
        ("town-handler", vec!["town-clerk"], vec![]),
        ("town-handler2", vec![], vec![]),
        ("county-inspector", vec![], vec![]),
    ] {
        assert_eq!(away(world, who).await, (people, units), "{who}");
    }
    world.makes_kin("county-inspector", "village-head").await;
    assert_eq!(away(world, "county-inspector").await.0, ["village-head"]);
    assert_eq!(away(world, "village-head").await.0, ["village-deputy", "county-inspector"], "kinship counts both ways");
    let left = async |last: time::Date| {
        let tx = world.ctx().write(&home.county).await.unwrap();
        let end = tx.rows().update::<post::Entity>().col_expr(post::Column::ValidUntil, Expr::value(Some(last)));
        end.filter(post::Column::OfficialId.eq(home.official("town-clerk"))).exec(&tx).await.unwrap();
        tx.commit().await.unwrap();
        away(world, "town-handler").await.0
    };
    assert_eq!(left(date!(2025 - 01 - 31)).await, ["town-clerk"], "who left within two years");
    assert_eq!(left(date!(2024 - 01 - 31)).await, Vec::<&str>::new());
    let tx = world.ctx().read(&home.county).await.unwrap();
    let all: Vec<_> = kit::fixture::OFFICIALS.iter().map(|(name, ..)| home.official(name)).collect();
    let together = directory::recusals_of(&tx, &all).await.unwrap();
    for one in all {
        let alone = directory::recusals_of(&tx, &[one]).await.unwrap();
        assert_eq!(together.get(&one), alone.get(&one), "one by one or together");
    }
});
