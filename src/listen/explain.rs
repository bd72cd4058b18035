//! Which words gave a verdict away: those whose weights speak most for it.

use super::features::{Features, Kind};
use super::model::{Model, Task};
use super::tokens::Shape;
use super::view::View;
use std::ops::Range;

/// The words of a view that speak most for one of these classes, as against the mean of the others. The features are those
/// of the view.
pub(super) fn telling(
    model: &Model<'_>,
    task: Task,
    classes: &[usize],
    features: &Features,
    view: View<'_>,
) -> Option<Range<usize>> {
    let table = model.table(task)?;
    let mut speaks = vec![0.0_f32; view.len()];
    for (hash, (from, count)) in features.of(Kind::Words).iter().zip(features.spans()) {
        let all = task.classes();
        let weights = table.weights_of(*hash);
        let of = |class: &usize| weights.get(*class).copied().unwrap_or(0.0);
        let most = classes.iter().map(of).fold(f32::MIN, f32::max);
        let others: f32 = (0..all)
            .filter(|class| !classes.contains(class))
            .map(|class| of(&class))
            .sum();
        #[allow(clippy::cast_precision_loss, reason = "a few classes, a few words")]
        let share =
            (most - others / all.saturating_sub(classes.len()).max(1) as f32) / *count as f32;
        for word in speaks.iter_mut().skip(*from).take(*count) {
            *word += share;
        }
    }
    // Up to three words in a row: one alone is seldom what a person would point at.
    let windows =
        (1..=3_usize).flat_map(|count| (0..speaks.len()).map(move |from| (from, from + count)));
    let (_, (from, to)) = windows
        .filter_map(|(from, to)| Some((speaks.get(from..to)?.iter().sum::<f32>(), (from, to))))
        .filter(|(sum, (from, to))| *sum > 0.0 && is_word(view, *from) && is_word(view, to - 1))
        .max_by(|one, other| one.0.total_cmp(&other.0))?;
    let at = view.span(from, to);
    (!at.is_empty()).then_some(at)
}

/// Whether a person would point at it: a mark at the edge tells nobody anything.
fn is_word(view: View<'_>, place: usize) -> bool {
    view.token(place)
        .is_some_and(|token| token.shape != Shape::Mark)
}
