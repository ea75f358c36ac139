//! Kerning: how much closer two letters stand, from the face's own pairs (OpenType 1.9, GPOS lookup type 2).

use read_fonts::tables::gpos::{PairPos, PairPosFormat1, PairPosFormat2, PositionSubtables};
use read_fonts::{FontRef, ReadError, TableProvider};
use std::collections::BTreeSet;

/// The pairs of a face. A face without any kerns nothing.
#[derive(Debug, Default)]
pub(crate) struct Kerning(Vec<Lookup>);

/// The first of these tables that knows a pair speaks for the lookup; what the lookups say adds up.
type Lookup = Vec<Pairs>;

#[derive(Debug)]
enum Pairs {
    /// By glyph: those that may follow it, in order, each with its units.
    Each(Vec<Vec<(u16, i16)>>),
    /// Both glyphs by their class.
    Classes {
        /// By glyph; none where the table does not speak of it.
        first: Vec<Option<u16>>,
        second: Vec<u16>,
        columns: usize,
        units: Vec<i16>,
    },
}

impl Pairs {
    fn between(&self, left: u16, right: u16) -> Option<i16> {
        match self {
            Self::Each(pairs) => {
                let after = pairs.get(usize::from(left))?;
                let at = after.binary_search_by_key(&right, |(glyph, _)| *glyph).ok()?;
                after.get(at).map(|(_, units)| *units)
            }
            Self::Classes { first, second, columns, units } => {
                let row = usize::from((*first.get(usize::from(left))?)?);
                let column = usize::from(*second.get(usize::from(right))?);
                units.get(row * columns + column).copied()
            }
        }
    }
}

impl Kerning {
    /// Reads a face's pairs. A face that has none is no fault: it was drawn without.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        read(bytes).unwrap_or_default()
    }

    /// What the space between two glyphs changes by, in the face's own units; less than nothing brings them closer.
    pub(crate) fn between(&self, left: u16, right: u16) -> i16 {
        let of = |lookup: &Lookup| lookup.iter().find_map(|pairs| pairs.between(left, right));
        self.0.iter().filter_map(of).fold(0, i16::saturating_add)
    }
}

fn read(bytes: &[u8]) -> Result<Kerning, ReadError> {
    let font = FontRef::new(bytes)?;
    let (gpos, glyphs) = (font.gpos()?, font.maxp()?.num_glyphs());
    let features = gpos.feature_list()?;
    // These faces have one kerning for all their scripts, so whoever reads it need not ask for the script of a word.
    let mut wanted = BTreeSet::new();
    for record in features.feature_records().iter().filter(|record| record.feature_tag() == *b"kern") {
        let feature = record.feature(features.offset_data())?;
        wanted.extend(feature.lookup_list_indices().iter().map(|index| index.get()));
    }
    let lookups = gpos.lookup_list()?.lookups();
    let mut kerning = Kerning::default();
    for index in wanted {
        let PositionSubtables::Pair(tables) = lookups.get(usize::from(index))?.subtables()? else { continue };
        let pairs = tables.iter().map(|table| match table? {
            PairPos::Format1(table) => each(&table, glyphs),
            PairPos::Format2(table) => classes(&table, glyphs),
        });
        kerning.0.push(pairs.collect::<Result<_, _>>()?);
    }
    Ok(kerning)
}

fn each(table: &PairPosFormat1<'_>, glyphs: u16) -> Result<Pairs, ReadError> {
    let mut pairs = vec![Vec::new(); usize::from(glyphs)];
    for (glyph, set) in table.coverage()?.iter().zip(table.pair_sets().iter()) {
        let after = pairs.get_mut(usize::from(glyph.to_u16())).ok_or(ReadError::OutOfBounds)?;
        for record in set?.pair_value_records().iter() {
            let record = record?;
            after.push((record.second_glyph().to_u16(), record.value_record1().x_advance().unwrap_or_default()));
        }
    }
    Ok(Pairs::Each(pairs))
}

fn classes(table: &PairPosFormat2<'_>, glyphs: u16) -> Result<Pairs, ReadError> {
    let (coverage, before, after) = (table.coverage()?, table.class_def1()?, table.class_def2()?);
    let class = |glyph: u16| coverage.get(glyph_id(glyph)).map(|_| before.get(glyph_id(glyph)));
    let mut units = Vec::new();
    for row in table.class1_records().iter() {
        for record in row?.class2_records().iter() {
            units.push(record?.value_record1().x_advance().unwrap_or_default());
        }
    }
    Ok(Pairs::Classes {
        first: (0..glyphs).map(class).collect(),
        second: (0..glyphs).map(|glyph| after.get(glyph_id(glyph))).collect(),
        columns: usize::from(table.class2_count()),
        units,
    })
}

fn glyph_id(glyph: u16) -> read_fonts::types::GlyphId16 {
    read_fonts::types::GlyphId16::new(glyph)
}
