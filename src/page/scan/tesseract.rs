//! Tesseract, a program of its own: found, asked for the words of a picture, and ended when it takes too long.

use super::picture::{Area, Grey};
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

/// Tesseract with the model that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::page) struct Recogniser {
    /// `tesseract 5.3.0`
    pub(in crate::page) version: String,
    model: String,
}

/// A word that Tesseract has seen.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Seen {
    pub(super) text: String,
    pub(super) area: Area,
    /// Of 100.
    pub(super) confidence: u8,
    /// The line that it stands on: words of one line follow each other.
    pub(super) line: usize,
}

/// Models that know Swedish letters and signs, the best first. The Swedish model itself knows no per cent sign.
const MODELS: &[&[&str]] = &[&["script/Latin"], &["Latin"], &["swe", "eng"]];

impl Recogniser {
    /// Tesseract with a model, looked for once; why not, if it cannot be used.
    pub(in crate::page) fn find() -> Result<Self, String> {
        static FOUND: OnceLock<Result<Recogniser, String>> = OnceLock::new();
        FOUND.get_or_init(Self::look).clone()
    }

    fn look() -> Result<Self, String> {
        let missing = || crate::say!("tesseract-not-there");
        let told = |argument: &str| {
            let output = Command::new("tesseract")
                .arg(argument)
                .stdin(Stdio::null())
                .output()
                .ok()?;
            Some([output.stdout, output.stderr].concat())
        };
        let version = told("--version").ok_or_else(missing)?;
        let version = String::from_utf8_lossy(&version)
            .lines()
            .next()
            .unwrap_or("")
            .to_owned();
        let listed = told("--list-langs").ok_or_else(missing)?;
        let listed = String::from_utf8_lossy(&listed).into_owned();
        let has = |model: &&str| listed.lines().any(|line| line.trim() == *model);
        let model = MODELS.iter().find(|models| models.iter().all(has));
        let model = model.ok_or(crate::say!("tesseract-no-model"))?;
        Ok(Self {
            version,
            model: model.join("+"),
        })
    }

    /// What is wrong with the model that is used, if it is not the one for Latin letters.
    pub(in crate::page) fn weakness() -> Option<String> {
        let found = Self::find().ok()?;
        let is_good = found.model.ends_with("Latin");
        (!is_good).then(|| crate::say!("tesseract-only", models = found.model))
    }

    /// The words of a picture.
    pub(super) fn words(&self, grey: &Grey, patience: Duration) -> Result<Vec<Seen>, String> {
        let failed =
            |error: std::io::Error| crate::say!("tesseract-not-run", error = crate::language::system(&error));
        let mut child = Command::new("tesseract")
            .args([
                "stdin",
                "stdout",
                "-l",
                &self.model,
                "--dpi",
                "200",
                "--psm",
                "6",
                "tsv",
            ])
            // Several pages are read at once; each takes one processor.
            .env("OMP_THREAD_LIMIT", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(failed)?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let mut picture = format!("P5\n{} {}\n255\n", grey.width, grey.height).into_bytes();
        picture.extend_from_slice(&grey.data);
        let write = thread::spawn(move || input.map(|mut input| input.write_all(&picture)));
        let read = thread::spawn(move || {
            const LONGEST: u64 = 32 << 20;
            let mut text = Vec::new();
            let _ = output.map(|output| output.take(LONGEST).read_to_end(&mut text));
            text
        });
        let deadline = Instant::now() + patience;
        let status = loop {
            match child.try_wait().map_err(failed)? {
                Some(status) => break Some(status),
                None if Instant::now() >= deadline => {
                    let _ = child.kill();
                    let _ = child.wait();
                    break None;
                }
                None => thread::sleep(Duration::from_millis(10)),
            }
        };
        let _ = write.join();
        let text = read.join().unwrap_or_default();
        match status {
            None => Err(crate::say!("tesseract-slow", seconds = patience.as_secs())),
            Some(status) if !status.success() => Err(crate::say!("tesseract-no-words", status = status)),
            Some(_) => Ok(parsed(&String::from_utf8_lossy(&text))),
        }
    }
}

/// `level page block par line word left top width height conf text`, with tabs between them.
fn parsed(text: &str) -> Vec<Seen> {
    const WORD: &str = "5";
    let mut words = Vec::new();
    let mut last = None;
    let mut line = 0;
    for row in text.lines() {
        let fields: Vec<&str> = row.split('\t').collect();
        let [
            WORD,
            page,
            block,
            par,
            own,
            _,
            left,
            top,
            width,
            height,
            confidence,
            text,
        ] = fields[..]
        else {
            continue;
        };
        let number = |field: &str| field.parse::<usize>().ok();
        let (Some(left), Some(top), Some(width), Some(height)) =
            (number(left), number(top), number(width), number(height))
        else {
            continue;
        };
        let confidence = confidence.parse::<f32>().unwrap_or(0.0).clamp(0.0, 100.0);
        let own = [page, block, par, own].map(str::to_owned);
        if last.as_ref() != Some(&own) {
            line += 1;
            last = Some(own);
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "of 100")]
        let confidence = confidence as u8;
        let area = Area {
            left,
            top,
            right: left + width,
            bottom: top + height,
            count: width * height,
        };
        let text = text.trim();
        if !text.is_empty() && width > 0 && height > 0 {
            words.push(Seen {
                text: text.to_owned(),
                area,
                confidence,
                line,
            });
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_with_their_lines_and_how_sure_they_are() {
        let text = "level\tpage\n4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t\n5\t1\t1\t1\t1\t1\t10\t20\t30\t12\t96.4\tMål\n\
                    5\t1\t1\t1\t1\t2\t50\t20\t30\t12\t81\t5,3\n5\t1\t1\t1\t2\t1\t10\t40\t30\t12\t-1\tx\n5\t1\t1\t1\t2\t1\ta\n";
        let told: Vec<_> = parsed(text)
            .into_iter()
            .map(|word| (word.text, word.line, word.confidence))
            .collect();
        let wanted = [("Mål", 1, 96), ("5,3", 1, 81), ("x", 2, 0)];
        assert_eq!(
            told,
            wanted.map(|(text, line, confidence)| (text.to_owned(), line, confidence))
        );
    }
}
