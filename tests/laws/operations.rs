//! `docs/operations.md` names what an operator may meet: the topics of the outbox.

use crate::sources::root;
use lianjing::worker::registry::topics;
use std::collections::BTreeSet;

#[test]
fn every_topic_of_the_outbox_stands_in_the_manual() {
    let page = std::fs::read_to_string(root().join("docs/operations.md")).unwrap();
    let paragraph = page.split_once("\nTopics: ").unwrap().1.split("\n\n").next().unwrap();
    let told: BTreeSet<_> = paragraph.split('`').skip(1).step_by(2).collect();
    assert_eq!(told, topics().collect());
}
