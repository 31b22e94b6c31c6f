//! What is given out whole has the hash that it arrived with, or breaks off before its end.

use super::*;
use entity::rendition;
use entity::words::RenditionKind;
use lianjing::http::metrics;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, QueryFilter as _};

/// The whole file, or what was answered instead; none if it broke off.
async fn get(world: &World, url: &str, range: Option<&str>) -> Option<(u16, Vec<u8>)> {
    let request = world.http.get(format!("{}{url}", world.url));
    let request = range.into_iter().fold(request, |request, range| request.header("Range", range));
    let answer = request.send().await.unwrap();
    let status = answer.status().as_u16();
    answer.bytes().await.ok().map(|bytes| (status, bytes.to_vec()))
}

fn altered() -> u64 {
    let figures = metrics::keep().unwrap().render();
    let line = figures.lines().find_map(|line| line.strip_prefix("lianjing_evidence_faults_total{reason=\"altered\"} "));
    line.map_or(0, |count| count.parse().unwrap())
}

story!(a_file_with_another_hash_breaks_off_before_its_end, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let bytes = film(700_000);
    let id = sender.uploads(&bytes, "video/mp4", 500_000).await;
    let told = sender.submits(&[id]).await;
    worker(world).await;
    let url = sender.looks_at(&told).await.remove(0).urls.original.unwrap();
    assert!(get(world, &url, None).await == Some((200, bytes.clone())));
    let before = altered();
    // The seals are all right; what the row says of the arrival is not.
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let other = tx.rows().update::<media::Entity>().col_expr(media::Column::Sha256, Expr::value(vec![7_u8; 32]));
    other.filter(media::Column::Id.eq(id)).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(get(world, &url, None).await, None, "it breaks off");
    assert_eq!(get(world, &url, Some("bytes=0-")).await, None, "a range of all of it is the whole too");
    assert!(get(world, &url, Some("bytes=300000-")).await == Some((206, bytes[300_000..].to_vec())), "a range is held by its seals");
    assert!(altered() >= before + 2, "it is counted");
});

story!(one_file_does_not_pass_for_another, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let bytes = finishing_photo();
    let id = sender.uploads(&bytes, "image/png", 10_000).await;
    let told = sender.submits(&[id]).await;
    worker(world).await;
    let urls = sender.looks_at(&told).await.remove(0).urls;
    let (original, view) = (urls.original.unwrap(), urls.view.unwrap());
    assert!(get(world, &original, None).await == Some((200, bytes)));
    // A hand in the database lets the original's row name the view: both open under the medium's key.
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let rows = tx.rows().find::<rendition::Entity>().filter(rendition::Column::MediaId.eq(id)).all(&tx).await.unwrap();
    let of = |kind| rows.iter().find(|row| row.kind == kind).unwrap();
    let (first, second) = (of(RenditionKind::Original), of(RenditionKind::View));
    let swapped = tx.rows().update::<rendition::Entity>();
    let swapped = swapped.col_expr(rendition::Column::Blob, Expr::value(second.blob.clone()));
    let swapped = swapped.col_expr(rendition::Column::Length, Expr::value(second.length));
    let swapped = swapped.col_expr(rendition::Column::Sha256, Expr::value(second.sha256.clone()));
    swapped.filter(rendition::Column::Id.eq(first.id)).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let (status, body) = get(world, &original, None).await.unwrap();
    assert_eq!((status, String::from_utf8(body).unwrap().as_str()), (503, "现在打不开。不是您的问题。"));
    assert_eq!(get(world, &view, None).await.map(|(status, _)| status), Some(200), "the view is what it was");
});
