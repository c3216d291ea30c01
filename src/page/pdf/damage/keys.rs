//! Names that are one letter beside a name of the standard: a changed byte took what they stood for.

use super::lexer::Value;

/// Keys without which text, pages or pictures are lost.
const KEYS: &[&str] = &[
    "Annots",
    "BBox",
    "BaseFont",
    "BitsPerComponent",
    "CIDToGIDMap",
    "CIDSystemInfo",
    "CharProcs",
    "ColorSpace",
    "Contents",
    "Count",
    "CropBox",
    "DecodeParms",
    "DescendantFonts",
    "Differences",
    "Encoding",
    "Encrypt",
    "ExtGState",
    "Filter",
    "First",
    "FirstChar",
    "FontDescriptor",
    "FontFile",
    "FontFile2",
    "FontFile3",
    "FontMatrix",
    "Font",
    "Height",
    "ImageMask",
    "Index",
    "Kids",
    "LastChar",
    "Length",
    "Matrix",
    "MediaBox",
    "Pages",
    "Parent",
    "Pattern",
    "Prev",
    "Resources",
    "Root",
    "Rotate",
    "SMask",
    "Shading",
    "Size",
    "Subtype",
    "ToUnicode",
    "Type",
    "Widths",
    "Width",
    "XObject",
    "XRefStm",
];
/// Values of names that decide how an object is read.
const VALUES: &[(&str, &[&str])] = &[
    (
        "Type",
        &[
            "Catalog",
            "Font",
            "FontDescriptor",
            "ObjStm",
            "Page",
            "Pages",
            "XObject",
            "XRef",
            "Encoding",
        ],
    ),
    (
        "Subtype",
        &[
            "CIDFontType0",
            "CIDFontType2",
            "Form",
            "Image",
            "TrueType",
            "Type0",
            "Type1",
            "Type3",
            "MMType1",
        ],
    ),
    (
        "Filter",
        &[
            "ASCII85Decode",
            "ASCIIHexDecode",
            "CCITTFaxDecode",
            "DCTDecode",
            "FlateDecode",
            "JBIG2Decode",
            "JPXDecode",
            "LZWDecode",
            "RunLengthDecode",
        ],
    ),
    (
        "Encoding",
        &[
            "Identity-H",
            "Identity-V",
            "MacExpertEncoding",
            "MacRomanEncoding",
            "StandardEncoding",
            "WinAnsiEncoding",
        ],
    ),
];

/// Whether some name in a value is a known one with one letter changed.
pub(super) fn has_changed(value: &Value<'_>) -> bool {
    match value {
        Value::Array(values) => values.iter().any(has_changed),
        Value::Dict(entries) => {
            let is_there = |key: &str| value.get(key).is_some();
            entries.iter().any(|(key, inner)| {
                let is_known = KEYS.iter().any(|known| known.as_bytes() == key.as_ref());
                let mut near = KEYS.iter().filter(|known| is_near(known, key));
                (!is_known && near.any(|known| !is_there(known)))
                    || is_changed_value(key, inner)
                    || has_changed(inner)
            })
        }
        _ => false,
    }
}

fn is_changed_value(key: &[u8], value: &Value<'_>) -> bool {
    let known = VALUES.iter().find(|(known, _)| known.as_bytes() == key);
    let is_changed = |value: &Value<'_>| match (known, value) {
        (Some((_, names)), Value::Name(name)) => {
            !names.iter().any(|known| known.as_bytes() == name.as_ref())
                && names.iter().any(|known| is_near(known, name))
        }
        _ => false,
    };
    match value {
        Value::Array(values) => values.iter().any(is_changed),
        value => is_changed(value),
    }
}

/// What a font or a list of pages is nothing without.
const REQUIRED: &[(&str, &str, &[&str])] = &[
    ("Type", "Pages", &["Kids"]),
    ("Type", "Catalog", &["Pages"]),
    ("Type", "Font", &["Subtype"]),
    ("Subtype", "Type0", &["DescendantFonts", "Encoding"]),
    ("Subtype", "CIDFontType2", &["FontDescriptor", "CIDSystemInfo"]),
    ("Subtype", "CIDFontType0", &["FontDescriptor", "CIDSystemInfo"]),
    ("Subtype", "Type3", &["CharProcs", "Encoding"]),
];

/// Whether an object is without a key that it must have.
pub(super) fn lacks(value: &Value<'_>) -> bool {
    let is = |key: &str, name: &str| value.name(key).is_some_and(|found| found == name.as_bytes());
    let mut kinds = REQUIRED.iter().filter(|(key, name, _)| is(key, name));
    kinds.any(|(_, _, keys)| keys.iter().any(|key| value.get(key).is_none()))
}

/// Whether one letter of a name is another one, or some were overwritten by what names are not made of.
fn is_near(known: &str, name: &[u8]) -> bool {
    const SHORTEST: usize = 4;
    const FEWEST_ALIKE: usize = 2;
    if known.len() != name.len() || known.len() < SHORTEST {
        return false;
    }
    let differ = || known.bytes().zip(name).filter(|(one, other)| one != *other);
    let count = differ().count();
    let is_overwritten = || differ().all(|(_, other)| !other.is_ascii_alphanumeric());
    count == 1 || count > 1 && count + FEWEST_ALIKE <= name.len() && is_overwritten()
}

#[cfg(test)]
mod tests {
    use super::super::lexer::Lexer;
    use super::*;

    fn changed(text: &str) -> bool {
        has_changed(&Lexer::new(text.as_bytes(), 0).value().unwrap())
    }

    #[test]
    fn a_letter_beside_a_known_name_is_met() {
        assert!(changed("<</Type/Page/Cxntents 3 0 R>>"));
        assert!(changed("<</Type/Pbge/Contents 3 0 R>>"));
        assert!(changed("<</Filter[/FlateDecpde]>>"));
        assert!(changed("<</Resources<</Fonu<<>>>>>>"));
        assert!(!changed(
            "<</Type/Page/Contents 3 0 R/PieceInfo<</Own/Name>>/Rotatf 90/Rotate 90>>"
        ));
        assert!(!changed("<</Type/Font/Subtype/Type1C/BaseFont/Page5>>"));
        assert!(changed("<</Type/Font/De___________ts[1 0 R]>>"));
        assert!(!changed("<</Type/Page/A-b-c-d-/x>>"));
    }

    #[test]
    fn a_font_without_what_it_must_have_is_met() {
        let lacks = |text: &str| lacks(&Lexer::new(text.as_bytes(), 0).value().unwrap());
        assert!(lacks("<</Type/Font/Subtype/Type0/Encoding/Identity-H>>"));
        assert!(lacks("<</Type/Font/BaseFont/X>>") && lacks("<</Type/Pages/Count 3>>"));
        assert!(!lacks("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"));
        assert!(!lacks("<</Type/Page/Parent 1 0 R>>"));
    }
}
