//! A backup file as lines and bytes: compressed, then sealed.

use super::key::{PublicKey, SecretKey};
use super::lines::{Blob, Line};
use super::sealed::{Opened, Sealed};
use crate::kernel::{Failure, Outcome};
use aws_lc_rs::digest::{Context, SHA256};
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use std::fs::{File, OpenOptions};
use std::io::{BufRead as _, BufReader, BufWriter, Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

/// Bytes of a file of the store that are held at once.
pub const PIECE: u64 = 1024 * 1024;

/// A backup on its way. It has its name only once it is whole and durable; until then `.part` stands behind it.
pub struct Writer {
    out: ZlibEncoder<Sealed<BufWriter<File>>>,
    aside: PathBuf,
    path: PathBuf,
}

impl Writer {
    /// Begins a file, which must not be there yet.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub fn begin(path: &Path, key: &PublicKey) -> Outcome<Self> {
        if path.exists() {
            return Err(Failure::fault(format!("{}: there is such a file already", path.display())));
        }
        let mut aside = path.as_os_str().to_owned();
        aside.push(".part");
        let aside = PathBuf::from(aside);
        let opened = OpenOptions::new().create(true).truncate(true).write(true).mode(0o600).open(&aside);
        let file = opened.map_err(|error| Failure::fault(format!("{}: {error}", aside.display())))?;
        let out = ZlibEncoder::new(Sealed::begin(BufWriter::new(file), key)?, Compression::fast());
        Ok(Self { out, aside, path: path.to_owned() })
    }

    /// Writes a line that is no row.
    ///
    /// # Errors
    /// Why it can't be written.
    pub fn line(&mut self, line: &Line) -> Outcome<()> {
        self.text(&serde_json::to_string(line).map_err(Failure::fault)?)
    }

    /// Writes a line as it is.
    ///
    /// # Errors
    /// Why it can't be written.
    pub fn text(&mut self, text: &str) -> Outcome<()> {
        self.bytes(text.as_bytes())?;
        self.bytes(b"\n")
    }

    /// Writes bytes of a file.
    ///
    /// # Errors
    /// Why they can't be written.
    pub fn bytes(&mut self, bytes: &[u8]) -> Outcome<()> {
        self.out.write_all(bytes).map_err(|error| Failure::fault(format!("{}: {error}", self.aside.display())))
    }

    /// Makes it durable under its name; how many bytes it has.
    ///
    /// # Errors
    /// Why it can't be written.
    pub fn finish(self) -> Outcome<u64> {
        let Self { out, aside, path } = self;
        let fault = |error: std::io::Error| Failure::fault(format!("{}: {error}", aside.display()));
        let file = out.finish().and_then(Sealed::finish).map_err(fault)?;
        let file = file.into_inner().map_err(|error| fault(error.into_error()))?;
        file.sync_all().map_err(fault)?;
        let bytes = file.metadata().map_err(fault)?.len();
        // Not over a file that came meanwhile.
        std::fs::hard_link(&aside, &path).and_then(|()| std::fs::remove_file(&aside)).map_err(fault)?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(fault)?;
        Ok(bytes)
    }
}

/// What comes next in a backup.
pub enum Item {
    /// A line that is no row.
    Line(Line),
    /// A row, as its line without the end.
    Row(String),
}

/// A backup that is read.
pub struct Reader {
    input: BufReader<ZlibDecoder<Opened<BufReader<File>>>>,
}

impl Reader {
    /// Opens a file.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub fn open(path: &Path, key: &SecretKey) -> Outcome<Self> {
        let file = File::open(path).map_err(|error| Failure::fault(format!("{}: {error}", path.display())))?;
        let opened = Opened::begin(BufReader::new(file), key)?;
        Ok(Self { input: BufReader::new(ZlibDecoder::new(opened)) })
    }

    /// The next line; none at the end.
    ///
    /// # Errors
    /// If the file was cut off or altered.
    pub fn item(&mut self) -> Outcome<Option<Item>> {
        let mut line = Vec::new();
        if self.input.read_until(b'\n', &mut line).map_err(Failure::fault)? == 0 {
            return Ok(None);
        }
        if line.pop() != Some(b'\n') {
            return Err(Failure::fault("the backup ends within a line"));
        }
        let text = String::from_utf8(line).map_err(Failure::fault)?;
        if text.starts_with('[') {
            return Ok(Some(Item::Row(text)));
        }
        Ok(Some(Item::Line(serde_json::from_str(&text).map_err(Failure::fault)?)))
    }

    /// The bytes of a file whose line was just read, piece by piece into `take`; their hash is compared.
    ///
    /// # Errors
    /// If the file was cut off or altered, and what `take` says.
    pub async fn blob(&mut self, blob: &Blob, mut take: impl AsyncFnMut(Vec<u8>) -> Outcome<()>) -> Outcome<()> {
        let (mut left, mut hash) = (blob.length, Context::new(&SHA256));
        while left > 0 {
            let mut piece = vec![0; usize::try_from(left.min(PIECE)).map_err(Failure::fault)?];
            self.input.read_exact(&mut piece).map_err(Failure::fault)?;
            left -= left.min(PIECE);
            hash.update(&piece);
            take(piece).await?;
        }
        match self.item()? {
            Some(Item::Line(Line::BlobEnd(sha256))) if sha256 == hex::encode(hash.finish().as_ref()) => Ok(()),
            _ => Err(Failure::fault(format!("the file {} in the backup is not what it was", blob.name))),
        }
    }

    /// Nothing comes behind the manifest, and the file is whole.
    ///
    /// # Errors
    /// If it is not.
    pub fn ends(self) -> Outcome<()> {
        let mut input = self.input;
        let behind = input.read(&mut [0]).map_err(Failure::fault)?;
        input.into_inner().into_inner().ends().map_err(Failure::fault)?;
        if behind == 0 { Ok(()) } else { Err(Failure::fault("something stands behind the manifest")) }
    }
}
