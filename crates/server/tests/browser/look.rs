//! What a browser is like: its window, its colours, its languages, whether it runs scripts.

use std::path::PathBuf;

use serde_json::json;

use crate::driver::Session;
use crate::leash::path;

#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    width: u32,
    height: u32,
    is_phone: bool,
    is_dark: bool,
    zoom: u32,
    languages: &'static str,
    has_scripts: bool,
}

impl Look {
    pub(crate) const DESKTOP: Self =
        Self { width: 1280, height: 900, is_phone: false, is_dark: false, zoom: 1, languages: "en-US,en", has_scripts: true };
    /// The narrowest screen that pages must fit on (WCAG 1.4.10).
    pub(crate) const PHONE: Self = Self { width: 320, height: 640, is_phone: true, ..Self::DESKTOP };

    pub(crate) const fn dark(self) -> Self {
        Self { is_dark: true, ..self }
    }

    /// As with Ctrl-+: 2 is 200 %.
    pub(crate) fn zoomed(self, zoom: u32) -> Self {
        Self { zoom, ..self }
    }

    /// As the reader's settings list them: `de-AT,de`.
    pub(crate) fn reading(self, languages: &'static str) -> Self {
        Self { languages, ..self }
    }

    pub(crate) fn without_scripts(self) -> Self {
        Self { has_scripts: false, ..self }
    }

    /// With another window.
    pub(crate) const fn sized(self, width: u32, height: u32) -> Self {
        Self { width, height, ..self }
    }

    /// With a window as high as this, if it was not already.
    pub(crate) fn at_least_as_high_as(self, height: u32) -> Self {
        Self { height: self.height.max(height * self.zoom), ..self }
    }

    pub(crate) fn has_scripts(self) -> bool {
        self.has_scripts
    }

    /// As a page measures it.
    pub(crate) fn width(self) -> u32 {
        self.width / self.zoom
    }

    /// As in a file's name: `phone.dark`.
    pub(crate) fn name(self) -> String {
        format!("{}.{}", if self.is_phone { "phone" } else { "desktop" }, if self.is_dark { "dark" } else { "light" })
    }

    /// A headless browser that knows no name but this machine's, with a new profile.
    pub(crate) fn open(self) -> Session {
        let (ui_language, _) = self.languages.split_once(',').unwrap_or((self.languages, ""));
        let mut arguments = vec![
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--no-proxy-server",
            "--hide-scrollbars",
            "--force-color-profile=srgb",
            // Whoever drives it is gone: then so is the browser.
            "--remote-debugging-pipe",
            "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
        ];
        let language = format!("--lang={ui_language}");
        arguments.push(&language);
        let mut preferences = json!({ "intl.accept_languages": self.languages });
        if !self.has_scripts {
            preferences["profile.managed_default_content_settings.javascript"] = json!(2);
        }
        let session = Session::open(&json!({
            "acceptInsecureCerts": true,
            "goog:loggingPrefs": { "performance": "ALL", "browser": "ALL" },
            "goog:chromeOptions": { "binary": chromium(), "args": arguments, "prefs": preferences },
        }));
        self.put_on(&session);
        session
    }

    /// Window and colours of the current tab. Languages and scripts are settled when the browser opens.
    pub(crate) fn put_on(self, session: &Session) {
        let window = json!({
            "width": self.width(),
            "height": self.height / self.zoom,
            "deviceScaleFactor": self.zoom,
            "mobile": self.is_phone,
        });
        // Without motion nothing is measured or pictured half-way.
        let media = json!({ "features": [
            { "name": "prefers-color-scheme", "value": if self.is_dark { "dark" } else { "light" } },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ] });
        for (command, parameters) in [("Emulation.setDeviceMetricsOverride", window), ("Emulation.setEmulatedMedia", media)] {
            session.devtools(command, &parameters).unwrap_or_else(|refusal| panic!("{command}: {refusal}"));
        }
    }
}

/// The browser, by the names it has on Linux.
fn chromium() -> PathBuf {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let path = path();
    let mut places = std::env::split_paths(&path).flat_map(|folder| names.map(|name| folder.join(name)));
    places.find(|place| place.is_file()).expect("Chromium is in PATH; ./test installs it")
}
