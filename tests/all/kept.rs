//! What is kept for the next run is proven before it is believed, and a run may end at any moment.

use crate::place::{Place, REPORT, printed, said, utfall};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Every file of an output folder with its bytes, but for what is kept for the next run.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let own = folder.join(".utfall-cache");
    let files = crate::files::below(folder).into_iter();
    files
        .filter(|path| !path.starts_with(&own))
        .map(|path| {
            (
                path.strip_prefix(folder).unwrap().to_owned(),
                std::fs::read(&path).unwrap(),
            )
        })
        .collect()
}

/// The answers that are kept in an output folder.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut entries = crate::files::below(&folder.join(".utfall-cache"));
    entries.retain(|path| path.extension().is_some_and(|end| end == "json"));
    entries
}

fn reports(place: &Place, count: usize) -> PathBuf {
    for at in 0..count {
        place.write(&format!("in/r{at:02}.txt"), format!("{REPORT}\nRad {at}.\n"));
    }
    place.path("in")
}

fn extract(input: &Path, output: &Path, more: &[&str]) -> Command {
    let mut command = utfall();
    command
        .arg("extract")
        .arg(input)
        .arg("--output")
        .arg(output)
        .args(more);
    command
}

fn ran(command: &mut Command) -> Output {
    command.output().unwrap()
}

/// Somebody changes one byte anywhere, in place of any other; and cuts, empties, swaps the entries.
#[test]
fn a_changed_answer_is_read_anew_and_told() {
    let place = Place::new();
    let (input, output) = (reports(&place, 2), place.path("output"));
    assert_eq!(ran(&mut extract(&input, &output, &[])).status.code(), Some(0));
    let whole = files(&output);
    let entries = entries(&output);
    assert_eq!(entries.len(), 2);
    let bytes = std::fs::read(&entries[0]).unwrap();
    let step = bytes.len() / 24;
    let mut changed: Vec<Vec<u8>> = (0..24)
        .map(|at| {
            let mut bytes = bytes.clone();
            // A digit where there is one, so that a figure would be another one.
            let from = at * step;
            let digit = bytes[from..].iter().position(u8::is_ascii_digit);
            let place = from + digit.filter(|_| at % 2 == 0).unwrap_or(0);
            bytes[place] ^= 1;
            bytes
        })
        .collect();
    changed.extend([
        Vec::new(),
        bytes[..bytes.len() / 2].to_vec(),
        vec![0; bytes.len()],
        std::fs::read(&entries[1]).unwrap(),
    ]);
    for (at, bytes) in changed.iter().enumerate() {
        std::fs::write(&entries[0], bytes).unwrap();
        let isolation = if at % 8 == 0 { "always" } else { "never" };
        let run = ran(&mut extract(&input, &output, &["--isolation", isolation]));
        assert_eq!(run.status.code(), Some(0), "{at}: {}", said(&run));
        assert!(
            said(&run).contains("is damaged, and it was read anew"),
            "{at}: {}",
            said(&run)
        );
        assert!(files(&output) == whole, "{at}");
    }
    // A folder in the place of an entry, or of all of them, ends no run for ever.
    let run = ran(&mut extract(&input, &output, &[]));
    assert_eq!(said(&run), "");
}

#[test]
fn verify_is_not_content_with_figures_that_somebody_has_changed() {
    let place = Place::new();
    let (input, output) = (reports(&place, 1), place.path("output"));
    ran(&mut extract(&input, &output, &[]));
    let entry = &entries(&output)[0];
    let text = std::fs::read_to_string(entry).unwrap();
    std::fs::write(entry, text.replace("12 st", "17 st")).unwrap();
    ran(&mut extract(&input, &output, &[]));
    let observations = std::fs::read_to_string(output.join("observations.csv")).unwrap();
    assert!(observations.contains("12 st") && !observations.contains("17 st"));
    let verify = utfall().arg("verify").arg(&output).output().unwrap();
    assert_eq!(verify.status.code(), Some(0), "{}", printed(&verify));
    std::fs::write(
        output.join("observations.csv"),
        observations.replace("12 st", "17 st"),
    )
    .unwrap();
    let verify = utfall().arg("verify").arg(&output).output().unwrap();
    assert_eq!(verify.status.code(), Some(1), "{}", printed(&verify));
}

/// What the machine does is nobody's fault for ever: the next run reads the document.
#[test]
#[cfg(target_os = "linux")]
fn a_document_whose_worker_is_always_killed_is_read_by_the_next_run() {
    let place = Place::new();
    let (input, output) = (reports(&place, 2), place.path("output"));
    let more = ["--isolation", "always", "--jobs", "1"];
    let run = ran(extract(&input, &output, &more).env("UTFALL_FAULT", "kill:r01.txt"));
    assert_eq!(run.status.code(), Some(1), "{}", said(&run));
    let rows = crate::truth::csv(&output.join("documents.csv"));
    assert_eq!(rows[1]["status"], "failed");
    assert!(
        rows[1]["error"].contains("ended from outside"),
        "{}",
        rows[1]["error"]
    );
    assert_eq!(entries(&output).len(), 1);
    let run = ran(&mut extract(&input, &output, &more));
    assert_eq!(run.status.code(), Some(0), "{}", said(&run));
    let alone = place.path("alone");
    ran(&mut extract(&input, &alone, &[]));
    assert!(files(&output) == files(&alone));
}

/// A system that gives no memory or no process ends the run with a sentence, and what was read stays. (The main process
/// itself needs some 200 MB of addresses to begin; below, no program can speak.)
#[test]
#[cfg(target_os = "linux")]
fn a_machine_without_room_keeps_nothing_against_a_document() {
    let place = Place::new();
    let (input, output) = (reports(&place, 3), place.path("output"));
    ran(&mut extract(&input.join("r00.txt"), &output, &[]));
    for limit in ["-v 300000", "-v 450000", "-n 6", "-n 9", "-n 12"] {
        for isolation in ["never", "always"] {
            let run = Command::new("sh")
                .args(["-c", &format!("ulimit {limit}; exec \"$@\""), "sh"])
                .arg(env!("CARGO_BIN_EXE_utfall"))
                .args(["extract", "--isolation", isolation, "--output"])
                .args([&output, &input])
                .output()
                .unwrap();
            assert!(
                matches!(run.status.code(), Some(0..=2)),
                "{limit} {isolation}: {run:?}"
            );
            assert!(
                !said(&run).contains("fault in the program"),
                "{limit} {isolation}: {}",
                said(&run)
            );
        }
    }
    let run = ran(&mut extract(&input, &output, &[]));
    assert_eq!(run.status.code(), Some(0), "{}", said(&run));
    let alone = place.path("alone");
    ran(&mut extract(&input, &alone, &[]));
    assert!(files(&output) == files(&alone));
}

/// The folder after a run that ended somewhere: what stood there before, or what the run leaves, or a folder that
/// says that it is neither; and the same run makes it whole.
fn ends_anywhere(kind: &str, step: usize) {
    let place = Place::new();
    let (input, output) = (reports(&place, 1), place.path("output"));
    let formats = ["--format", "csv,json,sqlite"];
    assert_eq!(
        ran(&mut extract(&input, &output, &formats)).status.code(),
        Some(0)
    );
    let old = files(&output);
    reports(&place, 3);
    let new = place.path("whole");
    // The formats are others too: something goes, something comes.
    let formats = ["--format", "csv,json,ndjson"];
    assert_eq!(ran(&mut extract(&input, &new, &formats)).status.code(), Some(0));
    let new = files(&new);
    let (mut ends, mut whole_in_a_row) = (0, 0);
    for at in (1..).step_by(step) {
        let place = Place::new();
        let copy = place.path("output");
        copied(&output, &copy);
        let run = ran(extract(&input, &copy, &formats)
            .arg("--jobs=1")
            .env("UTFALL_DISK_FAULT", format!("{kind}:{at}")));
        if run.status.code() == Some(0) {
            assert!(files(&copy) == new, "{kind} {at}");
            // A file that is thrown away may stay: the run goes on. Beyond its last change all is whole.
            whole_in_a_row += 1;
            if whole_in_a_row == 3 {
                break;
            }
            continue;
        }
        whole_in_a_row = 0;
        ends += 1;
        if kind == "error" {
            assert_eq!(run.status.code(), Some(2), "{kind} {at}: {}", said(&run));
        }
        let found = files(&copy);
        if found != old && found != new {
            assert_ne!(kind, "error", "{at}: an error undoes what was begun");
            let told = utfall().arg("verify").arg(&copy).output().unwrap();
            assert_eq!(told.status.code(), Some(2), "{kind} {at}: {}", printed(&told));
            assert!(
                said(&told).contains("run the same extract again"),
                "{}",
                said(&told)
            );
        }
        let run = ran(&mut extract(&input, &copy, &formats));
        assert_eq!(run.status.code(), Some(0), "{kind} {at}: {}", said(&run));
        assert!(files(&copy) == new, "{kind} {at}");
        let left = crate::files::below(&copy.join(".utfall-cache"));
        let is_swept = left.iter().all(|path| {
            let name = path.file_name().unwrap().to_string_lossy();
            !name.starts_with("part-") && !name.starts_with("old-") && name != "journal.json"
        });
        assert!(is_swept, "{kind} {at}: {left:?}");
    }
    assert!(ends > 10, "{kind}: the disk was hardly touched");
}

fn copied(from: &Path, to: &Path) {
    for path in crate::files::below(from) {
        let other = to.join(path.strip_prefix(from).unwrap());
        std::fs::create_dir_all(other.parent().unwrap()).unwrap();
        std::fs::copy(&path, other).unwrap();
    }
}

#[test]
fn the_power_is_cut_before_any_change_of_the_disk() {
    ends_anywhere("cut", 5);
}

#[test]
fn the_power_is_cut_and_what_was_not_put_on_the_disk_is_blank() {
    ends_anywhere("blank", 7);
}

#[test]
fn any_change_of_the_disk_fails() {
    ends_anywhere("error", 5);
}

/// A row of numbers that looks like none, the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// Kills of the run and of its workers, at any moment and of one worker's successor too.
#[test]
#[cfg(target_os = "linux")]
fn thirty_kills_leave_the_same_bytes() {
    use std::time::Duration;
    let place = Place::new();
    let (input, output) = (reports(&place, 10), place.path("output"));
    let alone = place.path("alone");
    ran(&mut extract(&input, &alone, &[]));
    let slow: Vec<String> = (0..10).map(|at| format!("slow:r{at:02}.txt")).collect();
    let mut chance = Chance(7);
    let mut kills = 0;
    while kills < 30 {
        let mut child = extract(
            &input,
            &output,
            &["--isolation", "always", "--jobs", "2", "--quiet"],
        )
        .env("UTFALL_FAULT", slow.join(","))
        .spawn()
        .unwrap();
        for _ in 0..chance.below(5) + 2 {
            std::thread::sleep(Duration::from_millis(chance.below(250)));
            let workers = crate::batch::children(child.id());
            let is_main = chance.below(6) == 0;
            let victim = if is_main {
                Some(child.id())
            } else {
                workers.into_iter().next()
            };
            let Some(victim) = victim else { continue };
            let signal = ["-KILL", "-TERM"][chance.below(2) as usize];
            // It may be gone by now.
            let _ = Command::new("kill").args([signal, &victim.to_string()]).output();
            kills += 1;
            if is_main {
                break;
            }
        }
        let status = child.wait().unwrap();
        // A run that nobody ended has lost nothing.
        assert!(matches!(status.code(), Some(0) | None), "{status}");
    }
    let run = ran(&mut extract(&input, &output, &[]));
    assert_eq!(run.status.code(), Some(0), "{}", said(&run));
    assert!(files(&output) == files(&alone));
}
