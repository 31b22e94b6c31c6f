//! Names and places of the plan.

use super::places::short_form;
use super::{COMMISSION, Extent, Plan};
use crate::demo::content::Content;
use entity::words::{OrganKind, UnitCategory};
use std::collections::BTreeSet;

fn with_plan(place: usize, extent: Extent, check: impl FnOnce(&Plan<'_>)) {
    let content = Content::load().unwrap();
    check(&Plan::of(&content, &content.counties[place], extent).unwrap());
}

#[test]
fn the_registers_names_become_everyday_names() {
    let cases = [
        ("红旗村村民委员会", UnitCategory::Village, "红旗村"),
        ("北关村民委员会", UnitCategory::Village, "北关村"),
        ("任家坝村委会", UnitCategory::Village, "任家坝村"),
        ("金穗社区居民委员会", UnitCategory::Community, "金穗社区"),
        ("新场社区居委会", UnitCategory::Community, "新场社区"),
        ("小梅沙居委会", UnitCategory::Community, "小梅沙社区"),
    ];
    for (name, category, short) in cases {
        assert_eq!(short_form(name), (category, short.to_owned()));
    }
}

#[test]
fn the_home_county_has_its_real_towns_and_villages() {
    with_plan(0, Extent::Whole, |plan| {
        let count = |category| plan.units.iter().filter(|unit| unit.category == category).count();
        assert_eq!(count(UnitCategory::Town), 31);
        assert_eq!(count(UnitCategory::Village) + count(UnitCategory::Community), 454);
        assert_eq!(count(UnitCategory::CoreOrgan), 4);
        assert_eq!(count(UnitCategory::Department), 25);
        let codes: BTreeSet<_> = plan.units.iter().map(|unit| &unit.code).collect();
        assert_eq!(codes.len(), plan.units.len());
        assert_eq!(plan.units.iter().filter(|unit| unit.short_name == "凤凰村").count(), 2);
    });
}

#[test]
fn every_unit_stands_after_its_parent_and_under_an_organ_inside_the_county() {
    for place in 0..4 {
        with_plan(place, Extent::Whole, |plan| {
            for (no, unit) in plan.units.iter().enumerate() {
                assert!(unit.parent.is_none_or(|parent| parent < no), "{}", unit.name);
                let organ = &plan.organs[plan.covering(no)];
                assert_ne!(organ.kind, OrganKind::External, "{}", unit.name);
            }
            assert!(plan.organs[COMMISSION].unit.is_some());
        });
    }
}

#[test]
fn organs_cover_whom_they_should() {
    with_plan(0, Extent::Sample, |plan| {
        let organ_of = |name: &str| {
            let no = plan.units.iter().position(|unit| unit.name == name).unwrap();
            plan.organs[plan.covering(no)].name.clone()
        };
        assert_eq!(organ_of("龙山镇"), "龙山镇纪委");
        assert_eq!(organ_of("苍溪县民政局"), "派驻民政局纪检组");
        assert_eq!(organ_of("苍溪县水利局"), "苍溪县纪委派出第一纪工委");
        assert_eq!(organ_of("苍溪县人民政府"), "苍溪县纪委监委");
        assert_eq!(organ_of("苍溪县示范高级中学（演示）"), "派驻教育局纪检组");
        let village = plan.units.iter().position(|unit| unit.category == UnitCategory::Village).unwrap();
        assert_eq!(plan.organs[plan.covering(village)].kind, OrganKind::TownCommittee);
    });
}
