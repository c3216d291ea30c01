//! What is said of a table whose kind or columns are not certain.

use super::{Draft, Kind, Role};
use crate::trace::{Code, Diagnostic};

/// A choice that is won by less can as well be the other one: odds of less than three to one.
const NARROW: f32 = 1.0;

/// Whether the choice between a form whose rows are records and another kind is narrow, or nobody knows the columns.
pub(in crate::recognise) fn is_doubtful(draft: &Draft) -> bool {
    let is_signed = |kind: Kind| matches!(kind, Kind::Indicators | Kind::Activities);
    let second = draft.kind.second.map(|(kind, _)| kind);
    let concerns = is_signed(draft.kind.best) || second.is_some_and(is_signed);
    concerns && draft.kind.margin() < NARROW
}

/// What is to be told of a draft.
pub(in crate::recognise) fn of(draft: &Draft) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    let say = |code: Code, message: String| {
        let first = draft
            .grid
            .rows
            .first()
            .map(crate::block::GridRow::text)
            .unwrap_or_default();
        Diagnostic::new(code, draft.grid.place(), message, &first)
    };
    let kind = draft.kind.best.word();
    if let (true, Some((second, _))) = (is_doubtful(draft), draft.kind.second) {
        let message = crate::say!("table-as-well", kind = kind, second = second.word());
        told.push(say(Code::TableDoubtful, message));
    }
    if let Some(other) = draft.outlier {
        let message = crate::say!("table-outlier", other = other.word(), kind = kind);
        told.push(say(Code::StyleOutlier, message));
    }
    let is_column = |wanted: &str| {
        let mut columns = draft.columns.iter();
        columns.any(|column| column.role == Role::Own && column.id.as_deref() == Some(wanted))
    };
    if draft.is_signed() && !draft.needs.iter().any(|id| is_column(id)) {
        let message = crate::say!(
            "table-lacks-columns",
            kind = kind,
            columns = draft.needs.join(", ")
        );
        told.push(say(Code::ColumnMissing, message));
    }
    let twice: Vec<&str> = draft
        .columns
        .iter()
        .filter(|column| column.is_twice)
        .map(|column| column.label.as_str())
        .collect();
    if !twice.is_empty() {
        let message = crate::say!("columns-mean-the-same", columns = twice.join(", "));
        told.push(say(Code::TableDoubtful, message));
    }
    told
}

/// What is said where figures like those of indicators stand below the labels of money.
pub(in crate::recognise) fn no_money(draft: &Draft) -> Diagnostic {
    let first = draft
        .grid
        .rows
        .first()
        .map(crate::block::GridRow::text)
        .unwrap_or_default();
    Diagnostic::new(
        Code::TableDoubtful,
        draft.grid.place(),
        crate::say!("figures-like-indicators"),
        &first,
    )
}
