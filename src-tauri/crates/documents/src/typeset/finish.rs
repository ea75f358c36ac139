//! The finishing pass: our own metadata, identifiers and dates, so that a file says nothing it should not.

use super::PaperRefusal;
use super::frame::Frame;
use lopdf::{Dictionary, Document, Object, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

fn library(cause: impl std::fmt::Display) -> PaperRefusal {
    PaperRefusal::Library(cause.to_string())
}

/// Replaces the library's metadata and saves. The same paper gives the same bytes.
pub(crate) fn finish(mut document: Document, frame: &Frame, seal: &str) -> Result<Vec<u8>, PaperRefusal> {
    "1.7".clone_into(&mut document.version);
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
        "Title" => Object::string_literal(frame.title.clone()),
        "Producer" => Object::string_literal("Holdfast"),
        "CreationDate" => made.clone(),
        "ModDate" => made,
    }
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
