//! Overnight lists end to end: the samples, every dress of a list, single cells, and hostile bytes.

#[cfg(test)]
mod cells;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod support;
