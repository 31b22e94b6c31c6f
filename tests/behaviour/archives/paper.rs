//! The one-page summary as PDF for the meeting.

use super::*;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

story!(the_summary_comes_as_a_pdf_with_its_letters, |world| {
    settled(world, &["village-head"]).await;
    let keeper = world.keeps_files("bureau-director").await;
    let opening = world.opens_archive(&keeper, "village-head").await;
    let paper = world.did_on_archive(&keeper, "exportArchiveSummary", json!({ "openingId": opening })).await;
    assert!(paper["fileName"].as_str().unwrap().starts_with("廉洁档案摘要-演示village-head-"), "{}", paper["fileName"]);
    let bytes = STANDARD.decode(paper["pdf"].as_str().unwrap()).unwrap();
    let has = |name: &[u8]| bytes.windows(name.len()).any(|some| some == name);
    assert!(bytes.starts_with(b"%PDF-") && has(b"CIDFontType0C") && has(b"ToUnicode"), "text, and the letters that it needs");
    assert!(has(b"/Count 1"), "one page");
    assert_eq!(on_ledger(world).await, ["archives.exported", "archives.opened"]);
    // Each one that leaves stands on the ledger.
    world.did_on_archive(&keeper, "exportArchiveSummary", json!({ "openingId": opening })).await;
    assert_eq!(on_ledger(world).await.len(), 3);
});
