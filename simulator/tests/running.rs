//! The service as a whole: its start and stop, its load, its command.

mod common;

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use common::Service;
use connect_local::{Options, Script};
use serde_json::{Value, json};

#[tokio::test]
async fn a_stop_closes_sockets_ends_feeds_and_lets_held_calls_go() {
    let mut service = Service::start().await;
    let feed = service.client.get(service.url("/agent/events")).send().await.expect("an answer");
    let (contact_id, mut socket, url, token) = {
        let customer = service.customer().await;
        let socket = customer.listen().await;
        (customer.contact_id.clone(), socket, service.url("/participant/transcript"), customer.connection_token.clone())
    };
    let hold = json!({ "contactId": contact_id, "operation": "*", "hold": true });
    service.post("/control/faults", hold).await;
    let held = tokio::spawn(service.client.post(url).header("x-amz-bearer", token).body("{}").send());
    while service.get("/control/state").await["heldRequests"] != 1 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let before = Instant::now();
    let (closed, ()) = tokio::join!(socket.closed(), service.stop());
    assert_eq!(closed.map(|frame| u16::from(frame.code)), Some(1001));
    assert!(before.elapsed() < Duration::from_secs(3), "took {:?}", before.elapsed());
    assert!(held.await.expect("no panic").expect("an answer").status().is_success());
    assert!(feed.text().await.is_ok());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_contacts_and_long_bursts_do_not_slow_it_down() {
    const CONTACTS: usize = 200;
    const BURST: usize = 1_500;
    const SAMPLE: usize = 300;
    let service = Service::start().await;
    let mut sockets = Vec::new();
    for _ in 0..CONTACTS {
        let customer = service.customer().await;
        sockets.push((customer.listen().await, customer));
    }
    let (socket, customer) = &mut sockets[0];
    let mut took = Vec::with_capacity(BURST);
    for number in 0..BURST {
        let item = json!({ "Type": "MESSAGE", "Content": number.to_string() });
        let before = Instant::now();
        customer.control("item", item).await;
        took.push(before.elapsed());
    }
    for number in 0..BURST {
        assert_eq!(socket.item().await["Content"], number.to_string());
    }
    let early = median(&took[..SAMPLE]);
    let late = median(&took[BURST - SAMPLE..]);
    // Generous, because the machine has other work; a cost that grows with the transcript shows as
    // a multiple.
    assert!(late < early * 4, "an item took {early:?} at first, {late:?} in the end");
    let page = customer.call("transcript", json!({ "MaxResults": 1 })).await;
    assert_eq!(page["Transcript"][0]["Content"], (BURST - 1).to_string());
    assert_eq!(service.get("/control/state").await["openSockets"], CONTACTS);
}

fn median(times: &[Duration]) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort();
    sorted[sorted.len() / 2]
}

#[tokio::test]
async fn folders_are_served_at_their_paths_and_never_cached() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["www", "dist", "modules"] {
        let path = folder.path().join(name);
        std::fs::create_dir(&path).expect("a folder");
        std::fs::write(path.join("index.html"), format!("<p>{name}</p>")).expect("a file");
        std::fs::write(path.join("a.js"), format!("// {name}")).expect("a file");
    }
    let service = Service::start_with(Options {
        www: Some(folder.path().join("www")),
        dist: Some(folder.path().join("dist")),
        modules: Some(folder.path().join("modules")),
        script: Script::Silent,
        ..Options::default()
    })
    .await;
    for (path, expected) in
        [("/", "<p>www</p>"), ("/a.js", "// www"), ("/dist/a.js", "// dist"), ("/node_modules/a.js", "// modules")]
    {
        let answer = service.client.get(service.url(path)).send().await.expect("an answer");
        assert_eq!(answer.headers()["cache-control"], "no-store");
        assert_eq!(answer.text().await.expect("a body"), expected, "{path}");
    }
    let outside = service.client.get(service.url("/dist/%2e%2e/www/a.js")).send().await.expect("an answer");
    assert_eq!(outside.status(), 404);
    assert_eq!(service.client.get(service.url("/none.js")).send().await.expect("an answer").status(), 404);
    let customer = service.customer().await;
    let unknown = customer.refused("no-such-operation", json!({})).await;
    assert_eq!(unknown.1, "UnknownOperationException", "not looked for among the pages");
}

fn command() -> Command {
    Command::new(env!("CARGO_BIN_EXE_connect-local"))
}

#[test]
fn the_help_says_what_it_is_not_for() {
    let help = command().arg("--help").output().expect("an output");
    let text = String::from_utf8(help.stdout).expect("text");
    assert!(text.contains("For development and tests: it holds no real data"), "{text}");
    for option in ["--port", "--host", "--www", "--dist", "--modules", "--script", "--verbose"] {
        assert!(text.contains(option), "{option}");
    }
}

#[test]
fn the_command_says_one_line_where_it_listens_and_stops_when_told() {
    let temporary = tempfile::tempdir().expect("a folder");
    let mut running = command()
        .args(["--port", "0"])
        .env("TMPDIR", temporary.path())
        .stdout(Stdio::piped())
        .spawn()
        .expect("a process");
    let mut output = BufReader::new(running.stdout.take().expect("an output"));
    let mut line = String::new();
    output.read_line(&mut line).expect("a line");
    let address = line.strip_prefix("connect-local listening on http://").expect("the announcement").trim();
    let taken = address.rsplit(':').next().expect("a port");
    let second = command().args(["--port", taken]).output().expect("an output");
    assert!(!second.status.success(), "a port that was asked for and is taken is an error");
    assert!(!second.stderr.is_empty());
    let stop = Command::new("kill").arg(running.id().to_string()).status().expect("a status");
    assert!(stop.success());
    assert!(running.wait().expect("a status").success());
    let left = std::fs::read_dir(temporary.path()).expect("a folder").count();
    assert_eq!(left, 0, "the folder of attachments goes with the service");
    let mut rest = String::new();
    output.read_to_string(&mut rest).expect("text");
    assert_eq!(rest, "");
}

#[test]
fn an_unknown_script_is_refused_by_name() {
    let refused = command().args(["--script", "poet"]).output().expect("an output");
    assert!(!refused.status.success());
    let text = String::from_utf8(refused.stderr).expect("text");
    assert!(text.contains("greeter, silent, echo"), "{text}");
}

#[tokio::test]
async fn the_state_counts_what_there_is() {
    let service = Service::start().await;
    let customer = service.customer().await;
    let _socket = customer.listen().await;
    let expected: Value = json!({
        "contacts": 1, "openContacts": 1, "openSockets": 1,
        "pendingFaults": 0, "heldRequests": 0, "attachments": 0,
    });
    assert_eq!(service.get("/control/state").await, expected);
}
