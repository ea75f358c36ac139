//! `holdfastctl`: Holdfast without its window.
fn main() {}
