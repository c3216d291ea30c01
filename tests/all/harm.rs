//! Other people's files: whatever stands where the program writes, it replaces and removes its own alone.

use crate::place::{Place, REPORT, printed, said, utfall};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Output;

/// The folder that belongs to the program.
const OWN: &str = ".utfall-cache";

/// What stands at a path: the bytes of a file, where a link leads, or a folder.
#[derive(Debug, Clone, PartialEq)]
enum Thing {
    File(Vec<u8>),
    Link(PathBuf),
    Folder,
}

/// Everything below a folder, no link followed.
fn all(folder: &Path) -> BTreeMap<PathBuf, Thing> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            let kind = std::fs::symlink_metadata(&path).unwrap();
            let thing = if kind.is_symlink() {
                Thing::Link(std::fs::read_link(&path).unwrap())
            } else if kind.is_dir() {
                folders.push(path.clone());
                Thing::Folder
            } else {
                Thing::File(std::fs::read(&path).unwrap())
            };
            found.insert(path, thing);
        }
    }
    found
}

/// What is there no longer as it was.
fn lost(before: &BTreeMap<PathBuf, Thing>, folder: &Path) -> Vec<PathBuf> {
    let now = all(folder);
    let changed = before
        .iter()
        .filter(|(path, thing)| now.get(*path) != Some(thing));
    changed.map(|(path, _)| path.clone()).collect()
}

/// A place with an extraction of a report, `tables`, to compare and to count.
fn place() -> Place {
    let place = Place::new();
    let report = place.write("in/plan.txt", REPORT);
    let tables = place.path("tables");
    let run = crate::place::run([
        "extract".as_ref(),
        report.as_os_str(),
        "-o".as_ref(),
        tables.as_os_str(),
    ]);
    assert_eq!(run.status.code(), Some(0), "{}", said(&run));
    place
}

/// The commands that write, each into a folder, with more options.
fn commands() -> [&'static [&'static str]; 3] {
    [
        &["extract", "in/plan.txt"],
        &[
            "compare",
            "tables",
            "--all",
            "--measure",
            "årsmål",
            "--doc-type",
            "VP",
        ],
        &["goals", "tables", "--doc-type", "VP"],
    ]
}

fn write(place: &Place, command: &[&str], output: &str, more: &[&str]) -> Output {
    let run = utfall()
        .args(command)
        .args(["--output", output])
        .args(more)
        .current_dir(place.folder.path())
        .output();
    run.unwrap()
}

/// What each command may leave in a folder.
fn names(command: &str) -> Vec<String> {
    let place = place();
    let command = commands().into_iter().find(|known| known[0] == command).unwrap();
    let mut names = Vec::new();
    for more in [&[][..], &["--format", "csv,json,ndjson,parquet,xlsx,sqlite"]] {
        if more.is_empty() || command[0] == "extract" {
            let run = write(&place, command, "out", more);
            assert!(matches!(run.status.code(), Some(0 | 1)), "{}", said(&run));
        }
    }
    let out = place.path("out");
    for path in all(&out).into_keys() {
        let name = path.strip_prefix(&out).unwrap().to_string_lossy().into_owned();
        if !name.starts_with(OWN) && path.is_file() {
            names.push(name);
        }
    }
    names
}

#[test]
fn a_home_folder_keeps_all_that_it_has() {
    let place = place();
    for (name, text) in [
        ("home/.cache/browser/data", "theirs"),
        ("home/.cache/0123456789abcdef0123456789abcdef/entry", "theirs"),
        ("home/.cache/lock", "theirs"),
        (
            "home/.cache/CACHEDIR.TAG",
            "Signature: 8a477f597d28d172789f06886806bc55\n",
        ),
        ("home/documents/letter.txt", "theirs"),
        ("home/documents/letter.json", "{}"),
        ("home/.utfall-notes.part", "theirs"),
        ("home/tables/own.csv", "theirs"),
        ("home/.git/index", "theirs"),
        ("home/README.md", "theirs"),
    ] {
        place.write(name, text);
    }
    std::fs::copy(place.path("in/plan.txt"), place.path("home/plan.txt")).unwrap();
    let home = place.path("home");
    let before = all(&home);
    let run = |arguments: &[&str]| {
        let run = utfall().args(arguments).current_dir(&home).output().unwrap();
        assert!(
            matches!(run.status.code(), Some(0 | 1)),
            "{arguments:?}: {}",
            said(&run)
        );
        assert_eq!(lost(&before, &home), Vec::<PathBuf>::new(), "{arguments:?}");
    };
    for _ in 0..2 {
        run(&["extract", "plan.txt", "-o", "."]);
        run(&[
            "extract",
            "plan.txt",
            "-o",
            ".",
            "--format",
            "xlsx,sqlite",
            "--fresh",
        ]);
        run(&["extract", "plan.txt", "-o", ".", "--force", "--max-pages", "7"]);
        run(&[
            "compare",
            ".",
            "--all",
            "--measure",
            "årsmål",
            "--doc-type",
            "VP",
            "-o",
            ".",
        ]);
        run(&["goals", ".", "--doc-type", "VP", "-o", "."]);
        run(&["verify", "."]);
    }
}

/// Everything that any command may write, one name at a time, as a file of somebody's.
#[test]
fn what_others_have_left_under_our_names_is_refused_and_stays() {
    let place = place();
    for command in commands() {
        for (at, name) in names(command[0]).iter().enumerate() {
            let out = format!("{}-{at}", command[0]);
            place.write(&format!("{out}/{name}"), "theirs");
            let before = all(&place.path(&out));
            let run = write(&place, command, &out, &[]);
            assert_eq!(run.status.code(), Some(2), "{command:?} {name}");
            assert_eq!(said(&run).lines().count(), 1, "{}", said(&run));
            assert!(
                said(&run).contains(name) && said(&run).contains("--force"),
                "{name}: {}",
                said(&run)
            );
            assert_eq!(all(&place.path(&out)), before, "{command:?} {name}");
            if at % 8 == 0 {
                let run = write(&place, command, &out, &["--force"]);
                assert!(
                    matches!(run.status.code(), Some(0 | 1)),
                    "{command:?} {name}: {}",
                    said(&run)
                );
            }
        }
    }
}

/// What we have left and others have changed is theirs by now.
#[test]
fn what_was_changed_since_is_refused_and_stays() {
    for command in commands() {
        let place = place();
        let run = write(&place, command, "out", &[]);
        assert!(matches!(run.status.code(), Some(0 | 1)), "{}", said(&run));
        let (first, _) = all(&place.path("out"))
            .into_iter()
            .find(|(path, thing)| {
                matches!(thing, Thing::File(_)) && !path.starts_with(place.path("out").join(OWN))
            })
            .unwrap();
        std::fs::write(&first, "worked on").unwrap();
        let before = all(&place.path("out"));
        let run = write(&place, command, "out", &[]);
        assert_eq!(run.status.code(), Some(2), "{command:?}");
        assert!(said(&run).contains("changed"), "{}", said(&run));
        assert_eq!(lost(&before, &place.path("out")), Vec::<PathBuf>::new());
        assert!(matches!(
            write(&place, command, "out", &["--force"]).status.code(),
            Some(0 | 1)
        ));
        assert_ne!(std::fs::read(&first).unwrap(), b"worked on");
    }
}

#[test]
#[cfg(unix)]
fn no_link_is_followed_by_any_command_not_even_by_force() {
    use std::os::unix::fs::symlink;
    let planted = [
        (OWN, "theirs"),
        (".utfall-cache/lock", "theirs/file"),
        (".utfall-cache/CACHEDIR.TAG", "theirs/file"),
        (".utfall-cache/journal.json", "theirs/file"),
        (".utfall-cache/part-0", "theirs/file"),
        (".utfall-cache/part-1", "theirs"),
        ("documents", "theirs"),
        ("documents", "theirs/nothing"),
        ("goals.csv", "theirs/file"),
        ("documents.csv", "theirs/nothing"),
        ("goals.parquet", "theirs"),
        ("manifest.json", "theirs/file"),
        ("compare.csv", "theirs/file"),
        ("compare.html", "theirs"),
        ("compare.manifest.json", "theirs/nothing"),
        ("goals.html", "theirs/file"),
        ("goal_judgements.csv", "theirs/file"),
        ("goals.manifest.json", "theirs/file"),
    ];
    let place = place();
    place.write("theirs/file", "theirs");
    place.write("theirs/0123456789abcdef.json", "theirs");
    place.write("theirs/inner/file", "theirs");
    let before = all(&place.path("theirs"));
    for (at, (name, to)) in planted.into_iter().enumerate() {
        for command in commands() {
            let out = format!("{}-{at}", command[0]);
            let link = place.path(&out).join(name);
            std::fs::create_dir_all(link.parent().unwrap()).unwrap();
            symlink(place.path(to), &link).unwrap();
            for more in [&[][..], &["--force", "--replace"]] {
                let run = write(&place, command, &out, more);
                assert!(matches!(run.status.code(), Some(0..=2)), "{}", said(&run));
                assert!(
                    all(&place.path("theirs")) == before,
                    "{command:?} {name} changes what it leads to"
                );
            }
        }
    }
}

#[test]
fn an_input_that_lies_in_the_output_folder_is_not_written_over() {
    let place = Place::new();
    for (name, text) in [
        ("home/goals.csv", REPORT),
        ("home/documents/0123456789abcdef.json", REPORT),
    ] {
        place.write(name, text);
        let before = all(&place.path("home"));
        for more in [&[][..], &["--force"]] {
            let run = write(&place, &["extract", name], "home", more);
            assert_eq!(run.status.code(), Some(2), "{name}");
            assert_eq!(lost(&before, &place.path("home")), Vec::<PathBuf>::new());
        }
        assert!(
            said(&write(&place, &["extract", name], "home", &["--force"]))
                .contains("is an input of this run")
        );
    }
}

#[test]
fn a_folder_holds_no_fewer_documents_unless_that_is_meant() {
    let place = Place::new();
    for at in 0..4 {
        place.write(&format!("in/r{at}.txt"), format!("{REPORT}\nRad {at}.\n"));
    }
    place.write("in/picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let extract = |inputs: &[&str], more: &[&str]| {
        let command: Vec<&str> = std::iter::once("extract").chain(inputs.iter().copied()).collect();
        write(&place, &command, "out", more)
    };
    let held = || crate::truth::csv(&place.path("out/documents.csv")).len();
    assert_eq!(extract(&["in"], &[]).status.code(), Some(0));
    let before = all(&place.path("out"));
    let run = extract(&["in/r0.txt"], &[]);
    assert_eq!(run.status.code(), Some(2));
    for told in ["holds 4 documents", "--add", "--replace"] {
        assert!(said(&run).contains(told), "{}", said(&run));
    }
    assert_eq!(lost(&before, &place.path("out")), Vec::<PathBuf>::new());
    // The same inputs again, also named one by one, and a picture less, are no fewer documents.
    std::fs::remove_file(place.path("in/picture.png")).unwrap();
    assert_eq!(extract(&["in"], &[]).status.code(), Some(0));
    assert_eq!(held(), 4);
    assert_eq!(extract(&["in/r0.txt"], &["--replace"]).status.code(), Some(0));
    assert_eq!(held(), 1);
    // Adding one after the other leaves what naming all of them leaves.
    assert_eq!(extract(&["in/r1.txt"], &["--add"]).status.code(), Some(0));
    assert_eq!(
        extract(&["in/r0.txt", "in/r2.txt"], &["--add"]).status.code(),
        Some(0)
    );
    assert_eq!(held(), 3);
    let run = write(
        &place,
        &["extract", "in/r1.txt", "in/r0.txt", "in/r2.txt"],
        "all",
        &[],
    );
    assert_eq!(run.status.code(), Some(0), "{}", said(&run));
    for name in ["documents.csv", "sections.csv", "goals.csv", "coverage.csv"] {
        let bytes = |folder: &str| std::fs::read(place.path(folder).join(name)).unwrap();
        assert_eq!(bytes("out"), bytes("all"), "{name}");
    }
    // What cannot be read again is not dropped.
    std::fs::rename(place.path("in/r1.txt"), place.path("in/gone.txt")).unwrap();
    let before = all(&place.path("out"));
    let run = extract(&["in/r3.txt"], &["--add"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(said(&run).contains("in/r1.txt is not there"), "{}", said(&run));
    assert_eq!(lost(&before, &place.path("out")), Vec::<PathBuf>::new());
}

#[test]
fn an_answer_is_replaced_by_one_to_the_same_question_only() {
    let place = place();
    let series = crate::truth::csv(&place.path("tables/observations.csv"))[0]["series_id"].clone();
    let questions: [(&[&str], &[&str]); 2] = [
        (
            &[
                "compare",
                "tables",
                "--all",
                "--measure",
                "årsmål",
                "--doc-type",
                "VP",
            ],
            &[
                "compare",
                "tables",
                "--series",
                &series,
                "--measure",
                "årsmål",
                "--doc-type",
                "VP",
            ],
        ),
        (
            &["goals", "tables", "--doc-type", "VP"],
            &["goals", "tables", "--doc-type", "VP", "unga"],
        ),
    ];
    for (one, other) in questions {
        let name = one[0];
        for _ in 0..2 {
            let run = write(&place, one, name, &[]);
            assert!(matches!(run.status.code(), Some(0 | 1)), "{}", said(&run));
        }
        let before = all(&place.path(name));
        assert!(!place.path(name).join(OWN).exists());
        let run = write(&place, other, name, &[]);
        assert_eq!(run.status.code(), Some(2), "{name}");
        assert!(said(&run).contains("--replace"), "{}", said(&run));
        assert_eq!(all(&place.path(name)), before);
        let run = write(&place, other, name, &["--replace"]);
        assert!(matches!(run.status.code(), Some(0 | 1)), "{}", said(&run));
        assert_ne!(all(&place.path(name)), before);
    }
}

/// Every command writes into the folder of the tables, and none into another's files.
#[test]
fn no_two_commands_write_one_name() {
    let place = place();
    let before = all(&place.path("tables"));
    for command in &commands()[1..] {
        let run = write(&place, command, "tables", &[]);
        assert!(matches!(run.status.code(), Some(0 | 1)), "{}", said(&run));
    }
    assert_eq!(lost(&before, &place.path("tables")), Vec::<PathBuf>::new());
    for command in ["check", "verify"] {
        let run = crate::place::run([command.as_ref(), place.path("tables").as_os_str()]);
        assert_eq!(run.status.code(), Some(0), "{}", printed(&run));
    }
    let [extract, compare, goals] = ["extract", "compare", "goals"].map(names);
    let both = |one: &[String], other: &[String]| one.iter().any(|name| other.contains(name));
    assert!(!both(&extract, &compare) && !both(&extract, &goals) && !both(&compare, &goals));
}

/// Where nobody may write, or no room is left, a sentence says so and all is as it was.
#[test]
#[cfg(target_os = "linux")]
fn a_place_that_takes_nothing_keeps_what_it_has() {
    let place = place();
    for command in commands() {
        let run = write(&place, command, "/proc/out", &[]);
        assert_eq!(run.status.code(), Some(2), "{command:?}");
        assert!(said(&run).contains("cannot write /proc/out"), "{}", said(&run));
        let run = write(&place, command, command[0], &[]);
        assert!(matches!(run.status.code(), Some(0 | 1)), "{}", said(&run));
        let before = all(&place.path(command[0]));
        for from in (1..60).step_by(7) {
            let run = utfall()
                .args(command)
                .args(
                    ["--output", command[0], "--fresh"]
                        .iter()
                        .take(if command[0] == "extract" { 3 } else { 2 }),
                )
                .current_dir(place.folder.path())
                .env("UTFALL_DISK_FAULT", format!("full:{from}"))
                .output()
                .unwrap();
            if matches!(run.status.code(), Some(0 | 1)) {
                break;
            }
            assert_eq!(run.status.code(), Some(2), "{command:?} {from}");
            assert_eq!(said(&run).lines().count(), 1, "{}", said(&run));
            assert!(said(&run).contains("cannot write"), "{}", said(&run));
            assert_eq!(
                lost(&before, &place.path(command[0])),
                Vec::<PathBuf>::new(),
                "{command:?} {from}"
            );
        }
    }
}

/// Pipes and devices have no end: none is read, wherever it stands.
#[test]
#[cfg(target_os = "linux")]
fn what_is_no_file_is_not_waited_for() {
    let place = place();
    let pipe = |name: &str| {
        let path = place.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let _ = std::fs::remove_file(&path);
        let made = std::process::Command::new("mkfifo").arg(&path).status().unwrap();
        assert!(made.success());
    };
    pipe("words/labels.json");
    pipe("secret");
    let refused = |arguments: &[&str], told: &str| {
        let run = utfall()
            .args(arguments)
            .current_dir(place.folder.path())
            .output()
            .unwrap();
        let all = said(&run) + &printed(&run);
        assert!(matches!(run.status.code(), Some(1 | 2)), "{arguments:?}: {all}");
        assert!(all.contains(told), "{arguments:?}: {all}");
    };
    let no_file = "it is not a regular file";
    refused(&["extract", "in/plan.txt", "--grammars", "words"], no_file);
    refused(&["extract", "in/plan.txt", "--password-file", "secret"], no_file);
    refused(
        &["extract", "in/plan.txt", "--password-file", "/dev/zero"],
        no_file,
    );
    refused(&["goals", "tables", "--grammars", "words"], no_file);
    let manifest = std::fs::read_to_string(place.path("tables/manifest.json")).unwrap();
    let report = place.path("in/plan.txt").display().to_string();
    for device in ["/dev/zero", "../../../../../../dev/zero"] {
        let listed = manifest.replace("\"goals.csv\"", &format!("\"{device}\""));
        place.write("tables/manifest.json", listed);
        refused(&["verify", "tables"], "dev/zero: ");
    }
    place.write("tables/manifest.json", manifest.replace(&report, "/dev/zero"));
    refused(&["verify", "tables"], "is not among the inputs");
    place.write("tables/manifest.json", &manifest);
    pipe("tables/goals.csv");
    refused(&["verify", "tables"], no_file);
    refused(&["goals", "tables"], no_file);
    pipe("tables/manifest.json");
    refused(&["verify", "tables"], no_file);
    refused(&["extract", "in/plan.txt", "-o", "tables"], "it is no file");
    pipe("pipes/.utfall-cache/lock");
    refused(&["extract", "in/plan.txt", "-o", "pipes"], "cannot write");
}

/// Something of somebody's below a folder that is written into.
fn theirs() -> impl Strategy<Value = (String, u8)> {
    let mut ours: Vec<String> = utfall::write::files()
        .iter()
        .flat_map(|file| ["csv", "ndjson", "parquet"].map(|end| format!("{}.{end}", file.name)))
        .collect();
    let others = [
        "compare.csv",
        "compare.svg",
        "compare.manifest.json",
        "goal_judgements.xlsx",
        "goals.html",
        "goals.json",
        "manifest.json",
    ];
    ours.extend(others.map(str::to_owned));
    let near = [
        "documents",
        "documents/letter.json",
        "documents/0123456789abcdef.json",
        "goals.parquet/part-0.parquet",
        "goals.parquet/year=2019/part-0.parquet",
        "goals.parquet/notes",
        "notes.csv",
        ".cache/lock",
        ".cache/x/y",
        ".utfall-cache/lock",
        ".utfall-cache/x",
        ".utfall-cache/old-0",
        ".utfall-cache/part-x",
        ".utfall-cache/0123456789abcdef0123456789abcdef/x",
        "utfall.sqlite-journal",
        ".utfall-1.part",
    ];
    ours.extend(near.map(str::to_owned));
    (proptest::sample::select(ours), 0..3u8)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands there, and whatever is run in whatever order: nothing of others' is lost.
    #[test]
    fn nothing_of_others_is_ever_lost(
        planted in proptest::collection::vec(theirs(), 1..4),
        order in proptest::collection::vec(0..5usize, 1..4),
        is_first_ours in any::<bool>(),
    ) {
        let place = place();
        if is_first_ours {
            write(&place, commands()[0], "out", &["--format", "csv,json,parquet,sqlite"]);
        }
        place.write("theirs/file", "theirs");
        let mut theirs = vec![place.path("theirs")];
        for (name, kind) in &planted {
            let path = place.path("out").join(name);
            let is_there = std::fs::symlink_metadata(&path).is_ok();
            if is_there || std::fs::create_dir_all(path.parent().unwrap()).is_err() {
                continue;
            }
            theirs.push(path.clone());
            match kind {
                0 => std::fs::write(&path, "theirs").unwrap(),
                1 => drop(place.write(&format!("out/{name}/inner"), "theirs")),
                #[cfg(unix)]
                _ => std::os::unix::fs::symlink(place.path("theirs"), &path).unwrap(),
                #[cfg(not(unix))]
                _ => {}
            }
        }
        let is_theirs = |path: &PathBuf| theirs.iter().any(|own| path.starts_with(own));
        // What is ours may change, and so may a lock and what is swept in a folder that is marked as ours.
        let own = place.path("out").join(OWN);
        let is_swept = |path: &PathBuf| is_first_ours && path.parent() == Some(&own);
        let mut before = all(place.folder.path());
        before.retain(|path, _| is_theirs(path) && !is_swept(path));
        for at in order {
            let (command, more): (_, &[&str]) = match at {
                0 => (commands()[0], &[]),
                1 => (commands()[0], &["--format", "ndjson", "--max-pages", "9"]),
                2 => (commands()[0], &["--fresh", "--replace", "--format", "parquet", "--partition-by", "year"]),
                3 => (commands()[1], &[]),
                _ => (commands()[2], &["--replace"]),
            };
            let run = write(&place, command, "out", more);
            prop_assert!(matches!(run.status.code(), Some(0..=2)), "{}", said(&run));
            prop_assert_eq!(lost(&before, place.folder.path()), Vec::<PathBuf>::new());
        }
    }
}
