//! Mails, and web pages that were saved as one: text by their bytes, with what was meant packed inside.

/// What the head of a mail holds. Two of them are none by chance.
const FIELDS: &[&str] = &[
    "from",
    "subject",
    "date",
    "message-id",
    "mime-version",
    "received",
    "return-path",
    "content-type",
];

/// The word in documents.csv for a mail or a web page saved as one.
pub(super) fn kind_of_mail(bytes: &[u8]) -> Option<&'static str> {
    const LOOKED_AT: usize = 16 * 1024;
    const FEWEST: usize = 3;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(LOOKED_AT)]);
    let head = head.trim_start_matches('\u{FEFF}');
    let mut found: Vec<&str> = Vec::new();
    let mut is_packed_page = false;
    for line in head.lines() {
        if line.is_empty() {
            break;
        }
        // A field goes on with lines that begin with a space.
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let (name, said) = line.split_once(':')?;
        let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
        if name.is_empty() || !name.chars().all(is_name) {
            return None;
        }
        let name = name.to_ascii_lowercase();
        if let Some(field) = FIELDS.iter().find(|field| **field == name)
            && !found.contains(field)
        {
            found.push(field);
        }
        is_packed_page |= name == "snapshot-content-location" || said.contains("multipart/related");
    }
    match found.len() >= FEWEST {
        true if is_packed_page => Some("mhtml"),
        true => Some("mail"),
        false => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_mail_tells_it() {
        let mail = "From: Prov <prov@example.org>\r\nSubject: Rapport\r\nDate: 1 Jan 2020\r\n\r\nHej\r\n";
        assert_eq!(kind_of_mail(mail.as_bytes()), Some("mail"));
        let page = "From: <Saved>\nSnapshot-Content-Location: https://example.org\nSubject: Rapport\nMIME-Version: 1.0\n\
                    Content-Type: multipart/related;\n\ttype=\"text/html\"\n\n";
        assert_eq!(kind_of_mail(page.as_bytes()), Some("mhtml"));
        for text in [
            "Dnr: 2020-1\nDatum: 2020\n\nText",
            "From: a\n\nSubject: b",
            "HTTP/1.1 200 OK\nDate: x\n\n%PDF",
        ] {
            assert_eq!(kind_of_mail(text.as_bytes()), None, "{text}");
        }
    }
}
