//! Blocks onto pages: what keeps together, what may break, and the table head said again on every page.

use super::PaperRefusal;
use super::blocks::{Block, Column, PersonColumn, Rich, Row, Solidity};
use super::faces::Face;
use super::lines::{Line, Missing, Piece, Style, break_lines};

/// A4 in points.
pub(crate) const WIDTH: f32 = 595.28;
pub(crate) const HEIGHT: f32 = 841.89;
pub(crate) const LEFT: f32 = 53.0;
pub(crate) const RIGHT: f32 = 53.0;
/// Room above and below for the running matter.
pub(crate) const TOP: f32 = 74.0;
pub(crate) const BOTTOM: f32 = 74.0;
const MEASURE: f32 = WIDTH - LEFT - RIGHT;

/// What is drawn at a place; y grows downwards from the top of the page.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// Text with its base line at y.
    Text { x: f32, y: f32, size: f32, face: Face, text: String, grey: f32 },
    /// A filled rectangle.
    Fill { x: f32, y: f32, w: f32, h: f32, grey: f32 },
    /// An outlined rectangle.
    Outline { x: f32, y: f32, w: f32, h: f32 },
}

/// One page, in drawing order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    pub shapes: Vec<Shape>,
}

struct Setting {
    pages: Vec<Page>,
    y: f32,
    missing: Missing,
}

/// Side of the square at the head of the first page, with its quiet zone.
const SQUARE: f32 = 68.0;

/// Body text.
const BODY: Style = Style { size: 10.5, bold: false };
const BODY_LEAD: f32 = 14.5;
const SMALL: Style = Style { size: 9.0, bold: false };
const SMALL_LEAD: f32 = 12.0;
const CELL: Style = Style { size: 9.5, bold: false };
const CELL_LEAD: f32 = 13.0;
const CELL_PAD: f32 = 5.5;

/// Sets blocks onto pages.
pub(crate) fn set(blocks: &[Block]) -> Result<Vec<Page>, PaperRefusal> {
    let mut setting = Setting { pages: vec![Page::default()], y: TOP, missing: Missing::default() };
    for block in blocks {
        setting.block(block)?;
    }
    if setting.missing.0.is_empty() { Ok(setting.pages) } else { Err(PaperRefusal::Characters(setting.missing.0)) }
}

impl Setting {
    fn block(&mut self, block: &Block) -> Result<(), PaperRefusal> {
        match block {
            Block::Title { text } => self.heading(text, Style { size: 19.0, bold: true }, 24.0, 0.0),
            Block::Heading { text, level } => {
                let (size, lead) = if *level <= 2 { (12.5, 17.0) } else { (10.5, 15.0) };
                self.heading(text, Style { size, bold: true }, lead, 13.0)
            }
            Block::Paragraph { field, text } => self.paragraph(field, text, BODY, BODY_LEAD, 0.08),
            Block::Small { field, text } => self.paragraph(field, text, SMALL, SMALL_LEAD, 0.3),
            Block::Boxed { field, text } => self.boxed(field, text),
            Block::TwoPeople { left, right } => self.two_people(left, right),
            Block::Table { field, columns, rows, tall } => self.table(field, columns, rows, *tall),
            Block::Bullets { field, items } => self.bullets(field, items),
            Block::Space { points } => {
                self.y += f32::from(*points);
                Ok(())
            }
        }
    }

    fn new_page(&mut self) {
        self.pages.push(Page::default());
        self.y = TOP;
    }

    fn room(&self) -> f32 {
        HEIGHT - BOTTOM - self.y
    }

    /// Width to set in: narrower beside the square at the head of the first page.
    fn measure(&self) -> f32 {
        if self.pages.len() == 1 && self.y < TOP + SQUARE { MEASURE - SQUARE - 10.0 } else { MEASURE }
    }

    fn need(&mut self, height: f32) {
        if self.room() < height && self.y > TOP {
            self.new_page();
        }
    }

    fn add(&mut self, shape: Shape) {
        if let Some(page) = self.pages.last_mut() {
            page.shapes.push(shape);
        }
    }

    /// Space before a block, unless it opens a page.
    fn before(&mut self, space: f32) {
        if self.y > TOP {
            self.y += space;
        }
    }

    fn line(&mut self, line: &Line, x: f32, base: f32, style: Style, grey: f32) {
        for piece in &line.pieces {
            match piece {
                Piece::Word { x: at, text, face } => {
                    self.add(Shape::Text { x: x + at, y: base, size: style.size, face: *face, text: text.clone(), grey });
                }
                Piece::Bars { x: at, filled } => self.bars(x + at, base, *filled),
            }
        }
    }

    fn bars(&mut self, x: f32, base: f32, filled: u8) {
        for bar in 0..3_u8 {
            let left = x + f32::from(bar) * 7.0;
            let top = base - 9.0;
            if bar < filled {
                self.add(Shape::Fill { x: left, y: top, w: 5.5, h: 9.5, grey: 0.05 });
            } else {
                self.add(Shape::Outline { x: left, y: top, w: 5.5, h: 9.5 });
            }
        }
    }

    /// A heading stays with at least two lines of what follows.
    fn heading(&mut self, text: &str, style: Style, lead: f32, before: f32) -> Result<(), PaperRefusal> {
        let lines = break_lines(&Rich::plain(text), style, self.measure(), "heading", &mut self.missing)?;
        let height = lead * count(&lines);
        self.need(before + height + 3.0 * BODY_LEAD + 8.0);
        self.before(before);
        for line in &lines {
            let base = self.y + style.size;
            self.line(line, LEFT, base, style, 0.05);
            self.y += lead;
        }
        self.y += 3.0;
        Ok(())
    }

    /// A paragraph; no single first or last line is left alone on a page.
    fn paragraph(&mut self, field: &str, text: &Rich, style: Style, lead: f32, grey: f32) -> Result<(), PaperRefusal> {
        let lines = break_lines(text, style, self.measure(), field, &mut self.missing)?;
        self.before(3.0);
        self.flow(&lines, LEFT, style, lead, grey);
        self.y += 3.0;
        Ok(())
    }

    fn flow(&mut self, lines: &[Line], x: f32, style: Style, lead: f32, grey: f32) {
        let mut left = lines.len();
        for line in lines {
            let orphan = left == lines.len() && left > 1;
            let widow = left == 2 && lines.len() > 2;
            let wanted = if orphan || widow { 2.0 * lead } else { lead };
            self.need(wanted);
            self.line(line, x, self.y + style.size, style, grey);
            self.y += lead;
            left -= 1;
        }
    }

    fn bullets(&mut self, field: &str, items: &[Rich]) -> Result<(), PaperRefusal> {
        self.before(3.0);
        for item in items {
            let lines = break_lines(item, BODY, MEASURE - 14.0, field, &mut self.missing)?;
            self.need(BODY_LEAD * count(&lines).min(2.0));
            self.add(Shape::Fill { x: LEFT + 3.0, y: self.y + 5.5, w: 3.2, h: 3.2, grey: 0.1 });
            self.flow(&lines, LEFT + 14.0, BODY, BODY_LEAD, 0.08);
            self.y += 2.0;
        }
        Ok(())
    }

    fn boxed(&mut self, field: &str, text: &Rich) -> Result<(), PaperRefusal> {
        let lines = break_lines(text, BODY, MEASURE - 20.0, field, &mut self.missing)?;
        let height = BODY_LEAD * count(&lines) + 14.0;
        self.need(height + 8.0);
        self.before(6.0);
        self.add(Shape::Outline { x: LEFT, y: self.y, w: MEASURE, h: height });
        let top = self.y;
        self.y += 6.0;
        for line in &lines {
            self.line(line, LEFT + 10.0, self.y + BODY.size, BODY, 0.05);
            self.y += BODY_LEAD;
        }
        self.y = top + height + 8.0;
        Ok(())
    }

    fn two_people(&mut self, left: &PersonColumn, right: &PersonColumn) -> Result<(), PaperRefusal> {
        let wide = (MEASURE - 22.0) / 2.0;
        let sets = [self.person_lines(left, wide)?, self.person_lines(right, wide)?];
        let tallest = sets.iter().map(|lines| 34.0 + BODY_LEAD * count(lines)).fold(0.0, f32::max);
        self.need(tallest + 6.0);
        self.before(6.0);
        for (index, (person, lines)) in [left, right].into_iter().zip(&sets).enumerate() {
            let x = LEFT + if index == 0 { 0.0 } else { wide + 22.0 };
            self.person(person, lines, x, tallest);
        }
        self.y += tallest + 8.0;
        Ok(())
    }

    fn person_lines(&mut self, person: &PersonColumn, wide: f32) -> Result<Vec<Line>, PaperRefusal> {
        let name = Style { size: 13.0, bold: true };
        let mut lines =
            break_lines(&Rich::plain(&person.name), name, wide - 16.0, &format!("{}: name", person.label), &mut self.missing)?;
        for text in &person.lines {
            lines.extend(break_lines(text, BODY, wide - 16.0, &person.label, &mut self.missing)?);
        }
        Ok(lines)
    }

    fn person(&mut self, person: &PersonColumn, lines: &[Line], x: f32, tall: f32) {
        self.person_bar(person.bar, x, tall);
        let label = person.label.to_uppercase();
        let text = x + 14.0;
        self.add(Shape::Text { x: text, y: self.y + 8.5, size: 8.5, face: Face::Bold, text: label, grey: 0.1 });
        let mut base = self.y + 24.0;
        let name_lines = lines.iter().take_while(|line| is_name(line)).count().max(1);
        for (index, line) in lines.iter().enumerate() {
            let style = if index < name_lines { Style { size: 13.0, bold: true } } else { BODY };
            self.line(line, text, base, style, 0.05);
            base += if index < name_lines { 17.0 } else { BODY_LEAD };
        }
    }

    fn person_bar(&mut self, bar: Solidity, x: f32, tall: f32) {
        match bar {
            Solidity::Solid => self.add(Shape::Fill { x, y: self.y, w: 6.0, h: tall, grey: 0.05 }),
            Solidity::Hatched => {
                self.add(Shape::Outline { x, y: self.y, w: 6.0, h: tall });
                let mut at = self.y + 2.0;
                while at + 3.0 < self.y + tall {
                    self.add(Shape::Fill { x, y: at, w: 6.0, h: 2.6, grey: 0.1 });
                    at += 6.0;
                }
            }
        }
    }

    fn table(&mut self, field: &str, columns: &[Column], rows: &[Row], tall: bool) -> Result<(), PaperRefusal> {
        let shares: f32 = columns.iter().map(|column| f32::from(column.share)).sum();
        let widths: Vec<f32> = columns.iter().map(|column| f32::from(column.share) / shares * MEASURE).collect();
        let head: Row = columns.iter().map(|column| Rich::bold(&column.title)).collect();
        let head_lines = self.cells(field, &head, &widths)?;
        let head_height = row_height(&head_lines, false);
        let mut set_rows = Vec::with_capacity(rows.len());
        for (index, row) in rows.iter().enumerate() {
            set_rows.push(self.cells(&format!("{field}, line {}", index + 1), row, &widths)?);
        }
        let first = set_rows.first().map_or(0.0, |row| row_height(row, tall));
        self.before(4.0);
        self.need(head_height + first);
        self.head_row(&head_lines, &widths, head_height);
        for row in &set_rows {
            self.body_row(row, &widths, &head_lines, head_height, tall);
        }
        self.y += 4.0;
        Ok(())
    }

    fn cells(&mut self, field: &str, row: &Row, widths: &[f32]) -> Result<Vec<Vec<Line>>, PaperRefusal> {
        row.iter().zip(widths).map(|(cell, wide)| break_lines(cell, CELL, wide - 12.0, field, &mut self.missing)).collect()
    }

    fn head_row(&mut self, head: &[Vec<Line>], widths: &[f32], height: f32) {
        self.add(Shape::Fill { x: LEFT, y: self.y, w: MEASURE, h: height, grey: 0.91 });
        self.cells_at(head, widths);
        self.y += height;
        self.add(Shape::Fill { x: LEFT, y: self.y, w: MEASURE, h: 0.9, grey: 0.1 });
    }

    /// A row is never split unless it is taller than a page; then it goes on by lines.
    fn body_row(&mut self, row: &[Vec<Line>], widths: &[f32], head: &[Vec<Line>], head_height: f32, tall: bool) {
        let whole_page = HEIGHT - TOP - BOTTOM - head_height;
        let most_lines = lines_that_fit(whole_page);
        let longest = row.iter().map(Vec::len).max().unwrap_or(0);
        let mut from = 0;
        while from == 0 || from < longest {
            let part: Vec<Vec<Line>> =
                row.iter().map(|cell| cell.iter().skip(from).take(most_lines).cloned().collect()).collect();
            let height = row_height(&part, tall);
            if self.room() < height {
                self.new_page();
                self.head_row(head, widths, head_height);
            }
            self.cells_at(&part, widths);
            self.y += height;
            self.add(Shape::Fill { x: LEFT, y: self.y, w: MEASURE, h: 0.5, grey: 0.55 });
            from += most_lines;
        }
    }

    fn cells_at(&mut self, cells: &[Vec<Line>], widths: &[f32]) {
        let mut x = LEFT;
        for (cell, wide) in cells.iter().zip(widths) {
            let mut base = self.y + CELL_PAD + CELL.size;
            for line in cell {
                self.line(line, x + 6.0, base, CELL, 0.05);
                base += CELL_LEAD;
            }
            x += wide;
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a page holds far fewer lines than a float can count")]
fn count(lines: &[Line]) -> f32 {
    lines.len() as f32
}

fn lines_that_fit(height: f32) -> usize {
    let mut fits = 1;
    let mut used = 2.0 * CELL_PAD + 2.0 * CELL_LEAD;
    while used < height {
        fits += 1;
        used += CELL_LEAD;
    }
    fits
}

fn row_height(cells: &[Vec<Line>], tall: bool) -> f32 {
    let lines = cells.iter().map(|cell| count(cell)).fold(1.0, f32::max);
    let height = lines * CELL_LEAD + 2.0 * CELL_PAD;
    // A line to sign on is as tall as handwriting.
    if tall { height.max(30.0) } else { height }
}

/// The name's own lines are set in bold from end to end.
fn is_name(line: &Line) -> bool {
    line.pieces.iter().all(|piece| matches!(piece, Piece::Word { face: Face::Bold | Face::FallbackBold, .. }))
}
