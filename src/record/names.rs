//! The contract's fixed words. The only place in the code that spells them.

macro_rules! words {
    ($(#[doc = $doc:literal])+ $name:ident { $($(#[doc = $item:literal])+ $variant:ident $word:literal,)+ }) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[doc = $item])+ $variant,)+ }

        impl $name {
            /// Every value in order.
            pub const ALL: &[$name] = &[$($name::$variant,)+];

            /// The word in the output.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word,)+ }
            }

            /// The value whose word this is.
            pub fn of(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.word() == word)
            }
        }
    };
}

words! {
    /// Kind of document.
    DocType {
        /// Plan.
        Plan "VP",
        /// Annual report.
        Annual "VB",
        /// First four-month report.
        FirstTertial "T1",
        /// Second four-month report.
        SecondTertial "T2",
    }
}

words! {
    /// Level of a goal, from the city's down to the unit's.
    GoalLevel {
        /// The city's direction.
        Direction "inriktningsmål",
        /// The city's goal for the area.
        Area "verksamhetsområdesmål",
        /// The committee's goal.
        Committee "nämndmål",
        /// The unit's goal.
        Unit "enhetsmål",
        /// The unit's goal, older word.
        Commitment "åtagande",
    }
}

words! {
    /// What a fulfilment marker says.
    Fulfilment {
        /// Fulfilled.
        Whole "helt",
        /// Partly fulfilled.
        Partly "delvis",
        /// Not fulfilled.
        Not "ej",
        /// The marker says that there is no assessment.
        NoAssessment "ingen",
    }
}

words! {
    /// Status of an indicator.
    Status {
        /// Reached.
        Green "grön",
        /// Partly reached.
        Yellow "gul",
        /// Not reached.
        Red "röd",
        /// Not assessed.
        Grey "grå",
    }
}

words! {
    /// What a column of an indicator measures.
    Measure {
        /// What came out.
        Outcome "utfall",
        /// What is expected for the whole year.
        Forecast "prognos",
        /// The body's own target for the year.
        Target "årsmål",
        /// The city's target for the year.
        CityTarget "kf_årsmål",
        /// What the row's outcome is about.
        Period "period",
        /// How often the indicator is reported.
        Frequency "periodicitet",
    }
}

/// The body whose target the city's target is.
pub const CITY_COUNCIL: &str = "Kommunfullmäktige";

words! {
    /// Whom a figure is about, where not all.
    Sex {
        /// Men and boys.
        Men "män",
        /// Women and girls.
        Women "kvinnor",
    }
}

words! {
    /// How an indicator was found to belong to its series.
    SeriesMatch {
        /// By its name, apart from what is noise in it.
        Exact "exact",
        /// By another name that the register of series has for its year.
        Alias "alias",
        /// No register knows the name: the series is this name's own.
        Own "own",
    }
}

words! {
    /// What kind of body reports.
    OrganisationLevel {
        /// A unit.
        Unit "enhet",
        /// A district committee.
        District "stadsdelsnämnd",
        /// A committee of the whole city.
        Committee "nämnd",
    }
}

impl OrganisationLevel {
    /// What the ids of such bodies begin with, before a hyphen.
    pub fn prefix(self) -> &'static str {
        match self {
            OrganisationLevel::Unit => "enhet",
            OrganisationLevel::District => "sdn",
            OrganisationLevel::Committee => "namnd",
        }
    }

    /// The level that the id of a body begins with.
    pub fn of_body(id: &str) -> Option<Self> {
        let (prefix, _) = id.split_once('-')?;
        let all = [Self::Unit, Self::District, Self::Committee];
        all.into_iter().find(|level| level.prefix() == prefix)
    }
}

/// The id of a district's committee.
pub fn committee_of(district: &str) -> String {
    format!("{}-{district}", OrganisationLevel::District.prefix())
}

/// The id of the district whose committee a body is.
pub fn district_of(body: &str) -> Option<&str> {
    body.strip_prefix(OrganisationLevel::District.prefix())?
        .strip_prefix('-')
}

words! {
    /// Kind of table.
    TableKind {
        /// Indicators.
        Indicators "indicators",
        /// Activities.
        Activities "activities",
        /// Money.
        Budget "budget",
        /// Counts, hours and shares by budget and outcome.
        KeyFigures "key_figures",
        /// Complaints and views.
        Complaints "complaints",
        /// Anything else.
        Other "other",
    }
}

words! {
    /// Whether a cell gives a value, and why not.
    ValueStatus {
        /// It gives a value.
        Reported "reported",
        /// Words stand where words are to stand: a period, an explanation.
        Words "words",
        /// A mark stands where a value could: a dash, or that it is missing.
        Blank "blank",
        /// The value is to be set later, by the committee or in a coming year.
        ToBeSet "to-be-set",
        /// A direction stands in place of a value.
        Direction "direction",
        /// A tolerance stands in place of a value.
        Band "band",
        /// What stands in place of a figure could not be read as one.
        Unreadable "unreadable",
        /// A value of which the row or the column is not told, or which its table contradicts.
        Uncertain "uncertain",
    }
}

words! {
    /// Role of a table row.
    RowRole {
        /// An ordinary row.
        Item "item",
        /// A part of the row above.
        Part "varav",
        /// Adds up a group.
        Subtotal "subtotal",
        /// Adds up the table.
        Total "total",
        /// Has no values and names the group below.
        Heading "heading",
    }
}

words! {
    /// What a relation between figures says.
    Relation {
        /// Rows add up to their sum.
        Rows "rows-add-up",
        /// Columns of a row give another by addition and subtraction.
        Columns "columns-add-up",
        /// One column is another in per cent of a third, or a fixed share of another.
        Share "share",
        /// One column is the change between two others.
        Change "change",
        /// Parts add up to the row that they belong to.
        Parts "parts-add-up",
        /// A part is not larger than the row that it belongs to.
        Within "part-within",
        /// Women and men add up to all.
        Sexes "sexes-add-up",
        /// Areas add up to the whole.
        Areas "areas-add-up",
        /// A share lies between the shares of its parts.
        Between "share-between",
    }
}
