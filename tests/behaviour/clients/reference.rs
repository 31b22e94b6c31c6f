//! The reference for third parties: its examples run, and it is what the schema says.

use super::feed::{stops_and_resumes, work};
use super::*;
use lianjing::cli::reference::{EXAMPLES, page};

story!(each_example_of_the_reference_is_answered, |world| {
    stops_and_resumes(world).await;
    work(world).await;
    for (title, document, variables) in EXAMPLES {
        let variables: Value = serde_json::from_str(variables).unwrap();
        let data = world.data(None, document, variables).await;
        let is_there = data.as_object().unwrap().values().all(|one| !one.is_null());
        assert!(is_there, "{title}: {data}");
    }
});

#[test]
fn the_page_names_what_third_parties_use_and_nothing_of_cases() {
    let page = page().unwrap();
    for there in ["### changes\n", "### registerWebhook\n", "### publicChanged\n", "### Unit\n", "### ChangeKind\n", "`LIST_PUBLISHED`"] {
        assert!(page.contains(there), "{there}");
    }
    for not in ["### cases\n", "### signIn\n", "### Case\n", "### Report\n", "### clients\n"] {
        assert!(!page.contains(not), "{not}");
    }
}
