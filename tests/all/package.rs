//! The files that describe the others: they say what is there, in whatever dialect, and are part of the run.

use crate::place::{Place, REPORT, printed, run, said};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

fn json(place: &Place, name: &str) -> Json {
    let text = std::fs::read_to_string(place.path("output").join(name)).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn names(list: &Json) -> Vec<&str> {
    let list = list.as_array().unwrap().iter();
    list.map(|column| column["name"].as_str().unwrap()).collect()
}

#[test]
fn every_csv_file_is_described_as_it_is() {
    let place = Place::new();
    place.extract([place.write("in/plan.txt", REPORT)]);
    let (package, metadata) = (
        json(&place, "datapackage.json"),
        json(&place, "csv-metadata.json"),
    );
    let resources = package["resources"].as_array().unwrap();
    let tables = metadata["tables"].as_array().unwrap();
    assert_eq!(resources.len(), utfall::write::files().len());
    assert_eq!(tables.len(), resources.len());
    for (resource, table) in resources.iter().zip(tables) {
        let path = resource["path"].as_str().unwrap();
        let bytes = std::fs::read(place.path("output").join(path)).unwrap();
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert_eq!(resource["bytes"], bytes.len());
        let hash = Sha256::digest(&bytes);
        let hash = hash
            .iter()
            .fold("sha256:".to_owned(), |text, byte| text + &format!("{byte:02x}"));
        assert_eq!(resource["hash"], hash);
        assert_eq!(resource["rowCount"], place.table(path).len(), "{path}");
        let header: Vec<&str> = text.lines().next().unwrap().split(',').collect();
        assert_eq!(names(&resource["schema"]["fields"]), header);
        assert_eq!(table["url"], path);
        assert_eq!(names(&table["tableSchema"]["columns"]), header);
    }
    let field = |file: &str, name: &str| {
        let resource = resources
            .iter()
            .find(|resource| resource["name"] == file)
            .unwrap();
        let fields = resource["schema"]["fields"].as_array().unwrap();
        fields.iter().find(|field| field["name"] == name).unwrap().clone()
    };
    let types = [
        ("observations", "value", "number"),
        ("observations", "year", "integer"),
        ("observations", "doubtful", "boolean"),
        ("observations", "raw", "string"),
        ("documents", "document_date", "date"),
        // Reports print `hela 2017` there too.
        ("activities", "start", "string"),
    ];
    for (file, name, wanted) in types {
        assert_eq!(field(file, name)["type"], wanted, "{file} {name}");
    }
    assert_eq!(field("goals", "title")["description_sv"], "titel utan numret");
    let schema = |file: &str| {
        &resources
            .iter()
            .find(|resource| resource["name"] == file)
            .unwrap()["schema"]
    };
    assert_eq!(
        schema("indicators")["primaryKey"],
        serde_json::json!(["document_id", "indicator_id"])
    );
    assert_eq!(
        schema("cells")["foreignKeys"][0]["reference"]["resource"],
        "tables"
    );
    // A goal need not stand under another: the key may be empty.
    assert_eq!(schema("goals")["foreignKeys"], Json::Null);
    assert_eq!(
        schema("goals")["optionalForeignKeys"][0]["reference"]["resource"],
        ""
    );
}

#[test]
fn the_description_is_of_the_dialect_that_was_written_and_goes_with_the_files() {
    let place = Place::new();
    let report = place.write("in/plan.txt", REPORT);
    place.extract([report.as_os_str(), "--csv-dialect=excel-sv".as_ref()]);
    let (package, metadata) = (
        json(&place, "datapackage.json"),
        json(&place, "csv-metadata.json"),
    );
    let resource = &package["resources"][3];
    assert_eq!(resource["name"], "observations");
    assert_eq!(
        (
            &resource["dialect"]["delimiter"],
            &resource["dialect"]["lineTerminator"]
        ),
        (&";".into(), &"\r\n".into())
    );
    let fields = resource["schema"]["fields"].as_array().unwrap();
    let value = fields.iter().find(|field| field["name"] == "value").unwrap();
    assert_eq!(value["decimalChar"], ",");
    assert_eq!(metadata["dialect"]["delimiter"], ";");
    place.extract([report.as_os_str(), "--format=json".as_ref()]);
    let left = place.left();
    assert!(
        !left
            .iter()
            .any(|name| name.contains("datapackage") || name.contains("csv-metadata")),
        "{left:?}"
    );
}

#[test]
fn a_description_that_was_changed_is_no_longer_what_the_run_wrote() {
    let place = Place::new();
    let output = place.extract([place.write("in/plan.txt", REPORT)]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let path = place.path("output/datapackage.json");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("\"number\"", "\"string\"")).unwrap();
    std::fs::remove_file(place.path("output/csv-metadata.json")).unwrap();
    let output = run(["verify".as_ref(), place.path("output").as_os_str()]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        printed(&output),
        "csv-metadata.json: is missing\ndatapackage.json: is not what the run wrote\n"
    );
}
