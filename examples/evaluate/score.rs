//! Figures: F1, its mean over classes, the area under a curve.

#![allow(clippy::cast_precision_loss, reason = "counts")]

/// F1 of pairs: whether it holds, whether that was said.
pub(crate) fn f1(pairs: impl Iterator<Item = (bool, bool)>) -> f64 {
    let (mut right, mut wrong) = (0_usize, 0_usize);
    for (holds, said) in pairs {
        right += usize::from(holds && said);
        wrong += usize::from(holds != said);
    }
    if right == 0 {
        0.0
    } else {
        2.0 * right as f64 / (2 * right + wrong) as f64
    }
}

/// F1 of every class.
pub(crate) fn each(gold: &[usize], said: &[usize], classes: usize) -> Vec<f64> {
    (0..classes)
        .map(|class| {
            f1(gold
                .iter()
                .zip(said)
                .map(|(g, s)| (*g == class, *s == class)))
        })
        .collect()
}

/// Prints the mean over the classes, and each.
pub(crate) fn print_f1(name: &str, gold: &[usize], said: &[usize], names: &[&str]) {
    print(name, &each(gold, said, names.len()), names);
}

/// Prints the mean of figures, and each.
pub(crate) fn print(name: &str, each: &[f64], names: &[&str]) {
    let mean = each.iter().sum::<f64>() / each.len().max(1) as f64;
    let list: Vec<String> = names
        .iter()
        .zip(each)
        .map(|(name, f1)| format!("{name} {f1:.3}"))
        .collect();
    println!("{name:58} {mean:.3}   {}", list.join(", "));
}

/// The area under the ROC curve: how often a high one scores above a low one.
pub(crate) fn area(high: &[f64], low: &[f64]) -> f64 {
    let mut above = 0.0;
    for h in high {
        for l in low {
            above += match h.total_cmp(l) {
                std::cmp::Ordering::Greater => 1.0,
                std::cmp::Ordering::Equal => 0.5,
                std::cmp::Ordering::Less => 0.0,
            };
        }
    }
    above / (high.len() * low.len()).max(1) as f64
}

/// The middle 95 % of the area when conversations are drawn again and again, with returning, 2,000 times.
pub(crate) fn interval(high: &[f64], low: &[f64]) -> (f64, f64) {
    let mut chance = 42_u64;
    let mut draw = |list: &[f64]| -> Vec<f64> {
        (0..list.len())
            .map(|_| {
                chance = chance
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                list[usize::try_from((chance >> 33) % list.len() as u64).unwrap_or(0)]
            })
            .collect()
    };
    let mut areas: Vec<f64> = (0..2_000).map(|_| area(&draw(high), &draw(low))).collect();
    areas.sort_by(f64::total_cmp);
    (areas[50], areas[1_949])
}
