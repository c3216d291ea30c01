//! Runs that survive: faults on purpose, kills at any moment, limits, resuming.

use crate::place::{Place, REPORT, printed, said, utfall};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// A folder of so many different reports.
fn reports(place: &Place, count: usize) -> PathBuf {
    for at in 0..count {
        place.write(&format!("in/r{at:02}.txt"), format!("{REPORT}\nRad {at}.\n"));
    }
    place.path("in")
}

/// Every file of an output folder with its bytes, but for what is kept for the next run.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    crate::files::below(folder)
        .into_iter()
        .filter(|path| !path.starts_with(folder.join(".utfall-cache")))
        .map(|path| {
            (
                path.strip_prefix(folder).unwrap().to_owned(),
                std::fs::read(&path).unwrap(),
            )
        })
        .collect()
}

fn extract(input: &Path, output: &Path, more: &[&str]) -> Command {
    let mut command = utfall();
    command
        .arg("extract")
        .arg(input)
        .arg("--output")
        .arg(output)
        .args(more);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn rows(output: &Path, table: &str) -> Vec<BTreeMap<String, String>> {
    crate::truth::csv(&output.join(table))
}

#[test]
fn the_same_bytes_come_of_one_process_and_of_many() {
    let place = Place::new();
    let input = reports(&place, 5);
    place.write("in/broken.pdf", "%PDF-1.4\nnothing follows");
    place.write("in/twin.txt", format!("{REPORT}\nRad 3.\n"));
    place.write("in/picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let mut outputs = Vec::new();
    for more in [
        ["--isolation", "never", "--jobs", "1"],
        ["--isolation", "never", "--jobs", "4"],
        ["--isolation", "always", "--jobs", "1"],
        ["--isolation", "always", "--jobs", "3"],
    ] {
        let output = place.path("output");
        let run = extract(&input, &output, &more).output().unwrap();
        assert_eq!(run.status.code(), Some(1), "{}", said(&run));
        outputs.push(files(&output));
        std::fs::remove_dir_all(&output).unwrap();
    }
    assert!(outputs.windows(2).all(|pair| pair[0] == pair[1]));
    let documents = String::from_utf8_lossy(&outputs[0][Path::new("diagnostics.csv")]).into_owned();
    assert!(documents.contains("same-bytes"), "{documents}");
}

/// What a worker does to itself costs its document and nothing else: the tables of the others are those of a
/// run without it.
#[test]
#[cfg(target_os = "linux")]
fn a_document_that_takes_its_worker_down_is_one_failed_row() {
    let place = Place::new();
    let input = reports(&place, 8);
    let output = place.path("output");
    let faults = "panic:r00.txt,abort:r01.txt,stack:r03.txt,hang:r04.txt,memory:r07.txt";
    let mut command = extract(
        &input,
        &output,
        &[
            "--isolation",
            "always",
            "--seconds-per-document",
            "3",
            "--memory-per-document",
            "400",
        ],
    );
    let run = command.env("UTFALL_FAULT", faults).output().unwrap();
    assert_eq!(run.status.code(), Some(1), "{}", said(&run));
    let documents = rows(&output, "documents.csv");
    assert_eq!(documents.len(), 8);
    for (name, reason) in [
        ("r00.txt", "asked for"),
        ("r01.txt", "SIGABRT"),
        ("r03.txt", "stack overflow"),
        ("r04.txt", "longer than the 3 s"),
        ("r07.txt", "more memory than the 400 MB"),
    ] {
        let row = documents.iter().find(|row| row["source"] == name).unwrap();
        assert_eq!(row["status"], "failed");
        assert!(row["error"].contains(reason), "{name}: {}", row["error"]);
        assert_eq!((row["document_id"].len(), row["format"].as_str()), (16, "text"));
        let told = rows(&output, "diagnostics.csv");
        assert!(
            told.iter()
                .any(|row| row["source"] == name && row["severity"] == "error")
        );
    }
    for name in ["r00.txt", "r01.txt", "r03.txt", "r04.txt", "r07.txt"] {
        std::fs::remove_file(input.join(name)).unwrap();
    }
    let alone = place.path("alone");
    extract(&input, &alone, &[]).output().unwrap();
    for table in ["goals.csv", "indicators.csv", "observations.csv", "sections.csv"] {
        let bytes = |folder: &Path| std::fs::read(folder.join(table)).unwrap();
        assert!(bytes(&output) == bytes(&alone), "{table} differs");
    }
    for document in crate::files::below(&alone.join("documents")) {
        let name = document.file_name().unwrap();
        let other = std::fs::read(output.join("documents").join(name)).unwrap();
        assert!(std::fs::read(&document).unwrap() == other);
    }
}

#[test]
fn one_process_survives_a_panic_and_a_document_without_end() {
    let place = Place::new();
    let input = reports(&place, 3);
    let output = place.path("output");
    let mut command = extract(&input, &output, &["--seconds-per-document", "2"]);
    let run = command
        .env("UTFALL_FAULT", "panic:r00.txt,hang:r01.txt")
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(1), "{}", said(&run));
    let statuses: Vec<_> = rows(&output, "documents.csv")
        .iter()
        .map(|row| row["status"].clone())
        .collect();
    assert_eq!(statuses, ["failed", "failed", "ok"]);
}

/// Which of the two is read first is a matter of time; the rows stand once in either case.
#[test]
fn what_one_of_two_like_files_failed_to_give_the_other_gives() {
    let place = Place::new();
    let input = reports(&place, 1);
    place.write("in/twin.txt", format!("{REPORT}\nRad 0.\n"));
    let output = place.path("output");
    for jobs in ["1", "2"] {
        extract(
            &input,
            &output,
            &["--isolation", "never", "--fresh", "--jobs", jobs],
        )
        .env("UTFALL_FAULT", "panic:r00.txt")
        .output()
        .unwrap();
        assert_eq!(rows(&output, "documents.csv").len(), 2);
        assert_eq!(rows(&output, "goals.csv").len(), 1);
        let verify = utfall().arg("verify").arg(&output).output().unwrap();
        assert_eq!(verify.status.code(), Some(0), "{}", printed(&verify));
    }
}

#[test]
fn what_was_read_is_not_read_again_unless_it_is_asked_for() {
    let place = Place::new();
    let input = reports(&place, 3);
    let output = place.path("output");
    let run = |faults: &str, more: &[&str]| {
        let mut command = extract(&input, &output, more);
        let code = command
            .env("UTFALL_FAULT", faults)
            .output()
            .unwrap()
            .status
            .code();
        (code, files(&output))
    };
    let (code, first) = run("panic:r01.txt", &[]);
    assert_eq!(code, Some(1));
    // Whatever is read now panics; nothing is, also not what has failed.
    let all = "panic:r00.txt,panic:r01.txt,panic:r02.txt";
    assert_eq!(run(all, &[]), (Some(1), first.clone()));
    assert_eq!(run(all, &["--isolation", "always"]), (Some(1), first.clone()));
    // What has another name or another place is the same document; what has other bytes is not.
    std::fs::rename(input.join("r02.txt"), input.join("s.txt")).unwrap();
    run(all, &[]);
    let documents = rows(&output, "documents.csv");
    assert_eq!(
        (documents[2]["source"].as_str(), documents[2]["status"].as_str()),
        ("s.txt", "ok")
    );
    std::fs::rename(input.join("s.txt"), input.join("r02.txt")).unwrap();
    let (code, retried) = run("panic:r00.txt", &["--retry-failed"]);
    assert_eq!(code, Some(0));
    assert_ne!(retried, first);
    let (code, _) = run(all, &["--fresh"]);
    assert_eq!(code, Some(1));
    let failed = rows(&output, "documents.csv");
    assert!(failed.iter().all(|row| row["status"] == "failed"));
    // Other options are another reading.
    let (code, _) = run("", &["--max-pages", "9"]);
    assert_eq!(code, Some(0));
}

/// Processes that this one started and that still run.
#[cfg(target_os = "linux")]
pub(crate) fn children(of: u32) -> BTreeSet<u32> {
    let tasks = std::fs::read_dir(format!("/proc/{of}/task"))
        .into_iter()
        .flatten()
        .flatten();
    tasks
        .filter_map(|task| std::fs::read_to_string(task.path().join("children")).ok())
        .flat_map(|list| {
            list.split_whitespace()
                .filter_map(|id| id.parse().ok())
                .collect::<Vec<_>>()
        })
        .collect()
}

fn signal(name: &str, process: u32) {
    let sent = Command::new("kill")
        .args([&format!("-{name}"), &process.to_string()])
        .status();
    assert!(sent.unwrap().success());
}

/// Whether `is_so` within some seconds.
fn soon(mut is_so: impl FnMut() -> bool) -> bool {
    let end = Instant::now() + Duration::from_secs(20);
    while Instant::now() < end {
        if is_so() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    false
}

/// How many answers are kept.
fn kept(output: &Path) -> usize {
    let folder = output.join(".utfall-cache");
    let kept = if folder.is_dir() {
        crate::files::below(&folder)
    } else {
        Vec::new()
    };
    kept.iter()
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .count()
}

/// Reports, each of which takes a third of a second, and what an undisturbed run makes of them.
fn slow(place: &Place, count: usize) -> (PathBuf, BTreeMap<PathBuf, Vec<u8>>, String) {
    let input = reports(place, count);
    let whole = place.path("whole");
    assert_eq!(
        extract(&input, &whole, &[]).output().unwrap().status.code(),
        Some(0)
    );
    let faults: Vec<String> = (0..count).map(|at| format!("slow:r{at:02}.txt")).collect();
    (input, files(&whole), faults.join(","))
}

fn spawn(command: &mut Command, faults: &str) -> Child {
    command.env("UTFALL_FAULT", faults).spawn().unwrap()
}

#[test]
#[cfg(target_os = "linux")]
fn a_killed_run_goes_on_where_it_stood() {
    let place = Place::new();
    let (input, whole, faults) = slow(&place, 12);
    let output = place.path("output");
    let more = ["--isolation", "always", "--jobs", "2"];
    for round in 0..5 {
        let mut child = spawn(&mut extract(&input, &output, &more), &faults);
        let had = kept(&output);
        assert!(soon(|| kept(&output) > had), "round {round} reads nothing");
        let workers = children(child.id());
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(kept(&output) < 12, "the run was over before it was killed");
        let gone = |id: &u32| !Path::new(&format!("/proc/{id}")).exists();
        assert!(soon(|| workers.iter().all(gone)), "a worker outlives its run");
    }
    // What is done is done: only the rest can fail.
    let done = kept(&output);
    let all = faults.replace("slow", "panic");
    let run = extract(&input, &output, &more)
        .env("UTFALL_FAULT", all)
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(1), "{}", said(&run));
    let ok = rows(&output, "documents.csv")
        .iter()
        .filter(|row| row["status"] == "ok")
        .count();
    assert_eq!(ok, done);
    let run = extract(&input, &output, &["--retry-failed"]).output().unwrap();
    assert_eq!(run.status.code(), Some(0), "{}", said(&run));
    assert!(files(&output) == whole);
}

#[test]
#[cfg(target_os = "linux")]
fn a_worker_that_somebody_kills_is_replaced_and_nothing_is_lost() {
    let place = Place::new();
    let (input, whole, faults) = slow(&place, 6);
    let output = place.path("output");
    let mut child = spawn(
        &mut extract(&input, &output, &["--isolation", "always", "--jobs", "1"]),
        &faults,
    );
    let mut killed = BTreeSet::new();
    while killed.len() < 3 && child.try_wait().unwrap().is_none() {
        let had = kept(&output);
        for worker in children(child.id()) {
            if killed.insert(worker) {
                signal("KILL", worker);
            }
        }
        soon(|| kept(&output) > had || child.try_wait().unwrap().is_some());
    }
    let run = child.wait_with_output().unwrap();
    assert_eq!(run.status.code(), Some(0), "{}", said(&run));
    assert_eq!(killed.len(), 3);
    assert!(files(&output) == whole);
}

#[test]
#[cfg(unix)]
fn a_run_that_is_stopped_keeps_what_is_done_and_leaves_nothing_half_written() {
    for isolation in ["never", "always"] {
        let place = Place::new();
        let (input, whole, faults) = slow(&place, 6);
        let output = place.path("output");
        let child = spawn(
            &mut extract(
                &input,
                &output,
                &[
                    "--isolation",
                    isolation,
                    "--jobs",
                    "1",
                    "--format",
                    "csv,xlsx,parquet,sqlite",
                ],
            ),
            &faults,
        );
        assert!(soon(|| kept(&output) > 0));
        signal("INT", child.id());
        let run = child.wait_with_output().unwrap();
        assert_eq!(run.status.code(), Some(130), "{}", said(&run));
        assert!(
            said(&run).contains("of 6 documents are done and kept"),
            "{}",
            said(&run)
        );
        assert!(place.is_clean(), "{:?}", place.left());
        assert!(!output.join("documents.csv").exists());
        let run = extract(&input, &output, &[]).output().unwrap();
        assert_eq!(run.status.code(), Some(0), "{}", said(&run));
        assert!(files(&output) == whole);
    }
}

#[test]
fn two_runs_do_not_write_into_one_folder() {
    let place = Place::new();
    let input = reports(&place, 2);
    let output = place.path("output");
    let mut first = spawn(&mut extract(&input, &output, &[]), "hang:r01.txt");
    assert!(soon(|| kept(&output) > 0));
    let second = extract(&input, &output, &[]).output().unwrap();
    assert_eq!(second.status.code(), Some(2));
    assert!(
        said(&second).contains("another run writes into"),
        "{}",
        said(&second)
    );
    first.kill().unwrap();
    first.wait().unwrap();
    let third = extract(&input, &output, &[]).output().unwrap();
    assert_eq!(third.status.code(), Some(0), "{}", said(&third));
}

/// A file that may not become larger stands for a disk that is full.
#[test]
#[cfg(unix)]
fn a_full_disk_ends_the_run_with_a_sentence_and_no_half_file() {
    let place = Place::new();
    let input = reports(&place, 3);
    place.write("in/long.txt", REPORT.repeat(400));
    let output = place.path("output");
    for format in ["csv", "xlsx", "sqlite"] {
        let run = Command::new("sh")
            .args(["-c", "trap '' XFSZ; ulimit -f 64; exec \"$@\"", "sh"])
            .arg(env!("CARGO_BIN_EXE_utfall"))
            .args(["--lang", "en", "extract", "--format", format])
            .args([&input, Path::new("--output"), &output])
            .output()
            .unwrap();
        assert_eq!(run.status.code(), Some(2), "{format}: {}", said(&run));
        assert!(said(&run).contains("cannot write"), "{format}: {}", said(&run));
        assert_eq!(said(&run).lines().count(), 1, "{format}: {}", said(&run));
        assert!(place.is_clean(), "{format}: {:?}", place.left());
        assert!(!output.join("manifest.json").exists(), "{format}");
    }
    let run = extract(&input, &output, &[]).output().unwrap();
    assert_eq!(run.status.code(), Some(0), "{}", said(&run));
}

/// Somebody who may write everywhere is shown a place where nobody may.
#[test]
#[cfg(target_os = "linux")]
fn a_folder_that_cannot_be_written_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let input = reports(&place, 1);
    let mut output = place.path("output");
    std::fs::create_dir(&output).unwrap();
    std::fs::set_permissions(&output, std::fs::Permissions::from_mode(0o555)).unwrap();
    if std::fs::write(output.join("x"), "x").is_ok() {
        output = PathBuf::from("/proc/output");
    }
    let run = extract(&input, &output, &[]).output().unwrap();
    assert_eq!(run.status.code(), Some(2));
    let wanted = format!("cannot write {}", output.display());
    assert!(said(&run).contains(&wanted), "{}", said(&run));
}

#[test]
#[cfg(unix)]
fn what_is_no_report_in_a_folder_has_a_row_too() {
    use std::os::unix::ffi::OsStrExt;
    let place = Place::new();
    let secret = place.write("secret/plan.txt", REPORT);
    let input = reports(&place, 1);
    place.write("in/a/b/deep.txt", REPORT);
    place.write("in/large.txt", "Rad.\n".repeat(300_000));
    std::os::unix::fs::symlink(secret.parent().unwrap(), input.join("link")).unwrap();
    std::os::unix::fs::symlink(&secret, input.join("link.txt")).unwrap();
    let pipe = Command::new("mkfifo").arg(input.join("pipe.pdf")).status();
    assert!(pipe.unwrap().success());
    let latin = |bytes: &[u8]| input.join(std::ffi::OsStr::from_bytes(bytes));
    std::fs::write(latin(b"\xE5.txt"), format!("{REPORT}\nMer.\n")).unwrap();
    std::fs::write(latin(b"\xE4\n\x1b[31m.txt"), REPORT).unwrap();
    let mut outputs = Vec::new();
    for isolation in ["never", "always"] {
        let output = place.path(isolation);
        let more = [
            "--isolation",
            isolation,
            "--max-depth",
            "1",
            "--max-text-megabytes",
            "1",
        ];
        let run = extract(&input, &output, &more).output().unwrap();
        assert_eq!(run.status.code(), Some(1), "{}", said(&run));
        assert!(!said(&run).contains('\x1b') && !printed(&run).contains('\x1b'));
        let found: Vec<_> = rows(&output, "documents.csv")
            .into_iter()
            .map(|row| (row["source"].clone(), row["status"].clone(), row["error"].clone()))
            .collect();
        outputs.push(found);
    }
    assert_eq!(outputs[0], outputs[1]);
    let told: Vec<_> = outputs[0]
        .iter()
        .map(|(name, status, _)| (name.as_str(), status.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("%E4\n\u{1b}[31m.txt", "ok"),
            ("%E5.txt", "ok"),
            ("a/b", "failed"),
            ("large.txt", "failed"),
            ("link", "skipped"),
            ("link.txt", "skipped"),
            ("pipe.pdf", "skipped"),
            ("r00.txt", "ok"),
        ]
    );
    assert!(
        outputs[0][2].2.contains("more than 1 others"),
        "{}",
        outputs[0][2].2
    );
    assert!(
        outputs[0][3].2.contains("limit of 1048576"),
        "{}",
        outputs[0][3].2
    );
}

#[test]
fn progress_is_told_to_programs_and_kept_from_the_quiet() {
    let place = Place::new();
    let (input, _, faults) = slow(&place, 5);
    let run = |more: &[&str]| -> Output {
        let output = place.path("output");
        let _ = std::fs::remove_dir_all(&output);
        extract(&input, &output, more)
            .env("UTFALL_FAULT", &faults)
            .output()
            .unwrap()
    };
    let told = run(&["--json-progress", "--jobs", "1", "--quiet"]);
    let lines: Vec<serde_json::Value> = said(&told)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(lines.len() >= 2, "{}", said(&told));
    let last = lines.last().unwrap();
    assert_eq!(
        (&last["documents"], &last["documents_total"]),
        (&5.into(), &5.into())
    );
    assert_eq!(
        (&last["documents_failed"], &last["documents_kept"]),
        (&0.into(), &0.into())
    );
    assert_eq!(said(&run(&["--quiet"])), "");
}
