//! tus 1.0.0 as its clients know it: statuses, headers, checksums, method override.

use super::finishing::deletions;
use super::*;
use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, SHA256, digest};

story!(the_server_says_what_it_can, |world| {
    let answer = world.http.request(Method::OPTIONS, format!("{}/uploads", world.url)).send().await.unwrap();
    assert_eq!(answer.status(), 204);
    for (name, value) in [
        ("tus-resumable", "1.0.0"),
        ("tus-version", "1.0.0"),
        ("tus-extension", "creation,expiration,termination,checksum"),
        ("tus-checksum-algorithm", "sha1,sha256"),
        ("tus-max-size", "104857600"),
    ] {
        assert_eq!(header(&answer, name).as_deref(), Some(value));
    }
});

story!(an_upload_is_announced_asked_after_and_taken_back, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let answer = sender.announces(1_000, "image/jpeg").await;
    assert_eq!(answer.status(), 201);
    assert_eq!(header(&answer, "tus-resumable").as_deref(), Some("1.0.0"));
    assert_eq!(header(&answer, "upload-expires").as_deref(), Some("Tue, 03 Mar 2026 01:00:00 GMT"));
    let path = header(&answer, "location").unwrap();
    let answer = sender.request(Method::HEAD, &path).send().await.unwrap();
    let found = ["upload-offset", "upload-length", "cache-control"].map(|name| header(&answer, name).unwrap());
    assert_eq!(found, ["0", "1000", "no-store"]);
    let answer = sender.piece(&path, 0, &jpeg(400)).send().await.unwrap();
    assert_eq!((answer.status().as_u16(), header(&answer, "upload-offset").as_deref()), (204, Some("400")));
    assert_eq!(sender.sends(&path, 400, b"").await, 204, "an empty piece changes nothing");
    assert_eq!(world.blobs.names().len(), 1);
    assert_eq!(sender.request(Method::DELETE, &path).send().await.unwrap().status(), 204);
    assert_eq!(sender.offset(&path).await, Err(404));
    assert_eq!(sender.request(Method::DELETE, &path).send().await.unwrap().status(), 404);
    assert_eq!(world.blobs.names(), Vec::<String>::new());
    assert!(row(world, id_of(&path)).await.is_none());
    assert_eq!(deletions(world, "media.taken_back").await, [(id_of(&path), 400)], "once");
});

story!(another_version_is_told_ours, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    for version in [None, Some("0.2.2"), Some("")] {
        for method in [Method::POST, Method::HEAD, Method::PATCH, Method::DELETE] {
            let mut request = world.http.request(method, format!("{}/uploads/x", world.url)).bearer_auth(&sender.token);
            if let Some(version) = version {
                request = request.header("Tus-Resumable", version);
            }
            let answer = request.send().await.unwrap();
            assert_eq!((answer.status().as_u16(), header(&answer, "tus-version").as_deref()), (412, Some("1.0.0")));
        }
    }
});

story!(every_refusal_has_a_code_a_field_and_a_sentence, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let path = sender.creates(1_000, "image/jpeg").await;
    let other_version = world.http.post(format!("{}/uploads", world.url)).bearer_auth(&sender.token);
    let no_piece = sender.request(Method::PATCH, &path).header("Upload-Offset", 0).body(jpeg(10));
    let nobody = world.http.delete(format!("{}{path}", world.url)).bearer_auth("x").header("Tus-Resumable", "1.0.0");
    let unknown = sender.piece("/uploads/x", 0, &jpeg(10));
    for (request, status, code, field) in [
        (other_version, 412, "INVALID", json!("Tus-Resumable")),
        (no_piece, 415, "CONTENT_TYPE", json!("Content-Type")),
        (sender.request(Method::PUT, &path), 405, "METHOD", json!(null)),
        (sender.request(Method::GET, "/uploads"), 405, "METHOD", json!(null)),
        (sender.piece(&path, 7, &jpeg(10)), 409, "CONFLICT", json!("Upload-Offset")),
        (sender.piece(&path, 0, &jpeg(1_001)), 413, "TOO_LONG", json!("Upload-Length")),
        (nobody, 401, "CODE_REQUIRED", json!("Authorization")),
        (unknown, 404, "NOT_FOUND", json!(null)),
    ] {
        let answer = request.send().await.unwrap();
        assert_eq!((answer.status().as_u16(), header(&answer, "tus-resumable").as_deref()), (status, Some("1.0.0")));
        let told: serde_json::Value = answer.json().await.unwrap();
        assert_eq!((&told["code"], &told["field"]), (&json!(code), &field), "{status}");
        assert!(told["message"].as_str().unwrap().ends_with('。'), "{told}");
    }
    assert_eq!(sender.offset(&path).await, Ok(0), "nothing of it was kept");
});

story!(headers_without_meaning_are_refused_and_nothing_is_kept, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let path = sender.creates(1_000, "image/jpeg").await;
    for (name, value) in [
        ("Upload-Length", "-1"),
        ("Upload-Length", "abc"),
        ("Upload-Length", "99999999999999999999"),
        ("Upload-Defer-Length", "1"),
        ("Upload-Metadata", "filename ***"),
    ] {
        let answer = sender.request(Method::POST, "/uploads").header(name, value).send().await.unwrap();
        assert_eq!(answer.status(), 400, "{name}: {value}");
    }
    assert_eq!(sender.request(Method::POST, "/uploads").send().await.unwrap().status(), 400, "no length");
    for (name, value) in [("Upload-Concat", "partial"), ("Upload-Concat", "final;/uploads/x"), ("Upload-Defer-Length", "1")] {
        let request = sender.request(Method::POST, "/uploads").header("Upload-Length", 1_000).header("Upload-Metadata", "kind UEhPVE8=");
        let answer = request.header(name, value).send().await.unwrap();
        assert_eq!((answer.status().as_u16(), header(&answer, "location")), (400, None), "an extension that is not offered: {name}");
    }
    for (name, value, status) in [
        ("Upload-Offset", "-1", 400),
        ("Upload-Offset", "", 400),
        ("Upload-Checksum", "md5 1B2M2Y8AsgTpgAmY7PhCfg==", 400),
        ("Upload-Checksum", "sha1 x", 400),
    ] {
        let request = sender.request(Method::PATCH, &path).header("Content-Type", PIECE).header(name, value).body(jpeg(10));
        assert_eq!(request.send().await.unwrap().status(), status, "{name}: {value}");
    }
    let plain = sender.request(Method::PATCH, &path).header("Upload-Offset", 0).body(jpeg(10));
    assert_eq!(plain.send().await.unwrap().status(), 415);
    assert_eq!(sender.request(Method::PUT, &path).send().await.unwrap().status(), 405);
    assert_eq!(sender.request(Method::GET, "/uploads").send().await.unwrap().status(), 405);
    assert_eq!(sender.offset(&path).await, Ok(0));
    assert_eq!(world.blobs.names(), Vec::<String>::new());
});

story!(more_than_announced_is_refused, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let path = sender.creates(100, "image/jpeg").await;
    assert_eq!(sender.sends(&path, 0, &jpeg(101)).await, 413);
    assert_eq!(sender.offset(&path).await, Ok(0));
    assert_eq!(sender.sends(&path, 0, &jpeg(60)).await, 204);
    assert_eq!(sender.sends(&path, 60, &jpeg(41)).await, 413);
    assert_eq!(sender.sends(&path, 60, &jpeg(40)).await, 204);
});

story!(a_piece_counts_only_with_its_checksum, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let bytes = jpeg(2_600_000);
    let path = sender.creates(bytes.len(), "image/jpeg").await;
    let (first, second) = bytes.split_at(1_300_000);
    let sha1 = |bytes: &[u8]| format!("sha1 {}", STANDARD.encode(digest(&SHA1_FOR_LEGACY_USE_ONLY, bytes)));
    let sha256 = |bytes: &[u8]| format!("sha256 {}", STANDARD.encode(digest(&SHA256, bytes)));
    let send = async |offset: usize, bytes: &[u8], checksum: String| {
        let request = sender.piece(&path, offset, bytes).header("Upload-Checksum", checksum);
        request.send().await.unwrap().status().as_u16()
    };
    assert_eq!(send(0, first, sha1(second)).await, 460);
    assert_eq!(sender.offset(&path).await, Ok(0));
    assert_eq!(world.blobs.names(), Vec::<String>::new(), "a piece that came wrong is thrown away");
    assert_eq!(send(0, first, sha1(first)).await, 204);
    assert_eq!(send(first.len(), second, sha256(first)).await, 460);
    assert_eq!(send(first.len(), second, sha256(second)).await, 204);
    assert_eq!(sender.offset(&path).await, Ok(bytes.len()));
});

story!(old_proxies_may_name_the_verb_in_a_header, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let path = sender.creates(100, "image/jpeg").await;
    let post = |verb: &str| sender.request(Method::POST, &path).header("X-HTTP-Method-Override", verb);
    let patch = post("PATCH").header("Content-Type", PIECE).header("Upload-Offset", 0).body(jpeg(70));
    assert_eq!(patch.send().await.unwrap().status(), 204);
    let head = post("HEAD").send().await.unwrap();
    assert_eq!((head.status().as_u16(), header(&head, "upload-offset").as_deref()), (200, Some("70")));
    assert_eq!(post("NONSENSE \u{7f}".trim_end_matches('\u{7f}')).send().await.unwrap().status(), 405);
    assert_eq!(post("DELETE").send().await.unwrap().status(), 204);
    assert_eq!(sender.offset(&path).await, Err(404));
});

story!(a_body_that_comes_with_the_announcement_spoils_nothing, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let bytes = jpeg(300);
    let metadata = format!("filetype {}", STANDARD.encode("image/jpeg"));
    let request = sender.request(Method::POST, "/uploads").header("Upload-Length", 300).header("Upload-Metadata", metadata);
    let answer = request.header("Content-Type", PIECE).body(bytes.clone()).send().await.unwrap();
    assert_eq!((answer.status().as_u16(), header(&answer, "upload-offset").as_deref()), (201, Some("0")));
    let path = header(&answer, "location").unwrap();
    assert_eq!(sender.sends(&path, 0, &bytes).await, 204);
});
