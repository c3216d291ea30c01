//! Files of word processors, made here part by part: what their structure says, and what hostile ones get.

use std::io::{Cursor, Write};
use utfall::grammar::Grammar;
use utfall::run::{Limits, document};
use utfall::source::Source;
use utfall::write::{Document, Status};
use zip::write::SimpleFileOptions;

/// An archive of parts.
pub(crate) fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const STYLES: &str = r#"<w:styles xmlns:w="w"><w:style w:type="paragraph" w:styleId="Rubrik2"><w:name w:val="heading 2"/>
<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Dold"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"#;
const NUMBERING: &str = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="2"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="a" Type="x/styles" Target="styles.xml"/>
<Relationship Id="b" Type="x/numbering" Target="numbering.xml"/><Relationship Id="c" Type="x/footnotes" Target="footnotes.xml"/>
<Relationship Id="d" Type="x/image" Target="file:///etc/passwd" TargetMode="External"/></Relationships>"#;
const FOOTNOTES: &str = r#"<w:footnotes xmlns:w="w"><w:footnote><w:p><w:r><w:t>En not.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;

/// A Word file with this body.
fn word(body: &str) -> Vec<u8> {
    let document = format!(
        r#"<w:document xmlns:w="w" xmlns:r="r" xmlns:a="a" xmlns:wp="wp" xmlns:mc="mc" xmlns:wps="wps"><w:body>{body}</w:body></w:document>"#
    );
    archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", document.as_bytes()),
        ("word/styles.xml", STYLES.as_bytes()),
        ("word/numbering.xml", NUMBERING.as_bytes()),
        ("word/footnotes.xml", FOOTNOTES.as_bytes()),
        ("word/_rels/document.xml.rels", RELATIONS.as_bytes()),
    ])
}

fn read(bytes: Vec<u8>) -> Document {
    let grammar = Grammar::built_in().unwrap();
    document(
        &grammar,
        &Source::from_bytes("rapport", bytes),
        &Limits::default(),
    )
}

/// The document's JSON, for asking what was read.
fn json(document: &Document) -> serde_json::Value {
    utfall::write::document_json(document)
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn row(cells: &[&str]) -> String {
    let cells: String = cells
        .iter()
        .map(|cell| format!("<w:tc>{}</w:tc>", p(cell)))
        .collect();
    format!("<w:tr>{cells}</w:tr>")
}

/// Every text under a name anywhere in a value.
fn strings(json: &serde_json::Value, name: &str) -> Vec<String> {
    match json {
        serde_json::Value::Array(list) => list.iter().flat_map(|one| strings(one, name)).collect(),
        serde_json::Value::Object(fields) => {
            let own = fields
                .get(name)
                .and_then(|value| value.as_str())
                .map(str::to_owned);
            let below = fields.values().flat_map(|one| strings(one, name));
            own.into_iter().chain(below).collect()
        }
        _ => Vec::new(),
    }
}

fn codes(document: &Document) -> Vec<&'static str> {
    document.diagnostics.iter().map(|told| told.code.name()).collect()
}

#[test]
fn a_word_file_is_read_as_it_is_shown() {
    let circle = r#"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:inline><wp:extent cx="100000" cy="100000"/>
        <wps:wsp><wps:spPr><a:solidFill><a:srgbClr val="00B050"/></a:solidFill><a:ln><a:solidFill><a:srgbClr val="C00000"/>
        </a:solidFill></a:ln></wps:spPr></wps:wsp></wp:inline></w:drawing></mc:Choice><mc:Fallback/></mc:AlternateContent></w:r>"#;
    let symbol =
        r#"<w:r><w:rPr><w:color w:val="C00000"/></w:rPr><w:sym w:font="Wingdings" w:char="F06E"/></w:r>"#;
    let body = [
        p("Nämndmål:"),
        r#"<w:p><w:pPr><w:pStyle w:val="Rubrik2"/></w:pPr><w:r><w:t>Provområdet är </w:t></w:r><w:del><w:r><w:delText>o</w:delText></w:r></w:del>
           <w:ins><w:r><w:t>tryggt</w:t></w:r></w:ins></w:p>"#.to_owned(),
        p("Uppfylls helt"),
        r#"<w:p><w:r><w:t>Besöken ökade</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:rPr><w:rStyle w:val="Dold"/></w:rPr>
           <w:t xml:space="preserve"> hemligt</w:t></w:r><w:r><w:t>.</w:t></w:r></w:p>"#.to_owned(),
        format!(
            "<w:tbl>{}<w:tr><w:tc><w:p>{circle}</w:p></w:tc>{}</w:tr><w:tr><w:tc><w:p>{symbol}</w:p></w:tc>{}</w:tr></w:tbl>",
            row(&["", "Indikator", "Utfall", "Årsmål", "Period"]),
            r#"<w:sdt><w:sdtContent><w:tc><w:p><w:r><w:t>Antal </w:t></w:r><w:r><w:t>prov</w:t></w:r></w:p></w:tc></w:sdtContent></w:sdt>
               <w:tc><w:p><w:r><w:t>12 st</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>14 st</w:t></w:r></w:p></w:tc>
               <w:tc><w:p><w:r><w:t>2017</w:t></w:r></w:p></w:tc>"#,
            r#"<w:tc><w:p><w:r><w:t>Antal råd</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>3 st</w:t></w:r></w:p></w:tc>
               <w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>2017</w:t></w:r></w:p></w:tc>"#,
        ),
    ]
    .concat();
    let document = read(word(&body));
    assert_eq!((document.format, document.status), ("docx", Status::Ok));
    let told = json(&document);
    let goal = &told["goals"][0];
    assert_eq!(
        (&goal["title"], &goal["fulfilment"]),
        (&"Provområdet är tryggt".into(), &"helt".into()),
        "{told:#}"
    );
    let statuses = strings(&told["tables"], "status");
    assert_eq!(statuses, ["grön", "röd"], "{told:#}");
    let text = told.to_string();
    assert!(
        text.contains("Besöken ökade1.") && !text.contains("hemligt"),
        "{text}"
    );
    assert!(codes(&document).contains(&"changes-accepted"));
}

#[test]
fn text_boxes_and_tables_in_tables_are_read() {
    let boxed = format!(
        "<w:p><w:r><w:drawing><wps:txbx><w:txbxContent>{}{}</w:txbxContent></wps:txbx></w:drawing></w:r></w:p>",
        p("Nämndmål:"),
        p("Provområdet är tryggt")
    );
    let inner = format!(
        "<w:tbl>{}{}</w:tbl>",
        row(&["Indikator", "Utfall", "Årsmål"]),
        row(&["Antal prov", "12 st", "14 st"])
    );
    let body = format!(
        "{boxed}<w:tbl><w:tr><w:tc>{inner}{}</w:tc></w:tr></w:tbl>",
        p("Text")
    );
    let told = json(&read(word(&body)));
    assert_eq!(told["goals"][0]["title"], "Provområdet är tryggt", "{told:#}");
    assert!(
        strings(&told["tables"], "name").contains(&"Antal prov".to_owned()),
        "{told:#}"
    );
}

/// Whatever a file is, it gets a row and a reason, or what can be read of it.
#[test]
fn hostile_archives_get_a_reason() {
    let failed = |bytes: Vec<u8>, reason: &str| {
        let document = read(bytes);
        let error = document.error.clone().unwrap_or_default();
        assert_eq!(document.status, Status::Failed, "{error}");
        assert!(error.contains(reason), "{error}");
    };
    let whole = word(&p("Text"));
    failed(whole[..whole.len() / 2].to_vec(), "cannot be opened");
    let entities = br#"<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]><w:document xmlns:w="w"><w:p><w:t>&b;</w:t></w:p></w:document>"#;
    failed(archive(&[("word/document.xml", entities)]), "DTD");
    failed(
        archive(&[("word/document.xml", b"no xml at all")]),
        "cannot be opened",
    );
    failed(archive(&[("bild.txt", b"text")]), "neither");
    let bomb = vec![b' '; 100 << 20];
    failed(archive(&[("word/document.xml", &bomb)]), "more than 96 MB");
    failed(b"{\\rtf1 hej}".to_vec(), "save it as DOCX or PDF");
    let nested = "<w:tbl><w:tr><w:tc>".repeat(3000) + &p("Djupt") + &"</w:tc></w:tr></w:tbl>".repeat(3000);
    assert!(json(&read(word(&nested))).to_string().contains("Djupt"));
    let many = format!("<w:tbl>{}</w:tbl>", row(&["Antal", "1", "2"]).repeat(20_000));
    assert_eq!(read(word(&many)).status, Status::Ok);
}
