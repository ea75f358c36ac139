//! Rust source with its comments and literals taken apart, so that rules on code meet only code.

/// A Rust file as the rules read it.
pub struct Source {
    /// The code, line for line, with comments blanked and the inside of literals filled with `~`.
    pub code: String,
    /// Every string literal with the line it starts on, counted from one.
    pub literals: Vec<(usize, String)>,
}

/// Reads a whole file.
pub fn read(text: &str) -> Source {
    let mut reader = Reader { rest: text, code: String::with_capacity(text.len()), literals: Vec::new(), line: 1 };
    while !reader.rest.is_empty() {
        reader.step();
    }
    Source { code: reader.code, literals: reader.literals }
}

struct Reader<'a> {
    rest: &'a str,
    code: String,
    literals: Vec<(usize, String)>,
    line: usize,
}

impl Reader<'_> {
    fn step(&mut self) {
        if self.rest.starts_with("//") {
            let end = self.rest.find('\n').unwrap_or(self.rest.len());
            self.pass(end, ' ');
        } else if self.rest.starts_with("/*") {
            self.pass(block_comment(self.rest), ' ');
        } else if let Some((open, close)) = raw_string(self.rest).filter(|_| !self.inside_word()) {
            self.literal(open, &close);
        } else if self.rest.starts_with('"') {
            self.escaped_string();
        } else if let Some(length) = character(self.rest) {
            self.pass(length, '~');
        } else if let Some(c) = self.rest.chars().next() {
            self.keep(c.len_utf8());
        }
    }

    /// True when the last thing read belongs to a name, so that an `r` here is its continuation.
    fn inside_word(&self) -> bool {
        self.code.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_')
    }

    fn escaped_string(&mut self) {
        let mut escaped = false;
        let mut end = self.rest.len();
        for (at, c) in self.rest.char_indices().skip(1) {
            match (escaped, c) {
                (true, _) => escaped = false,
                (false, '\\') => escaped = true,
                (false, '"') => {
                    end = at;
                    break;
                }
                (false, _) => {}
            }
        }
        self.inside(1, end, 1);
    }

    fn literal(&mut self, open: usize, close: &str) {
        let inside = self.rest.get(open..).unwrap_or_default();
        let end = inside.find(close).map_or(self.rest.len(), |at| open + at);
        self.inside(open, end, close.len());
    }

    /// Notes the literal between two offsets and passes over it and its closing mark.
    fn inside(&mut self, open: usize, end: usize, close: usize) {
        let text = self.rest.get(open..end).unwrap_or_default().to_owned();
        self.literals.push((self.line, text));
        self.keep(open);
        self.pass(end.saturating_sub(open), '~');
        self.keep(close.min(self.rest.len()));
    }

    /// Moves on, leaving the text as it is.
    fn keep(&mut self, length: usize) {
        let (now, later) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.line += now.matches('\n').count();
        self.code.push_str(now);
        self.rest = later;
    }

    /// Moves on, leaving only white space and a filling.
    fn pass(&mut self, length: usize, filling: char) {
        let (now, later) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.line += now.matches('\n').count();
        self.code.extend(now.chars().map(|c| if c.is_whitespace() { c } else { filling }));
        self.rest = later;
    }
}

/// The length of a block comment, which may hold others.
fn block_comment(text: &str) -> usize {
    let mut depth = 0usize;
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                break;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

/// The length of the opening of a raw string, and what closes it.
fn raw_string(text: &str) -> Option<(usize, String)> {
    let prefix = ["r", "br", "cr"]
        .into_iter()
        .find(|p| text.strip_prefix(p).is_some_and(|rest| rest.starts_with('"') || rest.starts_with('#')))?;
    let rest = text.get(prefix.len()..)?;
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    // `r#name` is a raw identifier, not a string.
    rest.get(hashes..)?.starts_with('"').then(|| (prefix.len() + hashes + 1, format!("\"{}", "#".repeat(hashes))))
}

/// The length of a character literal; a lifetime is none.
fn character(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('\'')?;
    let first = inside.chars().next()?;
    if first == '\\' {
        let after = inside.char_indices().nth(2)?.0;
        return inside.get(after..)?.find('\'').map(|at| 1 + after + at + 1);
    }
    let after = first.len_utf8();
    inside.get(after..)?.starts_with('\'').then_some(1 + after + 1)
}

impl Source {
    /// The names in `#[cfg(test)] mod name;`.
    pub fn test_modules(&self) -> Vec<&str> {
        self.after_test_attributes()
            .filter_map(|(_, item)| {
                let head = item.get(..item.find([';', '{'])?)?;
                let name = head.split_whitespace().next_back()?;
                let declared = item.get(head.len()..)?.starts_with(';');
                (declared && head.split_whitespace().any(|word| word == "mod")).then_some(name)
            })
            .collect()
    }

    /// The byte ranges of items that stand under `#[cfg(test)]` or `#[test]`.
    pub fn test_ranges(&self) -> Vec<std::ops::Range<usize>> {
        self.after_test_attributes()
            .filter_map(|(start, item)| {
                let end = item.find(['{', ';'])?;
                let body = item.get(end..)?;
                body.starts_with('{').then(|| start..start + end + block(body))
            })
            .collect()
    }

    /// The line of a byte offset in the code, counted from one.
    pub fn line_of(&self, offset: usize) -> usize {
        self.code.get(..offset).unwrap_or_default().matches('\n').count() + 1
    }

    fn after_test_attributes(&self) -> impl Iterator<Item = (usize, &str)> {
        ["#[cfg(test)]", "#[test]"].into_iter().flat_map(move |attribute| {
            self.code.match_indices(attribute).filter_map(move |(at, _)| {
                let start = at + attribute.len();
                self.code.get(start..).map(|item| (start, item))
            })
        })
    }
}

/// The length of a block from its opening brace to after its closing one.
pub fn block(text: &str) -> usize {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
#[path = "source_tests.rs"]
mod tests;
