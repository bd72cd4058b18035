//! Looks now and then whether the user's own scripts have changed.

use super::{Incoming, Line};
use crate::desk::Catalogue;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How often the folder is looked at.
const EVERY: Duration = Duration::from_secs(2);

/// Looks into the folder at once, and then again and again, but not while `busy`: a conversation is not
/// disturbed. What has changed goes to the driver.
pub(super) fn watch(mut catalogue: Catalogue, line: Line, busy: Arc<AtomicBool>) {
    if catalogue.dir().is_none() {
        return;
    }
    tokio::spawn(async move {
        let mut first = true;
        loop {
            if !busy.load(Ordering::Relaxed) {
                let looked = tokio::task::spawn_blocking(move || {
                    let changed = catalogue.refresh();
                    let changed = changed || (first && catalogue.has_own());
                    (catalogue, changed)
                });
                let Ok((again, changed)) = looked.await else {
                    return;
                };
                catalogue = again;
                first = false;
                if changed {
                    line.send(Incoming::Scripts(catalogue.clone()));
                }
            }
            tokio::time::sleep(EVERY).await;
        }
    });
}
