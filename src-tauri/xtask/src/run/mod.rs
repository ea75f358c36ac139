//! `cargo xtask run`: the window where there is a display, the example unit's morning where not.

mod morning;
mod window;

use crate::display;
use crate::failure::Failure;
use crate::ground::Ground;
use crate::setup::{self, Answer, Need};
use crate::ui;

pub use window::build_window;

/// Which session the window is started in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Session {
    /// The person's own.
    AsItIs,
    /// A private one with a keyring, for trying a real unit on a machine that has none.
    PrivateKeyring,
}

/// Opens the window, or says why not and writes the morning's papers.
pub fn run(ground: &Ground, answer: Answer, session: Session) -> Result<(), Failure> {
    if !display::there_is_one() {
        println!("There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window.");
        println!("Instead the example unit holds its morning and writes its papers.");
        return headless(ground, answer);
    }
    let need = match session {
        Session::AsItIs => Need::Window,
        Session::PrivateKeyring => Need::WindowAndKeyring,
    };
    setup::setup(ground, need, answer)?;
    ui::build(ground)?;
    build_window(ground)?;
    match window::open(ground, session)? {
        window::Outcome::Closed => Ok(()),
        window::Outcome::Broke(reason) => Err(Failure::new(reason)),
        window::Outcome::NeverOpened(reason) => {
            println!("\nThe window could not open: {reason}");
            println!("Instead the example unit holds its morning and writes its papers.");
            headless(ground, answer)
        }
    }
}

/// The morning without a window; needs a C compiler, make and perl, and nothing graphical.
fn headless(ground: &Ground, answer: Answer) -> Result<(), Failure> {
    setup::setup(ground, Need::Papers, answer)?;
    morning::hold(ground)
}
