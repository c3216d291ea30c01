//! The recipes that output/FORMATS.md shows are the ones that are run over the tables of the corpus.

use std::path::Path;

#[test]
fn the_page_of_formats_shows_every_recipe_as_it_is_run() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| std::fs::read_to_string(root.join(path)).unwrap();
    let (page, runner) = (read("output/FORMATS.md"), read(".ci/recipes"));
    let (_, recipes) = page.split_once("## Recipes\n").unwrap();
    let shown = recipes.split("```");
    let mut shown: Vec<&str> = shown
        .skip(1)
        .step_by(2)
        .map(|block| block.split_once('\n').unwrap().1)
        .collect();
    let mut run: Vec<String> = runner
        .lines()
        .filter_map(|line| line.strip_prefix("gives "))
        .map(|line| read(&format!("tests/recipes/{}", line.split(' ').next().unwrap())))
        .collect();
    assert!(run.len() >= 5);
    shown.sort_unstable();
    run.sort_unstable();
    assert_eq!(shown, run);
}
