//! Who is refused, what is refused, and that nothing of it stays.

use super::finishing::deletions;
use super::*;
use entity::id::mint;

const VERBS: [Method; 3] = [Method::HEAD, Method::PATCH, Method::DELETE];

async fn tries(sender: &Sender<'_>, verb: Method, path: &str) -> u16 {
    let request = sender.request(verb.clone(), path);
    let request =
        if verb == Method::PATCH { request.header("Content-Type", PIECE).header("Upload-Offset", 0).body(jpeg(50)) } else { request };
    request.send().await.unwrap().status().as_u16()
}

story!(an_upload_is_its_senders_alone, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let path = sender.creates(100, "image/jpeg").await;
    let same_key = Sender::of(world, OTHER_PHONE, KEY).await;
    let other_submission = sender.with("submission-key-0002").await;
    for verb in VERBS {
        assert_eq!(tries(&same_key, verb.clone(), &path).await, 404, "{verb} by another phone");
        assert_eq!(tries(&other_submission, verb.clone(), &path).await, 404, "{verb} for another submission");
        for token in ["", "x", "eyJhbGciOiJub25lIn0.e30.", sender.reporter_token.as_str()] {
            let nobody = Sender { world, reporter_token: String::new(), token: token.to_owned(), key: String::new() };
            assert_eq!(tries(&nobody, verb.clone(), &path).await, 401, "{verb} with {token:?}");
        }
    }
    assert_eq!(sender.offset(&path).await, Ok(0));
    let nobody = Sender { world, reporter_token: String::new(), token: "x".to_owned(), key: String::new() };
    assert_eq!(nobody.announces(10, "image/jpeg").await.status(), 401);
});

story!(ids_that_are_none_or_of_another_county_look_unknown, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let elsewhere = MediaId(mint(world.kernel.clock.now().0, world.other().county.number, [1; 9]));
    for id in [
        elsewhere.to_string(),
        "x".to_owned(),
        "..%2f..%2fetc".to_owned(),
        "media_".to_owned(),
        "%00".to_owned(),
        world.home().organ("town").to_string(),
    ] {
        for verb in VERBS {
            assert_eq!(tries(&sender, verb.clone(), &format!("/uploads/{id}")).await, 404, "{verb} {id}");
        }
    }
});

story!(a_grant_ends_a_day_after_its_last_use, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let path = sender.creates(100, "image/jpeg").await;
    world.wait(time::Duration::hours(24));
    for verb in VERBS {
        assert_eq!(tries(&sender, verb.clone(), &path).await, 401, "{verb}");
    }
    assert_eq!(sender.announces(10, "image/jpeg").await.status(), 401);
});

story!(content_that_is_not_what_it_says_is_refused_and_gone, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let svg = file(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'>", 500);
    for (bytes, media_type, says) in [
        (svg, "image/jpeg", "这种文件收不了。请换照片、录像或录音。"),
        (file(b"MZ\x90\0", 500), "video/mp4", "这种文件收不了。请换照片、录像或录音。"),
        (film(500), "image/jpeg", "文件的内容和它的类型对不上，没有收。请换一个。"),
        (jpeg(500), "video/mp4", "文件的内容和它的类型对不上，没有收。请换一个。"),
    ] {
        let path = sender.creates(bytes.len(), media_type).await;
        // The first bytes are too few to tell.
        assert_eq!(sender.sends(&path, 0, &bytes[..20]).await, 204);
        let answer = sender.piece(&path, 20, &bytes[20..]).send().await.unwrap();
        assert_eq!(answer.status(), 415);
        assert_eq!(answer.json::<serde_json::Value>().await.unwrap()["message"], says);
        let row = row(world, id_of(&path)).await.unwrap();
        assert_eq!((row.state, row.received, told(row.refusal).as_deref()), (MediaState::Refused, 0, Some(says)));
        assert_eq!(sender.offset(&path).await, Err(410));
        assert_eq!(world.blobs.names(), Vec::<String>::new());
        assert!(deletions(world, "media.refused").await.contains(&(id_of(&path), 20)));
    }
    assert_eq!(sender.announces(10, "application/pdf").await.status(), 415);
    assert_eq!(sender.announces(10, "").await.status(), 415, "neither type nor name say what it is");
});

story!(a_file_refused_while_others_begin_is_no_fault, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    for _ in 0..4 {
        let path = sender.creates(300_000, "image/jpeg").await;
        assert_eq!(sender.sends(&path, 0, b"abc").await, 204);
        // Whoever is first clears the folder; the others have seen what lay in it.
        let garbage = file(b"abcdefg", 100_000);
        let answers = futures_util::future::join_all((0..20).map(|_| sender.sends(&path, 3, &garbage))).await;
        assert!(answers.iter().all(|status| [409, 410, 415].contains(status)), "{answers:?}");
        assert_eq!(answers.iter().filter(|status| **status == 415).count(), 1, "{answers:?}");
        assert_eq!(sender.offset(&path).await, Err(410));
    }
});

story!(limits_are_told_by_kind_and_in_sum, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let says = async |sender: &Sender<'_>, length: usize, media_type: &str| {
        let answer = sender.announces(length, media_type).await;
        let status = answer.status().as_u16();
        (status, answer.json::<serde_json::Value>().await.unwrap_or_default()["message"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(says(&sender, (10 << 20) + 1, "image/png").await, (413, "照片太大了，一个最多 10 MB。".to_owned()));
    assert_eq!(says(&sender, (20 << 20) + 1, "audio/mp4").await.0, 413);
    assert_eq!(says(&sender, usize::MAX / 2, "video/mp4").await.0, 413);
    for _ in 0..9 {
        sender.creates(10 << 20, "image/png").await;
    }
    assert_eq!(says(&sender, 1, "image/png").await, (413, "照片最多 9 个，这个没有收。".to_owned()));
    for _ in 0..3 {
        sender.creates(100 << 20, "video/mp4").await;
    }
    assert_eq!(says(&sender, 20 << 20, "audio/mp4").await, (413, "一次举报的文件加起来最多 400 MB，这个没有收。".to_owned()));
    assert_eq!(says(&sender, 10 << 20, "audio/mp4").await.0, 201);
    assert_eq!(says(&sender.with("submission-key-0002").await, 1 << 20, "image/png").await.0, 201, "another submission has its own");
});

story!(many_announcements_at_once_do_not_pass_the_limit, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let answers = futures_util::future::join_all((0..8).map(|_| sender.announces(1_000, "video/mp4"))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status() == 201).count(), 3);
});
