//! Looks again and again whether a session that is watched was written to.

use super::{Incoming, Line};
use crate::app::Event;
use crate::desk::Follower;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How often its files are looked at: twice that is the longest that a change may take to be seen.
const EVERY: Duration = Duration::from_millis(250);

/// Looks at once, and then again and again. What has changed goes to the driver.
pub(super) fn watch(mut watcher: Follower, line: Line, enough: Arc<AtomicBool>) {
    tokio::spawn(async move {
        while !line.is_closed() && !enough.load(Ordering::Relaxed) {
            let looked = tokio::task::spawn_blocking(move || {
                let news = watcher.look();
                (watcher, news)
            });
            let Ok((again, news)) = looked.await else {
                return;
            };
            watcher = again;
            if let Some(news) = news {
                line.send(Incoming::Event(match news {
                    Ok(followed) => Event::Changed(Box::new(followed)),
                    Err(error) => Event::Lost(error.sentence()),
                }));
            }
            tokio::time::sleep(EVERY).await;
        }
    });
}
