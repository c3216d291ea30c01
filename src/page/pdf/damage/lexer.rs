//! One object of a PDF as it is written: strict, so that a changed byte is met and not read around.

use std::borrow::Cow;

/// Arrays and dictionaries inside each other are followed this far.
const DEEPEST: usize = 64;
/// An object with more values is not looked into: a few bytes each would become much memory.
const MOST_VALUES: usize = 400_000;

/// A value. Of strings and fractions it is enough that they are whole.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value<'b> {
    /// `null`, `true`, `false`, a string, a fraction.
    Other,
    /// A whole number.
    Int(i64),
    /// A name, its escapes resolved.
    Name(Cow<'b, [u8]>),
    /// The number of the object that is meant.
    Ref(u32),
    /// An array.
    Array(Vec<Value<'b>>),
    /// A dictionary.
    Dict(Vec<(Cow<'b, [u8]>, Value<'b>)>),
}

impl<'b> Value<'b> {
    /// The value without the bytes that it was read from.
    pub(crate) fn into_plain(self) -> Value<'static> {
        match self {
            Value::Other => Value::Other,
            Value::Int(number) => Value::Int(number),
            Value::Ref(number) => Value::Ref(number),
            Value::Name(name) => Value::Name(Cow::Owned(name.into_owned())),
            Value::Array(values) => Value::Array(values.into_iter().map(Value::into_plain).collect()),
            Value::Dict(entries) => Value::Dict(
                entries
                    .into_iter()
                    .map(|(key, value)| (Cow::Owned(key.into_owned()), value.into_plain()))
                    .collect(),
            ),
        }
    }

    /// The value under a key of a dictionary.
    pub(crate) fn get(&self, key: &str) -> Option<&Value<'b>> {
        let Value::Dict(entries) = self else {
            return None;
        };
        let found = entries.iter().find(|(name, _)| name.as_ref() == key.as_bytes());
        found.map(|(_, value)| value)
    }

    /// The name under a key, as it stands there.
    pub(crate) fn name(&self, key: &str) -> Option<&[u8]> {
        match self.get(key)? {
            Value::Name(name) => Some(name),
            _ => None,
        }
    }

    /// The whole number under a key, as it stands there.
    pub(crate) fn int(&self, key: &str) -> Option<i64> {
        match self.get(key)? {
            Value::Int(number) => Some(*number),
            _ => None,
        }
    }

    /// Every reference in it with the key of the dictionary under which it stands.
    pub(super) fn references<'v>(&'v self, key: &'v [u8], found: &mut Vec<(&'v [u8], u32)>) {
        match self {
            Value::Ref(number) => found.push((key, *number)),
            Value::Array(values) => values.iter().for_each(|value| value.references(key, found)),
            Value::Dict(entries) => entries
                .iter()
                .for_each(|(key, value)| value.references(key, found)),
            _ => {}
        }
    }
}

/// Why there is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Broken {
    /// What stands there is none.
    Syntax,
    /// It has too many parts to be looked at.
    Large,
}

/// Reads values from bytes.
#[derive(Debug, Clone)]
pub(crate) struct Lexer<'b> {
    bytes: &'b [u8],
    /// Where it stands.
    pub(super) at: usize,
    values: usize,
}

impl<'b> Lexer<'b> {
    pub(crate) fn new(bytes: &'b [u8], at: usize) -> Self {
        Self { bytes, at, values: 0 }
    }

    pub(super) fn rest(&self) -> &'b [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Passes over white space and comments.
    pub(super) fn skip(&mut self) {
        self.skip_white();
        while self.peek() == Some(b'%') {
            let line = self.rest().iter().position(|byte| matches!(byte, b'\r' | b'\n'));
            self.at += line.unwrap_or(self.rest().len());
            self.skip_white();
        }
    }

    /// Passes over white space alone: `%%EOF` is a mark and no comment.
    pub(super) fn skip_white(&mut self) {
        self.at += white(self.rest());
    }

    /// Passes over a word if it stands here.
    pub(super) fn eat(&mut self, word: &[u8]) -> bool {
        let is_here = self.rest().starts_with(word);
        self.at += if is_here { word.len() } else { 0 };
        is_here
    }

    /// The characters from here on that are neither white space nor delimiters.
    pub(super) fn word(&mut self) -> &'b [u8] {
        let rest = self.rest();
        let length = rest.iter().position(|byte| !is_regular(*byte));
        let word = &rest[..length.unwrap_or(rest.len())];
        self.at += word.len();
        word
    }

    /// A number without a sign, and white space behind it.
    pub(super) fn natural(&mut self) -> Option<u64> {
        let number = self.plain_natural()?;
        self.skip();
        Some(number)
    }

    /// A number without a sign.
    pub(super) fn plain_natural(&mut self) -> Option<u64> {
        let rest = self.rest();
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let number = std::str::from_utf8(&rest[..digits]).ok()?.parse().ok()?;
        self.at += digits;
        Some(number)
    }

    /// The value that stands here.
    pub(crate) fn value(&mut self) -> Result<Value<'b>, Broken> {
        self.values = 0;
        self.nested(0)
    }

    fn nested(&mut self, depth: usize) -> Result<Value<'b>, Broken> {
        self.values += 1;
        if self.values > MOST_VALUES || depth > DEEPEST {
            return Err(Broken::Large);
        }
        self.skip();
        match self.rest() {
            [b'<', b'<', ..] => self.dictionary(depth),
            [b'[', ..] => self.array(depth),
            [b'/', ..] => Ok(Value::Name(self.name()?)),
            [b'(', ..] => self.string(),
            [b'<', ..] => self.hex(),
            [b'+' | b'-' | b'.' | b'0'..=b'9', ..] => self.number(),
            _ => match self.word() {
                b"null" | b"true" | b"false" => Ok(Value::Other),
                _ => Err(Broken::Syntax),
            },
        }
    }

    fn dictionary(&mut self, depth: usize) -> Result<Value<'b>, Broken> {
        self.at += 2;
        let mut entries = Vec::new();
        loop {
            self.skip();
            if self.eat(b">>") {
                return Ok(Value::Dict(entries));
            }
            let key = self.name()?;
            entries.push((key, self.nested(depth + 1)?));
        }
    }

    fn array(&mut self, depth: usize) -> Result<Value<'b>, Broken> {
        self.at += 1;
        let mut values = Vec::new();
        loop {
            self.skip();
            if self.eat(b"]") {
                return Ok(Value::Array(values));
            }
            values.push(self.nested(depth + 1)?);
        }
    }

    fn name(&mut self) -> Result<Cow<'b, [u8]>, Broken> {
        if !self.eat(b"/") {
            return Err(Broken::Syntax);
        }
        let word = self.word();
        if word.iter().any(|byte| byte.is_ascii_control()) {
            return Err(Broken::Syntax);
        }
        if !word.contains(&b'#') {
            return Ok(Cow::Borrowed(word));
        }
        let mut name = Vec::with_capacity(word.len());
        let mut rest = word;
        while let Some((first, after)) = rest.split_first() {
            let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
            let byte = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
            match byte.filter(|_| *first == b'#') {
                Some(byte) => {
                    name.push(byte);
                    rest = &after[2..];
                }
                None => {
                    name.push(*first);
                    rest = after;
                }
            }
        }
        Ok(Cow::Owned(name))
    }

    fn string(&mut self) -> Result<Value<'b>, Broken> {
        let mut open = 0usize;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'(' => open += 1,
                b')' => open -= 1,
                _ => {}
            }
            if open == 0 {
                return Ok(Value::Other);
            }
        }
        Err(Broken::Syntax)
    }

    fn hex(&mut self) -> Result<Value<'b>, Broken> {
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'>' => return Ok(Value::Other),
                byte if byte.is_ascii_hexdigit() || is_white(byte) => {}
                _ => return Err(Broken::Syntax),
            }
        }
        Err(Broken::Syntax)
    }

    /// A number, or a reference: `12 0 R`.
    fn number(&mut self) -> Result<Value<'b>, Broken> {
        let word = self.word();
        let digits = word.strip_prefix(b"-").or_else(|| word.strip_prefix(b"+"));
        let digits = digits.unwrap_or(word);
        let is_number = word.iter().any(u8::is_ascii_digit)
            && word
                .iter()
                .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+'));
        if !is_number {
            return Err(Broken::Syntax);
        }
        if !digits.iter().all(u8::is_ascii_digit) {
            return Ok(Value::Other);
        }
        let number = std::str::from_utf8(word).ok().and_then(|text| text.parse().ok());
        let Some(number) = number else {
            return Ok(Value::Other);
        };
        if let Ok(number) = u32::try_from(number) {
            let mut ahead = self.clone();
            ahead.skip();
            let is_reference = ahead.natural().is_some() && ahead.word() == b"R";
            if is_reference {
                self.at = ahead.at;
                return Ok(Value::Ref(number));
            }
        }
        Ok(Value::Int(number))
    }
}

/// White space of a PDF.
pub(super) fn is_white(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

/// How much white space bytes begin with.
pub(super) fn white(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| is_white(**byte)).count()
}

/// What names and numbers are made of.
pub(super) fn is_regular(byte: u8) -> bool {
    let is_delimiter = matches!(
        byte,
        b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    );
    !is_delimiter && !is_white(byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Value<'_>, Broken> {
        Lexer::new(text.as_bytes(), 0).value()
    }

    #[test]
    fn what_is_whole_is_read() {
        let value =
            read("<</Type/Page /Kids[1 0 R 2 0 R]/N -3/R .5 /S(a(b)\\)c)/H<0aF >/D<<>> %x\n/F#6Co null>>")
                .unwrap();
        assert_eq!(value.name("Type"), Some(b"Page".as_slice()));
        assert_eq!(value.int("N"), Some(-3));
        assert_eq!(value.get("Flo"), Some(&Value::Other));
        let mut found = Vec::new();
        value.references(b"", &mut found);
        assert_eq!(found, [(b"Kids".as_slice(), 1), (b"Kids".as_slice(), 2)]);
    }

    #[test]
    fn one_changed_byte_is_met() {
        for text in [
            "<</Type/Page",
            "<</Type Page>>",
            "<</A 1 0 Q>>",
            "[1 2",
            "(open",
            "<0x>",
            "<</A >>",
            "tru",
            "<</A\u{1}b 1>>",
            "1x2",
        ] {
            assert_eq!(read(text), Err(Broken::Syntax), "{text}");
        }
        assert_eq!(read(&"[".repeat(1000)), Err(Broken::Large));
    }
}
