//! The two lists of separated values.

use crate::people::{CLEAN, HEADINGS, Listed};
use std::error::Error;

/// UTF-8, commas, one heading line, one date format.
pub fn clean() -> Result<Vec<u8>, Box<dyn Error>> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(HEADINGS)?;
    for listed in &CLEAN {
        let (year, month, day, hour, minute) = listed.recorded;
        writer.write_record(row(listed, &format!("{day:02}/{month:02}/{year} {hour:02}:{minute:02}")))?;
    }
    Ok(writer.into_inner()?)
}

fn row<'a>(listed: &'a Listed, recorded: &'a str) -> [&'a str; 15] {
    let [name, born, phone, address] = listed.victim;
    let [suspect, suspect_born, suspect_address] = listed.suspect;
    [
        listed.reference,
        recorded,
        listed.offence,
        name,
        born,
        phone,
        address,
        suspect,
        suspect_born,
        suspect_address,
        listed.relationship,
        listed.summary,
        listed.officer,
        listed.station,
        listed.plate,
    ]
}

/// As ugly as life: UTF-16, semicolons, a title, headings over two rows and repeated, three date formats and more.
pub fn ugly() -> Result<Vec<u8>, Box<dyn Error>> {
    let long = "He sat in the car park again and wrote down who came in. ".repeat(800);
    let long: String = long.chars().take(40_000).collect();
    let headings = [
        "Occurrence no.",
        "Recorded",
        "Offence",
        "Name",
        "DOB",
        "Phone",
        "Address",
        "Name",
        "DOB",
        "Relationship",
        "MO",
        "OIC",
        "BCU",
        "VRM",
    ];
    #[rustfmt::skip]
    let rows: Vec<[&str; 14]> = vec![
        ["OVERNIGHT LIST - HARASSMENT AND STALKING - EXAMPLE BCU", "", "", "", "", "", "", "", "", "", "", "", "", ""],
        ["Printed 23/11/2026 06:58", "", "", "", "", "", "", "", "", "", "", "", "", ""],
        ["", "", "", "", "", "", "", "", "", "", "", "", "", ""],
        ["", "", "", "Victim", "", "", "", "Suspect", "", "", "", "", "", ""],
        headings,
        ["EX/48251/26", "20/11/2026 23:40", "Stalking (PHA 1997 s.2A)", "Angharad Mockford", "12/02/1985", "07700 900161", "1 Sample Yard, Exampleton ZZ99 2BJ", "Rhodri Testcase", "30/08/1982", "Ex-partner", "Waited by her car with the engine running; left when the security guard came out. Second time since Tuesday.", "PC 9061 Fixture", "Exampleton", "xx00 ddd"],
        ["ex/ 48252 /26", "2026-11-21 01:15", "Harassment without violence (PHA 1997 s.2)", "Halina Placeholder", "1979-07-04", "7700900162", "4 Specimen Walk, Sampleford ZZ99 1AF", "Not known", "", "Stranger", "Parcels she has not ordered, every day for two weeks. Today a child's coat in her daughter's size.", "PC 9001 Sample", "Sampleford", ""],
        ["EX/48253/26", "22 Nov 2026 0310hrs", "Stalking involving fear of violence", "Saima Khatoon Example", "3rd March 1990", "+44 (0)7700 900163", "Refuge - do not record", "Nadeem Specimen", "17 Jun 1986", "Ex-partner, lived together", "Called the ward where she works and asked, by name,\nwhether she was on nights;\nhung up when asked who was calling.", "PC 9017 Testcase", "Exampleton", "XX00 EEE"],
        ["EX/48251/26", "20/11/2026 23:40", "Stalking (PHA 1997 s.2A)", "Angharad Mockford", "12/02/1985", "07700 900161", "1 Sample Yard, Exampleton ZZ99 2BJ", "Rhodri Testcase", "30/08/1982", "Ex-partner", "Waited by her car with the engine running; left when the security guard came out. Second time since Tuesday.", "PC 9061 Fixture", "Exampleton", "XX00 DDD"],
        ["EX/48254/26", "21/11/2026", "Harassment", "", "", "", "", "Lowri Sample", "", "Colleague", "Third party report from the employer; the person harassed has not been asked yet.", "PC 9061 Fixture", "Exampleton", ""],
        ["EX/48255/26", "21/11/2026 20:05", "Stalking", "Stanis\u{142}aw Fixture", "22/01/1969", "01632 960171", "90 Testcase Street, Mockford-on-Sea ZZ99 3CF", "Ewa Example", "", "Ex-partner", &long, "PC 9032 Example", "Mockford-on-Sea", ""],
        ["EX/48117/26", "22/11/2026 08:00", "Stalking (PHA 1997 s.2A)", "Bronwen Placeholder", "09/08/1989", "07700 900104", "2 Example Rise, Sampleford ZZ99 1AD", "Ieuan Specimen", "12/12/1985", "Ex-partner, lived together", "Further update: a third letter.", "DC 9203 Mockford", "Sampleford", ""],
        headings,
        ["EX/48256/26", "late on Saturday", "Harassment", "Tegan Specimen", "", "07700 900172", "", "Unknown", "", "Online only", "Messages through her shop's order form.", "PC 9058 Specimen", "Exampleton", ""],
        ["4.8257E+11", "22/11/2026 12:00", "Harassment", "Farah Naz Testcase", "08/08/1988", "07700 900173", "", "Unknown", "", "Stranger", "Reference came through a spreadsheet.", "PC 9058 Specimen", "Exampleton", ""],
        ["EX/48258/26", "22/11/2026 21:30", "Harassment", "N/K", "", "", "", "Gareth Mockford", "", "Neighbour", "Caller would not give a name; shouting over the fence every night.", "PCSO 9104 Fixture", "Sampleford", ""],
        ["EX/48259/26", "23/11/2026 02:20", "Stalking", "Aleksandra Sample", "09/10/94", "07700 900174", "", "Unknown", "", "Stranger", "Followed from the night bus.", "PC 9061 Fixture", "Exampleton", ""],
        ["EX/48260/26", "23/11/2026 05:45", "Racially or religiously aggravated harassment", "Tariq Mehmood Placeholder", "15/05/1980", "07700 900175 or 01632 960176", "11 Fixture Parade, Sampleford ZZ99 1AG", "-", "", "Neighbour", "=HYPERLINK(\"x\",\"click\") was sprayed on the garage, with a date; he takes the date as a threat.", "@PC 9001 Sample", "Sampleford", ""],
        ["EX/48252/26", "21/11/2026 01:15", "Harassment without violence (PHA 1997 s.2)", "Halina Placeholder", "04/07/1979", "07700 900162", "4 Specimen Walk, Sampleford ZZ99 1AF", "Marek Mockford", "", "Stranger", "Same crime, now with a suspect named by a courier.", "PC 9001 Sample", "Sampleford", ""],
    ];
    let mut writer = csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row)?;
    }
    let text = String::from_utf8(writer.into_inner()?)?;
    let mut bytes = vec![0xFF, 0xFE];
    bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    Ok(bytes)
}
