//! The finishing pass: our own metadata, identifiers and dates, so that a file says nothing it should not.

use super::PaperRefusal;
use super::frame::Frame;
use super::page::Element;
use super::painter::Drawn;
use super::tags;
use lopdf::{Dictionary, Document, Object, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

fn library(cause: impl std::fmt::Display) -> PaperRefusal {
    PaperRefusal::Library(cause.to_string())
}

/// Adds the structure, replaces the library's metadata and saves. The same paper gives the same bytes.
pub(crate) fn finish(drawn: Drawn, elements: &[Element], frame: &Frame, seal: &str) -> Result<Vec<u8>, PaperRefusal> {
    let mut document: Document = drawn.document;
    "1.7".clone_into(&mut document.version);
    tags::add(&mut document, elements, &drawn.marks)?;
    let metadata = document.add_object(xmp(frame));
    let root = document.trailer.get(b"Root").and_then(Object::as_reference).map_err(library)?;
    let catalogue = document.get_object_mut(root).and_then(Object::as_dict_mut).map_err(library)?;
    catalogue.set("Metadata", Object::Reference(metadata));
    catalogue.set("Lang", Object::string_literal("en-GB"));
    catalogue.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    for unwanted in [b"PageMode".as_slice(), b"OutputIntents", b"Names"] {
        catalogue.remove(unwanted);
    }
    let info = document.add_object(info(frame));
    document.trailer.set("Info", Object::Reference(info));
    document.prune_objects();
    let digest = Sha256::digest(format!("{}{}{seal}", frame.title, frame.made).as_bytes());
    let id = Object::String(digest.iter().take(16).copied().collect(), StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
    document.compress();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).map_err(library)?;
    Ok(bytes)
}

fn info(frame: &Frame) -> Dictionary {
    let made = Object::string_literal(format!("D:{}Z", frame.made));
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

/// XMP with the title and the language, escaped. It holds a reference only.
fn xmp(frame: &Frame) -> Stream {
    let text = format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF \
         xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:format>application/pdf</dc:format><dc:title><rdf:Alt><rdf:li \
         xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:title><dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language>\
         </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>",
        escaped(&frame.title)
    );
    let mut stream = Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, text.into_bytes());
    stream.allows_compression = false;
    stream
}
