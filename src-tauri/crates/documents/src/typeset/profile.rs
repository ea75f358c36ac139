//! The colour profile of the output intent: sRGB as IEC 61966-2-1 gives it, written out here so that its licence is ours.

/// Header's length, and the length of one line of the table of tags.
const HEADER: u32 = 128;
const ENTRY: u32 = 12;

/// Numbers of the profile are fractions of 65536 (ICC.1:2004, 4.6 `s15Fixed16Number`).
const WHITE: [i32; 3] = [63_190, 65_536, 54_061];
const RED: [i32; 3] = [28_579, 14_582, 913];
const GREEN: [i32; 3] = [25_236, 46_981, 6_364];
const BLUE: [i32; 3] = [9_377, 3_973, 46_804];
/// From the white of day (D65) to that of the profile's space (D50), after Bradford.
const ADAPTED: [i32; 9] = [68_669, 1_500, -3_285, 1_936, 64_912, -1_117, -605, 986, 49_292];
/// Exponent and the four numbers of the straight part near black.
const CURVE: [i32; 5] = [157_286, 62_119, 3_417, 5_072, 2_651];

/// The profile's bytes.
pub(crate) fn srgb() -> Vec<u8> {
    let curve = typed(*b"para", &[&[0, 3, 0, 0], &numbers(&CURVE)]);
    let tags: [(&[u8; 4], Vec<u8>); 10] = [
        (b"desc", words("sRGB")),
        (b"cprt", words("No copyright is claimed")),
        (b"wtpt", typed(*b"XYZ ", &[&numbers(&WHITE)])),
        (b"chad", typed(*b"sf32", &[&numbers(&ADAPTED)])),
        (b"rXYZ", typed(*b"XYZ ", &[&numbers(&RED)])),
        (b"gXYZ", typed(*b"XYZ ", &[&numbers(&GREEN)])),
        (b"bXYZ", typed(*b"XYZ ", &[&numbers(&BLUE)])),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ];
    let mut table = 10_u32.to_be_bytes().to_vec();
    let mut data = Vec::new();
    for (name, tag) in tags {
        table.extend(name);
        table.extend((HEADER + 4 + 10 * ENTRY + length(&data)).to_be_bytes());
        table.extend(length(&tag).to_be_bytes());
        data.extend(tag);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let whole = HEADER + length(&table) + length(&data);
    [header(whole), table, data].concat()
}

/// Version 4.2, a display, RGB into XYZ, made on no machine and at a fixed hour.
fn header(whole: u32) -> Vec<u8> {
    let mut header = whole.to_be_bytes().to_vec();
    header.extend([0, 0, 0, 0, 4, 0x20, 0, 0]);
    header.extend(b"mntrRGB XYZ ");
    for part in [2026_u16, 1, 1, 0, 0, 0] {
        header.extend(part.to_be_bytes());
    }
    header.extend(b"acsp");
    header.resize(68, 0);
    header.extend(numbers(&WHITE));
    header.resize(128, 0);
    header
}

fn typed(kind: [u8; 4], parts: &[&[u8]]) -> Vec<u8> {
    [&kind[..], &[0; 4], &parts.concat()].concat()
}

fn numbers(of: &[i32]) -> Vec<u8> {
    of.iter().flat_map(|number| number.to_be_bytes()).collect()
}

/// A text in one language.
fn words(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let counts = [1_u32, ENTRY].map(u32::to_be_bytes).concat();
    typed(*b"mluc", &[&counts, b"enGB", &length(&units).to_be_bytes(), &28_u32.to_be_bytes(), &units])
}

fn length(of: &[u8]) -> u32 {
    u32::try_from(of.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_says_its_own_length_and_every_tag_lies_inside() {
        let profile = srgb();
        let number = |at: usize| u32::from_be_bytes(profile[at..at + 4].try_into().unwrap());
        assert_eq!(number(0), length(&profile));
        for tag in 0..usize::try_from(number(128)).unwrap() {
            let at = 132 + tag * 12;
            assert!(number(at + 4) % 4 == 0 && number(at + 4) + number(at + 8) <= number(0));
        }
    }
}
