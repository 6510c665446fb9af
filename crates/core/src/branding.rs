//! A tenant's colours and logo as they come from outside: judged by what they are, not by what they are called.
//!
//! What is kept of a picture is a `data:` URL ([`crate::tenant::Branding`]), so that no page asks another server for it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// A page with its logo stays small.
pub const LARGEST_LOGO: usize = 32 * 1024;

#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum BrandingError {
    #[error("must be a colour such as #17604c")]
    Colour,
    #[error("must be a PNG, JPEG, WebP or SVG picture")]
    NoPicture,
    #[error("must be the picture itself, as in data:image/png;base64,…: no page of Ringfence asks another server for one")]
    NotAtHand,
    #[error("must not be larger than {LARGEST_LOGO} bytes; this picture has {0}")]
    TooLarge(usize),
}

/// `#rrggbb`, in small letters.
pub fn colour(text: &str) -> Result<String, BrandingError> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
    digits.map(|_| text.to_ascii_lowercase()).ok_or(BrandingError::Colour)
}

/// The `data:` URL of a picture.
pub fn logo(picture: &[u8]) -> Result<String, BrandingError> {
    if picture.len() > LARGEST_LOGO {
        return Err(BrandingError::TooLarge(picture.len()));
    }
    let kind = kind(picture).ok_or(BrandingError::NoPicture)?;
    Ok(format!("data:{kind};base64,{}", STANDARD.encode(picture)))
}

/// What a `data:` URL holds; its own word for the kind is not believed.
pub fn picture(url: &str) -> Result<Vec<u8>, BrandingError> {
    let (head, content) = url.strip_prefix("data:").and_then(|rest| rest.split_once(',')).ok_or(BrandingError::NotAtHand)?;
    if !head.ends_with(";base64") {
        return Err(BrandingError::NotAtHand);
    }
    let picture = STANDARD.decode(content).map_err(|_| BrandingError::NoPicture)?;
    if picture.is_empty() { Err(BrandingError::NoPicture) } else { Ok(picture) }
}

/// By its first bytes, whatever its name says.
fn kind(picture: &[u8]) -> Option<&'static str> {
    match picture {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        _ => std::str::from_utf8(picture).is_ok_and(is_svg).then_some("image/svg+xml"),
    }
}

/// What may stand before the root element: a byte order mark, the XML declaration, comments, a document type.
fn is_svg(text: &str) -> bool {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let skipped = [("<?", "?>"), ("<!--", "-->"), ("<!DOCTYPE", ">")].into_iter().find(|(start, _)| rest.starts_with(start));
        let Some((_, end)) = skipped else { break };
        let Some((_, after)) = rest.split_once(end) else { return false };
        rest = after.trim_start();
    }
    rest.strip_prefix("<svg").is_some_and(|after| after.starts_with(|next: char| next.is_whitespace() || matches!(next, '>' | '/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_has_six_digits() {
        assert_eq!(colour("#FFaa00"), Ok("#ffaa00".to_owned()));
        for bad in ["", "#fff", "ffaa00", "#ffaa0g", "red", "#ffaa00;", "#ééé"] {
            assert_eq!(colour(bad), Err(BrandingError::Colour), "{bad}");
        }
    }

    #[test]
    fn a_picture_is_known_by_its_content() {
        let svg = "\u{feff}<?xml version=\"1.0\"?>\n<!-- a > b -->\n<!DOCTYPE svg>\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
        for (picture, kind) in [
            (&b"\x89PNG\r\n\x1a\nrest"[..], "image/png"),
            (b"\xff\xd8\xff\xe0rest", "image/jpeg"),
            (b"RIFF\x04\0\0\0WEBPrest", "image/webp"),
            (svg.as_bytes(), "image/svg+xml"),
            (b"<svg>", "image/svg+xml"),
        ] {
            assert!(logo(picture).expect(kind).starts_with(&format!("data:{kind};base64,")), "{kind}");
        }
        for bad in [&b""[..], b"GIF89a", b"<html><svg/></html>", b"<svgx>", b"<!-- <svg>", b"\x89PNG", b"RIFF\0\0\0\0WAVE", b"\xff<svg>"] {
            assert_eq!(logo(bad), Err(BrandingError::NoPicture), "{bad:?}");
        }
    }

    #[test]
    fn a_picture_comes_in_its_url() {
        let kept = logo(b"\xff\xd8\xff").expect("a picture");
        assert_eq!(picture(&kept), Ok(b"\xff\xd8\xff".to_vec()), "what was shown can be sent back");
        for bad in ["https://a.test/logo.png", "data:image/png", "data:image/svg+xml,%3Csvg", ""] {
            assert_eq!(picture(bad), Err(BrandingError::NotAtHand), "{bad}");
        }
        for bad in ["data:image/png;base64,", "data:image/png;base64,%%"] {
            assert_eq!(picture(bad), Err(BrandingError::NoPicture), "{bad}");
        }
    }

    #[test]
    fn a_picture_has_a_size() {
        let mut picture = b"\xff\xd8\xff".to_vec();
        picture.resize(LARGEST_LOGO, 0);
        assert!(logo(&picture).is_ok());
        picture.push(0);
        assert_eq!(logo(&picture), Err(BrandingError::TooLarge(32_769)));
    }
}
