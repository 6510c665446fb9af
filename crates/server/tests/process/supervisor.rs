//! A supervisor is told when the start is over and when it ends; the start waits for a database that comes up later.

use std::os::unix::net::UnixDatagram;
use std::time::Duration;

use crate::cluster::Cluster;
use crate::harness::Install;

/// What was told until now, and what comes within a few seconds if nothing was.
fn told(socket: &UnixDatagram) -> String {
    let mut buffer = [0; 256];
    let length = socket.recv(&mut buffer).expect("told in time");
    String::from_utf8_lossy(&buffer[..length]).into_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_start_and_the_end_are_told() {
    let install = Install::on_sqlite().set("LOG__FORMAT", "json");
    install.ok(&["migrate"]).await;
    for command in ["serve", "worker"] {
        let path = install.folder.path().join(format!("{command}.sock"));
        let socket = UnixDatagram::bind(&path).unwrap();
        socket.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        let variables = [("NOTIFY_SOCKET", path.to_str().unwrap())];
        let process = install.start_beside(&[command], &variables);
        assert_eq!(told(&socket).trim(), "READY=1", "{}", process.said());
        process.terminate();
        assert_eq!(told(&socket).trim(), "STOPPING=1", "{}", process.said());
        let said = process.stop().await;
        let lines: Vec<serde_json::Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let start = lines.iter().find(|line| line["version"].is_string()).unwrap_or_else(|| panic!("{said}"));
        assert_eq!((start["version"].as_str(), start["database"].as_str()), (Some(env!("CARGO_PKG_VERSION")), Some("sqlite")), "{start}");
        if command == "serve" {
            assert_eq!(start["server.listen"], format!("127.0.0.1:{}", install.port), "{start}");
        }
        assert_eq!(lines.last().unwrap()["message"], "stopped", "{said}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_ends_the_wait_for_the_database() {
    let install = Install::on_sqlite().set("DATABASE__URL", "postgres://nobody:sesame@127.0.0.1:1/none").set("DATABASE__START_WAIT", "600");
    let process = install.start(&["serve"]);
    process.until_it_says("waiting for the database").await;
    let said = process.stop().await;
    assert!(said.contains("stopped while waiting for the database") && !said.contains("sesame"), "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_watchdog_hears_that_the_process_runs() {
    let install = Install::on_sqlite();
    install.ok(&["migrate"]).await;
    let path = install.folder.path().join("notify.sock");
    let socket = UnixDatagram::bind(&path).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let variables = [("NOTIFY_SOCKET", path.to_str().unwrap()), ("WATCHDOG_USEC", "400000")];
    let process = install.start_watched(&["serve"], &variables);
    assert_eq!(told(&socket).trim(), "READY=1", "{}", process.said());
    for _ in 0..5 {
        assert_eq!(told(&socket).trim(), "WATCHDOG=1", "{}", process.said());
    }
    process.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_start_waits_for_a_postgres_that_comes_up_later() {
    let Some(cluster) = Cluster::start() else { return };
    let database = cluster.database();
    database.administer("CREATE DATABASE ringfence").await;
    let install = Install::new(tempfile::tempdir().unwrap(), database).set("DATABASE__START_WAIT", "120");
    install.ok(&["migrate"]).await;
    install.ok(&["tenant", "create", "acme", "--domain", &format!("127.0.0.1:{}", install.port)]).await;
    cluster.go_down();
    let mut process = install.start(&["serve"]);
    process.until_it_says("waiting for the database").await;
    cluster.go_on();
    process.until_it_answers(install.port).await;
    let ready = reqwest::get(format!("http://127.0.0.1:{}/ready", install.port)).await.unwrap();
    assert_eq!(ready.status().as_u16(), 200, "{}", process.said());
    process.stop().await;
}
