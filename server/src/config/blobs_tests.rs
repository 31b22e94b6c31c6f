//! What is understood of the address of a store, and what is named because it is not.

use super::*;

const S3: &str = "s3://evidence/lianjing/a?endpoint=https://s3.cn-north-1.amazonaws.com.cn&region=cn-north-1";

fn read(url: &str) -> Result<Store, Vec<String>> {
    let (access_key_id, access_key_secret) = (Secret::from("the-id".to_owned()), Secret::from("the-secret".to_owned()));
    BlobsSection { url: url.to_owned(), access_key_id, access_key_secret }.store(Path::new("data"), false)
}

fn bucket(url: &str) -> Bucket {
    match read(url) {
        Ok(Store::Bucket(bucket)) => bucket,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_folder_needs_no_more_than_its_name() {
    for (url, folder) in [("", "data/blobs"), ("fs:", "data/blobs"), ("fs:/srv/evidence", "/srv/evidence"), ("fs:here", "here")] {
        assert!(matches!(read(url), Ok(Store::Folder(found)) if found == Path::new(folder)), "{url}");
    }
}

#[test]
fn a_bucket_is_read_from_its_address() {
    let found = bucket(S3);
    assert_eq!((found.cloud, found.style), (Cloud::S3, Style::Path));
    assert_eq!((found.name.as_str(), found.prefix.as_str(), found.region.as_str()), ("evidence", "lianjing/a", "cn-north-1"));
    assert_eq!(found.endpoint, "https://s3.cn-north-1.amazonaws.com.cn");
    let oss = bucket("oss://evidence?endpoint=https%3A%2F%2Foss-cn-chengdu-internal.aliyuncs.com&region=cn-chengdu");
    assert_eq!((oss.cloud, oss.style, oss.prefix.as_str()), (Cloud::Oss, Style::Virtual, ""));
    assert_eq!(oss.endpoint, "https://oss-cn-chengdu-internal.aliyuncs.com");
    assert_eq!(bucket(&format!("{S3}&style=virtual")).style, Style::Virtual);
    assert_eq!(bucket("s3://abc?endpoint=http://127.0.0.1:9000/&region=x").endpoint, "http://127.0.0.1:9000");
}

#[test]
fn every_fault_is_named_at_once_and_nothing_secret_with_it() {
    let https = "endpoint=https://h.example";
    for (url, named) in [
        ("ftp://x", vec!["must begin with fs:"]),
        ("evidence", vec!["must begin with fs:"]),
        ("file:/srv", vec!["must begin with fs:"]),
        ("s3:evidence", vec!["name the bucket", "endpoint is missing", "region is missing"]),
        ("s3://", vec!["name the bucket", "endpoint is missing", "region is missing"]),
        ("s3://Upper_case?region=x&endpoint=https://h.example", vec!["name the bucket"]),
        ("s3://bucket:80?region=x&endpoint=https://h.example", vec!["name the bucket"]),
        ("s3://bucket/a b/c?region=x&endpoint=https://h.example", vec!["the prefix"]),
        ("s3://hidden:hush@bucket?region=x&endpoint=https://h.example", vec!["no credentials"]),
        ("s3://bucket?region=x&endpoint=https://hidden:hush@h.example", vec!["endpoint is https://"]),
        ("s3://bucket?region=x&endpoint=h.example", vec!["endpoint is https://"]),
        ("s3://bucket?region=x&endpoint=https://h.example/bucket", vec!["endpoint is https://"]),
        ("s3://bucket?region=x&endpoint=http://h.example", vec!["unless it is this machine"]),
        (&format!("s3://bucket?region=c n&{https}"), vec!["region is a word"]),
        (&format!("s3://bucket?region=x&{https}&style=odd"), vec!["style is path or virtual"]),
        (&format!("s3://bucket?region=x&{https}&access_key_secret=hush"), vec!["only endpoint, region and style"]),
        (&format!("s3://bucket?region=x&region=y&{https}"), vec!["region stands there twice"]),
    ] {
        let faults = read(url).unwrap_err();
        assert_eq!(faults.len(), named.len(), "{url}: {faults:#?}");
        for (fault, part) in faults.iter().zip(named) {
            assert!(fault.contains(part) && !fault.contains("hush"), "{url}: {fault}");
        }
    }
}

#[test]
fn a_bucket_needs_its_keys() {
    let section = BlobsSection { url: S3.to_owned(), ..BlobsSection::default() };
    assert!(section.store(Path::new("data"), false).unwrap_err()[0].contains("blobs.access_key_id"));
    assert!(!format!("{:?}", bucket(S3)).contains("the-"), "keys are not printed");
}

#[test]
fn plain_http_to_another_machine_is_for_the_demonstration() {
    let section = BlobsSection {
        url: "s3://bucket?region=x&endpoint=http://store.example:9000".to_owned(),
        access_key_id: Secret::from("a".to_owned()),
        access_key_secret: Secret::from("b".to_owned()),
    };
    assert!(section.store(Path::new("data"), true).is_ok());
    assert_eq!(section.store(Path::new("data"), false).unwrap_err().len(), 1);
}
