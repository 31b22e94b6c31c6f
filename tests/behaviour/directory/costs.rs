//! What pages and lists cost: as many statements with one row as with a hundred.

use super::*;

/// As many powers as wanted, each with steps, a risk and a measure, as CSV.
pub fn powers_csv(unit: &str, count: usize) -> Vec<import::SourceFile> {
    let all = |line: &dyn Fn(usize) -> String| (1..=count).map(line).collect::<String>();
    let file = |name: &str, text: String| import::SourceFile { name: name.to_owned(), bytes: text.into_bytes() };
    let powers = "unit_code,code,name,administrative_type,summary,exercising_body,supervising_body,accountable_body\n".to_owned();
    vec![
        file("powers.csv", powers + &all(&|n| format!("{unit},PW-{n},权力{n},评议,说明,村委会,监委会,镇纪委\n"))),
        file(
            "flow_steps.csv",
            "power_code,number,title,actor,duty\n".to_owned()
                + &all(&|n| format!("PW-{n},1,申请,村民,交材料\nPW-{n},2,审核,村委会,看材料\n")),
        ),
        file(
            "flow_edges.csv",
            "power_code,from_number,to_number,condition,is_return\n".to_owned()
                + &all(&|n| format!("PW-{n},1,2,,\nPW-{n},2,1,资料不全,是\n")),
        ),
        file(
            "risk_points.csv",
            "power_code,ordinal,step_number,grade,kind,text,rule_codes\n".to_owned()
                + &all(&|n| format!("PW-{n},1,2,A,岗位职责,优亲厚友,ZD-{n}；ZD-0\n")),
        ),
        file(
            "rules.csv",
            "code,name,area,issuer,text\nZD-0,公示办法,民生资金,县民政局,公示七天\n".to_owned()
                + &all(&|n| format!("ZD-{n},办法{n},民生资金,县民政局,按规定办\n")),
        ),
        file("control_measures.csv", "power_code,risk_ordinal,text\n".to_owned() + &all(&|n| format!("PW-{n},1,当场记票\n"))),
        file("legal_bases.csv", "power_code,law,text\n".to_owned() + &all(&|n| format!("PW-{n},村委会组织法,大意\n"))),
    ]
}

/// Everything about a unit and all its powers at once: more than any page asks.
const HEAVIEST: &str = "query Unit($county:String!,$code:String!){unit(county:$county,code:$code){name county{name} parent{name} officials{title} leadingGroup{title} sections{name} structure{powers} organ{name} powers(first:100){totalCount nodes{name unit{name} legalBases{law} guides{title} standards{standard} checks{text} steps{title next{to}} chart{svg text} riskPoints{text measures rules{name}}}}}}";

/// What the client's page of a unit sends.
fn page() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../mobile-web/src/features/directory/first-view.graphql")).unwrap()
}

/// Statements that the document's `Unit` costs, and the powers that it shows.
async fn cost(world: &World, document: &str) -> (u32, Vec<Value>) {
    let ctx = Ctx::new(&world.kernel, Actor::Nobody, "test".to_owned());
    let variables = async_graphql::Variables::from_json(json!({ "county": "510824", "code": "510824-village2" }));
    let request = async_graphql::Request::new(document).operation_name("Unit").variables(variables).data(ctx.clone());
    let answer = lianjing::api::schema::build(&world.kernel.settings.api).execute(request).await;
    assert!(answer.errors.is_empty(), "{:?}", answer.errors);
    let data = answer.data.into_json().unwrap();
    (ctx.statements.load(Ordering::Relaxed), data["unit"]["powers"]["nodes"].as_array().unwrap().clone())
}

/// The same, of the page and of the heaviest question; that they show so many powers.
async fn costs_with(world: &World, powers: usize) -> [u32; 2] {
    let ((page, shown), (heaviest, all)) = (cost(world, &page()).await, cost(world, HEAVIEST).await);
    assert_eq!((shown.len(), all.len()), (powers, powers));
    let has_all =
        |power: &Value| power["chart"]["text"].as_array().unwrap().len() == 2 && power["riskPoints"][0]["measures"][0] == "当场记票";
    assert!(all.iter().all(has_all));
    assert!(all.iter().all(|power| power["riskPoints"][0]["rules"][1]["name"] == "公示办法"));
    [page, heaviest]
}

story!(a_page_costs_the_same_with_one_power_and_with_sixty, |world| {
    let none = costs_with(world, 0).await;
    import::run(&world.ctx(), "510824", &powers_csv("510824-village2", 1), false).await.unwrap();
    let one = costs_with(world, 1).await;
    import::run(&world.ctx(), "510824", &powers_csv("510824-village2", 60), false).await.unwrap();
    let sixty = costs_with(world, 60).await;
    assert_eq!(one, sixty);
    assert!(none[0] <= one[0] && none[1] <= one[1], "{none:?} {one:?}");
    assert!(one[0] <= 20 && one[1] <= 24, "{one:?} statements");
});

/// Statements for a question by nobody.
async fn statements(world: &World, query: &str) -> u32 {
    let ctx = Ctx::new(&world.kernel, Actor::Nobody, "test".to_owned());
    let answer =
        lianjing::api::schema::build(&world.kernel.settings.api).execute(async_graphql::Request::new(query).data(ctx.clone())).await;
    assert!(answer.errors.is_empty(), "{:?}", answer.errors);
    ctx.statements.load(Ordering::Relaxed)
}

story!(a_list_of_units_costs_the_same_however_long_it_is, |world| {
    import::run(&world.ctx(), "510824", &powers_csv("510824-village2", 3), false).await.unwrap();
    let deep = "name county{name footer{operator}} officials{title official{name}} leadingGroup{title} sections{name posts{title}} structure{body powers} \
        organ{name} parent{name officials{title} organ{name} structure{powers} county{name} parent{name}} successor{name}";
    let of = |first: usize| format!("{{county(code:\"510824\"){{units(first:{first}){{nodes{{{deep}}}}} towns{{{deep}}}}}}}");
    // The sixth is the first one that has a parent, whose own people and organ are asked for too.
    let (six, eight) = (statements(world, &of(6)).await, statements(world, &of(8)).await);
    assert_eq!(six, eight);
    assert!(eight <= 30, "{eight} statements");
    let bomb: String =
        (0..20).map(|n| format!("a{n}:county(code:\"510824\"){{units(first:100){{nodes{{officials{{title}}}}}}}} ")).collect();
    let cost = statements(world, &format!("{{{bomb}}}")).await;
    assert!(cost <= 20 * 8, "{cost} statements for twenty lists");
});

story!(what_stands_below_a_list_is_right_for_each_row, |world| {
    import::run(&world.ctx(), "510824", &powers_csv("510824-village2", 3), false).await.unwrap();
    let fields = "code county{code} parent{code organ{name}} successor{code} organ{name} officials{title official{name}} sections{name} structure{body powers}";
    let list = format!("{{county(code:\"510824\"){{units(first:100){{nodes{{{fields}}}}}}}}}");
    let data = world.data(None, &list, json!({})).await;
    let nodes = data["county"]["units"]["nodes"].as_array().unwrap();
    assert_eq!(nodes.len(), 8);
    for node in nodes {
        let query = format!("query($c:String!){{unit(county:\"510824\",code:$c){{{fields}}}}}");
        let alone = world.data(None, &query, json!({ "c": node["code"] })).await;
        assert_eq!(alone["unit"], *node);
    }
    assert_eq!(nodes.iter().filter(|node| node["structure"] != json!([])).count(), 3, "village, bureau and the imported one");
});

story!(lists_within_lists_are_counted_by_their_length, |world| {
    let ask = async |query: &str| world.ask(None, query, json!({})).await["errors"][0]["extensions"]["code"].clone();
    let below =
        |first: usize| format!("{{county(code:\"510824\"){{units(first:100){{nodes{{powers(first:{first}){{nodes{{name}}}}}}}}}}}}");
    assert_eq!(ask(&below(20)).await, Value::Null);
    assert_eq!(ask(&below(100)).await, "LIMIT");
    let by_variable = "query($n:Int){county(code:\"510824\"){units(first:100){nodes{powers(first:$n){nodes{name}}}}}}";
    let answer = world.ask(None, by_variable, json!({ "n": 100 })).await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "LIMIT", "{answer}");
    let many: String =
        (0..10).map(|n| format!("a{n}:county(code:\"510824\"){{units(first:100){{nodes{{county{{towns{{name}}}}}}}}}} ")).collect();
    assert_eq!(ask(&format!("{{{many}}}")).await, "LIMIT");
});
