//! The two people at the head of a plan, clearly apart: by place, by word and by the shape of their bar.

use super::PaperRefusal;
use super::blocks::{PersonColumn, Rich, Solidity};
use super::layout::{BODY, Setting};
use super::lines::{Line, Style};
use super::page::{BOTTOM, HEIGHT, INK, LEFT, MEASURE, Role, Shape, TOP};

const LABEL: Style = Style { size: 9.0, lead: 14.0, bold: true };
const NAME: Style = Style { size: 14.0, lead: 20.0, bold: true };
const BAR: f32 = 6.0;
/// From the bar's left edge to the text.
const INDENT: f32 = 15.0;
const BETWEEN: f32 = 20.0;
/// Lines that stand together where the columns begin: who it is, the name, and what is said first.
const HEADS: usize = 3;
const WIDE: f32 = (MEASURE - BETWEEN) / 2.0;

/// A line with the style it is set in.
type Styled = (Line, Style);

impl Setting<'_> {
    /// Two columns; where they are taller than a page they go on, bars and all, on the next.
    pub(crate) fn two_people(&mut self, left: &PersonColumn, right: &PersonColumn) -> Result<(), PaperRefusal> {
        let (first, second) = (self.person_lines(left)?, self.person_lines(right)?);
        self.clear_square();
        self.before(8.0);
        let whole = height(&first).max(height(&second));
        if whole <= HEIGHT - TOP - BOTTOM {
            self.need(whole);
        } else {
            // What is taller than a page begins where its heads have room, never at the very foot of one.
            let heads = [&first, &second].map(|lines| height(lines.get(..HEADS).unwrap_or(lines)));
            self.need(heads[0].max(heads[1]));
        }
        let mut columns = [(LEFT, left.bar, first.as_slice()), (LEFT + WIDE + BETWEEN, right.bar, second.as_slice())];
        loop {
            let room = self.room();
            let tall = columns.iter().map(|(_, _, lines)| height(upper(lines, room))).fold(0.0, f32::max);
            for (x, bar, lines) in &mut columns {
                let now = upper(lines, room);
                if !lines.is_empty() {
                    self.person_bar(*bar, *x, tall);
                    self.person(now, *x + INDENT);
                }
                *lines = lines.get(now.len()..).unwrap_or_default();
            }
            self.y += tall + 6.0;
            if columns.iter().all(|(_, _, lines)| lines.is_empty()) {
                return Ok(());
            }
            self.new_page();
        }
    }

    fn person_lines(&mut self, person: &PersonColumn) -> Result<Vec<Styled>, PaperRefusal> {
        let wide = WIDE - INDENT;
        let label = Rich::plain(person.label.to_uppercase());
        let mut all = Vec::new();
        for (text, style, field) in
            [(&label, LABEL, person.label.clone()), (&Rich::plain(&person.name), NAME, format!("{}: name", person.label))]
        {
            let style = self.style(style);
            all.extend(self.lines(text, style, wide, &field)?.into_iter().map(|line| (line, style)));
        }
        let body = self.style(BODY);
        for text in &person.lines {
            all.extend(self.lines(text, body, wide, &person.label)?.into_iter().map(|line| (line, body)));
        }
        Ok(all)
    }

    fn person(&mut self, lines: &[Styled], x: f32) {
        self.begin(Role::Paragraph);
        let mut top = self.y + 2.0;
        for (line, style) in lines {
            self.line(line, x, top + style.size, *style, INK);
            top += style.lead;
        }
        self.end();
    }

    fn person_bar(&mut self, bar: Solidity, x: f32, tall: f32) {
        match bar {
            Solidity::Solid => self.add(Shape::Fill { x, y: self.y, w: BAR, h: tall, grey: INK }),
            Solidity::Hatched => self.add(Shape::Hatch { x, y: self.y, w: BAR, h: tall }),
        }
    }
}

fn height(lines: &[Styled]) -> f32 {
    6.0 + lines.iter().map(|(_, style)| style.lead).sum::<f32>()
}

/// The lines that have room, at least one.
fn upper(lines: &[Styled], room: f32) -> &[Styled] {
    let mut take = lines.len();
    while take > 1 && lines.get(..take).is_some_and(|some| height(some) > room) {
        take -= 1;
    }
    lines.get(..take).unwrap_or(lines)
}
