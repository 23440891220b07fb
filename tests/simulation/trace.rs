//! What happened, one line for each event, for a person who replays a seed.

/// Where the lines go.
#[derive(Default)]
pub enum Trace {
    /// Nowhere: a million lives are not read.
    #[default]
    Off,
    /// To the terminal as they happen, so that they are there when a life ends in a panic.
    Printed,
    /// Into this list, to be compared.
    Kept(Vec<String>),
}

impl Trace {
    /// Writes down what happened `at` milliseconds after the beginning.
    pub fn note(&mut self, at: u64, what: impl FnOnce() -> String) {
        if matches!(self, Trace::Off) {
            return;
        }
        let [hours, minutes, seconds] = [at / 3_600_000, at / 60_000 % 60, at / 1_000 % 60];
        let line = format!("{hours:>3}:{minutes:02}:{seconds:02}.{:03}  {}", at % 1_000, what());
        match self {
            Trace::Kept(lines) => lines.push(line),
            _ => println!("{line}"),
        }
    }
}
