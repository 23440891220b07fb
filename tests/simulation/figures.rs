//! What many lives add up to.

use crate::faults::Fault;
use std::fmt;
use std::time::Duration;

/// Sums over lives, and the extremes of single ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    pub lives: u64,
    /// Simulated milliseconds.
    pub millis: u64,
    pub requests: u64,
    pub handshakes: u64,
    /// Frames that the core sent.
    pub frames: u64,
    pub calls: u64,
    /// Items that reached handlers.
    pub delivered: u64,
    /// Faults by kind.
    pub faults: Vec<u64>,
    /// Lives in which somebody was still on a connection when the faults stopped.
    pub lasting: u64,
    /// Connections that had to be made anew when the faults stopped, and how long that took in all and at most.
    pub recoveries: u64,
    pub recovery_millis: u64,
    pub slowest_recovery: u64,
    /// The most handshakes of one contact, and requests for details of one session, in any minute.
    pub most_handshakes: usize,
    pub most_details: usize,
}

impl Figures {
    pub fn add(&mut self, other: &Figures) {
        self.lives += other.lives;
        self.millis += other.millis;
        self.requests += other.requests;
        self.handshakes += other.handshakes;
        self.frames += other.frames;
        self.calls += other.calls;
        self.delivered += other.delivered;
        self.lasting += other.lasting;
        self.recoveries += other.recoveries;
        self.recovery_millis += other.recovery_millis;
        self.slowest_recovery = self.slowest_recovery.max(other.slowest_recovery);
        self.most_handshakes = self.most_handshakes.max(other.most_handshakes);
        self.most_details = self.most_details.max(other.most_details);
        self.faults.resize(Fault::ALL.len(), 0);
        for (sum, count) in self.faults.iter_mut().zip(&other.faults) {
            *sum += count;
        }
    }

    /// The figures in one line, for whoever waits.
    pub fn progress(&self, took: Duration) -> String {
        let seconds = took.as_secs_f64();
        format!(
            "{} seeds, {} simulated hours, {} faults, {seconds:.0} s, {:.0} seeds/s",
            grouped(self.lives),
            grouped(self.millis / 3_600_000),
            grouped(self.faults.iter().sum()),
            self.lives as f64 / seconds.max(0.001)
        )
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (fault, count) in Fault::ALL.iter().zip(&self.faults) {
            writeln!(f, "{:>14}  {}", grouped(*count), fault.text())?;
        }
        writeln!(f)?;
        let rows = [
            (self.requests, "requests"),
            (self.handshakes, "handshakes"),
            (self.frames, "frames sent"),
            (self.calls, "calls of pages"),
            (self.delivered, "items delivered"),
            (self.lasting, "lives with somebody connected or connecting when the faults stopped"),
            (self.recoveries, "connections made anew when the faults stopped"),
            (self.recovery_millis / self.recoveries.max(1), "milliseconds that took on average"),
            (self.slowest_recovery, "milliseconds that took at most"),
            (self.most_handshakes as u64, "handshakes of one contact in a minute, at most"),
            (self.most_details as u64, "requests for details of one session in a minute, at most"),
        ];
        for (count, what) in rows {
            writeln!(f, "{:>14}  {what}", grouped(count))?;
        }
        Ok(())
    }
}

/// A number with its thousands apart.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let mut text = digits[..first].to_owned();
    for (index, digit) in digits[first..].char_indices() {
        if index % 3 == 0 && !text.is_empty() {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
