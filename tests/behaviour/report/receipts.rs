//! The receipt: its holder can check it, and whoever has the database alone can't try texts against it.

use super::*;
use sea_orm::{ConnectionTrait as _, Statement};
use sha2::{Digest as _, Sha256};

/// What is hashed, as the schema describes it.
fn telling(input: &Value) -> String {
    json!({ "mediaIds": [], "otherNames": input["otherNames"], "text": input["text"] }).to_string()
}

fn hashed(salt: &[u8], telling: &str) -> Vec<u8> {
    Sha256::digest([salt, telling.as_bytes()].concat()).to_vec()
}

fn bytes(hex_text: &Value) -> Vec<u8> {
    hex::decode(hex_text.as_str().unwrap()).unwrap()
}

/// Every value of every column of the table that is bytes or text.
async fn all_bytes(world: &World, table: &str) -> Vec<Vec<u8>> {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let backend = tx.get_database_backend();
    let sql = format!("SELECT * FROM {table} WHERE county_id = $1");
    let county = uuid::Uuid::from(world.home().county.id);
    let rows = tx.query_all_raw(Statement::from_sql_and_values(backend, sql, [county.into()])).await.unwrap();
    let of_row = |row: &sea_orm::QueryResult| {
        let names = row.column_names();
        let value =
            |name: &String| row.try_get::<Vec<u8>>("", name).ok().or_else(|| row.try_get::<String>("", name).ok().map(String::into_bytes));
        names.iter().filter_map(value).collect::<Vec<_>>()
    };
    rows.iter().flat_map(of_row).collect()
}

story!(a_receipt_is_checked_by_its_holder_and_by_nobody_else, |world| {
    let token = world.proves(PHONE, "REPORT").await;
    let input = submission(world.home(), "receipt", &[id(world.home().unit("village"))]);
    let first = world.submits(&token, input.clone()).await["receipt"].clone();
    let salt = bytes(&first["salt"]);
    assert_eq!(salt.len(), 16);
    assert_eq!(bytes(&first["contentHash"]), hashed(&salt, &telling(&input)), "SHA-256 of salt and submission");
    assert_eq!(world.submits(&token, input.clone()).await["receipt"], first, "a repeat gets the same receipt");

    let mut other = submission(world.home(), "receipt-2", &[id(world.home().unit("village"))]);
    other["text"] = input["text"].clone();
    let second = world.submits(&token, other).await["receipt"].clone();
    assert!(second["salt"] != first["salt"] && second["contentHash"] != first["contentHash"], "each has a salt of its own");

    // Whoever reads the database takes anything in it for the salt, and knows the text already.
    let mut seen = Vec::new();
    for table in ["report", "sealed_part", "key_wrap", "envelope", "ledger_entry", "outbox", "notice", "case_event", "upload_grant"] {
        seen.extend(all_bytes(world, table).await);
    }
    assert!(seen.contains(&bytes(&first["contentHash"])), "the hash is there, so the look is a real one");
    for one in &seen {
        let tries = [one.clone(), one.iter().take(16).copied().collect(), one.iter().rev().take(16).rev().copied().collect()];
        assert!(tries.iter().all(|salt| hashed(salt, &telling(&input)) != bytes(&first["contentHash"])), "the salt lies in the database");
        assert!(!one.windows(16).any(|window| window == salt), "the salt lies in the database");
    }
});

/// What stands behind these words on the receipt, to the end of the line.
fn line<'a>(receipt: &'a str, words: &str) -> &'a str {
    let (_, rest) = receipt.split_once(words).unwrap_or_else(|| panic!("{receipt} lacks {words}"));
    rest.lines().next().unwrap()
}

story!(text_and_receipt_alone_give_the_fingerprint_again, |world| {
    let files = [uploaded(world, "receipt-key-00000001").await, uploaded(world, "receipt-key-00000001").await];
    let mut input = submission(world.home(), "x", &[id(world.home().unit("village"))]);
    input["submissionKey"] = json!("receipt-key-00000001");
    // Files in the order of the sender, words with all that JSON escapes and all that is cleaned away.
    input["mediaIds"] = json!([files[1], files[0]]);
    input["otherNames"] = json!(["王\u{200B}某", " 李\"四\" "]);
    input["text"] = json!(" 他说：\"没有开会\\名单\"，\n第二天又改。cafe\u{301}\u{0} ");
    let token = world.proves_later(PHONE, "REPORT").await;
    let payload = world.submits(&token, input).await;
    let receipt = payload["receipt"]["text"].as_str().unwrap_or_else(|| panic!("{payload}"));
    let track = world.proves_later(PHONE, "TRACK").await;
    let content = world.status(Some(&track), payload["queryCode"].as_str()).await["content"].clone();
    assert_eq!(content["otherNames"], json!(["王某", "李\"四\""]));

    let form =
        format!("{{\"mediaIds\":{},\"otherNames\":{},\"text\":{}}}", line(receipt, "随附文件："), content["otherNames"], content["text"]);
    let salt = hex::decode(line(receipt, "随机盐：")).unwrap();
    assert_eq!(hex::encode(hashed(&salt, &form)), line(receipt, "内容指纹（SHA-256）："), "{form}");
    assert_eq!(payload["receipt"]["contentHash"], line(receipt, "内容指纹（SHA-256）："));
    for (there, gone) in [("没有开会", "没有开会。"), ("王某", "王某某")] {
        assert_ne!(hex::encode(hashed(&salt, &form.replace(there, gone))), line(receipt, "内容指纹（SHA-256）："));
    }
    assert!(receipt.contains("留痕承诺："), "it is signed: ledger/promised.rs checks how");
});

/// A photo that came whole, under this submission's key; its id.
async fn uploaded(world: &World, key: &str) -> Value {
    let token = world.proves_later(PHONE, "REPORT").await;
    let grant = "mutation($input: GrantUploadInput!) { grantUpload(input: $input) { uploadToken } }";
    let granted = world.data(Some(&token), grant, json!({ "input": { "submissionKey": key } })).await;
    let upload = granted["grantUpload"]["uploadToken"].as_str().unwrap();
    let request = world.http.post(format!("{}/uploads", world.url)).bearer_auth(upload).header("Tus-Resumable", "1.0.0");
    let answer = request.header("Upload-Length", 100).header("Upload-Metadata", "kind UEhPVE8=").send().await.unwrap();
    assert_eq!(answer.status(), 201);
    json!(answer.headers()["location"].to_str().unwrap().rsplit('/').next().unwrap())
}
