//! Names of bodies as they are written where there is little room: broken over lines, never cut.

/// A name in lines of at most so many letters, broken between words; a longer word has a line of its own.
pub(super) fn wrapped(name: &str, letters: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= letters => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// What the name of a line says beside that of its body: the sex.
pub(super) fn of_body<'l>(body: &str, line: &'l str) -> &'l str {
    line.strip_prefix(body)
        .map_or(line, |rest| rest.trim_start_matches([',', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_goes_on_in_the_next_line_and_loses_nothing() {
        let name = "Enheten för ekonomiskt bistånd i Hässelby-Vällingby, kvinnor";
        let lines = wrapped(name, 26);
        assert_eq!(
            lines,
            [
                "Enheten för ekonomiskt",
                "bistånd i",
                "Hässelby-Vällingby,",
                "kvinnor"
            ]
        );
        assert_eq!(lines.join(" "), name);
        assert_eq!(wrapped("Farsta", 26), ["Farsta"]);
    }

    #[test]
    fn beside_its_body_a_line_is_a_sex() {
        assert_eq!(of_body("Farsta", "Farsta, kvinnor"), "kvinnor");
        assert_eq!(of_body("Farsta", "Bromma"), "Bromma");
    }
}
