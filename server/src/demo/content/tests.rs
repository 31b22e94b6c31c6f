//! The files are of their form, short enough for a phone, and their flows lead from the first step to the last.

use super::{Content, PowerText};
use std::collections::BTreeSet;

fn content() -> Content {
    Content::load().unwrap()
}

fn each_power() -> Vec<(String, PowerText)> {
    content().powers.into_iter().flat_map(|(file, list)| list.into_iter().map(move |power| (file.clone(), power))).collect()
}

#[test]
fn each_category_has_a_believable_number_of_powers() {
    let content = content();
    let count = |file: &str| content.powers[file].len();
    assert_eq!(["village", "community", "town", "school", "hospital", "enterprise"].map(count), [12, 10, 12, 8, 8, 8]);
    for department in &content.departments {
        let own = department.powers.as_ref().map_or(0, |file| count(&format!("department/{file}")));
        assert!(
            (6..=10).contains(&(own + if department.code == "JW" { count("core-organ/common") } else { count("department/common") })),
            "{}",
            department.name
        );
    }
    for organ in &content.core_organs {
        assert!((4..=6).contains(&(count(&format!("core-organ/{}", organ.powers)) + count("core-organ/common"))), "{}", organ.powers);
    }
}

#[test]
fn every_way_leads_to_a_step_and_the_last_step_is_reached() {
    for (file, power) in each_power() {
        let last = i32::try_from(power.steps.len()).unwrap();
        assert!((4..=8).contains(&last), "{file} {}: {last} steps", power.name);
        for edge in &power.edges {
            assert!((1..=last).contains(&edge.from) && (1..=last).contains(&edge.to), "{file} {}: {edge:?}", power.name);
            assert_eq!(edge.back, edge.to < edge.from, "{file} {}: {edge:?}", power.name);
        }
        let (mut reached, mut open) = (BTreeSet::new(), vec![1]);
        while let Some(step) = open.pop() {
            if reached.insert(step) {
                open.extend(power.edges.iter().filter(|edge| edge.from == step).map(|edge| edge.to));
            }
        }
        assert_eq!(reached.len(), power.steps.len(), "{file} {}", power.name);
    }
}

#[test]
fn ways_that_part_say_when() {
    for (file, power) in each_power() {
        for edge in &power.edges {
            let parts = power.edges.iter().filter(|other| other.from == edge.from).count() > 1;
            assert!(!parts || edge.when.is_some(), "{file} {}: {edge:?}", power.name);
        }
    }
}

#[test]
fn a_third_of_the_flows_go_back_somewhere() {
    let powers = each_power();
    let returning = powers.iter().filter(|(_, power)| power.edges.iter().any(|edge| edge.back)).count();
    assert!(returning * 3 >= powers.len(), "{returning} of {}", powers.len());
}

#[test]
fn texts_are_short_enough_for_a_phone() {
    let mut long = Vec::new();
    let mut check = |power: &PowerText, text: &str, most: usize| {
        let length = text.chars().count();
        if length == 0 || length > most {
            long.push(format!("{}: {length} > {most}: {text}", power.name));
        }
    };
    for (_, power) in each_power() {
        check(&power, &power.name, 12);
        check(&power, &power.summary, 40);
        power.bases.iter().for_each(|basis| check(&power, &basis.text, 90));
        power.guides.iter().for_each(|guide| check(&power, &guide.text, 60));
        for step in &power.steps {
            check(&power, &step.title, 7);
            check(&power, &step.actor, 24);
            check(&power, &step.duty, 40);
        }
        power.edges.iter().filter_map(|edge| edge.when.as_ref()).for_each(|when| check(&power, when, 6));
        for risk in &power.risks {
            check(&power, &risk.text, 24);
            risk.measures.iter().for_each(|measure| check(&power, measure, 28));
        }
    }
    assert_eq!(long, Vec::<String>::new());
}

#[test]
fn bases_risks_and_measures_are_there() {
    for (file, power) in each_power() {
        assert!((1..=3).contains(&power.bases.len()), "{file} {}", power.name);
        assert!((1..=2).contains(&power.guides.len()), "{file} {}", power.name);
        assert!((2..=4).contains(&power.risks.len()), "{file} {}", power.name);
        assert!(power.bases.iter().all(|basis| basis.text.starts_with("大意：")), "{file} {}", power.name);
        let last = i32::try_from(power.steps.len()).unwrap();
        for risk in &power.risks {
            assert!((1..=3).contains(&risk.measures.len()) && risk.step.is_none_or(|step| (1..=last).contains(&step)), "{file} {risk:?}");
        }
    }
}

#[test]
fn every_shape_begins_with_its_leading_group_and_every_post_has_its_section() {
    let content = content();
    for (category, shape) in &content.shapes {
        assert!(shape.sections[0].is_leading_group, "{category:?}");
        assert!(shape.intro.starts_with("演示数据"), "{category:?}");
        assert_eq!(shape.posts.iter().filter(|post| post.leads_unit).count(), 1, "{category:?}");
        let most = shape.sections.len() + 2;
        assert!(shape.posts.iter().filter_map(|post| post.section).all(|section| section < most), "{category:?}");
    }
}
