//! The reporter's receipt: signed with the submission, checked without the platform, found in the log.

use super::*;
use kit::cases::submission;
use kit::story;
use lianjing::domain::keys::{Signed, agrees, public_key};
use lianjing::domain::ledger_tree::PROMISE_LABEL;

/// What stands behind these words on the receipt, to the end of the line.
fn line<'a>(receipt: &'a str, words: &str) -> &'a str {
    let (_, rest) = receipt.split_once(words).unwrap_or_else(|| panic!("{receipt} lacks {words}"));
    rest.lines().next().unwrap()
}

story!(a_receipt_is_checked_with_the_published_key_alone, |world| {
    let receipt = reports(world).await;
    let text = receipt["text"].as_str().unwrap();
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let (key_id, published) = public_key(&tx).unwrap();
    drop(tx);
    let promised = json!({
        "commitment": line(text, "留痕承诺："), "contentHash": line(text, "内容指纹（SHA-256）："), "county": line(text, "县代码："),
        "day": line(text, "收到日期："),
    });
    let signature = hex::decode(line(text, "签名（ED25519）：")).unwrap();
    assert_eq!(line(text, "公钥："), format!("{key_id} {}", hex::encode(&published)));
    let signed = Signed { key_id, public_key: published, signature };
    assert!(agrees(PROMISE_LABEL, promised.to_string().as_bytes(), &signed), "{text}");
    for (name, other) in [("day", "2026-03-03"), ("county", "130982"), ("contentHash", &"0".repeat(64)), ("commitment", &"0".repeat(64))] {
        let mut changed = promised.clone();
        changed[name] = json!(other);
        assert!(!agrees(PROMISE_LABEL, changed.to_string().as_bytes(), &signed), "{name}");
    }
    assert!(!agrees("lianjing ledger head v1", promised.to_string().as_bytes(), &signed), "a promise is no head");
    let told = &receipt["promise"];
    assert_eq!((&told["commitment"], &told["signature"]), (&promised["commitment"], &json!(hex::encode(&signed.signature))));
});

story!(a_repeated_submission_gets_the_same_promise_and_another_one_another, |world| {
    let token = world.proves(PHONE, "REPORT").await;
    let input = submission(world.home(), "promise", &[id(world.home().unit("village"))]);
    let first = world.submits(&token, input.clone()).await["receipt"].clone();
    assert_eq!(world.submits(&token, input.clone()).await["receipt"], first);
    let second = world.submits(&token, submission(world.home(), "promise-2", &[id(world.home().unit("village"))])).await["receipt"].clone();
    assert_ne!(second["promise"]["commitment"], first["promise"]["commitment"]);
    let mut refused = submission(world.home(), "promise-3", &[]);
    refused["text"] = json!("");
    let before = world.dump().await["ledger_promise"].clone();
    assert!(world.submits(&token, refused).await["receipt"].is_null());
    assert_eq!(world.dump().await["ledger_promise"], before, "what is refused is not promised");
    assert_eq!(before.len(), 2);
});
