//! Files in a real folder.

use super::*;

fn store() -> (tempfile::TempDir, FolderBlobs) {
    let folder = tempfile::tempdir().unwrap();
    let blobs = FolderBlobs::open(&folder.path().join("blobs")).unwrap();
    (folder, blobs)
}

fn files(root: &Path) -> usize {
    let entries = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { files(&path) } else { 1 }).sum()
}

#[tokio::test]
async fn a_file_is_read_whole_and_in_parts() {
    let (_folder, blobs) = store();
    blobs.put("510824/m1/part-1", Bytes::from_static(b"0123456789")).await.unwrap();
    for (start, length, found) in [(0, 100, "0123456789"), (3, 4, "3456"), (8, 9, "89"), (10, 1, ""), (99, 1, "")] {
        assert_eq!(blobs.read("510824/m1/part-1", start, length).await.unwrap(), found.as_bytes());
    }
    assert!(blobs.read("510824/m1/part-2", 0, 1).await.is_err());
}

#[tokio::test]
async fn a_large_file_is_there_only_once_finished() {
    let (folder, blobs) = store();
    let mut writer = blobs.create("510824/m1/original-1").await.unwrap();
    writer.write(Bytes::from_static(b"ab")).await.unwrap();
    writer.write(Bytes::from_static(b"cd")).await.unwrap();
    assert!(blobs.read("510824/m1/original-1", 0, 9).await.is_err());
    writer.finish().await.unwrap();
    assert_eq!(blobs.read("510824/m1/original-1", 0, 9).await.unwrap(), "abcd".as_bytes());
    drop(blobs.create("510824/m1/original-2").await.unwrap());
    assert_eq!(files(folder.path()), 1, "an abandoned file is cleared away");
}

#[tokio::test]
async fn deleting_twice_is_no_error_and_a_folder_can_be_cleared() {
    let (folder, blobs) = store();
    for name in ["510824/m1/a", "510824/m1/b", "510824/m1/c", "510824/m2/a"] {
        blobs.put(name, Bytes::from_static(b"x")).await.unwrap();
    }
    blobs.delete("510824/m1/a").await.unwrap();
    blobs.delete("510824/m1/a").await.unwrap();
    blobs.keep_only("510824/m1", &["510824/m1/c".to_owned()]).await.unwrap();
    assert!(blobs.read("510824/m1/c", 0, 1).await.is_ok());
    assert_eq!(files(folder.path()), 2);
    blobs.keep_only("510824/m1", &[]).await.unwrap();
    blobs.keep_only("510824/m1", &[]).await.unwrap();
    assert_eq!(files(folder.path()), 1);
    blobs.put("510824/m1/d", Bytes::from_static(b"x")).await.unwrap();
}

#[tokio::test]
async fn a_name_that_leads_elsewhere_is_refused() {
    let (folder, blobs) = store();
    for name in ["../x", "a/../x", "/etc/passwd", "a//b", "a/.", "a/..", "a/b\0", "a/B", "a", "", "a/b/c/d/e", "a\\b/c", "a/村", "%2e%2e/x"]
    {
        assert!(blobs.put(name, Bytes::new()).await.is_err(), "{name}");
        assert!(blobs.create(name).await.is_err() && blobs.read(name, 0, 1).await.is_err() && blobs.delete(name).await.is_err(), "{name}");
    }
    assert!(blobs.keep_only("..", &[]).await.is_err() && blobs.keep_only("", &[]).await.is_err());
    assert_eq!(files(folder.path()), 0);
}
