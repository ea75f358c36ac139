//! Blocks onto pages: what keeps together and what may break.

use super::blocks::{Block, Rich};
use super::lines::{Line, Missing, Piece, Style, break_lines};
use super::page::{BOTTOM, Element, HEIGHT, INK, LEFT, Layout, MEASURE, Page, Placed, Role, Shape, TOP};
use super::{Language, PaperRefusal};

/// Side of the square at the head of the first page, with its words below and the room around it.
const SQUARE: f32 = 74.0;

const TITLE: Style = Style { size: 20.0, lead: 25.0, bold: true };
const HEADING: Style = Style { size: 12.5, lead: 17.0, bold: true };
const SUBHEADING: Style = Style { size: 10.5, lead: 15.0, bold: true };
/// Body text (screen-and-paper 2.8: 10.5 points).
pub(crate) const BODY: Style = Style { size: 10.5, lead: 14.5, bold: false };
const SMALL: Style = Style { size: 9.0, lead: 12.0, bold: false };
/// Between a heading and what it heads.
const AFTER_HEADING: f32 = 3.0;
/// Room inside a box, above and below.
const BOX_PAD: f32 = 7.0;

/// A paper in the making.
pub(crate) struct Setting<'m> {
    pub(crate) layout: Layout,
    pub(crate) y: f32,
    pub(crate) missing: &'m mut Missing,
    /// How many times larger than standard the text is set.
    pub(crate) scale: f32,
    /// The part that what is drawn now belongs to; none while something is drawn as decoration.
    open: Option<usize>,
    square: Square,
}

/// Whether the first page keeps room for the square beside its title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Square {
    Beside,
    None,
}

/// Sets blocks onto pages; characters no face has are noted, not drawn.
pub(crate) fn set(blocks: &[Block], square: Square, scale: f32, missing: &mut Missing) -> Result<Layout, PaperRefusal> {
    let document = Element { role: Role::Document, parent: None };
    let layout = Layout { pages: vec![Page::default()], elements: vec![document] };
    let mut setting = Setting { layout, y: TOP, missing, scale, open: Some(0), square };
    for (index, block) in blocks.iter().enumerate() {
        setting.block(block, blocks.get(index + 1..).unwrap_or_default())?;
    }
    Ok(setting.layout)
}

impl Setting<'_> {
    fn block(&mut self, block: &Block, rest: &[Block]) -> Result<(), PaperRefusal> {
        match block {
            Block::Title { text } => self.heading(Role::Title, text, self.style(TITLE), rest),
            Block::Heading { text, level } => {
                self.heading(Role::Heading(*level), &Rich::plain(text), self.style(heading_style(*level)), rest)
            }
            Block::Paragraph { field, text } => self.paragraph(field, text, self.style(BODY), INK),
            Block::Small { field, text } => self.paragraph(field, text, self.style(SMALL), 0.25),
            Block::Boxed { field, text } => self.boxed(field, text),
            Block::TwoPeople { left, right } => self.two_people(left, right),
            Block::Table { field, columns, rows, made_for } => self.table(field, columns, rows, *made_for),
            Block::Bullets { field, items } => self.bullets(field, items),
            Block::Facts { facts } => self.facts(facts),
            Block::Space { points } => {
                self.before(f32::from(*points));
                Ok(())
            }
        }
    }

    /// A style at the size this paper is set in.
    pub(crate) fn style(&self, standard: Style) -> Style {
        standard.times(self.scale)
    }

    /// Opens a part of the paper; what is drawn now belongs to it. Decoration has no parts.
    pub(crate) fn begin(&mut self, role: Role) {
        if self.open.is_none() {
            return;
        }
        self.layout.elements.push(Element { role, parent: self.open });
        self.open = Some(self.layout.elements.len() - 1);
    }

    /// Closes the part opened last.
    pub(crate) fn end(&mut self) {
        self.open = self.open.and_then(|open| self.layout.elements.get(open)).and_then(|element| element.parent);
    }

    /// Draws as decoration, whatever part is open: what is said again, and what the words beside it say.
    pub(crate) fn as_decoration(&mut self, draw: impl FnOnce(&mut Self)) {
        let open = self.open.take();
        draw(self);
        self.open = open;
    }

    pub(crate) fn new_page(&mut self) {
        self.layout.pages.push(Page::default());
        self.y = TOP;
    }

    pub(crate) fn room(&self) -> f32 {
        HEIGHT - BOTTOM - self.y
    }

    fn beside_square(&self) -> bool {
        self.square == Square::Beside && self.layout.pages.len() == 1 && self.y < TOP + SQUARE
    }

    /// Width to set in: narrower beside the square at the head of the first page.
    fn measure(&self) -> f32 {
        if self.beside_square() { MEASURE - SQUARE - 12.0 } else { MEASURE }
    }

    /// Boxes, tables and people take the whole width, so they begin below the square.
    pub(crate) fn clear_square(&mut self) {
        if self.beside_square() {
            self.y = TOP + SQUARE;
        }
    }

    pub(crate) fn need(&mut self, height: f32) {
        if self.room() < height && self.y > TOP {
            self.new_page();
        }
    }

    /// Adds a shape; text belongs to the part that is open, everything else is decoration.
    pub(crate) fn add(&mut self, shape: Shape) {
        let element = matches!(shape, Shape::Text { .. }).then_some(self.open).flatten();
        if let Some(page) = self.layout.pages.last_mut() {
            page.shapes.push(Placed { shape, element });
        }
    }

    /// Space before a block, unless it opens a page.
    pub(crate) fn before(&mut self, space: f32) {
        if self.y > TOP {
            self.y += space;
        }
    }

    /// Lines of a text in this width.
    pub(crate) fn lines(&mut self, text: &Rich, style: Style, wide: f32, field: &str) -> Result<Vec<Line>, PaperRefusal> {
        break_lines(text, style, wide, field, self.missing)
    }

    pub(crate) fn line(&mut self, line: &Line, x: f32, base: f32, style: Style, grey: f32) {
        for piece in &line.pieces {
            match piece {
                Piece::Text { x: at, text, face, language } => {
                    let shape = Shape::Text { x: x + at, y: base, size: style.size, face: *face, text: text.clone(), grey };
                    self.spoken(shape, *language);
                }
                Piece::Bars { x: at, filled } => self.bars(x + at, base, *filled),
            }
        }
    }

    /// Adds text; where it is in another language than the paper, as a part of its own that says so.
    fn spoken(&mut self, text: Shape, language: Option<Language>) {
        let Some(language) = language else { return self.add(text) };
        self.begin(Role::Span(language));
        self.add(text);
        self.end();
    }

    fn bars(&mut self, x: f32, base: f32, filled: u8) {
        for bar in 0..3_u8 {
            let left = x + f32::from(bar) * 7.4;
            let top = base - 9.0;
            if bar < filled {
                self.add(Shape::Fill { x: left, y: top, w: 5.6, h: 10.2, grey: INK });
            } else {
                self.add(Shape::Outline { x: left + 0.45, y: top + 0.45, w: 4.7, h: 9.3 });
            }
        }
    }

    /// A heading stays with at least the beginning of what follows.
    fn heading(&mut self, role: Role, text: &Rich, style: Style, rest: &[Block]) -> Result<(), PaperRefusal> {
        let before = if role == Role::Title { 0.0 } else { 14.0 };
        let lines = self.lines(text, style, self.measure(), "heading")?;
        let follows = self.least(rest)?;
        self.need(before + style.lead * count(&lines) + AFTER_HEADING + follows);
        self.before(before);
        self.begin(role);
        // A heading is not divided, but one taller than the page goes on over it.
        self.flow(&lines, LEFT, style, INK);
        self.end();
        self.y += AFTER_HEADING;
        Ok(())
    }

    /// The least height at which the first of these blocks may begin.
    fn least(&mut self, blocks: &[Block]) -> Result<f32, PaperRefusal> {
        let Some((first, rest)) = blocks.split_first() else { return Ok(0.0) };
        let (measure, mut unsaid) = (self.measure(), Missing::default());
        let mut height = |text: &Rich, style: Style, wide: f32| -> Result<f32, PaperRefusal> {
            let lines = break_lines(text, style, wide, "", &mut unsaid)?.len();
            Ok(style.lead * as_points(if lines > 3 { 2 } else { lines }) + 3.0)
        };
        match first {
            Block::Title { text } => Ok(height(text, self.style(TITLE), measure)? + AFTER_HEADING + self.least(rest)?),
            Block::Heading { text, level } => Ok(14.0
                + height(&Rich::plain(text), self.style(heading_style(*level)), measure)?
                + AFTER_HEADING
                + self.least(rest)?),
            Block::Paragraph { text, .. } => height(text, self.style(BODY), measure),
            Block::Small { text, .. } => height(text, self.style(SMALL), measure),
            Block::Boxed { text, .. } => Ok(height(text, self.style(BODY), MEASURE - 20.0)? + 2.0 * BOX_PAD + 6.0),
            Block::Bullets { items, .. } => items.first().map_or(Ok(0.0), |item| height(item, self.style(BODY), measure - 14.0)),
            Block::Facts { .. } => Ok(2.0 * self.style(BODY).lead),
            Block::TwoPeople { .. } => Ok(6.0 * self.style(BODY).lead),
            Block::Table { columns, rows, made_for, .. } => self.table_start(columns, rows.first(), *made_for),
            Block::Space { points } => Ok(f32::from(*points) + self.least(rest)?),
        }
    }

    fn paragraph(&mut self, field: &str, text: &Rich, style: Style, grey: f32) -> Result<(), PaperRefusal> {
        let lines = self.lines(text, style, self.measure(), field)?;
        self.before(2.5);
        self.begin(Role::Paragraph);
        self.flow(&lines, LEFT, style, grey);
        self.end();
        self.y += 3.0;
        Ok(())
    }

    /// Lines down the page and over it: no single first or last line is left alone.
    fn flow(&mut self, lines: &[Line], x: f32, style: Style, grey: f32) {
        let mut rest = lines;
        while !rest.is_empty() {
            let take = lines_before_break(rest.len(), fits(self.room(), style.lead), self.y <= TOP);
            let (now, later) = rest.split_at(take);
            for line in now {
                self.line(line, x, self.y + style.size, style, grey);
                self.y += style.lead;
            }
            if !later.is_empty() {
                self.new_page();
            }
            rest = later;
        }
    }

    fn bullets(&mut self, field: &str, items: &[Rich]) -> Result<(), PaperRefusal> {
        self.before(2.5);
        self.begin(Role::List);
        for item in items {
            let lines = self.lines(item, self.style(BODY), self.measure() - 14.0, field)?;
            self.need(self.style(BODY).lead * as_points(lines.len().min(2)));
            self.add(Shape::Fill { x: LEFT + 3.0, y: self.y + 5.5 * self.scale, w: 3.2, h: 3.2, grey: INK });
            self.begin(Role::Item);
            self.begin(Role::ItemBody);
            self.flow(&lines, LEFT + 14.0, self.style(BODY), INK);
            self.end();
            self.end();
            self.y += 2.0;
        }
        self.end();
        Ok(())
    }

    /// Names and values, one below the other.
    fn facts(&mut self, facts: &[(String, Rich)]) -> Result<(), PaperRefusal> {
        let names = 0.2 * MEASURE * self.scale;
        self.before(2.5);
        for (name, value) in facts {
            let named = self.lines(&Rich::bold(name), self.style(BODY), names - 8.0, name)?;
            let wide = self.measure() - names;
            let valued = self.lines(value, self.style(BODY), wide, name)?;
            self.need(self.style(BODY).lead * as_points(named.len().max(valued.len().min(3))));
            self.begin(Role::Paragraph);
            let (top, pages) = (self.y, self.layout.pages.len());
            for (line, down) in named.iter().zip(0_u16..) {
                self.line(
                    line,
                    LEFT,
                    top + f32::from(down) * self.style(BODY).lead + self.style(BODY).size,
                    self.style(BODY),
                    INK,
                );
            }
            self.flow(&valued, LEFT + names, self.style(BODY), INK);
            self.end();
            if self.layout.pages.len() == pages {
                self.y = self.y.max(top + self.style(BODY).lead * count(&named));
            }
            self.y += 1.5;
        }
        Ok(())
    }

    /// A text in a box; one taller than the page goes on in another box.
    fn boxed(&mut self, field: &str, text: &Rich) -> Result<(), PaperRefusal> {
        let lines = self.lines(text, self.style(BODY), MEASURE - 20.0, field)?;
        self.clear_square();
        self.before(6.0);
        if self.style(BODY).lead * count(&lines) + 2.0 * BOX_PAD <= HEIGHT - TOP - BOTTOM {
            self.need(self.style(BODY).lead * count(&lines) + 2.0 * BOX_PAD);
        }
        self.begin(Role::Paragraph);
        let mut rest = lines.as_slice();
        while !rest.is_empty() {
            let take = lines_before_break(rest.len(), fits(self.room() - 2.0 * BOX_PAD, self.style(BODY).lead), self.y <= TOP);
            let (now, later) = rest.split_at(take);
            if !now.is_empty() {
                let height = self.style(BODY).lead * count(now) + 2.0 * BOX_PAD;
                self.add(Shape::Outline { x: LEFT, y: self.y, w: MEASURE, h: height });
                for (line, down) in now.iter().zip(0_u16..) {
                    let base = self.y + BOX_PAD + f32::from(down) * self.style(BODY).lead + self.style(BODY).size;
                    self.line(line, LEFT + 10.0, base, self.style(BODY), INK);
                }
                self.y += height + 8.0;
            }
            if !later.is_empty() {
                self.new_page();
            }
            rest = later;
        }
        self.end();
        Ok(())
    }
}

const fn heading_style(level: u8) -> Style {
    if level <= 2 { HEADING } else { SUBHEADING }
}

/// How many of these lines stay on this page where `fit` have room: never one alone on either side. At the head of a page
/// something must be taken, or there would be no end.
fn lines_before_break(lines: usize, fit: usize, at_head: bool) -> usize {
    if lines <= fit {
        return lines;
    }
    let kept = fit.min(lines.saturating_sub(2));
    let kept = if kept < 2 { 0 } else { kept };
    if at_head && kept == 0 { fit.max(1) } else { kept }
}

/// How many lines of this lead have room in this height.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a page's height in lines is small and not below zero"
)]
pub(crate) fn fits(height: f32, lead: f32) -> usize {
    (height.max(0.0) / lead + 0.001).floor() as usize
}

/// A count as a number to measure with.
#[expect(clippy::cast_precision_loss, reason = "a paper holds far fewer lines than a float can count")]
pub(crate) const fn as_points(count: usize) -> f32 {
    count as f32
}

pub(crate) const fn count(lines: &[Line]) -> f32 {
    as_points(lines.len())
}

#[cfg(test)]
mod tests {
    use super::lines_before_break;

    #[test]
    fn no_line_is_left_alone_on_either_side_of_a_break() {
        assert_eq!(lines_before_break(3, 2, false), 0, "three lines go together");
        assert_eq!(lines_before_break(4, 3, false), 2, "two stay and two go");
        assert_eq!(lines_before_break(4, 1, false), 0);
        assert_eq!(lines_before_break(9, 6, false), 6);
        assert_eq!(lines_before_break(2, 2, false), 2);
        assert_eq!(lines_before_break(100, 40, true), 40, "at the head of a page something is always taken");
    }
}
