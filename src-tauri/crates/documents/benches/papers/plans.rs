//! Plans of a wished length, as our paper and as a page for other programs: the same words.

use documents::safeguarding_plan::{IfThen, Line, Person, SafeguardingPlan, Section};
use documents::{Copy, PrintSize};

/// A word that only the last action holds.
pub fn marker(lines: u16) -> String {
    format!("Last-{lines}")
}

/// The text of an action.
pub fn action(number: u16, lines: u16) -> String {
    let last = if number == lines { format!(" {}", marker(lines)) } else { String::new() };
    format!("Placeholder action {number}: ring the housing officer and say when the locks are changed{last}")
}

fn person(label: &str, name: &str) -> Person {
    Person { label: label.to_owned(), name: name.to_owned(), lines: Vec::new(), bold_lines: Vec::new() }
}

/// A plan of so many action lines.
pub fn plan(lines: u16) -> SafeguardingPlan {
    let line = |number| Line {
        number,
        text: action(number, lines),
        who: "Victim advocacy, K. Specimen".to_owned(),
        by: "26 Nov 2026".to_owned(),
    };
    SafeguardingPlan {
        unit: "Northmoor Stalking Intervention Unit".to_owned(),
        marking: "OFFICIAL-SENSITIVE".to_owned(),
        reference: "N-26-0147".to_owned(),
        version: 3,
        agreed_on: chrono::NaiveDate::from_ymd_opt(2026, 11, 20),
        review_by: chrono::NaiveDate::from_ymd_opt(2026, 12, 4),
        copy: Some(Copy { number: 2, of: None, holder: "K. Specimen".to_owned(), witness: String::new() }),
        for_agency: None,
        victim: person("Victim", "Alys Example"),
        perpetrator: person("Perpetrator (suspected)", "Dorian Sample"),
        level: None,
        dissents: Vec::new(),
        worries: "The visits have become more frequent since the order was served.".to_owned(),
        not_known: "Whether there is a licence.".to_owned(),
        sections: vec![Section { heading: "Victim safety".to_owned(), lines: (1..=lines).map(line).collect() }],
        if_then: vec![IfThen { if_text: "A visit".to_owned(), then_text: "Ring 999".to_owned(), who: "Everyone".to_owned() }],
        wishes: "Work told; school not told for now.".to_owned(),
        ring: Vec::new(),
        contact: None,
        agreed_by: Vec::new(),
        print: PrintSize::Standard,
        sample: true,
        made: "20261123091200".to_owned(),
    }
}

/// The same words as a page of HTML.
pub fn html(lines: u16) -> String {
    let rows: String = (1..=lines)
        .map(|number| {
            let text = action(number, lines);
            format!("<tr><td>{number}</td><td>{text}</td><td>Victim advocacy, K. Specimen</td><td>26 Nov 2026</td></tr>")
        })
        .collect();
    format!(
        "<!doctype html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>N-26-0147</title><style>@page{{size:A4;margin:20mm}}\
         body{{font-size:10pt}}thead{{display:table-header-group}}td,th{{text-align:left;border-bottom:1px solid}}</style></head><body>\
         <p>OFFICIAL-SENSITIVE</p><h1>Safeguarding plan</h1><p>Alys Example. Dorian Sample (suspected)</p><h2>What worries us</h2>\
         <p>The visits have become more frequent since the order was served. Whether there is a licence.</p><h2>Victim safety</h2>\
         <table><thead><tr><th>No.</th><th>What will be done</th><th>Who</th><th>By</th></tr></thead><tbody>{rows}</tbody></table>\
         <h2>If this happens, do this</h2><p>A visit: Ring 999. Everyone</p><p>Work told; school not told for now.</p></body></html>"
    )
}
