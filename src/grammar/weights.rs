//! What each kind of evidence weighs: `weights.json`, one number for each feature with its reason.

use crate::trace::{Error, Evidence, Feature, Place};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The weights of all features.
#[derive(Debug, Clone)]
pub struct Weights {
    /// Logarithms of odds, in the order of [`Feature::ALL`].
    odds: Vec<f32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "what")]
    _what: String,
    weights: BTreeMap<String, Weight>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Weight {
    odds: f32,
    why: String,
}

impl Weights {
    /// Reads the file; every feature has one weight, and nothing else has.
    pub(super) fn read(name: &str, text: &str) -> Result<Self, Error> {
        let fault = |reason: String| Error::Grammar {
            at: name.to_owned(),
            reason,
        };
        let mut file: File = serde_json::from_str(text).map_err(|error| fault(error.to_string()))?;
        let mut odds = Vec::with_capacity(Feature::ALL.len());
        for feature in Feature::ALL {
            let weight = file.weights.remove(feature.name());
            let weight = weight.ok_or_else(|| fault(format!("{feature} has no weight")))?;
            if !weight.odds.is_finite() || weight.why.trim().is_empty() {
                return Err(fault(format!("{feature} has no finite weight with its reason")));
            }
            odds.push(weight.odds);
        }
        match file.weights.keys().next() {
            Some(unknown) => Err(fault(format!("no feature is called {unknown}"))),
            None => Ok(Self { odds }),
        }
    }

    /// What a feature weighs.
    pub fn odds(&self, feature: Feature) -> f32 {
        self.odds.get(feature as usize).copied().unwrap_or(0.0)
    }

    /// A feature seen at a place, as strongly as `times` says: 1 for one clear instance.
    pub fn evidence(&self, feature: Feature, times: f32, place: Place) -> Evidence {
        Evidence {
            feature,
            odds: self.odds(feature) * times,
            place,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_that_is_missing_or_of_nothing_is_told() {
        let built_in = include_str!("../../grammars/weights.json");
        let told = |text: &str| Weights::read("weights.json", text).unwrap_err().to_string();
        let lacks = built_in.replace("\"header-label\"", "\"header-lable\"");
        assert!(
            told(&lacks).ends_with("header-label has no weight"),
            "{}",
            told(&lacks)
        );
        let more = built_in.replacen(
            "\"weights\": {",
            "\"weights\": {\"x\": {\"odds\": 1, \"why\": \"y\"},",
            1,
        );
        assert!(told(&more).ends_with("no feature is called x"), "{}", told(&more));
        let mut weights = Weights::read("weights.json", built_in).unwrap();
        weights.odds[0] = 1.5;
        let evidence = weights.evidence(Feature::ALL[0], 2.0, Place::default());
        assert!((evidence.odds - 3.0).abs() < 1e-6);
    }
}
