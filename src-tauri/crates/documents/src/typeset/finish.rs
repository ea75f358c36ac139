//! The finishing pass: structure, our own metadata, identifiers and dates, so that a file meets PDF/UA-1 and PDF/A-2a and
//! says nothing it should not.

use super::PaperRefusal;
use super::frame::Frame;
use super::page::Element;
use super::painter::Drawn;
use super::{profile, tags};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

fn library(cause: impl std::fmt::Display) -> PaperRefusal {
    PaperRefusal::Library(cause.to_string())
}

/// Adds the structure, replaces the library's metadata and saves. The same paper gives the same bytes.
pub(crate) fn finish(drawn: Drawn, elements: &[Element], frame: &Frame, seal: &str) -> Result<Vec<u8>, PaperRefusal> {
    let mut document: Document = drawn.document;
    "1.7".clone_into(&mut document.version);
    let metadata = document.add_object(xmp(frame));
    let colours = document.add_object(Stream::new(dictionary! { "N" => 3, "Alternate" => "DeviceRGB" }, profile::srgb()));
    let root = document.trailer.get(b"Root").and_then(Object::as_reference).map_err(library)?;
    let catalogue = document.get_object_mut(root).and_then(Object::as_dict_mut).map_err(library)?;
    catalogue.set("Metadata", Object::Reference(metadata));
    catalogue.set("Lang", Object::string_literal(frame.language.tag()));
    catalogue.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    for unwanted in [b"PageMode".as_slice(), b"Names"] {
        catalogue.remove(unwanted);
    }
    catalogue.set("OutputIntents", vec![Object::Dictionary(intent(colours))]);
    let info = document.add_object(info(frame));
    document.trailer.set("Info", Object::Reference(info));
    for page in document.get_pages().into_values() {
        document.get_object_mut(page).and_then(Object::as_dict_mut).map_err(library)?.remove(b"Annots");
    }
    // What the library left and nothing names goes before the parts of a long table come, of which each is named: looking
    // through what is there takes time in its square.
    document.prune_objects();
    tags::add(&mut document, elements, &drawn.marks)?;
    let digest = Sha256::digest(format!("{}{}{seal}", frame.title, frame.made).as_bytes());
    let id = Object::String(digest.iter().take(16).copied().collect(), StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
    document.compress();
    document.objects.values_mut().try_for_each(end_clearly)?;
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).map_err(library)?;
    Ok(bytes)
}

/// A stream whose last byte is half a line end could be read one byte short of its length (ISO 19005-2, 6.1.7.1). One more
/// space after the drawing, the map or the face changes that byte and nothing else.
fn end_clearly(object: &mut Object) -> Result<(), PaperRefusal> {
    let Object::Stream(stream) = object else { return Ok(()) };
    if !matches!(stream.content.last(), Some(b'\r' | b'\n')) || stream.dict.get(b"Filter").is_err() {
        return Ok(());
    }
    let mut plain = stream.decompressed_content().map_err(library)?;
    plain.push(b' ');
    if stream.dict.has(b"Length1") {
        stream.dict.set("Length1", i64::try_from(plain.len()).unwrap_or(i64::MAX));
    }
    stream.set_plain_content(plain);
    stream.compress().map_err(library)
}

/// What the greys mean: sRGB (ISO 19005-2, 6.2.3).
fn intent(colours: ObjectId) -> Dictionary {
    dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => Object::Reference(colours),
    }
}

/// The day of making; the hour is nobody's business (security P-4).
fn day(frame: &Frame) -> &str {
    frame.made.get(..8).unwrap_or("20000101")
}

fn info(frame: &Frame) -> Dictionary {
    let made = Object::string_literal(format!("D:{}000000Z", day(frame)));
    dictionary! {
        "Title" => said(&frame.title),
        "Producer" => Object::string_literal("Holdfast"),
        "CreationDate" => made.clone(),
        "ModDate" => made,
    }
}

/// A text string of the file: plain where it is ASCII, else UTF-16 with its mark (ISO 32000-1, 7.9.2.2).
fn said(text: &str) -> Object {
    if text.is_ascii() {
        return Object::string_literal(text);
    }
    let bytes = [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    Object::String(bytes, StringFormat::Hexadecimal)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The schema by which a file may say that it keeps PDF/UA (ISO 14289-1, 5; ISO 19005-2, 6.6.2.3).
const UA_SCHEMA: &str = "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\
     <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
     <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema><pdfaSchema:property><rdf:Seq>\
     <rdf:li rdf:parseType=\"Resource\"><pdfaProperty:category>internal</pdfaProperty:category>\
     <pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description><pdfaProperty:name>part</pdfaProperty:name>\
     <pdfaProperty:valueType>Integer</pdfaProperty:valueType></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag>\
     </pdfaExtension:schemas>";

/// XMP with the title, the language, the day and the standards kept. It holds a reference only.
fn xmp(frame: &Frame) -> Stream {
    let (title, day, language) = (escaped(&frame.title), day(frame), frame.language.tag());
    let at = |from, to| day.get(from..to).unwrap_or("01");
    let made = format!("{}-{}-{}T00:00:00Z", at(0, 4), at(4, 6), at(6, 8));
    let text = format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF \
         xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" \
         xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
         xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\
         <dc:format>application/pdf</dc:format><dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\
         <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language><xmp:CreateDate>{made}</xmp:CreateDate>\
         <xmp:ModifyDate>{made}</xmp:ModifyDate><pdf:Producer>Holdfast</pdf:Producer><pdfaid:part>2</pdfaid:part>\
         <pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>{UA_SCHEMA}</rdf:Description></rdf:RDF></x:xmpmeta>\
         <?xpacket end=\"w\"?>"
    );
    let mut stream = Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, text.into_bytes());
    stream.allows_compression = false;
    stream
}
