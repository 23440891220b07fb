//! Recovery: what a page missed while it was not connected is fetched and given to the same handlers, in order and
//! once, before anything newer.
//!
//! A run begins whenever the connection is gained. It reads the transcript from the last item that the page has,
//! page after page, until there is no more; items that arrive meanwhile are held and follow. While the service
//! cannot be reached the run waits and tries again: nothing newer is told before what is missing. Only when the
//! service refuses for good do the held items go on alone; the place of the gap is kept for the next run.

mod seen;

use crate::backoff::Backoff;
use crate::config::SessionDetails;
use crate::context::Context;
use crate::error::Failure;
use crate::event::{EventData, EventKind};
use crate::payload::Payload;
use crate::service::unexpected_body;
use crate::session::{Phase, Purpose, Session};
use crate::time::Timestamp;
use crate::wire::participant::Operation;
use crate::wire::{Field as F, Term};

use seen::Seen;

/// Items of one page, the most that the service gives.
const PAGE_ITEMS: f64 = 100.0;
/// Items that are held while a run goes on. When more arrive they are fetched with the rest.
const MAX_HELD: usize = 500;
/// Delay before a page that could not be had is asked for again.
const BACKOFF: Backoff = Backoff::new(1_000, 30_000);
/// A contact that ended meanwhile is told as ended after this many failures, whatever is missing.
const MAX_LAST_FAILURES: u32 = 3;

/// What a session that recovers knows.
pub(crate) struct Recovery<P> {
    seen: Seen<P>,
    run: Option<Run<P>>,
}

/// Catching up.
struct Run<P> {
    began: Timestamp,
    /// Items delivered so far.
    items: u32,
    /// Cursor of the page that is read now.
    cursor: P,
    /// The service did not know the item to begin at: its time is asked for instead.
    by_time: bool,
    /// The page that is read may have been written before the connection was gained, or held items were dropped:
    /// the end of the transcript is read once more.
    again: bool,
    held: Vec<P>,
    backoff: Backoff,
    retry_at: Timestamp,
    /// The contact is over: what is fetched now is the last of it.
    ends: bool,
}

impl<P: Payload> Recovery<P> {
    /// Where a session is to recover: begins after the last item that it has seen, or with the contact's first one.
    pub(crate) fn wanted(details: &SessionDetails<P>) -> Option<Self> {
        details.recover.then(|| Recovery { seen: Seen::after(details.last_seen.clone()), run: None })
    }

    /// Whether the page was given this item before, just as it is. It is remembered.
    pub(crate) fn is_repeat(&mut self, item: &P) -> bool {
        !self.seen.note(item)
    }

    /// Whether an item that just arrived has to wait for what was missed. Typing is of the moment.
    pub(crate) fn holds(&mut self, item: &P) -> bool {
        let Some(run) = &mut self.run else { return false };
        if item.term_of(F::ContentType) == Some(Term::Typing) {
            return false;
        }
        if run.held.len() == MAX_HELD {
            run.held.clear();
            run.again = true;
        }
        run.held.push(item.clone());
        true
    }

    /// When a page that could not be had is asked for again.
    pub(crate) fn poll_timeout(&self) -> Timestamp {
        self.run.as_ref().map_or(Timestamp::NEVER, |run| run.retry_at)
    }

    /// Nothing more is fetched. What was held comes again with the next run.
    pub(crate) fn stop(&mut self) {
        self.run = None;
    }

    /// The body of the next page's request.
    fn page_body(&self) -> Option<P> {
        let run = self.run.as_ref()?;
        let field = if run.by_time { F::AbsoluteTime } else { F::Id };
        let start = P::object().with_present(field, self.seen.anchor().get(field));
        let body = P::object()
            .with(F::StartPosition, start)
            .with(F::ScanDirection, P::from_term(Term::Forward))
            .with(F::SortOrder, P::from_term(Term::Ascending))
            .with(F::MaxResults, P::from_number(PAGE_ITEMS));
        Some(body.with_present(F::NextToken, run.cursor.clone()))
    }
}

impl<P: Payload> Session<P> {
    /// The connection is there (again): catches up, if the page wants that.
    pub(super) fn recover(&mut self, cx: &mut Context<P>) {
        self.begin_run(cx, false);
    }

    /// The contact ended while nobody listened: what is still to be had comes first, then the page is told.
    pub(super) fn recover_before_the_end(&mut self, cx: &mut Context<P>) {
        if self.recovery.is_some() {
            self.begin_run(cx, true);
        } else {
            self.ended_meanwhile(cx);
        }
    }

    fn begin_run(&mut self, cx: &mut Context<P>, ends: bool) {
        let Some(recovery) = &mut self.recovery else { return };
        if let Some(run) = &mut recovery.run {
            run.ends |= ends;
            run.again = true;
            run.backoff.reset();
            if std::mem::replace(&mut run.retry_at, Timestamp::NEVER).is_set() {
                self.fetch_missed(cx);
            }
            return;
        }
        recovery.run = Some(Run {
            began: cx.now.mono,
            items: 0,
            cursor: P::absent(),
            by_time: false,
            again: false,
            held: Vec::new(),
            backoff: BACKOFF,
            retry_at: Timestamp::NEVER,
            ends,
        });
        self.fetch_missed(cx);
    }

    fn fetch_missed(&mut self, cx: &mut Context<P>) {
        if let Some(body) = self.recovery.as_ref().and_then(Recovery::page_body) {
            self.send(cx, Purpose::Recovery, Operation::GetTranscript, body);
        }
    }

    /// Asks again for a page, if that is due.
    pub(super) fn continue_recovery(&mut self, cx: &mut Context<P>) {
        let run = self.recovery.as_mut().and_then(|recovery| recovery.run.as_mut());
        if let Some(run) = run.filter(|run| run.retry_at.is_due(cx.now)) {
            run.retry_at = Timestamp::NEVER;
            self.fetch_missed(cx);
        }
    }

    /// A page of what was missed is there, or could not be had.
    pub(super) fn recovered(&mut self, cx: &mut Context<P>, outcome: Result<P, Failure<P>>) {
        let data = match outcome {
            Ok(data) if is_list(&data.get(F::Transcript)) => data,
            Ok(_) => return self.recovery_failed(cx, &unexpected_body()),
            Err(failure) => return self.recovery_failed(cx, &failure),
        };
        let items = data.get(F::Transcript);
        self.rehydrate(cx, &items);
        for item in (0..items.len()).map(|index| items.at(index)) {
            self.take_held_before(cx, &item);
            self.take_missed(cx, &item);
        }
        let Some(recovery) = &mut self.recovery else { return };
        // The contact's end may have been among the items.
        let Some(run) = &mut recovery.run else { return };
        run.backoff.reset();
        run.cursor = data.get(F::NextToken);
        if run.cursor.is_absent() && !std::mem::take(&mut run.again) {
            recovery.seen.set_gap(false);
            return self.finish_run(cx, None);
        }
        self.fetch_missed(cx);
    }

    fn recovery_failed(&mut self, cx: &mut Context<P>, failure: &Failure<P>) {
        let Some(recovery) = &mut self.recovery else { return };
        let Some(run) = &mut recovery.run else { return };
        if failure.status == Some(400) && !run.by_time && !recovery.seen.anchor().is_absent() {
            (run.by_time, run.cursor) = (true, P::absent());
            return self.fetch_missed(cx);
        }
        let is_last = run.ends && run.backoff.attempts() >= MAX_LAST_FAILURES;
        // Without a status it is not the service's answer: some other server stood in between. Asking again helps.
        let is_final = failure.status.is_some() && !failure.is_retryable();
        if is_final || is_last {
            recovery.seen.set_gap(true);
            return self.finish_run(cx, Some(failure));
        }
        let delay = run.backoff.next(&mut cx.rng).max(failure.retry_after.unwrap_or(0));
        run.retry_at = cx.now.after(delay);
        self.report(cx, Some(failure));
    }

    /// All that can be had is there: what was held follows.
    fn finish_run(&mut self, cx: &mut Context<P>, failure: Option<&Failure<P>>) {
        let held =
            self.recovery.as_mut().and_then(|recovery| recovery.run.as_mut()).map(|run| std::mem::take(&mut run.held));
        for item in held.unwrap_or_default() {
            self.take_missed(cx, &item);
        }
        self.report(cx, failure);
        let run = self.recovery.as_mut().and_then(|recovery| recovery.run.take());
        if run.is_some_and(|run| run.ends) {
            self.ended_meanwhile(cx);
        }
    }

    /// Delivers the held items that are older than a fetched one: not every item that arrives stands in the transcript.
    fn take_held_before(&mut self, cx: &mut Context<P>, fetched: &P) {
        let time_of = |item: &P| item.get(F::AbsoluteTime).wall_time();
        let time = time_of(fetched);
        while let Some(run) = self.recovery.as_mut().and_then(|recovery| recovery.run.as_mut())
            && run.held.first().is_some_and(|held| time_of(held) < time)
        {
            let held = run.held.remove(0);
            self.take_missed(cx, &held);
        }
    }

    /// Delivers an item that was fetched or held. After the end of the contact nothing is.
    fn take_missed(&mut self, cx: &mut Context<P>, item: &P) {
        if self.phase == Phase::Connected
            && self.take_item(cx, item)
            && let Some(run) = self.recovery.as_mut().and_then(|recovery| recovery.run.as_mut())
        {
            run.items += 1;
        }
    }

    /// Tells the page how far the run has come.
    fn report(&mut self, cx: &mut Context<P>, failure: Option<&Failure<P>>) {
        let Some(recovery) = &self.recovery else { return };
        let Some(run) = &recovery.run else { return };
        let complete = failure.is_none() && !recovery.seen.has_lost();
        let data = P::object()
            .with(F::items, P::from_number(f64::from(run.items)))
            .with(F::milliseconds, P::from_number(cx.now.mono.since(run.began) as f64))
            .with(F::complete, P::from_bool(complete))
            .with_present(F::reason, failure.map_or_else(P::absent, |failure| failure.name.clone()))
            .with_present(F::retryAt, cx.now.wall_text(run.retry_at));
        cx.emit(self.id, EventKind::Recovery, EventData::Item(data));
    }
}

/// Whether a page lists anything, and be it nothing.
fn is_list<P: Payload>(value: &P) -> bool {
    !value.is_empty() || value.to_json() == P::from_text("[]")
}
