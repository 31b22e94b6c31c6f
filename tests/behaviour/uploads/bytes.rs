//! What is read back is what was sent: every length, any order, repetition, parallelism, broken connections.

use super::*;
use aws_lc_rs::digest::{SHA256, digest};
use futures_util::future::join_all;
use std::fmt::Write as _;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

fn sha256(bytes: &[u8]) -> Vec<u8> {
    digest(&SHA256, bytes).as_ref().to_vec()
}

async fn comes_back(sender: &Sender<'_>, id: MediaId, bytes: &[u8]) {
    let world = sender.world;
    let told = sender.submits(&[id]).await;
    worker(world).await;
    let all = sender.looks_at(&told).await;
    assert_eq!(all[0].media.sha256.as_deref(), Some(&sha256(bytes)[..]));
    let url = format!("{}{}", world.url, all[0].urls.original.as_ref().unwrap());
    let read = world.http.get(url).send().await.unwrap().bytes().await.unwrap();
    assert!(read == bytes, "{} bytes came back as {}", bytes.len(), read.len());
}

story!(files_of_every_awkward_length_come_back_byte_for_byte, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    for length in [12, 64, 65, 65_535, 65_536, 65_537, 524_287, 524_288, 524_289, 3_000_001] {
        let sender = sender.with(&format!("submission-of-{length:08}")).await;
        let bytes = jpeg(length);
        let id = sender.uploads(&bytes, "image/jpeg", 524_288).await;
        comes_back(&sender, id, &bytes).await;
    }
    let bytes = film(20 << 20);
    let id = sender.uploads(&bytes, "video/mp4", 5_000_000).await;
    comes_back(&sender, id, &bytes).await;
    assert!(!world.blobs.names().iter().any(|name| name.contains("/part-")), "parts go once the file is finished");
});

story!(files_too_short_to_be_anything_arrive_and_are_no_evidence, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    for bytes in [&b""[..], b"x", b"eleven byte"] {
        let id = sender.uploads(bytes, "image/jpeg", 4).await;
        let row = row(world, id).await.unwrap();
        assert_eq!((row.state, row.sha256), (MediaState::Refused, Some(sha256(bytes))));
        assert!(told(row.refusal).unwrap().contains("是空的，或者太短"));
        assert_eq!(sender.offset(&format!("/uploads/{id}")).await, Ok(bytes.len()));
    }
    assert_eq!(world.blobs.names(), Vec::<String>::new());
});

/// Sends pieces from about the stored end until the file is whole.
async fn sends_wildly(sender: &Sender<'_>, path: &str, bytes: &[u8], mut seed: usize) {
    for _ in 0..2_000 {
        let end = sender.offset(path).await.unwrap();
        if end == bytes.len() {
            return;
        }
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let (chance, length) = (seed >> 33, 1 + (seed >> 40) % 9_000);
        // One of four begins somewhere else; what it holds are still the file's own bytes from there.
        let start = if chance % 4 == 0 { (end + chance % 5_000).saturating_sub(2_500).min(bytes.len() - 1) } else { end };
        let piece = &bytes[start..(start + length).min(bytes.len())];
        let status = sender.sends(path, start, piece).await;
        assert!(matches!(status, 204 | 409), "{status}");
    }
    panic!("never finished");
}

story!(any_interleaving_of_senders_gives_the_same_file, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    for seed in [1_usize, 20_261_122] {
        let sender = sender.with(&format!("submission-wild-{seed:09}")).await;
        let bytes = jpeg(150_000);
        let path = sender.creates(bytes.len(), "image/jpeg").await;
        join_all((0..6).map(|number| sends_wildly(&sender, &path, &bytes, seed * 100 + number))).await;
        comes_back(&sender, id_of(&path), &bytes).await;
    }
});

story!(a_lie_in_a_piece_that_lost_leaves_no_trace, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let bytes = jpeg(200_000);
    let path = sender.creates(bytes.len(), "image/jpeg").await;
    assert_eq!(sender.sends(&path, 0, &bytes[..100_000]).await, 204);
    let lie = vec![0; 50_000];
    for offset in [0, 50_000, 99_999, 100_001, 150_000] {
        assert_eq!(sender.sends(&path, offset, &lie).await, 409, "{offset}");
    }
    assert_eq!(sender.sends(&path, 100_000, &bytes[100_000..]).await, 204);
    assert_eq!(sender.sends(&path, 100_000, &bytes[100_000..]).await, 409, "a repeated last piece");
    comes_back(&sender, id_of(&path), &bytes).await;
});

/// Sends the head of a request that announces `announced` bytes, then `bytes`, and breaks off.
async fn breaks_off(sender: &Sender<'_>, path: &str, (offset, announced): (usize, usize), bytes: &[u8]) {
    let address = sender.world.url.strip_prefix("http://").unwrap();
    let mut line = TcpStream::connect(address).await.unwrap();
    let mut head = format!("PATCH {path} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {}\r\n", sender.token);
    write!(head, "Tus-Resumable: 1.0.0\r\nContent-Type: {PIECE}\r\nUpload-Offset: {offset}\r\nContent-Length: {announced}\r\n\r\n")
        .unwrap();
    line.write_all(head.as_bytes()).await.unwrap();
    line.write_all(bytes).await.unwrap();
    line.shutdown().await.unwrap();
}

/// What the HTTP server under us lets go of at most when the line breaks: its own buffer, which it had not handed on yet.
const HELD_BACK: usize = 192 << 10;

/// Asks until the upload stands elsewhere than at `at`. The server learns of a broken line only when it reads its end.
async fn moves_on(sender: &Sender<'_>, path: &str, at: usize) -> usize {
    let asks = async {
        loop {
            match sender.offset(path).await.unwrap() {
                same if same == at => tokio::task::yield_now().await,
                moved => return moved,
            }
        }
    };
    tokio::time::timeout(std::time::Duration::from_mins(1), asks).await.expect("something of it is kept")
}

story!(what_came_before_the_connection_broke_is_kept, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let bytes = jpeg(2_500_000);
    let path = sender.creates(bytes.len(), "image/jpeg").await;
    let mut stands = 0;
    for piece in [1_usize, 100_000, 1_200_000] {
        let sent = stands + piece;
        let far = stands + piece.saturating_sub(HELD_BACK).max(1);
        while stands < far {
            breaks_off(&sender, &path, (stands, bytes.len() - stands), &bytes[stands..sent]).await;
            stands = moves_on(&sender, &path, stands).await;
        }
        assert!(stands <= sent, "no more than was sent");
    }
    // The end of the last piece may be counted just now; whoever sends asks again then.
    let mut status = 409;
    while status == 409 {
        stands = sender.offset(&path).await.unwrap();
        status = sender.sends(&path, stands, &bytes[stands..]).await;
    }
    assert_eq!(status, 204);
    comes_back(&sender, id_of(&path), &bytes).await;
});

story!(a_new_code_for_the_same_phone_goes_on_where_it_stopped, |world| {
    let bytes = jpeg(300_000);
    let first = Sender::of(world, PHONE, KEY).await;
    let path = first.creates(bytes.len(), "image/jpeg").await;
    assert_eq!(first.sends(&path, 0, &bytes[..200_000]).await, 204);
    world.wait(time::Duration::hours(20));
    assert_eq!(first.sends(&path, 200_000, &bytes[200_000..250_000]).await, 204, "each piece renews the grant");
    world.wait(time::Duration::hours(20));
    let second = Sender::of(world, PHONE, KEY).await;
    assert_eq!(second.offset(&path).await, Ok(250_000));
    assert_eq!(second.sends(&path, 250_000, &bytes[250_000..]).await, 204);
    comes_back(&second, id_of(&path), &bytes).await;
});
