//! QR codes (ISO/IEC 18004) as inline SVG: one path, black on white, with the quiet zone that scanners want.
//!
//! Nothing is fetched and nothing is styled from outside; what the picture is for, its page says.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

/// Modules of white on each side (ISO/IEC 18004 §9.1).
const QUIET: usize = 4;

/// One unit of the view box is one module, so that the page chooses the size. `None`: the text is longer than any QR code holds.
pub fn qr_svg(text: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let (width, modules) = (code.width(), code.to_colors());
    let mut path = String::new();
    for (y, row) in modules.chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|one, next| one == next) {
            if run[0] == Color::Dark {
                let length = run.len();
                write!(path, "M{} {}h{length}v1h-{length}z", x + QUIET, y + QUIET).expect("a String takes any text");
            }
            x += run.len();
        }
    }
    let side = width + 2 * QUIET;
    Some(format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges"><rect width="{side}" height="{side}" fill="#fff"/><path d="{path}"/></svg>"##
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_one_path_in_a_white_square() {
        let svg = qr_svg("HELLO").expect("short");
        // Version 1 has 21 modules; its first line begins with a finder pattern of seven.
        assert!(svg.starts_with(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29""#), "{svg}");
        assert!(svg.contains(r#"<path d="M4 4h7v1h-7z"#), "{svg}");
        assert_eq!(svg.matches("<path").count(), 1);
    }

    #[test]
    fn whatever_the_text_nothing_of_it_enters_the_markup() {
        let svg = qr_svg("otpauth://totp/<script>\"'&?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ").expect("short");
        assert!(!svg.contains("script") && !svg.contains("GEZD"));
        assert!(svg.chars().all(|c| c.is_ascii() && !c.is_control()));
    }

    #[test]
    fn too_long_a_text_makes_no_picture() {
        assert_eq!(qr_svg(&"x".repeat(5000)), None);
        assert!(qr_svg(&"x".repeat(2000)).is_some());
    }
}
