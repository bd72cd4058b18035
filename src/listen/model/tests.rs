use super::*;
use crate::listen::{Listener, looks};
use crate::script::catalogue::vocabulary;

const SHIPPED: &[u8] = include_bytes!("../../../assets/listen.bin");

/// The limit that the project gives itself for the weights, in bytes.
const MOST: usize = 2_000_000;

#[test]
fn the_built_in_weights_fit_what_the_models_look_at() {
    let model = Model::read(SHIPPED).unwrap();
    assert_eq!(
        model.looks(),
        looks(),
        "what the models look at has changed: train again (training/README.md)"
    );
    assert!(SHIPPED.len() <= MOST, "{} bytes", SHIPPED.len());
    assert!(Listener::new(vocabulary()).is_ok());
}

#[test]
fn a_file_that_is_cut_or_another_is_refused() {
    for cut in [
        0,
        5,
        MAGIC.len(),
        MAGIC.len() + 3,
        100,
        SHIPPED.len() / 2,
        SHIPPED.len() - 1,
    ] {
        assert!(Model::read(&SHIPPED[..cut]).is_err(), "{cut} bytes");
    }
    let longer = [SHIPPED, b"x"].concat();
    assert!(Model::read(&longer).is_err());
    let other = [b"mineral listen 9\n", &SHIPPED[MAGIC.len()..]].concat();
    assert!(Model::read(&other).is_err());
    let mut no_number = SHIPPED.to_vec();
    no_number[MAGIC.len() + 4..MAGIC.len() + 8].copy_from_slice(&f32::NAN.to_le_bytes());
    assert!(Model::read(&no_number).unwrap_err().contains("number"));
}

#[test]
fn what_is_written_is_read_back() {
    let mut tables = Vec::new();
    for task in Task::ALL {
        let rows = 1_usize << task.bits();
        let mut weights = vec![0.0; rows * task.classes()];
        let mut owners = vec![0; rows];
        // The feature 7 in the bucket 7 speaks for the second class, and against the first.
        owners[7] = 7;
        weights[7 * task.classes()] = -1.0;
        weights[7 * task.classes() + 1] = 2.0;
        tables.push(write::Trained {
            owners,
            weights,
            biases: vec![0.5; task.classes()],
        });
    }
    let heads: Vec<_> = Verdict::ALL
        .iter()
        .map(|verdict| write::Trained {
            owners: Vec::new(),
            weights: vec![0.25; INPUTS * verdict.classes()],
            biases: vec![0.0; verdict.classes()],
        })
        .collect();
    let bytes = write::bytes(&tables, &heads);
    assert_eq!(bytes.len(), SHIPPED.len());
    let model = Model::read(&bytes).unwrap();
    for task in Task::ALL {
        let table = model.table(task).unwrap();
        let weights = table.weights_of(7);
        assert!((weights[0] + 1.0).abs() < 0.05, "{task:?}: {weights:?}");
        assert!((weights[1] - 2.0).abs() < 0.05, "{task:?}: {weights:?}");
        // Another feature in the same bucket is not its owner.
        let other = 7 | 0x5500_0000;
        assert!(
            table
                .weights_of(other)
                .iter()
                .all(|w| w.abs() < f32::EPSILON),
            "{task:?}"
        );
    }
}

#[test]
fn the_likeliest_is_the_first_of_equals() {
    let mut scores = Scores::default();
    assert_eq!(likeliest(&scores, 3), (0, 0.0));
    scores[2] = 1.0;
    scores[5] = 9.0;
    assert_eq!(likeliest(&scores, 3), (2, 1.0));
    softmax(&mut scores, 3);
    assert!((scores.iter().sum::<f32>() - 1.0).abs() < 1e-6 && scores[5] == 0.0);
}
