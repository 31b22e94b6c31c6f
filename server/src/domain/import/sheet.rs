//! CSV files as rows of named cells, and the faults found in them.

use std::collections::BTreeMap;
use std::fmt;

/// A file as it was read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its name, without folders.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// In which file.
    pub file: String,
    /// In which line, from 1.
    pub line: u64,
    /// In which column; none if it concerns the whole row.
    pub column: Option<String>,
    /// What is wrong, as a sentence.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} 第 {} 行", self.file, self.line)?;
        if let Some(column) = &self.column {
            write!(f, " {column} 列")?;
        }
        write!(f, "：{}", self.message)
    }
}

/// One row: the cells by column.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub file: &'static str,
    pub line: u64,
    pub cells: BTreeMap<&'static str, String>,
}

/// The columns of a file; those with a star must be there.
pub(super) const FILES: [(&str, &[&str]); 14] = [
    (
        "units.csv",
        &[
            "code*",
            "name*",
            "short_name",
            "category*",
            "parent_code",
            "ordinal",
            "intro",
            "duties",
            "households",
            "population",
            "address",
            "telephone",
            "valid_from",
            "valid_until",
            "successor_code",
        ],
    ),
    ("sections.csv", &["unit_code*", "name*", "is_leading_group", "duties", "ordinal"]),
    ("officials.csv", &["code*", "name*", "is_party_member", "managed_by", "is_demo", "phone"]),
    ("organs.csv", &["code*", "name*", "kind*", "unit_code", "superior_code", "covers", "telephone", "advice"]),
    (
        "posts.csv",
        &[
            "official_code*",
            "unit_code*",
            "section_name",
            "organ_code",
            "title*",
            "duties",
            "leads_unit",
            "leads_section",
            "is_public",
            "ordinal",
            "valid_from",
            "valid_until",
        ],
    ),
    ("kinships.csv", &["official_code*", "relative_code*", "relation*", "is_ended"]),
    (
        "powers.csv",
        &[
            "unit_code*",
            "code*",
            "name*",
            "kind",
            "administrative_type*",
            "summary*",
            "is_major",
            "exercising_body*",
            "supervising_body*",
            "accountable_body*",
            "ordinal",
            "is_published",
        ],
    ),
    ("rules.csv", &["code*", "name*", "area*", "issuer*", "document_no", "issued_on", "ended_on", "text*"]),
    ("legal_bases.csv", &["power_code*", "law*", "article", "text*", "ordinal"]),
    ("guides.csv", &["power_code*", "title*", "text*", "ordinal"]),
    ("flow_steps.csv", &["power_code*", "number*", "title*", "actor*", "duty*", "time_limit", "document"]),
    ("flow_edges.csv", &["power_code*", "from_number*", "to_number*", "condition", "is_return", "ordinal"]),
    ("risk_points.csv", &["power_code*", "ordinal*", "step_number", "grade*", "kind*", "text*", "rule_codes"]),
    ("control_measures.csv", &["power_code*", "risk_ordinal*", "text*", "ordinal"]),
];

/// All files of one import.
#[derive(Debug, Default)]
pub(super) struct Book {
    sheets: BTreeMap<&'static str, Vec<Row>>,
    faults: Vec<Fault>,
}

impl Book {
    /// Reads all files; what can't be read is noted.
    pub(super) fn read(files: &[SourceFile]) -> Self {
        let mut book = Self::default();
        if files.is_empty() {
            book.note("-", 0, None, "没有找到 CSV 文件。".to_owned());
        }
        for file in files {
            let Some((name, columns)) = FILES.iter().find(|(name, _)| *name == file.name) else {
                book.note(&file.name, 0, None, format!("不认识这个文件名。能导入的是：{}。", FILES.map(|(name, _)| name).join("、")));
                continue;
            };
            if book.sheets.contains_key(name) {
                book.note(name, 0, None, "这个文件给了两次。".to_owned());
                continue;
            }
            let rows = book.rows(name, columns, &file.bytes);
            book.sheets.insert(name, rows);
        }
        book
    }

    /// The rows of a file; none if it was not given.
    pub(super) fn take(&mut self, file: &str) -> Vec<Row> {
        self.sheets.remove(file).unwrap_or_default()
    }

    /// Notes a fault of a row.
    pub(super) fn fault(&mut self, row: &Row, column: &str, message: impl Into<String>) {
        self.note(row.file, row.line, Some(column), message.into());
    }

    /// All faults, by file and line.
    pub(super) fn into_faults(mut self) -> Vec<Fault> {
        self.faults.sort();
        self.faults
    }

    fn note(&mut self, file: &str, line: u64, column: Option<&str>, message: String) {
        self.faults.push(Fault { file: file.to_owned(), line, column: column.map(str::to_owned), message });
    }

    fn rows(&mut self, file: &'static str, columns: &'static [&'static str], bytes: &[u8]) -> Vec<Row> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let Ok(text) = std::str::from_utf8(bytes) else {
            self.note(file, 0, None, "不是 UTF-8 编码（可能是 GBK）。请在表格软件里另存为“CSV UTF-8”。".to_owned());
            return Vec::new();
        };
        let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
        let header: Vec<String> = match reader.headers() {
            Ok(header) => header.iter().map(str::to_owned).collect(),
            Err(error) => {
                self.note(file, 1, None, format!("第一行读不出来：{error}"));
                return Vec::new();
            }
        };
        let Some(names) = self.names(file, columns, &header) else { return Vec::new() };
        let mut rows = Vec::new();
        for record in reader.records() {
            match record {
                Ok(record) => rows.extend(self.row(file, &names, &record)),
                Err(error) => self.note(
                    file,
                    error.position().map_or(0, csv::Position::line),
                    None,
                    "这一行读不出来，看看引号是不是成对。".to_owned(),
                ),
            }
        }
        rows
    }

    /// The known columns in the order of the header; none if the header is faulty.
    fn names(&mut self, file: &str, columns: &'static [&'static str], header: &[String]) -> Option<Vec<&'static str>> {
        let before = self.faults.len();
        let mut names = Vec::new();
        for name in header {
            match columns.iter().map(|column| column.trim_end_matches('*')).find(|column| column == name) {
                Some(column) if names.contains(&column) => self.note(file, 1, Some(name), "这一列写了两次。".to_owned()),
                Some(column) => names.push(column),
                None => self.note(file, 1, Some(name), "没有这一列。列名见 docs/import.md。".to_owned()),
            }
        }
        for column in columns.iter().filter_map(|column| column.strip_suffix('*')).filter(|column| !names.contains(column)) {
            self.note(file, 1, Some(column), "缺少这一列。".to_owned());
        }
        (self.faults.len() == before).then_some(names)
    }

    fn row(&mut self, file: &'static str, names: &[&'static str], record: &csv::StringRecord) -> Option<Row> {
        let line = record.position().map_or(0, csv::Position::line);
        if record.iter().all(str::is_empty) {
            return None;
        }
        if record.len() != names.len() {
            self.note(file, line, None, format!("应该有 {} 列，这一行有 {} 列。", names.len(), record.len()));
            return None;
        }
        Some(Row { file, line, cells: names.iter().copied().zip(record.iter().map(str::to_owned)).collect() })
    }
}
