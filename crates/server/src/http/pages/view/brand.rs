//! A tenant's two colours made into the stylesheet `/u/brand.css`, in light and in dark.
//!
//! Whatever the colours are, text stays readable: 4.5:1 for words, 3:1 for lines (WCAG 2.2, 1.4.3 and 1.4.11). The
//! cards themselves keep the house's colours, which `pages.css` repeats.

use std::fmt;

/// The grounds that the brand's colour meets besides its own page: a card and, in dark, the fields on it.
const CARD_LIGHT: Colour = Colour { red: 0xff, green: 0xff, blue: 0xff };
const CARD_DARK: Colour = Colour { red: 0x16, green: 0x1b, blue: 0x1a };
const WHITE: Colour = CARD_LIGHT;
const BLACK: Colour = Colour { red: 0, green: 0, blue: 0 };
const INK: Colour = Colour { red: 0x10, green: 0x18, blue: 0x15 };

const HOUSE_COLOUR: Colour = Colour { red: 0x17, green: 0x60, blue: 0x4c };
const HOUSE_GROUND: Colour = Colour { red: 0xee, green: 0xf1, blue: 0xee };

/// Contrast of words, and of lines and pictures, on their ground.
const WORDS: f64 = 4.5;
const LINES: f64 = 3.0;

/// The colours of a tenant's pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Brand {
    primary: Colour,
    ground: Colour,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

/// The colours of one scheme, named as the stylesheet names them.
struct Palette {
    /// Behind the card.
    ground: Colour,
    /// Words on the ground.
    on_ground: Colour,
    button: Colour,
    on_button: Colour,
    button_hover: Colour,
    /// Around the button, so that a white button on a white card is still seen.
    button_line: Colour,
    /// Words in the brand's colour on the card, and on the tint.
    link: Colour,
    /// Focus rings and chosen borders.
    edge: Colour,
    /// A breath of the brand, behind what is chosen.
    tint: Colour,
}

impl Brand {
    /// From `#rrggbb`; what is absent or unreadable is the house's own.
    pub fn new(primary_color: Option<&str>, page_background: Option<&str>) -> Self {
        let read = |text: Option<&str>, house| text.and_then(Colour::parse).unwrap_or(house);
        Self { primary: read(primary_color, HOUSE_COLOUR), ground: read(page_background, HOUSE_GROUND) }
    }

    pub fn stylesheet(self) -> String {
        format!(":root{{{}}}@media(prefers-color-scheme:dark){{:root{{{}}}}}", self.light(), self.dark())
    }

    fn light(self) -> Palette {
        Palette::new(self.primary, self.ground, CARD_LIGHT)
    }

    /// In the dark a light page becomes a shade of itself, and a dark brand is lit until it can be read.
    fn dark(self) -> Palette {
        let ground = if self.ground.luminance() < 0.03 { self.ground } else { self.ground.shade() };
        Palette::new(self.primary.until(WORDS, CARD_DARK), ground, CARD_DARK)
    }
}

impl Palette {
    fn new(primary: Colour, ground: Colour, card: Colour) -> Self {
        let (button, on_button) = button_pair(primary);
        let tint = primary.over(card, 0.08);
        Self {
            ground,
            on_ground: if INK.contrast(ground) >= WHITE.contrast(ground) { soft(INK, ground) } else { soft(WHITE, ground) },
            button,
            on_button,
            button_hover: if on_button == WHITE { BLACK.over(button, 0.14) } else { WHITE.over(button, 0.22) },
            button_line: button.until(LINES, card),
            link: primary.until(WORDS, card).until(WORDS, tint),
            edge: primary.until(LINES, card).until(LINES, tint),
            tint,
        }
    }
}

/// White words where they can be read, on a slightly deeper button if that is enough; dark words else.
fn button_pair(primary: Colour) -> (Colour, Colour) {
    if WHITE.contrast(primary) >= 3.6 {
        return (primary.until(WORDS, WHITE), WHITE);
    }
    (primary, if INK.contrast(primary) >= WORDS { INK } else { BLACK })
}

/// As much of the ground mixed in as the words can bear.
fn soft(words: Colour, ground: Colour) -> Colour {
    let softer = [0.7, 0.8, 0.9].map(|share| words.over(ground, share));
    let full = if words.contrast(ground) >= WORDS { words } else { BLACK };
    softer.into_iter().find(|colour| colour.contrast(ground) >= 5.0).unwrap_or(full)
}

impl Colour {
    fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
        Some(Self { red, green, blue })
    }

    fn channels(self) -> [f64; 3] {
        [self.red, self.green, self.blue].map(|channel| f64::from(channel) / 255.0)
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a byte's range first")]
    fn from_channels(channels: [f64; 3]) -> Self {
        let [red, green, blue] = channels.map(|channel| (channel.clamp(0.0, 1.0) * 255.0).round() as u8);
        Self { red, green, blue }
    }

    /// WCAG's relative luminance.
    fn luminance(self) -> f64 {
        let [red, green, blue] =
            self.channels().map(|channel| if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// WCAG's contrast, 1 to 21.
    fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// This colour laid over a ground, as a share from 0 to 1.
    fn over(self, ground: Self, share: f64) -> Self {
        let (top, under) = (self.channels(), ground.channels());
        Self::from_channels([0, 1, 2].map(|channel| top[channel] * share + under[channel] * (1.0 - share)))
    }

    /// This colour, moved away from a ground in lightness, its hue kept, until it stands out enough.
    fn until(self, wanted: f64, ground: Self) -> Self {
        let step = if ground.luminance() > 0.18 { -0.01 } else { 0.01 };
        let mut colour = self;
        let (hue, saturation, mut lightness) = self.hsl();
        while colour.contrast(ground) < wanted && (0.0..=1.0).contains(&lightness) {
            lightness += step;
            colour = Self::from_hsl(hue, saturation, lightness.clamp(0.0, 1.0));
        }
        colour
    }

    /// The same hue at night.
    fn shade(self) -> Self {
        let (hue, saturation, _) = self.hsl();
        Self::from_hsl(hue, saturation.min(0.25), 0.055)
    }

    fn hsl(self) -> (f64, f64, f64) {
        let [red, green, blue] = self.channels();
        let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
        let (lightness, spread) = (f64::midpoint(most, least), most - least);
        if spread == 0.0 {
            return (0.0, 0.0, lightness);
        }
        let saturation = spread / (1.0 - (2.0 * lightness - 1.0).abs());
        let sixth = if most == red {
            ((green - blue) / spread).rem_euclid(6.0)
        } else if most == green {
            (blue - red) / spread + 2.0
        } else {
            (red - green) / spread + 4.0
        };
        (sixth, saturation, lightness)
    }

    /// The hue in sixths of the circle.
    fn from_hsl(hue: f64, saturation: f64, lightness: f64) -> Self {
        let reach = saturation * lightness.min(1.0 - lightness);
        Self::from_channels([0.0, 8.0, 4.0].map(|offset| {
            let twelfth = (offset + hue * 2.0).rem_euclid(12.0);
            lightness - reach * (twelfth - 3.0).min(9.0 - twelfth).clamp(-1.0, 1.0)
        }))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

impl fmt::Display for Palette {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { ground, on_ground, button, on_button, button_hover, button_line, link, edge, tint } = self;
        write!(out, "--ground:{ground};--on-ground:{on_ground};--button:{button};--on-button:{on_button};")?;
        write!(out, "--button-hover:{button_hover};--button-line:{button_line};--link:{link};--edge:{edge};--tint:{tint}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: [&str; 16] = [
        "#ffff00", "#ffffff", "#000000", "#777777", "#767676", "#ff0000", "#00ff00", "#0000ff", "#00ffff", "#ff00ff", "#e87500", "#fefefe",
        "#010101", "#808000", "#17604c", "#635dff",
    ];

    #[test]
    fn whatever_the_colours_everything_can_be_read() {
        for primary in HOSTILE {
            for ground in HOSTILE {
                let brand = Brand::new(Some(primary), Some(ground));
                for (palette, card) in [(brand.light(), CARD_LIGHT), (brand.dark(), CARD_DARK)] {
                    let told = format!("{primary} on {ground}: {palette}");
                    assert!(palette.on_button.contrast(palette.button) >= WORDS, "button: {told}");
                    assert!(palette.on_button.contrast(palette.button_hover) >= WORDS, "button under the pointer: {told}");
                    assert!(palette.button_line.contrast(card) >= LINES, "button's line: {told}");
                    assert!(palette.link.contrast(card) >= WORDS, "link: {told}");
                    assert!(palette.link.contrast(palette.tint) >= WORDS, "link on the tint: {told}");
                    assert!(palette.edge.contrast(card) >= LINES, "edge: {told}");
                    assert!(palette.edge.contrast(palette.tint) >= LINES, "edge on the tint: {told}");
                    assert!(palette.on_ground.contrast(palette.ground) >= WORDS, "words on the ground: {told}");
                }
            }
        }
    }

    #[test]
    fn a_brand_that_can_be_read_stays_as_it_is() {
        let palette = Brand::new(Some("#635dff"), Some("#f4f4f8")).light();
        assert_eq!([palette.button, palette.edge, palette.ground].map(|colour| colour.to_string()), ["#635dff", "#635dff", "#f4f4f8"]);
        assert_eq!(palette.on_button, WHITE);
    }

    #[test]
    fn a_light_page_is_dark_in_the_dark() {
        for ground in HOSTILE {
            assert!(Brand::new(None, Some(ground)).dark().ground.luminance() < 0.03, "{ground}");
        }
    }

    #[test]
    fn what_is_no_colour_is_the_houses_own_and_never_reaches_the_stylesheet() {
        let house = Brand::new(None, None);
        for text in ["", "#fff", "17604c", "#12345g", "#+12345", "red", "#000000;}body{display:none}", "#ééé"] {
            assert_eq!(Brand::new(Some(text), Some(text)), house, "{text}");
        }
        assert!(house.stylesheet().starts_with(":root{--ground:#eef1ee;"), "{}", house.stylesheet());
    }
}
