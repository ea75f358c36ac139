//! Tables: the head said again on every page, rows kept whole, none begun without head and one row.

use super::PaperRefusal;
use super::blocks::{Column, MadeFor, Rich, Row};
use super::faces::{Face, width};
use super::layout::{Setting, as_points, count, fits};
use super::lines::{Line, Missing, Style, break_lines};
use super::page::{BOTTOM, HEIGHT, INK, LEFT, MEASURE, Role, Scope, Shape, TOP};

const CELL: Style = Style { size: 10.0, lead: 13.2, bold: false };
const PAD: f32 = 4.6;
/// Room at either side of a cell's text.
const SIDE: f32 = 6.0;
/// A line to sign on is as tall as handwriting.
const TO_SIGN: f32 = 31.0;
const TO_WRITE: f32 = 92.0;
const BEFORE: f32 = 4.0;

type Cells = Vec<Vec<Line>>;

/// A table whose head is set and whose rows follow.
struct Standing {
    widths: Vec<f32>,
    head: Cells,
    head_height: f32,
    made_for: MadeFor,
}

impl Setting<'_> {
    pub(crate) fn table(&mut self, field: &str, columns: &[Column], rows: &[Row], made_for: MadeFor) -> Result<(), PaperRefusal> {
        let widths = self.widths(columns)?;
        let head = self.cells(field, &head_of(columns), &widths)?;
        let table = Standing { head_height: row_height(&head, self.style(CELL), MadeFor::Reading), widths, head, made_for };
        let mut set_rows = Vec::with_capacity(rows.len());
        for (index, row) in rows.iter().enumerate() {
            set_rows.push(self.cells(&format!("{field}, line {}", index + 1), row, &table.widths)?);
        }
        let first = set_rows.first().map_or(0.0, |row| row_height(row, self.style(CELL), made_for));
        self.clear_square();
        self.need(BEFORE + table.head_height + first);
        self.before(BEFORE);
        self.begin(Role::Table);
        self.begin(Role::TableHead);
        self.head_row(&table);
        self.end();
        self.begin(Role::TableBody);
        for row in &set_rows {
            self.body_row(row, &table);
        }
        self.end();
        self.end();
        self.y += 5.0;
        Ok(())
    }

    /// Height of the head and the first row, without which no table begins.
    pub(crate) fn table_start(
        &mut self,
        columns: &[Column],
        first: Option<&Row>,
        made_for: MadeFor,
    ) -> Result<f32, PaperRefusal> {
        let widths = self.widths(columns)?;
        let (mut unsaid, style) = (Missing::default(), self.style(CELL));
        let mut height = |row: &Row, made_for| Ok(row_height(&cells("", row, style, &widths, &mut unsaid)?, style, made_for));
        let head = height(&head_of(columns), MadeFor::Reading)?;
        Ok(BEFORE + head + first.map_or(Ok(0.0), |row| height(row, made_for))?)
    }

    /// Widths by the columns' shares. In large print a column is at least as wide as the longest word of its head, and the
    /// others give way.
    fn widths(&self, columns: &[Column]) -> Result<Vec<f32>, PaperRefusal> {
        let mut widths = shares(columns);
        if self.scale <= 1.0 {
            return Ok(widths);
        }
        let size = self.style(CELL).size;
        let mut least = Vec::with_capacity(columns.len());
        for column in columns {
            let mut longest = 0.0_f32;
            for word in column.title.split_whitespace() {
                longest = longest.max(width(Face::Bold, size, word)?);
            }
            least.push(longest + 2.0 * SIDE + 0.5);
        }
        let short: f32 = widths.iter().zip(&least).map(|(wide, least)| (least - wide).max(0.0)).sum();
        let spare: f32 = widths.iter().zip(&least).map(|(wide, least)| (wide - least).max(0.0)).sum();
        if short <= spare {
            for (wide, least) in widths.iter_mut().zip(&least) {
                *wide = if *wide < *least { *least } else { *wide - (*wide - least) * short / spare.max(1.0) };
            }
        }
        Ok(widths)
    }

    fn cells(&mut self, field: &str, row: &Row, widths: &[f32]) -> Result<Cells, PaperRefusal> {
        let style = self.style(CELL);
        cells(field, row, style, widths, self.missing)
    }

    fn head_row(&mut self, table: &Standing) {
        self.add(Shape::Fill { x: LEFT, y: self.y, w: MEASURE, h: table.head_height, grey: 0.92 });
        self.cells_at(&table.head, &table.widths, |_| Role::HeadCell(Scope::Column));
        self.y += table.head_height;
        self.add(Shape::Fill { x: LEFT, y: self.y - 0.5, w: MEASURE, h: 1.0, grey: 0.1 });
    }

    /// A row is never split unless it is taller than a page; then it goes on by lines under the head.
    fn body_row(&mut self, row: &[Vec<Line>], table: &Standing) {
        let style = self.style(CELL);
        let whole_page = HEIGHT - TOP - BOTTOM - table.head_height;
        let most = fits(whole_page - 2.0 * PAD, style.lead).max(1);
        let longest = row.iter().map(Vec::len).max().unwrap_or(0);
        let mut from = 0;
        while from == 0 || from < longest {
            let part: Cells = row.iter().map(|cell| cell.iter().skip(from).take(most).cloned().collect()).collect();
            let height = row_height(&part, style, table.made_for);
            if self.room() < height {
                self.new_page();
                // Said again for the eye; a screen reader heard it once.
                self.as_decoration(|setting| setting.head_row(table));
            }
            self.cells_at(&part, &table.widths, |column| if column == 0 { Role::HeadCell(Scope::Row) } else { Role::Cell });
            self.y += height;
            self.add(Shape::Fill { x: LEFT, y: self.y - 0.25, w: MEASURE, h: 0.5, grey: 0.5 });
            from += most;
        }
    }

    fn cells_at(&mut self, cells: &[Vec<Line>], widths: &[f32], role: fn(usize) -> Role) {
        let style = self.style(CELL);
        self.begin(Role::Row);
        let mut x = LEFT;
        for (column, (cell, wide)) in cells.iter().zip(widths).enumerate() {
            self.begin(role(column));
            let mut base = self.y + PAD + style.size;
            for line in cell {
                self.line(line, x + SIDE, base, style, INK);
                base += style.lead;
            }
            self.end();
            x += wide;
        }
        self.end();
    }
}

fn shares(columns: &[Column]) -> Vec<f32> {
    let all: f32 = columns.iter().map(|column| f32::from(column.share)).sum();
    columns.iter().map(|column| f32::from(column.share) / all.max(1.0) * MEASURE).collect()
}

fn head_of(columns: &[Column]) -> Row {
    columns.iter().map(|column| Rich::bold(&column.title)).collect()
}

fn cells(field: &str, row: &Row, style: Style, widths: &[f32], missing: &mut Missing) -> Result<Cells, PaperRefusal> {
    row.iter().zip(widths).map(|(cell, wide)| break_lines(cell, style, wide - 2.0 * SIDE, field, missing)).collect()
}

fn row_height(cells: &[Vec<Line>], style: Style, made_for: MadeFor) -> f32 {
    let lines = cells.iter().map(|cell| count(cell)).fold(as_points(1), f32::max);
    let height = lines * style.lead + 2.0 * PAD;
    match made_for {
        MadeFor::Reading => height,
        MadeFor::Signing => height.max(TO_SIGN),
        MadeFor::Writing => height.max(TO_WRITE),
    }
}
