//! The TypeScript map of all commands, written from the same table that dispatches them.

use std::collections::BTreeMap;
use std::fmt::Write;
use ts_rs::{Config, TS, TypeVisitor};

/// Collects the declarations of types and all they use.
#[derive(Default)]
pub struct Declarations {
    config: Config,
    known: BTreeMap<String, String>,
}

impl Declarations {
    /// A collection in which 64-bit numbers are plain numbers: none here passes 2^53.
    #[must_use]
    pub fn new() -> Self {
        Self { config: Config::new().with_large_int("number"), known: BTreeMap::new() }
    }

    /// Adds a type and what it uses, and returns its name.
    pub fn add<T: TS + 'static + ?Sized>(&mut self) -> String {
        self.visit::<T>();
        T::name(&self.config)
    }

    /// All declarations, sorted by name.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        for declaration in self.known.values() {
            let _ = writeln!(out, "export {declaration}\n");
        }
        out
    }
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // Only types of ours have a place of their own; the rest are spelled out where they are used.
        if T::output_path().is_none() {
            return;
        }
        let name = T::ident(&self.config);
        if !self.known.contains_key(&name) {
            self.known.insert(name, T::decl(&self.config));
            T::visit_dependencies(self);
        }
    }
}
