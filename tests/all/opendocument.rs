//! OpenDocument texts and workbooks, made here part by part: what their structure says.

use crate::office::archive;
use utfall::grammar::Grammar;
use utfall::run::{Limits, document};
use utfall::source::Source;
use utfall::write::{Document, Status};

const NAMES: &str = r#"xmlns:office="o" xmlns:style="s" xmlns:text="t" xmlns:table="b" xmlns:draw="d" xmlns:fo="f" xmlns:svg="v" xmlns:xlink="x""#;
const STYLES: &str = r##"<office:styles><style:style style:name="Rubrik" style:family="paragraph" style:default-outline-level="2"/>
<text:outline-style><text:outline-level-style text:level="1" style:num-format="1"/>
<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2" text:start-value="2"/></text:outline-style></office:styles>
<office:master-styles><style:master-page><style:footer><text:p>Provenheten</text:p></style:footer></style:master-page></office:master-styles>"##;
const AUTOMATIC: &str = r##"<office:automatic-styles>
<style:style style:name="Dold" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="Grön" style:family="table-cell"><style:table-cell-properties fo:background-color="#00b050"/></style:style>
<style:style style:name="Röd" style:family="graphic"><style:graphic-properties draw:fill="solid" draw:fill-color="#c00000"/></style:style>
<style:style style:name="Borta" style:family="table"><style:table-properties table:display="false"/></style:style>
<style:style style:name="Fet" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>
</office:automatic-styles>"##;

/// An OpenDocument file of a kind with this body.
fn file(kind: &str, body: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content {NAMES}>{AUTOMATIC}<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    );
    let styles = format!("<office:document-styles {NAMES}>{STYLES}</office:document-styles>");
    archive(&[
        (
            "mimetype",
            format!("application/vnd.oasis.opendocument.{kind}").as_bytes(),
        ),
        ("content.xml", content.as_bytes()),
        ("styles.xml", styles.as_bytes()),
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

fn json(document: &Document) -> serde_json::Value {
    utfall::write::document_json(document)
}

fn codes(document: &Document) -> Vec<&'static str> {
    document.diagnostics.iter().map(|told| told.code.name()).collect()
}

fn row(cells: &[&str]) -> String {
    let cell = |cell: &&str| format!("<table:table-cell><text:p>{cell}</text:p></table:table-cell>");
    format!(
        "<table:table-row>{}</table:table-row>",
        cells.iter().map(cell).collect::<String>()
    )
}

#[test]
fn a_text_is_read_as_it_is_shown() {
    let circle = r#"<draw:custom-shape draw:style-name="Röd" svg:width="0.3cm" svg:height="0.3cm"/>"#;
    let body = format!(
        r#"<text:tracked-changes><text:changed-region><text:deletion><text:p>borttaget</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:p>Nämndmål:</text:p><text:h text:outline-level="2">Provområdet är <text:span>tryggt</text:span></text:h><text:p>Uppfylls helt</text:p>
<text:p>Besöken<text:s text:c="2"/>ökade<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>En not.</text:p></text:note-body></text:note><text:span text:style-name="Dold"> hemligt</text:span>.</text:p>
<table:table><table:table-header-rows>{}</table:table-header-rows>
<table:table-row><table:table-cell table:style-name="Grön"><text:p/></table:table-cell><table:table-cell><text:p>Antal prov</text:p></table:table-cell>
<table:table-cell table:number-columns-spanned="2"><text:p>12 st</text:p></table:table-cell><table:covered-table-cell/><table:table-cell><text:p>2017</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>{circle}</text:p></table:table-cell><table:table-cell><text:p>Antal råd</text:p></table:table-cell>
<table:table-cell table:number-columns-repeated="2"><text:p>3 st</text:p></table:table-cell><table:table-cell><text:p>2017</text:p></table:table-cell></table:table-row></table:table>"#,
        row(&["", "Indikator", "Utfall", "Årsmål", "Period"])
    );
    let document = read(file("text", &body));
    assert_eq!(
        (document.format, document.status),
        ("odt", Status::Ok),
        "{:?}",
        document.error
    );
    let told = json(&document);
    let goal = &told["goals"][0];
    assert_eq!(
        (&goal["title"], &goal["number"], &goal["fulfilment"]),
        (&"Provområdet är tryggt".into(), &"1.2".into(), &"helt".into()),
        "{told:#}"
    );
    let indicators = &told["tables"][0]["indicators"];
    let values = |at: usize| -> Vec<&str> {
        let all = indicators[at]["observations"].as_array().unwrap();
        all.iter().map(|one| one["raw"].as_str().unwrap()).collect()
    };
    assert_eq!(
        (&indicators[0]["status"], &indicators[1]["status"]),
        (&"grön".into(), &"röd".into()),
        "{told:#}"
    );
    assert_eq!(
        (values(0), values(1)),
        (vec!["12 st", "2017"], vec!["3 st", "3 st", "2017"]),
        "{told:#}"
    );
    let text = told.to_string();
    assert!(text.contains("Besöken ökade1."), "{text}");
    assert!(!text.contains("hemligt") && !text.contains("borttaget"), "{text}");
    assert!(text.contains("En not.") && text.contains("Provenheten"), "{text}");
    assert!(codes(&document).contains(&"changes-accepted"));
}

#[test]
fn sheets_are_tables_with_their_names_and_rows_as_places() {
    let number = |style: &str, value: &str, text: &str| {
        format!(
            r#"<table:table-cell table:style-name="{style}" office:value-type="float" office:value="{value}"><text:p>{text}</text:p></table:table-cell>"#
        )
    };
    let line = |name: &str, cells: [String; 3]| {
        format!(
            "<table:table-row><table:table-cell><text:p>{name}</text:p></table:table-cell>{}</table:table-row>",
            cells.concat()
        )
    };
    let day = r#"<table:table-cell office:value-type="date" office:date-value="2020-05-03"><text:p>2020-05-03</text:p></table:table-cell>"#;
    let empty = r#"<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>"#;
    let body = format!(
        r#"<table:table table:name="Budget"><table:table-row><table:table-cell><text:p>Verksamhetsberättelse 2020 för Provenheten</text:p></table:table-cell></table:table-row>{empty}
{}{}{}{}<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row></table:table>
<table:table table:name="Gammalt" table:style-name="Borta">{}</table:table>"#,
        row(&["Mnkr", "Budget 2020", "Utfall 2020", "Avvikelse"]),
        line(
            "Intäkter",
            [
                number("", "12.5", "12,5"),
                number("", "12", "12,0"),
                number("", "-0.5", "-0,5")
            ]
        ),
        line(
            "Kostnader",
            [number("", "10", "10,0"), day.to_owned(), number("", "0.5", "0,5")]
        ),
        line(
            "Netto",
            [
                number("", "2.5", "2,5"),
                number("", "2", "2,0"),
                "<table:table-cell><text:p>#REF!</text:p></table:table-cell>".to_owned()
            ]
        ),
        row(&["Hemligt", "1", "2", "3"]),
    );
    let document = read(file("spreadsheet", &body));
    assert_eq!(document.format, "ods", "{:?}", document.error);
    let told = json(&document);
    let table = &told["tables"][0];
    assert_eq!(
        (&table["kind"], &table["place"]["page"], &table["place"]["line"]),
        (&"budget".into(), &1.into(), &5.into()),
        "{told:#}"
    );
    let (codes, text) = (codes(&document), told.to_string());
    assert!(
        codes.contains(&"sheet-hidden") && codes.contains(&"date-from-figure"),
        "{codes:?}"
    );
    assert!(
        text.contains("#REF!") && text.contains("2020-05-03") && !text.contains("Hemligt"),
        "{text}"
    );
}

/// An XLSX workbook with these rows on its first sheet, and a second one that is hidden.
fn workbook(rows: &str, more: &str) -> Vec<u8> {
    let sheet = format!(
        r#"<worksheet><cols><col min="5" max="5" hidden="1"/></cols><sheetData>{rows}</sheetData>{more}</worksheet>"#
    );
    archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.xml", br#"<workbook xmlns:r="r"><sheets><sheet name="Mall" r:id="b" state="hidden"/><sheet name="Uppf&#246;ljning" r:id="a"/></sheets></workbook>"#),
        ("xl/_rels/workbook.xml.rels", br#"<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="b" Type="x/worksheet" Target="/xl/worksheets/none.xml"/><Relationship Id="c" Type="x/styles" Target="styles.xml"/>
<Relationship Id="d" Type="x/sharedStrings" Target="texts.xml"/></Relationships>"#),
        ("xl/texts.xml", "<sst><si><t>Antal prov</t></si><si><r><t>Andel </t></r><r><t>råd</t></r></si></sst>".as_bytes()),
        ("xl/styles.xml", br#"<styleSheet><fonts><font/></fonts><fills><fill/><fill><patternFill patternType="solid"><fgColor rgb="FF00B050"/></patternFill></fill></fills>
<cellXfs><xf/><xf numFmtId="10"/><xf numFmtId="16"/><xf fillId="1"/></cellXfs></styleSheet>"#),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

#[test]
fn a_workbook_is_read_as_it_is_shown() {
    let text = |at: &str, text: &str| format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    let head: String = ["", "Indikator", "Utfall", "Årsmål", "Dold"]
        .iter()
        .zip(["A3", "B3", "C3", "D3", "E3"])
        .map(|(cell, at)| text(at, cell))
        .collect();
    let rows = format!(
        r#"<row r="1">{}</row><row r="3">{head}</row>
<row r="4"><c r="A4" s="3"/><c r="B4" t="s"><v>0</v></c><c r="C4"><v>12</v></c><c r="D4"><f>C4+1</f><v>13</v></c><c r="E4"><v>99</v></c></row>
<row r="5"><c r="B5" t="s"><v>1</v></c><c r="C5" s="1"><v>0.81499999999999995</v></c><c r="D5" t="e"><v>#REF!</v></c></row>
<row r="6" hidden="1"><c r="B6" t="s"><v>0</v></c><c r="C6"><v>77</v></c></row>
<row r="7">{}<c r="C7" s="2"><v>43954</v></c><c r="D7"><f>SUM(C4:C6)</f></c></row>
<row r="8">{}<c r="C8"><v>5</v></c></row>"#,
        text("A1", "Verksamhetsberättelse 2020 för Provenheten"),
        text("B7", "Antal besök"),
        text("B8", "Antal samtal"),
    );
    let document = read(workbook(
        &rows,
        r#"<mergeCells><mergeCell ref="C8:D8"/></mergeCells>"#,
    ));
    assert_eq!(document.format, "xlsx", "{:?}", document.error);
    let told = json(&document);
    assert_eq!(told["document"]["sheets"]["2"], "Uppföljning", "{told:#}");
    assert_eq!(told["document"]["organisation"], "Provenheten", "{told:#}");
    let indicators = told["tables"][0]["indicators"].as_array().unwrap();
    let values: Vec<Vec<&str>> = indicators
        .iter()
        .map(|one| {
            let all = one["observations"].as_array().unwrap().iter();
            all.map(|one| one["raw"].as_str().unwrap()).collect()
        })
        .collect();
    let wanted = [
        vec!["12", "13"],
        vec!["81,50 %", "#REF!"],
        vec!["2020-05-03", "=SUM(C4:C6)"],
        vec!["5"],
    ];
    assert_eq!(values, wanted, "{told:#}");
    assert_eq!(indicators[0]["status"], "grön", "{told:#}");
    assert_eq!(indicators[1]["observations"][0]["place"]["line"], 5, "{told:#}");
    let codes = codes(&document);
    for code in ["sheet-hidden", "date-from-figure", "formula-without-value"] {
        assert!(codes.contains(&code), "{codes:?}");
    }
    let text = told["tables"].to_string();
    assert!(!text.contains("77") && !text.contains("99"), "{text}");
}

/// Limits hold, and what is cut off is told.
#[test]
fn hostile_workbooks_and_texts_get_a_reason() {
    let many = r#"<row><c t="str"><v>Antal</v></c><c><v>1</v></c></row>"#.repeat(100_000);
    let document = read(workbook(&many, ""));
    assert!(
        codes(&document).contains(&"sheet-over-limit"),
        "{:?}",
        document.error
    );
    assert_eq!(document.status, Status::Partial);
    let wide = format!(
        r#"<table:table><table:table-row table:number-rows-repeated="1000000">{}</table:table-row></table:table>"#,
        r#"<table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>"#
    );
    let document = read(file("spreadsheet", &wide));
    assert!(
        codes(&document).contains(&"sheet-over-limit"),
        "{:?}",
        document.error
    );
    let areas = r#"<mergeCells><mergeCell ref="A1:ZZZZ9999999"/><mergeCell ref="B2"/><mergeCell ref="C9:A1"/></mergeCells>"#;
    assert!(
        read(workbook("<row r=\"4294967295\"/><row/>", areas))
            .error
            .is_none()
    );
    let nested = "<text:list><text:list-item>".repeat(3000)
        + "<text:p>Djupt</text:p>"
        + &"</text:list-item></text:list>".repeat(3000);
    assert!(json(&read(file("text", &nested))).to_string().contains("Djupt"));
    let bomb = vec![b' '; 100 << 20];
    let failed = |bytes: Vec<u8>, reason: &str| {
        let error = read(bytes).error.unwrap_or_default();
        assert!(error.contains(reason), "{error}");
    };
    let kind: &[u8] = b"application/vnd.oasis.opendocument.text";
    failed(
        archive(&[("mimetype", kind), ("content.xml", &bomb)]),
        "more than 96 MB",
    );
    failed(archive(&[("mimetype", kind)]), "content.xml is missing");
    let list: &[u8] = b"<manifest:encryption-data/>";
    failed(
        archive(&[("mimetype", kind), ("META-INF/manifest.xml", list)]),
        "save it without one",
    );
    let whole = file("text", "<text:p>Text</text:p>");
    failed(whole[..whole.len() / 2].to_vec(), "cannot be opened");
    failed(archive(&[("xl/workbook.bin", b"")]), "save it as XLSX");
}
