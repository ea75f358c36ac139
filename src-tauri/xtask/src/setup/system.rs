//! What the operating system must bring: libraries to build on, tools to run and test with.

use super::Need;
use crate::process::{Step, on_path};

/// How to tell that a package is there.
enum Sign {
    /// A program on the path.
    Program(&'static str),
    /// A library known to pkg-config.
    Library(&'static str),
    /// A file at this place.
    File(&'static str),
    /// A module of Python.
    PythonModule(&'static str),
    /// Perl with the modules that OpenSSL's own configuration loads; Debian's perl-base lacks them.
    PerlModules,
}

/// One package, what it is for, and who needs it first.
pub struct Package {
    /// Debian's and Ubuntu's name for it.
    pub debian: &'static str,
    /// What it is, for other systems.
    pub purpose: &'static str,
    first_needed: Need,
    sign: Sign,
}

const fn package(debian: &'static str, purpose: &'static str, first_needed: Need, sign: Sign) -> Package {
    Package { debian, purpose, first_needed, sign }
}

/// How a session's bus learns to start the one of screen readers.
const SCREEN_READERS: &str = "/usr/share/dbus-1/services/org.a11y.Bus.service";

const PACKAGES: [Package; 15] = [
    package("make", "builds OpenSSL for SQLCipher", Need::Papers, Sign::Program("make")),
    package("perl", "configures OpenSSL for SQLCipher", Need::Papers, Sign::PerlModules),
    package("pkg-config", "finds libraries", Need::Window, Sign::Program("pkg-config")),
    package("libwebkit2gtk-4.1-dev", "WebKitGTK 4.1, headers", Need::Window, Sign::Library("webkit2gtk-4.1")),
    package("libgtk-3-dev", "GTK 3, headers", Need::Window, Sign::Library("gtk+-3.0")),
    package("libdbus-1-dev", "D-Bus, headers", Need::Window, Sign::Library("dbus-1")),
    package("dbus", "a private D-Bus session", Need::WindowAndKeyring, Sign::Program("dbus-run-session")),
    package("gnome-keyring", "a Secret Service", Need::WindowAndKeyring, Sign::Program("gnome-keyring-daemon")),
    package("xvfb", "a display for the screen tests", Need::Everything, Sign::Program("Xvfb")),
    package("webkit2gtk-driver", "drives the window in the screen tests", Need::Everything, Sign::Program("WebKitWebDriver")),
    package("at-spi2-core", "the bus of screen readers in tests", Need::Everything, Sign::File(SCREEN_READERS)),
    package("poppler-utils", "reads PDFs back in tests", Need::Everything, Sign::Program("pdftotext")),
    package("qpdf", "checks PDFs in tests", Need::Everything, Sign::Program("qpdf")),
    package(
        "python3-cryptography",
        "the second reader of sealed bundles in tests",
        Need::Everything,
        Sign::PythonModule("cryptography"),
    ),
    package("binutils", "reads the window's symbols in tests", Need::Everything, Sign::Program("nm")),
];

/// The packages this command needs and does not find. Windows and macOS bring their own web view.
pub fn missing(need: Need) -> Vec<&'static Package> {
    PACKAGES
        .iter()
        .filter(|package| package.first_needed <= need)
        .filter(|package| cfg!(target_os = "linux") || matches!(package.sign, Sign::PerlModules))
        .filter(|package| !is_there(&package.sign))
        .collect()
}

/// Each package with its purpose, for people.
pub fn list(packages: &[&Package]) -> Vec<String> {
    packages.iter().map(|p| format!("{} ({})", p.debian, p.purpose)).collect()
}

fn is_there(sign: &Sign) -> bool {
    match sign {
        Sign::Program(name) => on_path(name).is_some(),
        Sign::Library(name) => Step::program("pkg-config").args(["--exists", name]).works(),
        Sign::File(path) => std::path::Path::new(path).is_file(),
        Sign::PythonModule(name) => Step::program("python3").args(["-c", &format!("import {name}")]).works(),
        Sign::PerlModules => {
            Step::program("perl").args(["-MFindBin", "-MIPC::Cmd", "-MFile::Compare", "-MFile::Copy", "-e", "1"]).works()
        }
    }
}
