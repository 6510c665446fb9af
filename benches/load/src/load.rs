//! Many clients at once, for a while: as fast as answers come (closed loop), or at a given rate.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::ensure;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

use crate::http::Connection;
use crate::latency::Latencies;
use crate::meter;
use crate::server::Server;
use crate::walk::{Failure, Steps, Walker};

/// Caches fill, statements are prepared, connections are made; not measured.
const WARM_UP: Duration = Duration::from_secs(2);
/// A server that refuses at once must not be asked again without end.
const AFTER_FAILURE: Duration = Duration::from_millis(10);

pub(crate) struct Plan {
    pub(crate) seconds: Duration,
    pub(crate) clients: u32,
}

#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) challenge: Latencies,
    pub(crate) inbox: Latencies,
    pub(crate) verify: Latencies,
    pub(crate) cycle: Latencies,
    pub(crate) early_readings: u64,
    pub(crate) errors: BTreeMap<String, u64>,
}

/// What was seen between two readings of the meters.
pub(crate) struct Measured {
    pub(crate) tally: Tally,
    pub(crate) seconds: f64,
    pub(crate) server_cpu: Duration,
    pub(crate) own_cpu: Duration,
    pub(crate) machine_cpu: Duration,
}

impl Measured {
    /// Whole cycles a second.
    pub(crate) fn rate(&self) -> f64 {
        self.tally.cycle.len() as f64 / self.seconds
    }
}

/// Walks everybody for the plan's time, at `rate` cycles a second if one is given; returns the users for another round.
pub(crate) async fn run(server: &Server, people: Vec<Walker>, plan: &Plan, rate: Option<f64>) -> anyhow::Result<(Vec<Walker>, Measured)> {
    let begin = Instant::now();
    let window = Window { from: begin + WARM_UP, until: begin + WARM_UP + plan.seconds };
    let mut clients = JoinSet::new();
    for (number, people) in shared_out(people, plan.clients as usize).into_iter().enumerate() {
        let pace = rate.map(|rate| Pace::of_client(number, plan.clients, rate, begin));
        clients.spawn(Client { connection: Connection::new(server.address), people, tally: Tally::default(), window, pace }.walk());
    }
    sleep_until(window.from).await;
    let before = Readings::take(server)?;
    sleep_until(window.until).await;
    let after = Readings::take(server)?;

    let (mut people, mut tally) = (Vec::new(), Tally::default());
    while let Some(client) = clients.join_next().await {
        let mut client = client?;
        people.append(&mut client.people);
        tally.add(client.tally);
    }
    ensure!(tally.cycle.len() > 0, "not one cycle was completed: {:?}", tally.errors);
    Ok((people, after.since(&before, tally)))
}

#[derive(Clone, Copy)]
struct Window {
    from: Instant,
    until: Instant,
}

struct Client {
    connection: Connection,
    people: Vec<Walker>,
    tally: Tally,
    window: Window,
    pace: Option<Pace>,
}

impl Client {
    /// One user after the other, so that a user's next code comes long after their last.
    async fn walk(mut self) -> Self {
        for turn in (0..self.people.len()).cycle() {
            let due = match &mut self.pace {
                Some(pace) => pace.next().await,
                None => Instant::now(),
            };
            if due >= self.window.until {
                break;
            }
            let late = due.elapsed();
            let outcome = self.people[turn].cycle(&mut self.connection).await;
            let is_failure = outcome.is_err();
            // A cycle counts where it ends, so that as many are cut off at the beginning as at the end.
            if (self.window.from..self.window.until).contains(&Instant::now()) {
                self.tally.count(outcome, late);
            }
            if is_failure && self.pace.is_none() {
                tokio::time::sleep(AFTER_FAILURE).await;
            }
        }
        self
    }
}

/// The moments at which one client's cycles are due, evenly interleaved with those of the others.
struct Pace {
    next: Instant,
    every: Duration,
}

impl Pace {
    fn of_client(number: usize, clients: u32, rate: f64, begin: Instant) -> Self {
        let between = Duration::from_secs_f64(1.0 / rate);
        Self { next: begin + between.mul_f64(number as f64), every: between * clients }
    }

    /// The moment from which the next cycle's time counts. A client that comes late because the server kept it counts from when it
    /// should have begun: the wait belongs to the server. One that had to wait counts from its waking: the timer's
    /// millisecond belongs to the tool.
    async fn next(&mut self) -> Instant {
        let due = self.take();
        if due <= Instant::now() {
            return due;
        }
        sleep_until(due).await;
        Instant::now()
    }

    fn take(&mut self) -> Instant {
        let due = self.next;
        self.next += self.every;
        due
    }
}

impl Tally {
    fn count(&mut self, outcome: Result<Steps, Failure>, late: Duration) {
        match outcome {
            Ok(steps) => {
                self.challenge.add(late + steps.challenge);
                self.inbox.add(steps.inbox);
                self.verify.add(steps.verify);
                self.cycle.add(late + steps.challenge + steps.inbox + steps.verify);
                self.early_readings += steps.early_readings;
            }
            Err(failure) => *self.errors.entry(failure.to_string()).or_default() += 1,
        }
    }

    fn add(&mut self, mut other: Self) {
        self.challenge.append(&mut other.challenge);
        self.inbox.append(&mut other.inbox);
        self.verify.append(&mut other.verify);
        self.cycle.append(&mut other.cycle);
        self.early_readings += other.early_readings;
        for (kind, times) in other.errors {
            *self.errors.entry(kind).or_default() += times;
        }
    }
}

struct Readings {
    at: Instant,
    server: Duration,
    own: Duration,
    machine: Duration,
}

impl Readings {
    fn take(server: &Server) -> anyhow::Result<Self> {
        let own = meter::process_cpu(std::process::id())?;
        Ok(Self { at: Instant::now(), server: server.cpu()?, own, machine: meter::machine_cpu()? })
    }

    fn since(&self, before: &Self, tally: Tally) -> Measured {
        Measured {
            tally,
            seconds: (self.at - before.at).as_secs_f64(),
            server_cpu: self.server - before.server,
            own_cpu: self.own - before.own,
            machine_cpu: self.machine - before.machine,
        }
    }
}

fn shared_out(people: Vec<Walker>, clients: usize) -> Vec<Vec<Walker>> {
    let mut shares: Vec<Vec<Walker>> = (0..clients).map(|_| Vec::new()).collect();
    for (number, walker) in people.into_iter().enumerate() {
        shares[number % clients].push(walker);
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clients_take_turns() {
        let begin = Instant::now();
        let mut due: Vec<Instant> = (0..4)
            .flat_map(|number| {
                let mut pace = Pace::of_client(number, 4, 100.0, begin);
                [pace.take(), pace.take()]
            })
            .collect();
        due.sort();
        let gaps: Vec<Duration> = due.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert_eq!((due[0], gaps), (begin, vec![Duration::from_millis(10); 7]));
    }

    #[tokio::test]
    async fn who_is_late_counts_from_when_it_was_due() {
        let begin = Instant::now();
        let mut pace = Pace::of_client(0, 1, 100.0, begin - Duration::from_millis(10));
        assert_eq!(pace.next().await, begin - Duration::from_millis(10));
        assert_eq!(pace.next().await, begin);
        assert!(pace.next().await >= begin + Duration::from_millis(10), "not due yet: waited for");
    }
}
