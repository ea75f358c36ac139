//! Papers the benchmark hands in: an overnight list of so many rows, and a page for LibreOffice to set.

/// A list of rows no store holds yet.
pub fn overnight_list(list: u32, rows: u32) -> String {
    let heads = "Crime reference,Date recorded,Recorded offence,Victim name,Victim DOB,Victim phone,Victim address,Suspect name,Suspect DOB,Suspect address,Relationship,Summary,OIC,Station,VRM\n";
    let row = |row: u32| {
        format!(
            "BX/{list}{row:05}/26,20/11/2026 19:25,Stalking (PHA 1997 s.2A),Carys Testcase{row},14/03/1991,07700 8{list}{row:05},\"{row} Placeholder Terrace, Sampleford ZZ99 1AA\",\
             Owen Mockford{row},02/09/1988,\"Flat {row}, 40 Specimen Road, Sampleford ZZ99 1AB\",Colleague,\"Waited outside work when the shift ended and followed the bus. It is the third time this week, and the route was changed twice.\",\
             PC 9001 Sample,Sampleford,XX00 {row:05}\n"
        )
    };
    std::iter::once(heads.to_owned()).chain((0..rows).map(row)).collect()
}

/// A plan's words as a page that an office program turns into a PDF.
pub fn page() -> String {
    let line = "<tr><td>Treat every call from this address as urgent</td><td>Police, P. Dummy</td><td>1 December 2026</td></tr>";
    format!(
        "<html><body><h1>Safeguarding plan</h1><p>SAMPLE DATA</p>{}</body></html>",
        format!("<h2>Victim safety</h2><table>{}</table>", line.repeat(4)).repeat(6)
    )
}
