//! Pages that are pictures: without Tesseract a reason, with it words that say how sure they are.

use utfall::grammar::Grammar;
use utfall::page::{Recognition, recogniser};
use utfall::run::{Limits, document};
use utfall::source::Source;
use utfall::write::{Document, Status};

/// A page of a PDF that only shows a picture, which is grey and has bars of ink.
fn scan() -> Vec<u8> {
    let (width, height) = (300usize, 400usize);
    let ink = |x: usize, y: usize| {
        (40..60).contains(&y) && (20..280).contains(&x) || y == 200 && (20..280).contains(&x)
    };
    let pixels: Vec<u8> = (0..height)
        .flat_map(|y| (0..width).map(move |x| if ink(x, y) { 0 } else { 250 }))
        .collect();
    let picture = [
        format!("<</Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceGray/BitsPerComponent 8/Length {}>>\nstream\n", pixels.len()).into_bytes(),
        pixels,
        b"\nendstream".to_vec(),
    ]
    .concat();
    let content = b"q 300 0 0 400 0 0 cm /P Do Q";
    let objects: Vec<Vec<u8>> = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]/Contents 4 0 R/Resources<</XObject<</P 5 0 R>>>>>>"
            .to_vec(),
        [
            format!("<</Length {}>>\nstream\n", content.len()).into_bytes(),
            content.to_vec(),
            b"\nendstream".to_vec(),
        ]
        .concat(),
        picture,
    ];
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut index = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (at, object) in (1..).zip(&objects) {
        index.push_str(&format!("{:010} 00000 n \n", bytes.len()));
        bytes.extend(format!("{at} 0 obj\n").into_bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    bytes.extend(index.into_bytes());
    bytes.extend(
        format!(
            "trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n",
            objects.len() + 1
        )
        .into_bytes(),
    );
    bytes
}

fn read(bytes: Vec<u8>, recognition: Recognition) -> Document {
    let grammar = Grammar::built_in().unwrap();
    let mut limits = Limits::default();
    limits.pdf.recognition = recognition;
    document(&grammar, &Source::from_bytes("scan.pdf", bytes), &limits)
}

#[test]
fn a_scan_waits_for_words_or_says_what_is_missing() {
    let never = read(scan(), Recognition::Never);
    assert_eq!((never.status, never.needs_recognition), (Status::Failed, false));
    let later = read(scan(), Recognition::Later);
    assert_eq!((later.status, later.needs_recognition), (Status::Failed, true));
    let told = read(scan(), Recognition::Auto);
    let codes: Vec<&str> = told.diagnostics.iter().map(|told| told.code.name()).collect();
    match recogniser() {
        Ok(_) => assert!(
            codes.iter().any(|code| code.starts_with("page-")) || told.error.is_some(),
            "{codes:?}"
        ),
        Err(reason) => {
            let error = told.error.unwrap_or_default();
            assert!(
                error.contains(&reason) && error.contains("tesseract-ocr"),
                "{error}"
            );
        }
    }
}
